import { readFiltered } from "@/lib/audit/consult";
import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Amount } from "@/lib/charts/amounts";
import { addAmounts, mergeAmounts } from "@/lib/charts/amounts";
import { coverageOver } from "@/lib/charts/coverage";
import type { LinesModel } from "@/lib/charts/lines";
import { prepareLines } from "@/lib/charts/lines";
import type { CountRow, Marker, MonthlyInput, MonthlyModel } from "@/lib/charts/monthly";
import { prepareMonthly, stateOf } from "@/lib/charts/monthly";
import type { Step } from "@/lib/charts/periods";
import { isProvisional, periodStart } from "@/lib/charts/periods";
import type { Handling, Unit } from "@/lib/codes";
import { handlingCodes } from "@/lib/codes";
import { today } from "@/lib/dates/calendar";
import type { Tx } from "@/lib/db/client";
import { conversionFor } from "@/lib/db/mass";
import { isSynthetic } from "@/lib/db/synthetic";
import { countPanel } from "@/lib/filter/choices";
import type { SearchParams } from "@/lib/filter/codec";
import { activeFields, parseFilter, toQuery, without } from "@/lib/filter/codec";
import { countWithout } from "@/lib/filter/facets";
import type { Filter, Problem } from "@/lib/filter/fields";
import { firstDay, lastDay, monthNumber, monthOfNumber } from "@/lib/filter/period";
import { flatten, slugOf } from "@/lib/filter/points";
import { pointNames, resolveFilter } from "@/lib/filter/refs";
import type { ResolvedFilter } from "@/lib/filter/types";
import messages from "@/lib/i18n/messages/en/trends.json";
import { listContext } from "@/lib/indicators/queries";
import type { Context } from "@/lib/indicators/types";
import { listViews } from "@/lib/views/queries";
import type { PointCount } from "./points";
import { earlierRanges, pointRows } from "./points";
import type { AmountOf, GroupCount, Grouping } from "./queries";
import {
  countParts,
  countUnits,
  listCoverage,
  listFactors,
  readLargest,
  substancesIn,
  sumGroups,
  sumParts,
} from "./queries";
import { askedMonths, drill, inPeriodOf, shownRange, stepOf } from "./rules";
import { parseView, trendsHref, viewKeys } from "./schema";
import { stackOf } from "./stacks";
import type {
  GroupKey,
  LargestCases,
  MonthRange,
  PointsBeside,
  SetEffect,
  TrendRow,
  TrendsPage,
  TrendsView,
} from "./types";

/** Longest axis that the year before is drawn beside unasked: on a longer one it stands there already, twelve months to the left. */
const comparableMonths = 36;

/**
 * What `/trends` shows for a URL: the chart's model, the points beside it, the facets for the filter bar; all from one snapshot in the
 * viewer's name. Whatever the URL holds, a page comes back; what could not be read is in `problems`.
 * @throws AppError FORBIDDEN for a role that reads no cases
 */
