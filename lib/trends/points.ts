import type { Coverage } from "@/lib/charts/monthly";
import { isProvisional, periodCode, periodStart, periodsOf } from "@/lib/charts/periods";
import { poissonInterval } from "@/lib/charts/poisson";
import { firstDay, lastDay } from "@/lib/filter/period";
import type { PointNode } from "@/lib/filter/points";
import { flatten, slugOf, subtreeIds } from "@/lib/filter/points";
import type { ResolvedFilter } from "@/lib/filter/types";
import { askedMonths, drill, inPeriodOf, stepOf } from "./rules";
import type { MonthRange, PointFigure, PointPeriod, PointRow, PointsBeside, TrendsView } from "./types";

/** Longest axis that is compared with the period before it: ten years. */
const longestCompared = 120;

/** Cases by their own point and period. */
export type PointCount = Readonly<{ point: number | null; month: number; cases: number }>;

type CoverageOf = (points: readonly number[]) => (first: number, last: number) => Coverage;

type EarlierRanges = Readonly<{ before: MonthRange; yearBefore: MonthRange }>;

/** What the points beside the chart are compared with: as many months before those drawn, and the same months of the year before. */
export function earlierRanges({ first, last }: MonthRange): EarlierRanges | null {
  const length = last - first + 1;
  if (length < 1 || length > longestCompared) return null;
  return {
    before: { first: first - length, last: first - 1 },
    yearBefore: { first: first - 12, last: last - 12 },
  };
}

/**
 * The points of the filter with their cases of the months drawn, of the period before and of the year before; a parent's with its children's.
 * @param counts under the filter @param earlier under the filter without its period, of the months before
 */
export function pointRows(
  { filter, refs, points }: ResolvedFilter,
  view: TrendsView,
  range: MonthRange,
  counts: readonly PointCount[],
  earlier: readonly PointCount[],
  coverageOf: CoverageOf,
  asOf: string,
  link: (filter: ResolvedFilter["filter"]) => string,
): PointsBeside {
  const step = stepOf[view.by];
  const present = Number(asOf.slice(0, 4)) * 12 + Number(asOf.slice(5, 7)) - 1;
  const start = periodStart(range.first, step);
  const axis = { first: start, last: periodStart(range.last, step) + step - 1 };
  const named = askedMonths(filter, step);
  const isNamed = (month: number) => named === null || [...Array(step).keys()].some((i) => named.has(month + i));
  const byMonth = new Map<number, PointCount[]>();
  for (const row of counts) byMonth.set(row.month, [...(byMonth.get(row.month) ?? []), row]);
  const compared = earlierRanges(axis);
  const periods = periodsOf(range, step);
  const asked = (id: number) => filter.point.length === 0 || refs.points.includes(id);

  const rowOf = (node: PointNode, depth: number, hidden: boolean): PointRow => {
    const ids = subtreeIds(node);
    const own = new Set(ids.filter(asked));
    const coverage = coverageOf([...own]);
    const value = own.size === ids.length ? [node.point.slug] : valuesWithin(filter.point, node);
    const sumOf = (rows: readonly PointCount[], { first, last }: MonthRange) =>
      rows.reduce(
        (n, row) =>
          row.point !== null && own.has(row.point) && row.month >= first && row.month <= last ? n + row.cases : n,
        0,
      );
    const figure = (cases: number, over: MonthRange, href: string): PointFigure => {
      const { covered, of } = coverage(over.first, Math.max(over.first, Math.min(over.last, present)));
      const whole = of > 0 && covered === of;
      return {
        cases,
        href,
        known: cases > 0 || whole,
        atLeast: cases > 0 && of > 0 && !whole,
        ...poissonInterval(cases),
      };
    };
    const here = { ...filter, point: value };
    const past = (over: MonthRange) => figure(sumOf(earlier, over), over, link(inPeriodOf(here, over, step)));
    const monthOf = (month: number): PointPeriod => {
      const last = Math.min(month + step - 1, range.last);
      const { covered, of } = coverage(month, Math.max(month, Math.min(last, present)));
      const cases = sumOf(byMonth.get(month) ?? [], { first: month, last: month });
      return {
        month: periodCode(month, step),
        cases: cases > 0 || (isNamed(month) && of > 0 && covered === of) ? cases : null,
        provisional: isProvisional(month + step - 1, asOf),
      };
    };
    return {
      point: node.point,
      depth,
      hasChildren: node.children.length > 0,
      hidden,
      folded: view.folded.includes(node.point.slug),
      chosen: filter.point.some((it) => slugOf(it) === node.point.slug),
      compared: view.vs.includes(node.point.slug),
      now: figure(sumOf(counts, axis), axis, link(drill(here, range, step, "drawn"))),
      before: compared && past(compared.before),
      yearBefore: compared && past(compared.yearBefore),
      months: periods.map(monthOf),
      values: value,
    };
  };
  const walk = (nodes: readonly PointNode[], depth: number, hidden: boolean): PointRow[] => {
    const here = nodes
      .filter((node) => subtreeIds(node).some(asked))
      .map((node) => ({ node, row: rowOf(node, depth, hidden) }))
      .sort((a, b) => byOrder[view.order](a.row, b.row));
    return here.flatMap(({ node, row }) => [row, ...walk(node.children, depth + 1, hidden || row.folded)]);
  };
  const none = counts.reduce(
    (n, row) => (row.point === null && row.month >= axis.first && row.month <= axis.last ? n + row.cases : n),
    0,
  );
  const outside = (day: string | null, edge: string) => day !== null && day !== edge;
  return {
    rows: walk(points, 0, false),
    periods: periods.map((only) => link(drill({ ...filter, point: [] }, range, step, { only }))),
    none: { cases: none, href: link(drill({ ...filter, point: ["none"] }, range, step, "drawn")) },
    comparable: compared !== null,
    partial:
      range.last >= present ||
      outside(filter.from && firstDay(filter.from), firstDay(periodCode(axis.first, 1))) ||
      outside(filter.to && lastDay(filter.to), lastDay(periodCode(axis.last, 1))),
  };
}

/** What of the filter's points lies at a node or below it. */
function valuesWithin(values: readonly string[], node: PointNode): string[] {
  const slugs = new Set(flatten([node]).map(({ point }) => point.slug));
  return values.filter((value) => slugs.has(slugOf(value)));
}

const roots = ({ now, before }: PointRow) => Math.abs(Math.sqrt(now.cases) - Math.sqrt(before?.cases ?? 0));
const byOrder: Record<TrendsView["order"], (a: PointRow, b: PointRow) => number> = {
  border: () => 0,
  count: (a, b) => b.now.cases - a.now.cases,
  // Differences of square roots: a count's chance does not depend on its size there.
  change: (a, b) => roots(b) - roots(a),
};
