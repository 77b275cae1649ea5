import type { Filter } from "./fields";
import { gramBounds, gramRange } from "./grams";
import { firstDay, lastDay, monthNumber, monthOfNumber } from "./period";
import type { Facets } from "./types";
import { microgramsOf } from "./values";

/** A bar of a range's histogram: the values that ask for exactly its cases (null: no end on this side), and whether they are asked for. */
export type Bar = Readonly<{ low: string | null; high: string | null; count: number; on: boolean }>;

const mostMonths = 36;
const mostYears = 40;

/**
 * Cases by month where the period asked for, or else the register, is short; by year where it is long (the last 40). A case is counted where
 * its whole interval lies in the bar's time, as `from` and `to` mean it.
 */
export function periodBars(
  { from, to }: Pick<Filter, "from" | "to">,
  period: Facets["period"],
): { by: "month" | "year"; bars: Bar[] } {
  const span = spanOf({ from, to }, period);
  if (!span) return { by: "year", bars: [] };
  const isOn = (low: string, high: string) =>
    (from !== null || to !== null) &&
    (from === null || firstDay(low) >= firstDay(from)) &&
    (to === null || lastDay(high) <= lastDay(to));
  const bar = (low: string, high: string, count: number): Bar => ({ low, high, count, on: isOn(low, high) });
  if (span.last - span.first < mostMonths) {
    const months = range(span.first, span.last).map((month) => ({ month, text: monthOfNumber(month) }));
    return { by: "month", bars: months.map(({ month, text }) => bar(text, text, period.months.get(month) ?? 0)) };
  }
  const last = Math.floor(span.last / 12);
  const years = range(Math.max(Math.floor(span.first / 12), last - mostYears + 1), last);
  return {
    by: "year",
    bars: years.map((year) => {
      const text = String(year).padStart(4, "0");
      return bar(`${text}-01`, `${text}-12`, period.years.get(year) ?? 0);
    }),
  };
}

/** First and last month to draw: whole years. */
function spanOf({ from, to }: Pick<Filter, "from" | "to">, { months, years }: Facets["period"]) {
  const wholeYears = (first: number, last: number) => ({
    first: Math.floor(first / 12) * 12,
    last: Math.floor(last / 12) * 12 + 11,
  });
  if (from !== null && to !== null) {
    const asked = wholeYears(monthNumber(from.slice(0, 7)), monthNumber(to.slice(0, 7)));
    if (asked.last - asked.first < mostMonths) return asked;
  }
  const all = [...months.keys(), ...[...years.keys()].map((year) => year * 12)];
  if (all.length === 0) return null;
  return wholeYears(
    all.reduce((a, b) => Math.min(a, b)),
    all.reduce((a, b) => Math.max(a, b)),
  );
}

/** Cases by the weight of their lines, on even steps of a logarithmic scale. */
export function gramBars({ min, max }: Pick<Filter, "min" | "max">, { buckets }: Facets["grams"]): Bar[] {
  const micro = (grams: string) => BigInt(microgramsOf(grams));
  return range(0, gramBounds.grams.length).map((bucket) => {
    const { min: low, max: high } = gramRange(bucket);
    const above = min === null || (low !== null && micro(low) >= micro(min));
    const below = max === null || (high !== null && micro(high) <= micro(max));
    return { low, high, count: buckets.get(bucket) ?? 0, on: (min !== null || max !== null) && above && below };
  });
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}