export async function loadTrendsPage(viewer: Viewer, params: SearchParams, now = new Date()): Promise<TrendsPage> {
  assertMay(viewer, "case.read");
  const parsed = parseFilter(params, [...viewKeys, "view"]);
  const { view: said, problems } = parseView(params);
  const synthetic = await isSynthetic();
  return readFiltered(viewer, parsed.filter, async (tx) => {
    const asked = await resolveFilter(tx, parsed.filter);
    const views = await listViews(tx);
    const seen = said.saved === null || views.some(({ id }) => id === said.saved);
    const view = seen ? said : { ...said, saved: null };
    const facets = await countPanel(tx, asked);
    const { setId, conversion } = await conversionFor(tx, view.set);
    const units = view.measure === "units" ? await countUnits(tx, asked.filter, asked.refs) : [];
    const unit = view.measure === "units" ? (view.inUnit ?? units[0]?.unit ?? null) : null;
    // A quantity is of the cases that have a line in its unit; what is counted, drawn and opened is them.
    const resolved = unit === null ? asked : { ...asked, filter: { ...asked.filter, unit: [unit] } };
    const { filter, refs, points } = resolved;
    const step = stepOf[view.by];
    const reads = readsOf(tx, resolved, { step, stack: view.stack }, amountOf(view, setId, unit));
    const { counts, points: pointCounts } = await reads.counts();
    const day = today(viewer.timeZone, now);
    const { range, endsEarly } = shownRange(filter, view, extentOf(counts), monthNumber(day.slice(0, 7)));

    const chosen = filter.point.length === 0 ? null : refs.points;
    const { periods, nils } = await listCoverage(tx);
    const coverageOf = (ids: readonly number[]) => coverageOver(ids, periods, nils);
    const coverage = coverageOf(chosen ?? flatten(points).map((node) => node.point.id));
    const drawn = counts.filter(
      ({ month }) => month !== null && month >= periodStart(range.first, step) && month <= range.last,
    );
    const stack = stackOf(view.stack, resolved, drawn);
    const bounds = { from: filter.from && firstDay(filter.from), to: filter.to && lastDay(filter.to) };
    const prepare = (rows: readonly CountRow[], before: MonthlyInput["yearBefore"], markers: readonly Marker[]) =>
      prepareMonthly({
        range,
        step,
        counts: rows,
        series: stack,
        asked: askedMonths(filter, step),
        bounds,
        coverage,
        asOf: day,
        yearBefore: before,
        markers,
        measure: view.measure,
        link: ({ months, series }) => {
          const to = drill(filter, range, step, months);
          return casesHref({ ...to, ...stack.find((part) => part.code === series)?.opens }, view.set);
        },
        yearBeforeLink: (month) =>
          casesHref(inPeriodOf(filter, { first: month, last: month + step - 1 }, step), view.set),
      });
    const context = await listContext(tx, {
      points: chosen,
      from: firstDay(monthOfNumber(range.first)),
      to: lastDay(monthOfNumber(Math.max(range.first, range.last))),
    });
    const axis = { first: periodStart(range.first, step), last: periodStart(range.last, step) + step - 1 };
    const compared = earlierRanges(axis);
    const beforeAxis = {
      first: Math.min(axis.first - 12, compared?.before.first ?? axis.first),
      last: Math.max(axis.last - 12, axis.first - 1),
    };
    const earlier =
      compared || withYearBefore(view, range) ? await reads.earlier(beforeAxis, counts, pointCounts) : null;
    const model = prepare(
      counts,
      withYearBefore(view, range) && earlier ? byPeriod(earlier.counts) : null,
      markersOf(context),
    );
    const current = setId !== null && view.measure === "grams" ? prepare(await reads.underCurrent(), null, []) : null;

    const beside = pointRows(resolved, view, range, pointCounts, earlier?.points ?? [], coverageOf, day, (to) =>
      casesHref(to, view.set),
    );
    return {
      ...asked,
      view,
      problems: [
        ...parsed.problems,
        ...problems,
        ...asked.problems,
        ...(seen ? [] : [{ key: "view", value: String(said.saved), reason: "unknown-value" } as const]),
        ...view.vs
          .filter((slug) => !beside.rows.some((row) => row.point.slug === slug))
          .map((value): Problem => ({ key: "vs", value, reason: "no-such-point" })),
      ],
      facets,
      lift: facets.total === 0 ? await countWithout(tx, asked.filter, refs, activeFields(asked.filter)) : new Map(),
      range,
      endsEarly,
      model,
      unit,
      units,
      conversion,
      effect: current && effectOf(current, model),
      factors: view.measure === "grams" ? await listFactors(tx, setId, await substancesIn(tx, filter, refs)) : [],
      beside,
      context,
      lines: linesOf(beside, model, view, step),
      reportedOn: coverage(range.last).of,
      coverageHref: coverage(range.last).of === 0 ? coverageHref(viewer, filter) : null,
      handling: strictestOf(facets, filter),
      synthetic,
      views,
      query: trendsHref(asked.filter, { ...view, saved: null }).split("?")[1] ?? "",
      asOf: now,
    };
  });
}

function amountOf({ measure }: TrendsView, setId: number | null, unit: Unit | null): AmountOf | null {
  if (measure === "grams") return { grams: { setId } };
  return measure === "units" && unit !== null ? { unit } : null;
}

/** The statements behind the chart, by what it measures: counts alone, or what the cases weigh too. */
function readsOf(tx: Tx, { filter, refs }: ResolvedFilter, grouping: Grouping, of: AmountOf | null) {
  const limited = filter.from !== null || filter.to !== null || filter.month.length > 0 || filter.lies.length > 0;
  const amounts = (asked: Filter, under: AmountOf, within: MonthRange | null = null) =>
    sumParts(tx, asked, refs, grouping, under, within);
  return {
    async counts() {
      const both = await countParts(tx, filter, refs, grouping);
      return of === null ? both : { ...both, counts: await amounts(filter, of) };
    },
    underCurrent: () => amounts(filter, { grams: { setId: null } }),
    /** What stood before the axis, outside of the filter's own period and months if it has some: one more walk, or none. */
    async earlier(within: MonthRange, counts: readonly CountRow[], points: readonly PointCount[]) {
      if (!limited) return { counts, points };
      const free = withoutPeriod(filter);
      const both = await countParts(tx, free, refs, grouping, within);
      return of === null ? both : { ...both, counts: await amounts(free, of, within) };
    },
  };
}

/** Sums by period, of all parts of the stack together. */
function byPeriod(rows: readonly CountRow[]): NonNullable<MonthlyInput["yearBefore"]> {
  const found = new Map<number, CountRow[]>();
  for (const row of rows) if (row.month !== null) found.set(row.month, [...(found.get(row.month) ?? []), row]);
  return new Map(
    [...found].map(([month, own]) => [
      month,
      {
        cases: own.reduce((n, row) => n + row.cases, 0),
        amount: mergeAmounts(own.flatMap(({ amount }) => amount ?? [])),
      },
    ]),
  );
}

