import type { Amount, AmountRow, Scale } from "./amounts";
import { addAmounts, amountTicks, onScale, weightScale } from "./amounts";
import type { Look, Shape } from "./colours";
import { seriesColour, shapeOf } from "./colours";
import type { Cut, Months, Step } from "./periods";
import { ageOf, cutOf, dayNumber, firstDayNumber, isProvisional, periodCode, periodStart, periodsOf } from "./periods";
import { integerTicks } from "./ticks";

/** `uncovered` says nothing of the cases there are, only that a missing one is no zero. A month is `provisional` until 60 days after its end. */
export type MonthState = "complete" | "provisional" | "uncovered";

/** Of the points that are reported on at all, how many were in this month. */
export type Coverage = { covered: number; of: number };

type Names = { nameEn: string; nameZh: string; nameKo: string };

/** What a part of the stack is, for its name: one of the lists' entries, several, or none. */
export type SeriesKind =
  | "one"
  | "cannabis"
  | "other"
  | "mixed"
  | "itself"
  | "noPoint"
  | "otherPoints"
  | `status-${string}`;

/** A part of the stack, in the order of the stack. `parts` are the values that the database counts by; null is one of them. */
export type SeriesSpec = Readonly<{
  code: string;
  look: Look;
  kind: SeriesKind;
  /** what it gathers, those drawn of it named: substances, points */
  members: readonly (Names & { part: number })[];
  parts: ReadonlySet<number | null>;
}>;

/** Which cases a figure opens. What is not named is as in the filter. */
export type Drill = {
  /** one period by its first month, the remainder, the periods drawn, those before them, or all of the filter */
  months: { only: number } | "unknown" | "drawn" | "earlier" | "all";
  /** one part of the stack */
  series?: string;
};

/** A dated event: interval of calendar days, and how the source wrote it (EDTF). */
export type Marker = Names & {
  edtf: string;
  from: string;
  to: string;
  source: { number: number | null; title: string } | null;
};

/** Cases by period (its first month, null: in none) and part of the stack; what they weigh where that is drawn. */
export type CountRow = Readonly<{ month: number | null; part: number | null; cases: number; amount: AmountRow | null }>;

export type MonthlyInput = {
  /** first and last month drawn; whole periods but where the filter begins or ends inside of one */
  range: Months;
  step: Step;
  counts: readonly CountRow[];
  series: readonly SeriesSpec[];
  /** months that the filter asks for; null: all */
  asked: ReadonlySet<number> | null;
  /** calendar days that the filter's period begins and ends with */
  bounds: Readonly<{ from: string | null; to: string | null }>;
  coverage: (first: number, last: number) => Coverage;
  /** calendar day of the reader */
  asOf: string;
  /** by period, reaching twelve months further back; null: the year before is not drawn */
  yearBefore: ReadonlyMap<number, Pick<CountRow, "cases" | "amount">> | null;
  markers: readonly Marker[];
  /** what the bars measure: cases, grams, or a unit as reported */
  measure: "cases" | "grams" | "units";
  link: (drill: Drill) => string;
  /** as `link`, for a period of the year before, which lies outside of the filter's period */
  yearBeforeLink: (month: number) => string;
};

/** @property amount null where cases are drawn */
export type Figure = { cases: number; href: string; amount: Amount | null };

/** A segment of the stack, in the order of the stack. */
export type Series = Figure & Omit<SeriesSpec, "parts"> & { shape: Shape; colour: string };

export type Month = {
  /** `2010-07`, `2010 Q3`, `2010` */
  month: string;
  /** its months, as far as they are counted */
  first: number;
  last: number;
  state: MonthState;
  /** younger than 60 days after its end, whatever its coverage */
  provisional: boolean;
  /** days since its end; negative while it has not ended */
  age: number;
  coverage: Coverage;
  /** the filter asks for this month; else there is nothing to say about it */
  asked: boolean;
  /** the days that are counted, where the filter's own days or months cut the period; null for a whole one */
  cut: Cut | null;
  /** not every month of it is asked for */
  inPart: boolean;
  /** null is a gap: no case is known and the month was not covered */
  total: Figure | null;
  /** figures by series; a series without a case is absent */
  segments: ReadonlyMap<string, Figure>;
  /** the same months of the year before; null is a gap or not drawn */
  yearBefore: Figure | null;
};

