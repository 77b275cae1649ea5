/**
 * What a substance looks like wherever it stands: in lists, legends, charts and exports. The order is the order of every stack and legend.
 * Colour never stands alone (some pairs coincide in grey), so each has a shape.
 */
export const seriesCodes = ["ice", "magu", "mdma", "heroin", "ketamine", "cannabis", "other", "mixed"] as const;
export type SeriesCode = (typeof seriesCodes)[number];

export type Shape =
  | "square"
  | "circle"
  | "triangle"
  | "diamond"
  | "triangle-down"
  | "plus"
  | "ring"
  | "overlapping-squares";

/** `mixed` is a case with two or more substances: neutral, never drawn under one of them. */
export const seriesShapes: Record<SeriesCode, Shape> = {
  ice: "square",
  magu: "circle",
  mdma: "triangle",
  heroin: "diamond",
  ketamine: "triangle-down",
  cannabis: "plus",
  other: "ring",
  mixed: "overlapping-squares",
};

/** The colour of a series for the scheme in force. The values stand in app/tokens.css. */
export function seriesColour(series: SeriesCode): string {
  return `var(--series-${series})`;
}

const bySlug: ReadonlyMap<string, SeriesCode> = new Map([
  ["methamphetamine", "ice"],
  ["magu", "magu"],
  ["mdma", "mdma"],
  ["heroin", "heroin"],
  ["ketamine", "ketamine"],
]);

/**
 * The series of a substance. Products of the cannabis plant share one; what has no colour of its own, and what is not stated, is `other`.
 * @param slug the substance's permanent slug
 * @param family its family (lib/codes.ts)
 */
export function seriesOf(slug: string, family: string): SeriesCode {
  return bySlug.get(slug) ?? (family === "cannabis" ? "cannabis" : "other");
}
