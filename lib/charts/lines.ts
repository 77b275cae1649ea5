import { amountTicks } from "./amounts";
import type { PlainCode } from "./colours";
import { plainCodes } from "./colours";

/** A point's cases by period, null where nothing is known; and all of the filter's, for shares. */
export type LineInput = Readonly<{ code: string; counts: readonly (number | null)[] }>;

export type Line = Readonly<{
  code: string;
  look: PlainCode;
  /** on the axis; null breaks the line */
  values: readonly (number | null)[];
  counts: readonly (number | null)[];
  /** why there is none: nothing to make 100 of */
  noBase: boolean;
}>;

export type LinesModel = Readonly<{
  scale: "counts" | "shares" | "index";
  lines: readonly Line[];
  ticks: readonly number[];
  /** periods whose mean is 100 */
  base: number;
}>;

/**
 * Lines to compare: counts; shares in per cent of all cases of the filter in that period; or an index, 100 being a line's own mean over the
 * first periods that make a year (of those that are known).
 * @param all cases of the filter by period @param perYear periods in a year
 */
export function prepareLines(
  input: readonly LineInput[],
  all: readonly number[],
  scale: LinesModel["scale"],
  perYear: number,
): LinesModel {
  const base = Math.min(perYear, all.length);
  const lines = input.slice(0, plainCodes.length).map(({ code, counts }, at): Line => {
    const known = counts.slice(0, base).filter((n) => n !== null);
    const mean = known.length === 0 ? 0 : known.reduce((a, b) => a + b, 0) / known.length;
    const heightOf = (n: number | null, i: number) => {
      if (n === null || scale === "counts") return n;
      if (scale === "shares") return all[i] ? (100 * n) / (all[i] ?? 1) : null;
      return mean > 0 ? (100 * n) / mean : null;
    };
    return {
      code,
      look: plainCodes[at] ?? "cat-8",
      counts,
      values: counts.map(heightOf),
      noBase: scale === "index" && mean === 0,
    };
  });
  const highest = Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const least = { counts: 4, shares: 4, index: 100 }[scale];
  return { scale, lines, base, ticks: amountTicks(Math.max(highest, least)) };
}
