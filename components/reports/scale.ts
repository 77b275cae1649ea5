import { formatGrams } from "@/lib/quantity/format";

/** A mass with its bounds in grams, decimal strings; a null bound is not stated. */
export type GramRange = { low: string | null; central: string; high: string | null };

/** A linear scale around a range, in one unit: numbers for drawing, from which nothing is counted. */
export type Scale = {
  unit: string;
  min: number;
  max: number;
  ticks: number[];
  /** decimals that tell the ticks apart */
  decimals: number;
  low: number;
  central: number;
  high: number;
};

const gramsIn: Record<string, number> = { kg: 1000, g: 1, mg: 0.001, ug: 0.000001 };

/** Steps of 1, 2 or 5 times a power of ten, at most `most` of them in a width. */
function stepFor(width: number, most: number): number {
  const rough = width / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10;
  return step * power;
}

/** The scale that a range is drawn on, with room on both sides so that it is seen as a range; null where there is none to draw. */
export function scaleOf({ low, central, high }: GramRange): Scale | null {
  if (low === high) return null;
  const { unit } = formatGrams(high ?? central);
  const shown = (grams: string) => Number(grams) / (gramsIn[unit] ?? 1);
  const middle = shown(central);
  const from = low === null ? middle : shown(low);
  const to = high === null ? middle : shown(high);
  const width = to - from || middle / 2;
  const step = stepFor(width * 3, 5);
  const min = Math.max(0, Math.floor((from - width) / step) * step);
  const max = Math.ceil((to + width * 0.8) / step) * step;
  const count = Math.round((max - min) / step);
  return {
    unit,
    min,
    max,
    ticks: Array.from({ length: count + 1 }, (_, i) => min + i * step),
    decimals: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)),
    low: low === null ? min : from,
    central: middle,
    high: high === null ? max : to,
  };
}