/** A marker with its place on the axis in periods from the left edge; both ends are inside the axis. */
export type PlacedMarker = Marker & { start: number; end: number };

export type MonthlyModel = {
  measure: MonthlyInput["measure"];
  step: Step;
  /** first month of the axis */
  start: number;
  months: readonly Month[];
  series: readonly Series[];
  /** of the vertical axis, in `scale` */
  ticks: readonly number[];
  /** what the bars are drawn in; null for cases */
  scale: Scale | null;
  markers: readonly PlacedMarker[];
  /** all cases of the filter; the three parts below add up to it */
  all: Figure;
  drawn: Figure;
  remainder: Figure;
  earlier: Figure;
  /** whether the year before is part of the chart at all */
  withYearBefore: boolean;
};

/** A figure's height on the axis; null where it has none, as what is not known. */
export function heightOf(figure: Pick<Figure, "cases" | "amount">, scale: Scale | null): number | null {
  if (scale === null) return figure.cases;
  const central = figure.amount?.central ?? null;
  if (central === null) return figure.cases === 0 ? 0 : null;
  return onScale(central, scale);
}

/** Whether all that is known of it is that it was not less. */
export function isAtLeast({ total, state, coverage }: Pick<Month, "total" | "state" | "coverage">): boolean {
  if (total === null) return false;
  return (total.amount?.atLeast ?? false) || (total.cases > 0 && state === "uncovered" && coverage.of > 0);
}

const isCovered = ({ covered, of }: Coverage) => of > 0 && covered === of;

/** Months in order without a hole, figures stacked by series, and what the axis leaves out. */
export function prepareMonthly(input: MonthlyInput): MonthlyModel {
  const { range, step, counts, link, measure } = input;
  const start = periodStart(range.first, step);
  const axis = { first: start, last: range.last };
  const series = prepareSeries(input, axis);
  const byMonth = new Map<number, CountRow[]>();
  for (const row of counts) {
    if (row.month === null) continue;
    const rows = byMonth.get(row.month);
    if (rows) rows.push(row);
    else byMonth.set(row.month, [row]);
  }
  const months = periodsOf(range, step).map((first) => prepareMonth(input, series, first, byMonth.get(first) ?? []));
  const part = (drill: Drill["months"], test: (month: number | null) => boolean) =>
    figureOf(
      counts.filter((row) => test(row.month)),
      measure,
      link({ months: drill }),
    );
  const figures = months.flatMap(({ total, yearBefore }) => [total, yearBefore].filter((it) => it !== null));
  const scale = scaleOf(measure, figures);
  const highest = Math.max(0, ...figures.map((it) => topOf(it, scale)));
  return {
    measure,
    step,
    start,
    months,
    series,
    scale,
    ticks: scale === null ? integerTicks(highest) : amountTicks(highest),
    markers: placeMarkers(input.markers, axis, step),
    all: part("all", () => true),
    drawn: part("drawn", (month) => inRange(month, axis)),
    remainder: part("unknown", (month) => month === null),
    earlier: part("earlier", (month) => month !== null && month < start),
    withYearBefore: input.yearBefore !== null,
  };
}

const inRange = (month: number | null, { first, last }: Months) => month !== null && month >= first && month <= last;

/** The highest that is drawn of a figure: its range's end. */
const topOf = (figure: Figure, scale: Scale | null): number => {
  const high = figure.amount?.high ?? figure.amount?.central ?? null;
  return scale === null ? figure.cases : high === null ? 0 : onScale(high, scale);
};

function scaleOf(measure: MonthlyInput["measure"], figures: readonly Figure[]): Scale | null {
  if (measure === "cases") return null;
  if (measure === "units") return { unit: "", factor: "1" };
  return weightScale(Math.max(0, ...figures.map((it) => topOf(it, { unit: "g", factor: "1" }))));
}

