import { amountTicks } from "./amounts";
import { clip } from "./chart-model";
import type { PlainCode } from "./colours";
import { plainCodes } from "./colours";
import { textWidth } from "./marker-labels";

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

/** Px around the plot of a chart of lines, its height with the axis, and the least width that leaves room for names beside it. */
export const linesFrame = { left: 40, top: 20, height: 240, roomy: 560, least: 12 } as const;
const longestName = 18;
/** Px that a name needs beside its text: the line to it and its shape. */
const besideName = 34;

/** A name as it stands beside the end of its line. */
export const endName = (name: string): string => clip(name, longestName);

/** Px to the right of the plot. @param width of the whole drawing */
export function endRoom(width: number, names: readonly string[]): number {
  if (width < linesFrame.roomy) return linesFrame.least;
  return Math.max(linesFrame.least, ...names.map((name) => textWidth(endName(name)) + besideName));
}

/** The period nearest to a place across the drawing. @param x px from its left edge @param right px to the right of the plot */
export function periodAt(x: number, width: number, right: number, periods: number): number {
  const share = (x - linesFrame.left) / Math.max(1, width - linesFrame.left - right);
  return Math.min(periods - 1, Math.max(0, Math.round(share * (periods - 1))));
}

/** Where a period stands across the drawing, in px. */
export function placeOf(at: number, width: number, right: number, periods: number): number {
  const share = periods === 1 ? 0.5 : at / (periods - 1);
  return linesFrame.left + (width - linesFrame.left - right) * share;
}
