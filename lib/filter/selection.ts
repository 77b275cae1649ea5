import type { PointName, PointNode } from "./points";
import { pointIds, subtreeIds } from "./points";

/** Whether a choice is set; a point with children can be set in part. */
export type Tick = "on" | "mixed" | "off";

/** A line of the tree of points: what is set, how many cases lie there, and what `point` becomes when it is pressed. */
export type PointChoice = Readonly<{
  point: PointName;
  tick: Tick;
  /** cases of the point and everything below it */
  count: number;
  next: readonly string[];
  /** a point with children can be asked for without them */
  itself: Readonly<{ tick: Tick; count: number; next: readonly string[] }> | null;
  children: readonly PointChoice[];
}>;

/**
 * The tree of points as choices.
 * @param values of the filter's `point`; @param counts own counts by point id, from the facets
 */
export function pointChoices(
  values: readonly string[],
  tree: readonly PointNode[],
  counts: ReadonlyMap<number | null, number>,
): PointChoice[] {
  const set = new Set(pointIds(values, tree));
  const toggled = (ids: readonly number[], on: boolean) => {
    const next = new Set(set);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    return pointValues(next, tree, values.includes("none"));
  };
  const choice = (node: PointNode): PointChoice => {
    const { point } = node;
    const ids = subtreeIds(node);
    const own = counts.get(point.id) ?? 0;
    const alone = set.has(point.id);
    const on = ids.every((id) => set.has(id));
    const children = node.children.map(choice);
    return {
      point,
      tick: on ? "on" : ids.some((id) => set.has(id)) ? "mixed" : "off",
      count: children.reduce((sum, child) => sum + child.count, own),
      next: toggled(ids, !on),
      itself:
        children.length === 0 ? null : { tick: alone ? "on" : "off", count: own, next: toggled([point.id], !alone) },
      children,
    };
  };
  return tree.map(choice);
}

/** The shortest values of `point` that ask for exactly these ids (and for cases without a point). */
export function pointValues(ids: ReadonlySet<number>, tree: readonly PointNode[], none: boolean): string[] {
  const valuesOf = (node: PointNode): string[] => {
    if (subtreeIds(node).every((id) => ids.has(id))) return [node.point.slug];
    const below = node.children.flatMap(valuesOf);
    return ids.has(node.point.id) ? [`${node.point.slug}~only`, ...below] : below;
  };
  return [...tree.flatMap(valuesOf), ...(none ? ["none"] : [])].sort();
}

/** A list of codes with one of them taken in or out, in the order of a URL. */
export function toggle<T extends string>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((v) => v !== value) : [...values, value].sort();
}
