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
  | "overlapping-squares"
  | "cross"
  | "bar";

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

/**
 * What is no substance (statuses, transit points) has colours of its own, so that no colour means two things. The order is that of use: each
 * is as far from the one before as lightness allows, since print and eyes without colour see lightness alone.
 */
export const plainCodes = ["cat-1", "cat-2", "cat-3", "cat-4", "cat-5", "cat-6", "cat-7", "cat-8"] as const;
export type PlainCode = (typeof plainCodes)[number];

const plainShapes: Record<PlainCode, Shape> = {
  "cat-1": "square",
  "cat-2": "circle",
  "cat-3": "triangle",
  "cat-4": "diamond",
  "cat-5": "triangle-down",
  "cat-6": "plus",
  "cat-7": "cross",
  "cat-8": "bar",
};

/** The look of a part of a chart: a substance's, or one of the others. */
export type Look = SeriesCode | PlainCode;
const isPlain = (look: Look): look is PlainCode => look.startsWith("cat-");

export function shapeOf(look: Look): Shape {
  return isPlain(look) ? plainShapes[look] : seriesShapes[look];
}

const dashes: Record<PlainCode, string | undefined> = {
  "cat-1": undefined,
  "cat-2": "7 3",
  "cat-3": "2 2.5",
  "cat-4": "10 3 2 3",
  "cat-5": "14 4",
  "cat-6": "5 2 1.5 2 1.5 2",
  "cat-7": "1 4",
  "cat-8": "18 3 3 3",
};

/** The stroke of a line, as SVG's `stroke-dasharray`; undefined is unbroken. */
export function dashOf(look: Look): string | undefined {
  return isPlain(look) ? dashes[look] : undefined;
}

/** The colour of a look for the scheme in force. The values stand in app/tokens.css. */
export function seriesColour(look: Look): string {
  return isPlain(look) ? `var(--${look})` : `var(--series-${look})`;
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
