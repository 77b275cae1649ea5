import type { Shape } from "./colours";

/** Outlines of the series' shapes in a box of 10 × 10, to be filled with the even-odd rule: marks, legends and exports alike. */
export const shapePaths: Record<Shape, string> = {
  square: "M1 1h8v8H1z",
  circle: "M5 .6a4.4 4.4 0 1 1 0 8.8a4.4 4.4 0 1 1 0-8.8z",
  triangle: "M5 .9L9.6 9.1H.4z",
  diamond: "M5 .1L9.9 5L5 9.9L.1 5z",
  "triangle-down": "M.4 .9H9.6L5 9.1z",
  plus: "M3.4 .6h3.2v2.8h2.8v3.2H6.6v2.8H3.4V6.6H.6V3.4h2.8z",
  ring: "M5 .6a4.4 4.4 0 1 1 0 8.8a4.4 4.4 0 1 1 0-8.8zM5 2.6a2.4 2.4 0 1 0 0 4.8a2.4 2.4 0 1 0 0-4.8z",
  cross: "M2.5 .8L5 3.3L7.5 .8L9.2 2.5L6.7 5L9.2 7.5L7.5 9.2L5 6.7L2.5 9.2L.8 7.5L3.3 5L.8 2.5z",
  bar: "M.4 3.2h9.2v3.6H.4z",
  "overlapping-squares": "M.5 .5h6v2.2h-3.8v3.8H.5zM3.7 3.7h5.8v5.8H3.7z",
};

/** On paper a segment carries its shape, where it is large enough: some substances' colours coincide in grey. */
export const markFits = (width: number, height: number): boolean => width >= 11 && height >= 12;

/** Where a shape of 8 px has its middle, as an SVG transform. */
export const markAt = (x: number, y: number): string => `translate(${round(x - 4)} ${round(y - 4)}) scale(.8)`;

const round = (n: number) => Math.round(n * 100) / 100;
