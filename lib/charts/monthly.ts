import { isoMonth } from "@/lib/dates/calendar";
import type { SeriesCode, Shape } from "./colours";
import { seriesCodes, seriesColour, seriesOf, seriesShapes } from "./colours";
import { integerTicks } from "./ticks";

/** `uncovered` says nothing of the cases there are, only that a missing one is no zero. A month is `provisional` until 60 days after its end. */
export type MonthState = "complete" | "provisional" | "uncovered";

/** Of the points that are reported on at all, how many were in this month. */
export type Coverage = { covered: number; of: number };

type Names = { nameEn: string; nameZh: string; nameKo: string };
type Substance = Names & { id: number; slug: string; family: string };

/** Which cases a figure opens. What is not named is as in the filter. */
export type Drill = {
  /** one month, the remainder, the months drawn, those before them, or all of the filter */
  months: { only: number } | "unknown" | "drawn" | "earlier" | "all";
  /** the case's only substance is one of these */
  only?: readonly string[];
  /** two or more substances */
  mixed?: true;
};

/** A dated event: interval of calendar days, and how the source wrote it (EDTF). */
export type Marker = Names & {
  edtf: string;
  from: string;
  to: string;
  source: { number: number | null; title: string } | null;
};

export type MonthlyInput = {
  /** first and last month drawn, as year * 12 + month - 1; no case is later */
  range: { first: number; last: number };
  /** cases by month and segment; month null: the interval does not lie in one month; substance null: two or more */
  counts: readonly { month: number | null; substance: number | null; cases: number }[];
  substances: readonly Substance[];
  /** months that the filter asks for; null: all */
  asked: ReadonlySet<number> | null;
  coverage: (month: number) => Coverage;
  /** calendar day of the reader */
  asOf: string;
  /** cases by month, reaching twelve months further back; null: the year before is not drawn */
  yearBefore: ReadonlyMap<number, number> | null;
  markers: readonly Marker[];
  link: (drill: Drill) => string;
  /** as `link`, for a month of the year before, which lies outside of the filter's period */
  yearBeforeLink: (month: number) => string;
};

export type Figure = { cases: number; href: string };

/** A segment of the stack, in the order of the stack. */
export type Series = Figure & {
  code: SeriesCode;
  shape: Shape;
  colour: string;
  /** what is counted here; none for `mixed` */
  substances: readonly Substance[];
};

export type Month = {
  /** YYYY-MM */
  month: string;
  state: MonthState;
  /** younger than 60 days after its end, whatever its coverage */
  provisional: boolean;
  coverage: Coverage;
  /** the filter asks for this month; else there is nothing to say about it */
  asked: boolean;
  /** null is a gap: no case is known and the month was not covered */
  total: Figure | null;
  /** figures by series; a series without a case is absent */
  segments: ReadonlyMap<SeriesCode, Figure>;
  /** the same month of the year before; null is a gap or not drawn */
  yearBefore: Figure | null;
};

/** A marker with its place on the axis in months from the left edge; both ends are inside the axis. */
export type PlacedMarker = Marker & { start: number; end: number };

export type MonthlyModel = {
  months: readonly Month[];
  series: readonly Series[];
  ticks: readonly number[];
  markers: readonly PlacedMarker[];
  /** all cases of the filter; the three parts below add up to it */
  all: Figure;
  drawn: Figure;
  remainder: Figure;
  earlier: Figure;
  /** whether the year before is part of the chart at all */
  withYearBefore: boolean;
};

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
/** First day of a month as a day number; month as year * 12 + month - 1. */
const firstDayNumber = (month: number) => dayNumber(`${isoMonth(Math.floor(month / 12), (month % 12) + 1)}-01`);
const provisionalDays = 60;

/** Whether a month ended less than 60 days before a day, or has not ended. */
export function isProvisional(month: number, asOf: string): boolean {
  return dayNumber(asOf) - (firstDayNumber(month + 1) - 1) < provisionalDays;
}

/** Covered: every point that has any coverage was covered in the month, and there is such a point. */
function isCovered({ covered, of }: Coverage): boolean {
  return of > 0 && covered === of;
}

/** Makes the chart of cases per month out of counts: whole months, one segment per case, gaps where a zero would be a guess. */
export function prepareMonthly(input: MonthlyInput): MonthlyModel {
  const { range, counts, link } = input;
  const series = prepareSeries(input);
  const byMonth = new Map<number | null, MonthlyInput["counts"][number][]>();
  for (const row of counts) {
    if (row.cases === 0) continue;
    const rows = byMonth.get(row.month);
    if (rows) rows.push(row);
    else byMonth.set(row.month, [row]);
  }
  const months: Month[] = [];
  for (let month = range.first; month <= range.last; month++)
    months.push(prepareMonth(input, series, month, byMonth.get(month) ?? []));

  const sum = (test: (month: number | null) => boolean) =>
    counts.reduce((total, row) => total + (test(row.month) ? row.cases : 0), 0);
  const part = (months: Drill["months"], test: (month: number | null) => boolean): Figure => ({
    cases: sum(test),
    href: link({ months }),
  });
  return {
    months,
    series,
    ticks: integerTicks(Math.max(0, ...months.map((m) => Math.max(m.total?.cases ?? 0, m.yearBefore?.cases ?? 0)))),
    markers: placeMarkers(input.markers, range),
    all: part("all", () => true),
    drawn: part("drawn", (month) => inRange(month, range)),
    remainder: part("unknown", (month) => month === null),
    earlier: part("earlier", (month) => month !== null && month < range.first),
    withYearBefore: input.yearBefore !== null,
  };
}

