import type { ChartModel, ChartMonth, ChartSegment } from "./chart-model";
import type { Look } from "./colours";

/** Where a period's bar stands: its middle, its width, and the height of a value, y downwards. */
export type Column = { x: number; bar: number; heightAt: (value: number) => number };
export type Piece = ChartSegment & { look: Look; x: number; y: number; width: number; height: number };

const widest = 56;
/** Px per period from which a bar's edges stand on whole pixels: below, rounding would make some bars twice as wide as others. */
const roomy = 6;

/** Width of a bar. @param band px per period */
export function barWidth(band: number): number {
  const width = Math.min(widest, band * 0.78);
  return band < roomy ? width : Math.floor(width);
}

/** Left edge of a bar. */
export const barStart = (middle: number, bar: number): number =>
  Number.isInteger(bar) ? Math.round(middle - bar / 2) : middle - bar / 2;

/** The parts of a bar from the bottom up, as they are drawn: a hairline between them; a provisional one's outline inside of its place. */
export function stackOf(series: ChartModel["series"], month: ChartMonth, { x, bar, heightAt }: Column): Piece[] {
  const inset = month.provisional ? 0.5 : 0;
  let base = 0;
  return series.flatMap(({ code, look }) => {
    const segment = month.segments.find((one) => one.series === code);
    if (!segment?.value) return [];
    const [bottom, top] = [heightAt(base), heightAt(base + segment.value)];
    base += segment.value;
    const gap = bottom - top > 3 ? 1 : 0;
    const height = Math.max(0.8, bottom - top - 2 * inset - gap);
    return [
      {
        ...segment,
        look,
        x: barStart(x, bar) + inset,
        y: bottom - inset - height,
        width: Math.max(0.8, bar - 2 * inset),
        height,
      },
    ];
  });
}

/** Parts of bars that look alike, as one path: a chart of forty years has thousands of them. */
export type Fill = { look: Look; provisional: boolean; d: string };

/** Every bar of a chart. @param columnOf of the period at a place */
export function fillsOf({ series, months }: Pick<ChartModel, "series" | "months">, columnOf: (at: number) => Column) {
  const fills = new Map<string, Fill>();
  months.forEach((month, at) => {
    for (const { look, x, y, width, height } of stackOf(series, month, columnOf(at))) {
      const key = `${look} ${month.provisional}`;
      const fill = fills.get(key) ?? { look, provisional: month.provisional, d: "" };
      fill.d += `M${px(x)} ${px(y)}h${px(width)}v${px(height)}h${px(-width)}z`;
      fills.set(key, fill);
    }
  });
  return [...fills.values()];
}

/** From low to high around the top of a bar, an arrow where there is no upper bound. @param band px per period */
export function rangePath({ range, total }: ChartMonth, { x, heightAt }: Column, band: number): string {
  if (range === null) return "";
  const cap = Math.min(5, band * 0.22);
  const low = px(heightAt(range.low));
  const [left, wide] = [px(x - cap), px(2 * cap)];
  const foot = `M${left} ${low}h${wide}M${px(x)} ${low}`;
  if (range.high !== null) return `${foot}V${px(heightAt(range.high))}M${left} ${px(heightAt(range.high))}h${wide}`;
  const tip = heightAt(total?.value ?? range.low) - 9;
  return `${foot}V${px(tip)}M${left} ${px(tip + 5)}L${px(x)} ${px(tip)}l${px(cap)} 5`;
}

/** The course of the year before, broken where it is not known, and a dot at each of its values. */
export function coursePath(
  months: readonly ChartMonth[],
  columnOf: (at: number) => Column,
): { line: string; dots: { x: number; y: number }[] } {
  let line = "";
  let open = false;
  const dots: { x: number; y: number }[] = [];
  months.forEach(({ yearBefore }, at) => {
    if (yearBefore) {
      const { x, heightAt } = columnOf(at);
      const dot = { x: px(x), y: px(heightAt(yearBefore.value)) };
      line += `${open ? "L" : "M"}${dot.x} ${dot.y}`;
      dots.push(dot);
    }
    open = yearBefore !== null;
  });
  return { line, dots };
}

const letters = { above: 10, below: 4, dot: 4, share: 14 };

/**
 * The baseline of the words above a bar: clear of the arrow of one without an upper bound, and of the year before's dot.
 * @param withShare whether the largest case's share stands above the figure
 */
export function labelAt(
  { total, range, yearBefore }: ChartMonth,
  heightAt: Column["heightAt"],
  withShare: boolean,
): number {
  const top = heightAt(Math.max(total?.value ?? 0, range?.high ?? range?.low ?? 0));
  const y = top - (range !== null && range.high === null ? 13 : 5);
  if (yearBefore === null) return y;
  const dot = heightAt(yearBefore.value);
  const upper = y - letters.above - letters.dot - (withShare ? letters.share : 0);
  return dot > upper && dot < y + letters.below + letters.dot ? dot - letters.dot - letters.below : y;
}

/** Hundredths of a pixel are enough, and shorter. */
const px = (value: number): number => Math.round(value * 100) / 100;
