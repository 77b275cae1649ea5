import { amountTicks } from "./amounts";
import type { Months } from "./periods";
import { dayNumber, firstDayNumber } from "./periods";

/** A value of a series that stands beside the chart: calendar days and exact decimals; a null bound is open. */
export type ContextValue = Readonly<{
  from: string;
  to: string;
  value: string | null;
  low: string | null;
  high: string | null;
}>;

/** A value with its place across the panel, 0 to 1, and its heights, 0 to 1; null where no number is stated. */
export type PlacedValue = Readonly<{
  start: number;
  end: number;
  at: number | null;
  low: number | null;
  high: number | null;
}>;

/**
 * Places the values of one series on the chart's own axis of time and on a vertical axis of their own, which begins at 0 unless a value is
 * negative. Never on the axis of the cases: they are no cases. Drawing only, so floats will do.
 */
export function placeContext(values: readonly ContextValue[], axis: Months): { placed: PlacedValue[]; top: number } {
  const [first, last] = [firstDayNumber(axis.first), firstDayNumber(axis.last + 1)];
  const numbers = values.flatMap(({ value, low, high }) =>
    [value, low, high].flatMap((it) => (it === null ? [] : [Number(it)])),
  );
  const top = amountTicks(Math.max(0, ...numbers)).at(-1) ?? 1;
  const bottom = Math.min(0, ...numbers);
  const across = (day: number) => Math.min(1, Math.max(0, (day - first) / (last - first)));
  const up = (value: string | null) => (value === null ? null : (Number(value) - bottom) / (top - bottom));
  return {
    top,
    placed: values.map(({ from, to, value, low, high }) => ({
      start: across(dayNumber(from)),
      end: across(dayNumber(to) + 1),
      at: up(value),
      low: up(low),
      high: up(high),
    })),
  };
}
