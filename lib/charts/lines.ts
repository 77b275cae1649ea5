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

/** A label beside the end of a line. @property at the last period that is known @property y where its words stand, in px */
export type EndLabel = Readonly<{ code: string; at: number; y: number }>;

/**
 * Names beside the ends of lines, each as near to its own as the others let it stand.
 * @param height of the plot in px @param gap least distance of two names in px
 */
export function placeEnds(
  { lines, ticks }: Readonly<{ lines: readonly Pick<Line, "code" | "values">[]; ticks: readonly number[] }>,
  height: number,
  gap: number,
): EndLabel[] {
  const max = ticks.at(-1) ?? 1;
  const ends = lines
    .flatMap(({ code, values }) => {
      const at = values.findLastIndex((value) => value !== null);
      return at < 0 ? [] : [{ code, at, y: height * (1 - (values[at] ?? 0) / max) }];
    })
    .sort((a, b) => a.y - b.y);
  // Down the plot, each at least a gap below the one above; then up again from the floor, where the last ones went below it.
  const placed: { code: string; at: number; y: number }[] = [];
  for (const end of ends)
    placed.push({ ...end, y: Math.max(end.y, (placed.at(-1)?.y ?? Number.NEGATIVE_INFINITY) + gap) });
  let floor = height;
  for (const end of placed.toReversed()) {
    end.y = Math.min(end.y, floor);
    floor = end.y - gap;
  }
  return placed;
}
