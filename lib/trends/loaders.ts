import { readFiltered } from "@/lib/audit/consult";
import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { coverageOver } from "@/lib/charts/coverage";
import { isProvisional, prepareMonthly, stateOf } from "@/lib/charts/monthly";
import { today } from "@/lib/dates/calendar";
import type { Tx } from "@/lib/db/client";
import { countPanel } from "@/lib/filter/choices";
import type { SearchParams } from "@/lib/filter/codec";
import { activeFields, parseFilter, toQuery } from "@/lib/filter/codec";
import { countWithout } from "@/lib/filter/facets";
import type { Filter } from "@/lib/filter/fields";
import { firstDay, lastDay, monthNumber, monthOfNumber } from "@/lib/filter/period";
import { flatten, slugOf, subtreeIds } from "@/lib/filter/points";
import { pointNames, resolveFilter } from "@/lib/filter/refs";
import type { ResolvedFilter } from "@/lib/filter/types";
import messages from "@/lib/i18n/messages/en/trends.json";
import type { GroupCount, MonthCount } from "./queries";
import { countMonths, countMonthsBefore, countPoints, listCoverage, listMarkers, sumGroups } from "./queries";
import { askedMonths, drill, shownRange, withinMonths } from "./rules";
import { parseView, viewKeys } from "./schema";
import type { GroupKey, MonthRange, PointRow, TrendRow, TrendsPage } from "./types";

/** Longest axis that the year before is drawn beside: on a longer one it stands there already, twelve months to the left. */
const comparableMonths = 36;

/**
 * What `/trends` shows for a URL: the chart's model, the points beside it, the facets for the filter bar; all from one snapshot in the
 * viewer's name. Whatever the URL holds, a page comes back; what could not be read is in `problems`.
 * @throws AppError FORBIDDEN for a role that reads no cases
 */
export async function loadTrendsPage(viewer: Viewer, params: SearchParams, now = new Date()): Promise<TrendsPage> {
  assertMay(viewer, "case.read");
  const parsed = parseFilter(params, viewKeys);
  const { view, problems } = parseView(params);
  return readFiltered(viewer, parsed.filter, async (tx) => {
    const resolved = await resolveFilter(tx, parsed.filter);
    const { filter, refs, points, substances } = resolved;
    const facets = await countPanel(tx, resolved);
    const counts = await countMonths(tx, filter, refs);
    const day = today(viewer.timeZone, now);
    const { range, endsEarly } = shownRange(filter, view, extentOf(counts), monthNumber(day.slice(0, 7)));

    const chosen = filter.point.length === 0 ? null : refs.points;
    const { periods, nils } = await listCoverage(tx);
    const coverage = coverageOver(chosen ?? flatten(points).map((node) => node.point.id), periods, nils);
    const model = prepareMonthly({
      range,
      counts,
      substances,
      asked: askedMonths(filter),
      coverage,
      asOf: day,
      yearBefore: await yearBefore(tx, resolved, counts, range),
      markers: await listMarkers(tx, firstDay(monthOfNumber(range.first)), lastDay(monthOfNumber(range.last)), chosen),
      link: (to) => casesHref(drill(filter, range, to)),
      yearBeforeLink: (month) =>
        casesHref({ ...filter, from: null, to: null, maybe: null, month: [monthOfNumber(month)] }),
    });

    // What is not drawn for want of room is not counted beside the chart either.
    const shown = model.earlier.cases > 0 ? { ...filter, ...withinMonths(filter, range.first, range.last) } : filter;
    const own = shown === filter ? facets.point : await countPoints(tx, { ...shown, point: [] }, refs);
    return {
      filter,
      view,
      problems: [...parsed.problems, ...problems, ...resolved.problems],
      facets,
      lift: facets.total === 0 ? await countWithout(tx, filter, refs, activeFields(filter)) : new Map(),
      points,
      substances,
      owners: resolved.owners,
      chosen: resolved.chosen,
      range,
      endsEarly,
      model,
      byPoint: pointRows(resolved, shown, own),
      noPoint: { cases: own.get(null) ?? 0, href: casesHref({ ...shown, point: ["none"] }) },
      reportedOn: coverage(range.last).of,
      coverageHref: coverage(range.last).of === 0 ? coverageHref(viewer, filter) : null,
      asOf: now,
    };
  });
}

/** The list of exactly the cases that a figure counts. */
function casesHref(filter: Filter): string {
  const query = toQuery(filter);
  return query ? `/cases?${query}` : "/cases";
}

/** Where coverage is stated: of the filter's one point, else of all of them; null for a role that neither keeps the lists nor proposes. */
function coverageHref(viewer: Viewer, { point }: Filter): string | null {
  if (!may(viewer, "reference.keep") && !may(viewer, "reference.propose")) return null;
  const [only, ...others] = point.map(slugOf);
  return only && only !== "none" && others.length === 0 ? `/reference/coverage/${only}` : "/reference/coverage";
}

function extentOf(counts: readonly MonthCount[]): { oldest: number; newest: number } | null {
  const months = counts.flatMap((row) => (row.month === null ? [] : [row.month]));
  if (months.length === 0) return null;
  return { oldest: months.reduce((a, b) => Math.min(a, b)), newest: months.reduce((a, b) => Math.max(a, b)) };
}