const withoutPeriod = (filter: Filter): Filter => without(without(filter, "period"), "month");

function withYearBefore({ compare, by }: TrendsView, { first, last }: MonthRange): boolean {
  // Of years, the year before is the bar to the left.
  if (last < first || by === "year" || compare === "none") return false;
  return compare === "year" || last - first < comparableMonths;
}

/** How the figures differ from those under the current set. */
function effectOf(current: MonthlyModel, shown: MonthlyModel): SetEffect | null {
  if (!current.drawn.amount || !shown.drawn.amount) return null;
  const byPeriod = new Map(current.months.map(({ month, total }) => [month, total?.amount?.central ?? null]));
  const same = ({ low, central, high }: Amount, other: Amount | null | undefined) =>
    low === other?.low && central === other?.central && high === other?.high;
  const totals = shown.months.flatMap(({ total }, at) =>
    total?.amount && total.cases > 0 ? [same(total.amount, current.months[at]?.total?.amount)] : [],
  );
  return {
    changed: totals.filter((equal) => !equal).length,
    of: totals.length,
    current: current.drawn.amount,
    shown: shown.drawn.amount,
    byPeriod,
  };
}

const markersOf = ({ markers }: Context): Marker[] =>
  markers.map(({ edtf, from, to, textEn, textZh, textKo, source }) => ({
    edtf,
    from,
    to,
    nameEn: textEn,
    nameZh: textZh,
    nameKo: textKo,
    source: source && { number: source.number, title: source.title },
  }));

/** The points chosen for one chart, as lines. */
function linesOf({ rows }: PointsBeside, model: MonthlyModel, view: TrendsView, step: Step): LinesModel | null {
  const chosen = view.vs.flatMap((slug) => rows.filter((row) => row.point.slug === slug));
  if (chosen.length === 0) return null;
  return prepareLines(
    chosen.map((row) => ({ code: row.point.slug, counts: row.months.map(({ cases }) => cases) })),
    model.months.map(({ total }) => total?.cases ?? 0),
    view.lines,
    12 / step,
  );
}

/** The strictest handling of the cases counted. */
function strictestOf({ handling }: TrendsPage["facets"], filter: Filter): Handling | null {
  const asked = (code: Handling) => filter.handling.length === 0 || filter.handling.includes(code);
  return handlingCodes.findLast((code) => asked(code) && (handling.get(code) ?? 0) > 0) ?? null;
}

/** The list of exactly the cases that a figure counts, under the set that it was shown under. */
function casesHref(filter: Filter, set: string | null = null): string {
  const query = [toQuery(filter), set === null ? "" : new URLSearchParams({ set }).toString()]
    .filter(Boolean)
    .join("&");
  return query ? `/cases?${query}` : "/cases";
}

/** Where coverage is stated: of the filter's one point, else of all of them; null for a role that neither keeps the lists nor proposes. */
function coverageHref(viewer: Viewer, { point }: Filter): string | null {
  if (!may(viewer, "reference.keep") && !may(viewer, "reference.propose")) return null;
  const [only, ...others] = point.map(slugOf);
  return only && only !== "none" && others.length === 0 ? `/reference/coverage/${only}` : "/reference/coverage";
}

function extentOf(counts: readonly CountRow[]): { oldest: number; newest: number } | null {
  const months = counts.flatMap((row) => (row.month === null ? [] : [row.month]));
  if (months.length === 0) return null;
  return { oldest: months.reduce((a, b) => Math.min(a, b)), newest: months.reduce((a, b) => Math.max(a, b)) };
}

/**
 * What a period's cases weigh together under a set (or the current one), and the three that weigh most: for the panel beside a bar, asked for
 * when it opens. The filter is the bar's own, as its link has it.
 * @throws AppError FORBIDDEN for a role that reads no cases
 */
export async function loadLargest(viewer: Viewer, params: SearchParams): Promise<LargestCases> {
  assertMay(viewer, "case.read");
  const { filter } = parseFilter(params, ["set"]);
  const set = params instanceof URLSearchParams ? params.get("set") : null;
  return readFiltered(viewer, filter, async (tx) => {
    const resolved = await resolveFilter(tx, filter);
    const { setId, conversion } = await conversionFor(tx, set);
    const { cases, amount, largest } = await readLargest(tx, resolved.filter, resolved.refs, { grams: { setId } });
    const { largest: share, ...sums } = addAmounts([amount]);
    return {
      cases,
      amount: { ...sums, largest: share },
      largest,
      set: conversion.sets.find(({ slug }) => slug === conversion.under)?.name ?? null,
    };
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
