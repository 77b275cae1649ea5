import type { Look } from "@/lib/charts/colours";
import { plainCodes, seriesCodes, seriesOf } from "@/lib/charts/colours";
import type { CountRow, SeriesSpec } from "@/lib/charts/monthly";
import { statusCodes } from "@/lib/codes";
import type { Filter } from "@/lib/filter/fields";
import type { PointName, PointNode } from "@/lib/filter/points";
import { flatten, subtreeIds } from "@/lib/filter/points";
import { pointValues } from "@/lib/filter/selection";
import type { ResolvedFilter } from "@/lib/filter/types";
import type { TrendsView } from "./types";

/** A part of the stack with what it changes in the filter, so that exactly its cases match. */
export type StackPart = SeriesSpec & Readonly<{ opens: Partial<Filter> }>;

/** The parts of the stack in their order, each case in one of them. @param counts of the months drawn: what has none needs no part */
export function stackOf(
  stack: TrendsView["stack"],
  resolved: ResolvedFilter,
  counts: readonly CountRow[],
): StackPart[] {
  if (stack === "status") return statusParts();
  return stack === "point" ? pointParts(resolved, counts) : substanceParts(resolved, counts);
}

function substanceParts({ substances }: ResolvedFilter, counts: readonly CountRow[]): StackPart[] {
  const found = new Set(counts.filter((row) => row.cases > 0).map((row) => row.part));
  return seriesCodes.flatMap((code): StackPart[] => {
    if (code === "mixed")
      return [{ code, look: code, kind: "mixed", members: [], parts: new Set([null]), opens: { mixed: "yes" } }];
    const mine = substances.filter((it) => found.has(it.id) && seriesOf(it.slug, it.family) === code);
    if (mine.length === 0) return [];
    const kind = mine.length === 1 ? "one" : code === "cannabis" ? "cannabis" : "other";
    return [
      {
        code,
        look: code,
        kind,
        members: mine.map((it) => ({ ...it, part: it.id })),
        parts: new Set(mine.map((it) => it.id)),
        opens: { substance: mine.map((it) => it.slug).sort(), mixed: "no" },
      },
    ];
  });
}

function statusParts(): StackPart[] {
  return statusCodes.map((status, at) => ({
    code: `status-${status}`,
    look: plainCodes[at] ?? "other",
    kind: `status-${status}` as const,
    members: [],
    parts: new Set([at]),
    opens: { status: [status] },
  }));
}

type Group = { value: string; point: PointName; itself: boolean; ids: number[]; cases: number };

/** Points that do not overlap and are all that the filter asks for: those at the top, or of one point itself and what lies below it. */
function pointParts({ filter, refs, points }: ResolvedFilter, counts: readonly CountRow[]): StackPart[] {
  const nodes = flatten(points);
  const asked = new Set(filter.point.length === 0 ? nodes.map((node) => node.point.id) : refs.points);
  const groups = groupsOf(pointValues(asked, points, false), nodes);
  const [only, ...others] = groups;
  const node = only && nodes.find((it) => it.point.id === only.point.id);
  const shown =
    only && node && others.length === 0 && !only.itself && node.children.length > 0
      ? groupsOf([`${node.point.slug}~only`, ...node.children.map((child) => child.point.slug)], nodes)
      : groups;
  for (const group of shown)
    for (const { part, cases } of counts) if (part !== null && group.ids.includes(part)) group.cases += cases;

  const ranked = shown.filter((group) => group.cases > 0).sort((a, b) => b.cases - a.cases);
  const kept = new Set(ranked.length > plainCodes.length ? ranked.slice(0, plainCodes.length - 1) : ranked);
  const rest = ranked.filter((group) => !kept.has(group));
  const member = ({ point }: Group, part: number) => ({ ...point, part });
  const parts = shown
    .filter((group) => kept.has(group))
    .map(
      (group, at): StackPart => ({
        code: `point-${group.value}`,
        look: plainCodes[at] ?? "other",
        kind: group.itself ? "itself" : "one",
        members: group.ids.map((id) => member(group, id)),
        parts: new Set(group.ids),
        opens: { point: [group.value] },
      }),
    );
  const gathered = (
    code: string,
    look: Look,
    kind: "otherPoints" | "noPoint",
    ids: (number | null)[],
    point: string[],
  ) => ({
    code,
    look,
    kind,
    members: rest.flatMap((group) => (kind === "noPoint" ? [] : group.ids.map((id) => member(group, id)))),
    parts: new Set(ids),
    opens: { point: point.sort() },
  });
  if (rest.length > 0)
    parts.push(
      gathered(
        "other-points",
        "other",
        "otherPoints",
        rest.flatMap((group) => group.ids),
        rest.map((group) => group.value),
      ),
    );
  if (filter.point.length === 0 || filter.point.includes("none"))
    parts.push(gathered("no-point", "mixed", "noPoint", [null], ["none"]));
  return parts;
}

function groupsOf(values: readonly string[], nodes: readonly PointNode[]): Group[] {
  return nodes.flatMap((node): Group[] => {
    const { point } = node;
    const common = { point, cases: 0 };
    if (values.includes(`${point.slug}~only`))
      return [{ ...common, value: `${point.slug}~only`, itself: node.children.length > 0, ids: [point.id] }];
    return values.includes(point.slug) ? [{ ...common, value: point.slug, itself: false, ids: subtreeIds(node) }] : [];
  });
}
