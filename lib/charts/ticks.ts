import type { Locale } from "@/lib/codes";
import { numberFormat } from "@/lib/intl";
import { textWidth } from "./marker-labels";

/** Most intervals that the vertical axis is divided into: quiet enough to read bars against. */
const maxIntervals = 4;

/** A single case does not fill the chart. */
const leastTop = 3;

/** A number as an axis has room for: `20M`, `2000万` from a hundred thousand on, else with grouped digits. */
export function formatTick(value: number, locale: Locale): string {
  const notation = Math.abs(value) < 100_000 ? "standard" : "compact";
  return numberFormat(locale, { notation, maximumFractionDigits: 3, numberingSystem: "latn" }).format(value);
}

/** How an axis writes its ticks, for YAxis: smaller and nearer where the highest is long, as `1500万`. Px. */
export function tickLook(top: number, locale: Locale): { fontSize: number; tickSize: number } {
  const long = top >= 100_000 && formatTick(top, locale).length > 4;
  return long ? { fontSize: 10, tickSize: 1 } : { fontSize: 12, tickSize: 6 };
}

/** Whole-number ticks from 0 to at least `highest`, in steps of 1, 2 or 5 times a power of ten. */
export function integerTicks(highest: number): number[] {
  const max = Math.max(highest, leastTop);
  let step = 1;
  for (let power = 1; step * maxIntervals < max; power *= 10)
    step = [1, 2, 5, 10].map((n) => n * power).find((s) => s * maxIntervals >= max) ?? step;
  const intervals = Math.ceil(max / step);
  return Array.from({ length: intervals + 1 }, (_, i) => i * step);
}

/** Width in px that a label of the month axis needs at least, with the space to its neighbour. */
const labelWidth = { month: 34, quarter: 28, year: 40 };
const space = 8;

/** Px from one label to the next. @param names what may be written below the axis */
const widthOf = (kind: "month" | "quarter", names: readonly string[]) =>
  Math.max(labelWidth[kind], ...names.map((name) => textWidth(name) + space));

/**
 * As monthTicks for longer periods: quarters by their number with the year under each first one, or years alone.
 * @param start first month of the axis @param count periods drawn @param band px per period @param names of the months or quarters
 */
export function periodTicks(
  start: number,
  step: 1 | 3 | 12,
  count: number,
  band: number,
  names: readonly string[] = [],
): MonthTick[] {
  if (step === 1) return monthTicks(start, count, band, names);
  const every = step === 3 && band >= widthOf("quarter", names);
  const years = [1, 2, 5, 10, 20, 50].find((n) => n * (12 / step) * band >= labelWidth.year) ?? 100;
  const ticks: MonthTick[] = [];
  for (let at = 0; at < count; at++) {
    const month = (start + at * step) % 12;
    const year = Math.floor((start + at * step) / 12);
    const saysYear =
      month === 0
        ? year % years === 0 || (step === 12 && count === 1)
        : at === 0 && ((12 - month) / step) * band >= labelWidth.year;
    if (every || saysYear) ticks.push({ at, month: every ? month / 3 + 1 : null, year: saysYear ? year : null });
  }
  return ticks;
}

/** A label of the month axis: `at` is its month's place from 0, `month` 1 to 12 (of quarters 1 to 4) or null where only the year is written. */
export type MonthTick = { at: number; month: number | null; year: number | null };

/**
 * Which months are labelled, so that no two labels collide: every month, each quarter's first, each half-year's first, or years alone.
 * The year stands under its January, and under the first label when its January is not drawn.
 * @param first the first month drawn, year * 12 + month - 1
 * @param count months drawn
 * @param band px per month
 */
export function monthTicks(first: number, count: number, band: number, names: readonly string[] = []): MonthTick[] {
  const every = [1, 3, 6].find((n) => n * band >= widthOf("month", names));
  const years = [1, 2, 5, 10, 20, 50].find((n) => n * 12 * band >= labelWidth.year) ?? 100;
  const ticks: MonthTick[] = [];
  let lastYearAt = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < count; at++) {
    const month = ((first + at) % 12) + 1;
    const year = Math.floor((first + at) / 12);
    const labelled = every !== undefined && (month - 1) % every === 0;
    const startsYear = month === 1 && (every !== undefined || year % years === 0);
    // The first year has no January here: say it under the first label, unless the next year's would run into it.
    const saysFirst = at === 0 && month !== 1 && (13 - month) * band >= labelWidth.year;
    const saysYear = (startsYear || saysFirst) && (at - lastYearAt) * band >= labelWidth.year;
    if (saysYear) lastYearAt = at;
    if (labelled || saysYear) ticks.push({ at, month: labelled ? month : null, year: saysYear ? year : null });
  }
  return ticks;
}

/** Whether texts of so many characters fit above bars that stand `band` px apart. */
export function totalsFit(band: number, digits: number): boolean {
  return band >= digits * 7 + 3;
}
