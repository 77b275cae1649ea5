/** A transit point as filters and lists know it. `position` is its order along the border. */
export type PointName = Readonly<{
  id: number;
  slug: string;
  parentId: number | null;
  nameEn: string;
  nameZh: string;
  nameKo: string;
  country: string;
}>;

export type PointNode = Readonly<{ point: PointName; children: readonly PointNode[] }>;

/** The hierarchy, in the order given. Each point stands in it once: one whose parents form a ring starts at the first of the ring. */
export function pointTree(points: readonly PointName[]): PointNode[] {
  const known = new Set(points.map((p) => p.id));
  const placed = new Set<number>();
  const node = (point: PointName): PointNode => {
    placed.add(point.id);
    const children = points.filter((p) => p.parentId === point.id && p.id !== point.id);
    return { point, children: children.flatMap((p) => (placed.has(p.id) ? [] : [node(p)])) };
  };
  const roots = points.filter((p) => p.parentId === null || !known.has(p.parentId)).map(node);
  for (const point of points) if (!placed.has(point.id)) roots.push(node(point));
  return roots;
}

/** The ids of a node and everything below it. */
export function subtreeIds(node: PointNode): number[] {
  return [node.point.id, ...node.children.flatMap(subtreeIds)];
}

/** All nodes of a forest, parents before their children. */
export function flatten(nodes: readonly PointNode[]): PointNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)]);
}

/** Ids that `point` values ask for: a slug with its subtree, `SLUG~only` alone. `none` and unknown slugs give no id. */
export function pointIds(values: readonly string[], tree: readonly PointNode[]): number[] {
  const bySlug = new Map(flatten(tree).map((node) => [node.point.slug, node]));
  const ids = values.flatMap((value) => {
    const node = bySlug.get(slugOf(value));
    if (!node) return [];
    return value.endsWith("~only") ? [node.point.id] : subtreeIds(node);
  });
  return [...new Set(ids)].sort((a, b) => a - b);
}

/** The slug in a value of `point`. */
export function slugOf(value: string): string {
  return value.replace(/~only$/, "");
}