function figureOf(rows: readonly CountRow[], measure: MonthlyInput["measure"], href: string): Figure {
  return {
    cases: rows.reduce((total, row) => total + row.cases, 0),
    href,
    amount: measure === "cases" ? null : addAmounts(rows.flatMap((row) => row.amount ?? [])),
  };
}

function prepareSeries({ counts, series, measure, link }: MonthlyInput, axis: Months): Series[] {
  const drawn = counts.filter((row) => inRange(row.month, axis) && row.cases > 0);
  return series.flatMap(({ parts, members, ...spec }): Series[] => {
    const rows = drawn.filter((row) => parts.has(row.part));
    if (rows.length === 0) return [];
    const found = new Set(rows.map((row) => row.part));
    return [
      {
        ...spec,
        shape: shapeOf(spec.look),
        colour: seriesColour(spec.look),
        members: members.filter((member) => found.has(member.part)),
        ...figureOf(rows, measure, link({ months: "drawn", series: spec.code })),
      },
    ];
  });
}

function prepareMonth(input: MonthlyInput, drawn: readonly Series[], start: number, rows: readonly CountRow[]): Month {
  const { range, step, asOf, asked, bounds, yearBefore, measure, link, yearBeforeLink } = input;
  const whole = { first: start, last: start + step - 1 };
  const present = Number(asOf.slice(0, 4)) * 12 + Number(asOf.slice(5, 7)) - 1;
  const first = Math.max(start, range.first);
  const last = Math.max(first, Math.min(whole.last, range.last));
  // What has not begun is nobody's to cover.
  const covered = input.coverage(first, Math.max(first, Math.min(last, present)));
  const provisional = isProvisional(whole.last, asOf);
  const named =
    asked === null ? step : Array.from({ length: step }, (_, i) => start + i).filter((m) => asked.has(m)).length;
  const cut = cutOf(whole, bounds);
  const segments = new Map<string, Figure>();
  for (const { code } of drawn) {
    const parts = input.series.find((spec) => spec.code === code)?.parts;
    const mine = rows.filter((row) => parts?.has(row.part));
    if (mine.length > 0) segments.set(code, figureOf(mine, measure, link({ months: { only: start }, series: code })));
  }
  const total = figureOf(rows, measure, link({ months: { only: start } }));
  const inPart = cut !== null || named < step;
  const before = yearBefore?.get(start - 12);
  // A period of which a part is counted, or a part is over, is not compared with a whole one.
  const comparable = yearBefore !== null && !inPart && ageOf(whole.last, asOf) > 0;
  return {
    month: periodCode(start, step),
    first,
    last,
    state: stateOf(covered, provisional),
    provisional,
    age: ageOf(whole.last, asOf),
    coverage: covered,
    asked: named > 0,
    cut,
    inPart,
    total: total.cases > 0 || (named > 0 && isCovered(covered)) ? total : null,
    segments,
    yearBefore:
      comparable && (before || isCovered(input.coverage(start - 12, whole.last - 12)))
        ? figureOf(before ? [{ month: start - 12, part: null, ...before }] : [], measure, yearBeforeLink(start - 12))
        : null,
  };
}

/** The state of a figure. Where both hold, `uncovered` says more: such a month stays a lower bound. */
export function stateOf(coverage: Coverage, provisional: boolean): MonthState {
  if (!isCovered(coverage)) return "uncovered";
  return provisional ? "provisional" : "complete";
}

/** Markers that touch the axis, in the order of their dates: a day is a point, a month or a year an interval. */
function placeMarkers(markers: readonly Marker[], { first, last }: Months, step: Step): PlacedMarker[] {
  const place = (day: string, end: boolean) => {
    const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
    const start = firstDayNumber(month);
    const share = (dayNumber(day) - start + (end ? 1 : 0)) / (firstDayNumber(month + 1) - start);
    return (month - first + share) / step;
  };
  const width = periodsOf({ first, last }, step).length;
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
