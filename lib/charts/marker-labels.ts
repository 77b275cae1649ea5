/** A marker on the axis: its place in px from the left edge, and what to write beside it, the longest text first. */
export type MarkerText = { x: number; texts: readonly string[] };

/**
 * `before` ends at the line, `after` begins at it. Lane 0 is the highest. Null: no room; the line starts below the lanes, and the list
 * under the chart says what it is.
 */
export type MarkerLabel = { lane: number; side: "before" | "after"; text: string } | null;

type Placed = { x: number; lane: number; from: number; to: number };

const gap = 6;

/** Width in px of a text at 12 px, rather too wide than too narrow: full-width characters take their em. */
export function textWidth(text: string): number {
  let width = 0;
  for (const char of text) width += (char.codePointAt(0) ?? 0) >= 0x1100 ? 12 : 6.3;
  return width;
}

/**
 * Places the texts of markers in lanes above the bars, so that no text covers another, leaves the chart, or is cut by another marker's
 * line on its way down. In the order given; the longest of its texts that fits, else none.
 * @param width of the plot in px
 */
export function placeLabels(markers: readonly MarkerText[], width: number, lanes: number): MarkerLabel[] {
  const placed: Placed[] = [];
  return markers.map(({ x, texts }) => {
    for (const text of texts)
      for (let lane = 0; lane < lanes; lane++)
        for (const side of ["before", "after"] as const) {
          const length = textWidth(text) + gap;
          const from = side === "before" ? x - length : x;
          const place = { x, lane, from, to: from + length };
          if (from < 0 || place.to > width || placed.some((other) => collide(place, other))) continue;
          placed.push(place);
          return { lane, side, text };
        }
    return null;
  });
}

function collide(a: Placed, b: Placed): boolean {
  if (a.lane === b.lane) return a.from < b.to + gap && b.from < a.to + gap;
  const [upper, lower] = a.lane < b.lane ? [a, b] : [b, a];
  return upper.x > lower.from - gap && upper.x < lower.to + gap;
}
