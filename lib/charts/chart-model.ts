import type { Look } from "./colours";

/** @property value height on the axis; null where it is not known @property text as it is written beside its name */
export type ChartFigure = { cases: number; href: string; value: number | null; text: string };
export type ChartSegment = ChartFigure & { series: string; name: string };

/** A period of the chart with every word that it shows: the drawing itself knows no language. */
export type ChartMonth = {
  /** `2010-07`, `2010 Q3`, `2010` */
  month: string;
  /** `July 2010` */
  name: string;
  /** the whole of it in one sentence, for a screen reader */
  sentence: string;
  /** null is a gap */
  total: ChartFigure | null;
  /** above the bar */
  label: string;
  /** from low to high around the bar's top; `high` null is without an upper bound */
  range: { low: number; high: number | null } | null;
  /** the largest case's share, where it is more than half */
  largest: string | null;
  /** in the order of the stack */
  segments: readonly ChartSegment[];
  provisional: boolean;
  /** nothing is known of it: neither drawn nor zero */
  gap: boolean;
  /** a part of the period is counted */
  part: boolean;
  yearBefore: { value: number; text: string } | null;
  /** what limits the figure, in sentences */
  notes: readonly string[];
};

/** A marker with its place in periods from the left edge. `date` and `text` stand beside its line, `source` behind them. */
export type ChartMarker = { start: number; end: number; date: string; text: string; source: string };

export type ChartWords = {
  label: string;
  keys: string;
  failed: string;
  provisional: string;
  uncovered: string;
  /** what the bars measure: `Cases`, `Weight` */
  measure: string;
  /** above the vertical axis: `kg`, `tablets`; nothing of cases */
  axis: string;
  cases: string;
  yearBefore: string;
  open: string;
  largest: string;
  weighing: string;
  /** January to December, short */
  months: readonly string[];
  /** first to fourth, short */
  quarters: readonly string[];
};

export type ChartModel = {
  /** first month, year * 12 + month - 1 */
  first: number;
  /** months of a period */
  step: 1 | 3 | 12;
  months: readonly ChartMonth[];
  series: readonly { code: string; look: Look; name: string; text: string }[];
  /** of the vertical axis, from 0 */
  ticks: readonly number[];
  markers: readonly ChartMarker[];
  withYearBefore: boolean;
  words: ChartWords;
};

/** Measures in px that the drawing and what lies under it share. `word`: below the brackets of markers, above the figures of bars. */
export const frame = { left: 40, right: 8, bottom: 38, plot: 280, lane: 18, lanes: 3, head: 38, share: 14, word: 19 };

/** Height in px above the plot: room for the totals and shares, and a lane for each of the first markers. */
export function headOf({ markers, months }: Pick<ChartModel, "markers" | "months">): number {
  const shares = months.some(({ largest }) => largest !== null) ? frame.share : 0;
  return frame.head + shares + Math.min(markers.length, frame.lanes) * frame.lane;
}

/** First and last place of each run of periods that a test holds for. */
export function runsOf(
  months: readonly ChartMonth[],
  test: (month: ChartMonth) => boolean,
): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  months.forEach((month, at) => {
    if (!test(month)) return;
    const last = runs.at(-1);
    if (last && last.to === at - 1) last.to = at;
    else runs.push({ from: at, to: at });
  });
  return runs;
}

/** A text cut at a word, so that it takes about so many Latin letters or half as many full-width ones. */
export function clip(text: string, letters: number): string {
  let width = 0;
  let cut = 0;
  for (const char of text) {
    width += char > "\u1100" ? 2 : 1;
    if (width > letters) return `${text.slice(0, cut).replace(/\s+\S*$/, "")}…`;
    cut += char.length;
  }
  return text;
}

/** What to write beside a marker's line, the longest first. */
export const markerTexts = ({ date, text, source }: ChartMarker): string[] => [
  `${date} ${text} ${source}`.trim(),
  `${date} ${clip(text, 56)}`,
  `${date} ${clip(text, 24)}`,
  date,
];