const inRange = (month: number | null, { first, last }: MonthlyInput["range"]) =>
  month !== null && month >= first && month <= last;

function prepareSeries({ range, counts, substances, link }: MonthlyInput): Series[] {
  const byId = new Map(substances.map((s) => [s.id, s]));
  const drawn = counts.filter((row) => inRange(row.month, range) && row.cases > 0);
  return seriesCodes.flatMap((code): Series[] => {
    const rows = drawn.filter((row) => codeOf(row.substance, byId) === code);
    if (rows.length === 0) return [];
    const ids = new Set(rows.map((row) => row.substance));
    const members = substances.filter((s) => ids.has(s.id));
    return [
      {
        code,
        shape: seriesShapes[code],
        colour: seriesColour(code),
        substances: members,
        cases: rows.reduce((total, row) => total + row.cases, 0),
        href: link({ months: "drawn", ...segmentDrill(code, members) }),
      },
    ];
  });
}

function codeOf(substance: number | null, byId: ReadonlyMap<number, Substance>): SeriesCode {
  if (substance === null) return "mixed";
  const known = byId.get(substance);
  return known ? seriesOf(known.slug, known.family) : "other";
}

function segmentDrill(code: SeriesCode, members: readonly Substance[]): Omit<Drill, "months"> {
  return code === "mixed" ? { mixed: true } : { only: members.map((s) => s.slug) };
}

function prepareMonth(
  input: MonthlyInput,
  series: readonly Series[],
  month: number,
  rows: MonthlyInput["counts"],
): Month {
  const { coverage, asOf, asked, yearBefore, link, yearBeforeLink } = input;
  const byId = new Map(series.flatMap((s) => s.substances.map((substance) => [substance.id, substance] as const)));
  const covered = coverage(month);
  const provisional = isProvisional(month, asOf);
  const isAsked = asked === null || asked.has(month);

  const segments = new Map<SeriesCode, Figure>();
  for (const { code } of series) {
    const mine = rows.filter((row) => codeOf(row.substance, byId) === code);
    if (mine.length === 0) continue;
    const members = mine.flatMap((row) => (row.substance === null ? [] : (byId.get(row.substance) ?? [])));
    segments.set(code, {
      cases: mine.reduce((total, row) => total + row.cases, 0),
      href: link({ months: { only: month }, ...segmentDrill(code, members) }),
    });
  }
  const cases = rows.reduce((total, row) => total + row.cases, 0);
  return {
    month: isoMonth(Math.floor(month / 12), (month % 12) + 1),
    state: stateOf(covered, provisional),
    provisional,
    coverage: covered,
    asked: isAsked,
    total: cases > 0 || (isAsked && isCovered(covered)) ? { cases, href: link({ months: { only: month } }) } : null,
    segments,
    yearBefore:
      yearBefore && figureBefore(yearBefore.get(month - 12) ?? 0, coverage(month - 12), yearBeforeLink(month - 12)),
  };
}

/** The state of a figure. Where both hold, `uncovered` says more: such a month stays a lower bound. */
export function stateOf(coverage: Coverage, provisional: boolean): MonthState {
  if (!isCovered(coverage)) return "uncovered";
  return provisional ? "provisional" : "complete";
}

const figureBefore = (cases: number, coverage: Coverage, href: string): Figure | null =>
  cases > 0 || isCovered(coverage) ? { cases, href } : null;

/** Markers that touch the axis, in the order of their dates: a day is a point, a month or a year an interval. */
function placeMarkers(markers: readonly Marker[], { first, last }: MonthlyInput["range"]): PlacedMarker[] {
  const place = (day: string, end: boolean) => {
    const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
    const start = firstDayNumber(month);
    const share = (dayNumber(day) - start + (end ? 1 : 0)) / (firstDayNumber(month + 1) - start);
    return month - first + share;
  };
  const width = last - first + 1;
  return markers
    .map((marker) => {
      const start = place(marker.from, false);
      const end = place(marker.to, true);
      // One day is a line in the middle of the day, not a box.
      const middle = (start + end) / 2;
      return marker.from === marker.to ? { ...marker, start: middle, end: middle } : { ...marker, start, end };
    })
    .filter(({ start, end }) => end > 0 && start < width)
    .map((marker) => ({ ...marker, start: Math.max(0, marker.start), end: Math.min(width, marker.end) }))
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.nameEn < b.nameEn ? -1 : 1));
}
