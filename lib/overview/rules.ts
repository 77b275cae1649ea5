import { isProvisional } from "@/lib/charts/periods";
import { daysInMonth, isoDay } from "@/lib/dates/calendar";
import { toQuery } from "@/lib/filter/codec";
import type { Filter } from "@/lib/filter/fields";
import { emptyFilter } from "@/lib/filter/fields";
import { monthNumber, monthOfNumber } from "@/lib/filter/period";
import type { PointName, PointNode } from "@/lib/filter/points";
import { subtreeIds } from "@/lib/filter/points";
import type { Days, Figure, PointLine, SparkMonth } from "./types";

/** Months of the small charts: two years, so that each stands beside its year before. */
export const sparkMonths = 24;

/** The present month up to a day, and the same days a year before: 29 February is held against 28 February. @param day YYYY-MM-DD */
export function comparedDays(day: string): { now: Days; before: Days; daysInMonth: number } {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const to = isoDay(year - 1, month, Math.min(date, daysInMonth(year - 1, month)));
  return {
    now: { from: isoDay(year, month, 1), to: day },
    before: { from: isoDay(year - 1, month, 1), to },
    daysInMonth: daysInMonth(year, month),
  };
}

/** Own counts by point id, children not added; null is "no transit point". */
export type Counts = ReadonlyMap<number | null, number>;

/** What the database counted, by point, to be rolled up. */
export type Counted = Readonly<{
  points: readonly PointNode[];
  now: Counts;
  before: Counts;
  /** cases that lie in one month, by month (year * 12 + month - 1) and point */
  months: readonly Readonly<{ month: number; point: number | null; cases: number }>[];
  /** the newest dated case of each point itself */
  last: ReadonlyMap<number, Readonly<{ day: string; reference: string; edtf: string }>>;
  /** of some points together, how many of those that are reported on were in a month (lib/charts/coverage) */
  coverage: (points: readonly number[]) => (month: number) => { covered: number; of: number };
  /** calendar day of the reader */
  day: string;
}>;

/** The list of exactly a figure's cases. */
const listOf = (filter: Partial<Filter>) => `/cases?${toQuery({ ...emptyFilter, ...filter })}`;

/** Every point that has something to say, parents before their children, each with what lies below it. */
export function pointLines(counted: Counted): { lines: PointLine[]; silent: number } {
  const lines: PointLine[] = [];
  let silent = 0;
  const walk = (node: PointNode, depth: number) => {
    const line = lineOf(node, depth, counted);
    if (line) lines.push(line);
    else silent += subtreeIds(node).length;
    if (line) for (const child of node.children) walk(child, depth + 1);
  };
  for (const node of counted.points) walk(node, 0);
  return { lines, silent };
}

/** A point with its subtree, or null when nothing is known of it. */
function lineOf(node: PointNode, depth: number, counted: Counted): PointLine | null {
  const { point, children } = node;
  const ids = subtreeIds(node);
  const within = new Set(ids);
  const coverage = counted.coverage(ids);
  const present = monthNumber(counted.day.slice(0, 7));
  const isOpen = (month: number) => {
    const { covered, of } = coverage(month);
    return of === 0 || covered < of;
  };
  const byMonth = new Map<number, number>();
  for (const { month, point: at, cases } of counted.months)
    if (at !== null && within.has(at)) byMonth.set(month, (byMonth.get(month) ?? 0) + cases);
  const months = Array.from({ length: sparkMonths }, (_, nth): SparkMonth => {
    const month = present - sparkMonths + 1 + nth;
    const provisional = isProvisional(month, counted.day);
    return { month, cases: byMonth.get(month) ?? 0, covered: !isOpen(month), provisional };
  });
  const last = ids.flatMap((id) => counted.last.get(id) ?? []).sort((a, b) => b.day.localeCompare(a.day))[0];
  const days = comparedDays(counted.day);
  const sum = (counts: Counts) => ids.reduce((total, id) => total + (counts.get(id) ?? 0), 0);
  const of = { point: [point.slug] };
  const line: PointLine = {
    point,
    depth,
    hasChildren: children.length > 0,
    now: { cases: sum(counted.now), open: isOpen(present), href: listOf({ ...of, ...days.now }) },
    before: { cases: sum(counted.before), open: isOpen(present - 12), href: listOf({ ...of, ...days.before }) },
    year: yearOf(point, months.slice(12)),
    yearBefore: yearOf(point, months.slice(0, 12)),
    months,
    last: last ? { reference: last.reference, edtf: last.edtf } : null,
  };
  const isKnown = line.last !== null || months.some((month) => month.covered || month.cases > 0);
  return isKnown || line.now.cases + line.before.cases > 0 ? line : null;
}

/** Twelve months together: a lower bound where one of them was not covered. */
function yearOf(point: PointName, months: readonly SparkMonth[]): Figure {
  const ends = [months[0]?.month ?? 0, months.at(-1)?.month ?? 0].map(monthOfNumber);
  return {
    cases: months.reduce((total, { cases }) => total + cases, 0),
    open: months.some(({ covered }) => !covered),
    href: listOf({ point: [point.slug], from: ends[0] ?? null, to: ends[1] ?? null, month: ["known"] }),
  };
}

/** Cases of some days at any point or none. They are a lower bound unless every point that is reported on was covered. */
export function allOf(counts: Counts, days: Days, { points, coverage }: Counted): Figure {
  const { covered, of } = coverage(points.flatMap(subtreeIds))(monthNumber(days.from.slice(0, 7)));
  const cases = [...counts.values()].reduce((total, n) => total + n, 0);
  return { cases, open: of === 0 || covered < of, href: listOf(days) };
}
