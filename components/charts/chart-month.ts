import type { SeriesCode } from "@/lib/charts/colours";

export type ChartFigure = { cases: number; href: string };
export type ChartSegment = ChartFigure & { series: SeriesCode; name: string };

/** A month of the chart with every word that it shows: the drawing itself knows no language. */
export type ChartMonth = {
  /** YYYY-MM */
  month: string;
  /** `July 2010` */
  name: string;
  /** the whole of it in one sentence, for a screen reader */
  sentence: string;
  /** null is a gap */
  total: ChartFigure | null;
  /** in the order of the stack */
  segments: readonly ChartSegment[];
  provisional: boolean;
  /** nothing is known of it: neither drawn nor zero */
  gap: boolean;
  yearBefore: number | null;
  /** what limits the figure, in sentences */
  notes: readonly string[];
};

/** A marker with its place in months from the left edge. `date` and `text` stand beside its line, `source` behind them. */
export type ChartMarker = { start: number; end: number; date: string; text: string; source: string };

export type ChartWords = {
  label: string;
  keys: string;
  failed: string;
  provisional: string;
  uncovered: string;
  cases: string;
  yearBefore: string;
  open: string;
  /** January to December, short */
  months: readonly string[];
};

export type ChartModel = {
  /** first month, year * 12 + month - 1 */
  first: number;
  months: readonly ChartMonth[];
  series: readonly SeriesCode[];
  /** of the vertical axis, from 0 */
  ticks: readonly number[];
  markers: readonly ChartMarker[];
  withYearBefore: boolean;
  words: ChartWords;
};

/** Measures in px that the drawing and what lies under it share. */
export const frame = { left: 34, right: 8, bottom: 38, plot: 280, lane: 18, lanes: 3, head: 20 };

/** Height in px above the plot: room for the totals, and a lane for each of the first markers. */
export function headOf({ markers }: Pick<ChartModel, "markers">): number {
  return frame.head + Math.min(markers.length, frame.lanes) * frame.lane;
}