async function yearBefore(
  tx: Tx,
  { filter, refs }: ResolvedFilter,
  counts: readonly MonthCount[],
  range: MonthRange,
): Promise<ReadonlyMap<number, number> | null> {
  if (range.last - range.first >= comparableMonths || range.last < range.first) return null;
  const before = { first: range.first - 12, last: range.last - 12 };
  if (filter.from !== null || filter.to !== null || filter.month.length > 0)
    return countMonthsBefore(tx, filter, refs, before);
  const byMonth = new Map<number, number>();
  for (const { month, cases } of counts) if (month !== null) byMonth.set(month, (byMonth.get(month) ?? 0) + cases);
  return byMonth;
}

function pointRows(
  { filter, refs, points }: ResolvedFilter,
  shown: Filter,
  own: ReadonlyMap<number | null, number>,
): PointRow[] {
  const depths = new Map<number, number>();
  return flatten(points).flatMap((node): PointRow[] => {
    const { point, children } = node;
    const depth = point.parentId === null ? 0 : (depths.get(point.parentId) ?? -1) + 1;
    depths.set(point.id, depth);
    const cases = subtreeIds(node).reduce((total, id) => total + (own.get(id) ?? 0), 0);
    const within = filter.point.length > 0 && refs.points.includes(point.id);
    const chosen = filter.point.some((value) => slugOf(value) === point.slug);
    if (cases === 0 && !chosen) return [];
    const href = casesHref({ ...shown, point: [point.slug] });
    return [{ point, depth, hasChildren: children.length > 0, chosen, within, cases, href }];
  });
}

/**
 * The rows of `weir trends`, from one snapshot: months, each with the keys asked for, and the remainder last. A filter that names what the
 * register does not have is an error of the caller's: see `problems` of the answer, and show no rows beside them.
 * @throws AppError FORBIDDEN for a role that reads no cases
 */
export async function loadTrendRows(
  viewer: Viewer,
  asked: Filter,
  by: readonly GroupKey[],
  now = new Date(),
): Promise<{ problems: ResolvedFilter["problems"]; rows: TrendRow[] }> {
  assertMay(viewer, "case.read");
  return readFiltered(viewer, asked, async (tx) => {
    const resolved = await resolveFilter(tx, asked);
    const { filter, refs, problems, points, substances } = resolved;
    if (problems.length > 0) return { problems, rows: [] };
    const groups = await sumGroups(tx, filter, refs, by);
    const { periods, nils } = await listCoverage(tx);
    const together = coverageOver(
      filter.point.length === 0 ? flatten(points).map((node) => node.point.id) : refs.points,
      periods,
      nils,
    );
    const day = today(viewer.timeZone, now);
    const names = pointNames(points);
    const bySubstance = new Map(substances.map((s) => [s.id, { code: s.slug, name: s.nameEn }]));
    const segmentOf = (id: number) => bySubstance.get(id) ?? { code: "mixed", name: messages.series.mixed };
    const pointOf = (id: number | null) => {
      const point = id === null ? undefined : names.get(id);
      return point ? { code: point.slug, name: point.nameEn } : null;
    };
    const byPoint = new Map(
      by.includes("transitPoint") ? [...names.keys()].map((id) => [id, coverageOver([id], periods, nils)]) : [],
    );
    const nowhere = coverageOver([], [], []);
    const stateIn = ({ month, point }: GroupCount): TrendRow["state"] => {
      // No month, no claim that it was covered.
      if (month === null) return "uncovered";
      const coverage = by.includes("transitPoint") ? byPoint.get(point ?? 0) : together;
      return stateOf((coverage ?? nowhere)(month), isProvisional(month, day));
    };
    const rows = groups.map((row) => ({
      month: row.month === null ? null : monthOfNumber(row.month),
      ...(by.includes("transitPoint") && { transitPoint: pointOf(row.point) }),
      ...(by.includes("segment") && { segment: segmentOf(row.segment ?? 0) }),
      ...(by.includes("substance") && {
        substance: row.substance === null ? null : (bySubstance.get(row.substance) ?? null),
      }),
      ...(by.includes("unit") && { unit: row.unit }),
      cases: row.cases,
      quantity: row.quantity,
      gramsLow: row.low,
      grams: row.central,
      gramsHigh: row.high,
      state: stateIn(row),
    }));
    return { problems, rows: inOrder(rows) };
  });
}

/** By month, the remainder last; within it by the keys, absent values last. */
function inOrder(rows: readonly TrendRow[]): TrendRow[] {
  const last = "\uffff";
  const key = (row: TrendRow) => [
    row.month ?? last,
    ...[row.transitPoint?.code, row.segment?.code, row.substance?.code, row.unit].map((value) => value ?? last),
  ];
  return rows
    .map((row) => ({ row, key: key(row) }))
    .sort((a, b) => {
      const at = a.key.findIndex((part, i) => part !== b.key[i]);
      return at < 0 ? 0 : (a.key[at] ?? "") < (b.key[at] ?? "") ? -1 : 1;
    })
    .map(({ row }) => row);
}
