import { describe, expect, it } from "vitest";
import type { ChartMonth } from "./chart-model";
import { barStart, barWidth, coursePath, fillsOf, labelAt, rangePath, stackOf } from "./stack";

const figure = (value: number | null) => ({ cases: value ?? 0, href: "", value, text: "" });
const month = (parts: Record<string, number | null>, change: Partial<ChartMonth> = {}): ChartMonth => ({
  month: "2010-01",
  name: "",
  sentence: "",
  total: figure(Object.values(parts).reduce((sum: number, value) => sum + (value ?? 0), 0)),
  label: "",
  range: null,
  largest: null,
  segments: Object.entries(parts).map(([series, value]) => ({ ...figure(value), series, name: series })),
  provisional: false,
  gap: false,
  part: false,
  yearBefore: null,
  notes: [],
  ...change,
});
const series = [
  { code: "a", look: "ice", name: "", text: "" },
  { code: "b", look: "magu", name: "", text: "" },
] as const;
/** 100 px of plot for ten cases. */
const heightAt = (value: number) => 100 - value * 10;
const columnOf = (at: number) => ({ x: 20 * at + 10, bar: 10, heightAt });

describe("bars", () => {
  it.each([
    [100, 56],
    [20, 15],
    [2.5, 1.95],
  ])("in %s px per period are %s wide: whole pixels where there is room", (band, width) =>
    expect(barWidth(band)).toBeCloseTo(width, 5),
  );

  it("stand on whole pixels, narrow ones where their middle is", () => {
    expect(barStart(10.3, 15)).toBe(3);
    expect(barStart(10.3, 1.95)).toBeCloseTo(9.325, 5);
  });

  it("stack their parts from the bottom up, with a hairline between them, in the order of the series", () => {
    const pieces = stackOf(series, month({ b: 3, a: 2 }), columnOf(0));
    expect(pieces.map(({ series: code, x, y, width, height }) => [code, x, y, width, height])).toEqual([
      ["a", 5, 81, 10, 19],
      ["b", 5, 51, 10, 29],
    ]);
  });

  it("draw nothing of what is not known or nought, and a sliver of what is less than a pixel", () => {
    expect(stackOf(series, month({ a: null, b: 0 }), columnOf(0))).toEqual([]);
    expect(stackOf(series, month({ a: 0.01 }), columnOf(0))[0]?.height).toBe(0.8);
  });

  it("keep the outline of a provisional part inside of its place", () => {
    const [piece] = stackOf(series, month({ a: 5 }, { provisional: true }), columnOf(0));
    expect(piece).toMatchObject({ x: 5.5, y: 51.5, width: 9, height: 48 });
  });

  it("are one path for all that look alike", () => {
    const months = [month({ a: 1 }), month({ a: 2, b: 1 }), month({ a: 1 }, { provisional: true })];
    const fills = fillsOf({ series, months }, columnOf);
    expect(fills.map(({ look, provisional, d }) => [look, provisional, d.split("M").length - 1])).toEqual([
      ["ice", false, 2],
      ["magu", false, 1],
      ["ice", true, 1],
    ]);
    expect(fills[0]?.d).toBe("M5 91h10v9h-10zM25 81h10v19h-10z");
  });
});

describe("what stands on a bar", () => {
  it("goes from low to high, with an arrow where there is no upper bound, and nothing where there is no range", () => {
    const range = (low: number, high: number | null) =>
      rangePath(month({ a: 5 }, { range: { low, high } }), columnOf(0), 20);
    expect(range(3, 6)).toBe("M5.6 70h8.8M10 70V40M5.6 40h8.8");
    expect(range(3, null)).toBe("M5.6 70h8.8M10 70V41M5.6 46L10 41l4.4 5");
    expect(rangePath(month({ a: 5 }), columnOf(0), 20)).toBe("");
  });

  it("keeps its figure above the bar, the range and the arrow", () => {
    expect(labelAt(month({ a: 5 }), heightAt, false)).toBe(45);
    expect(labelAt(month({ a: 5 }, { range: { low: 4, high: 7 } }), heightAt, false)).toBe(25);
    expect(labelAt(month({ a: 5 }, { range: { low: 4, high: null } }), heightAt, false)).toBe(37);
  });

  it.each([
    ["in the bar", 3, false, 45],
    ["at its top", 5, false, 42],
    ["on the figure", 6, false, 32],
    ["above it", 7, false, 45],
    ["on the share above it", 7, true, 22],
    ["above both", 9, true, 45],
  ])("moves clear of a dot of the year before %s", (_, value, withShare, y) =>
    expect(labelAt(month({ a: 5 }, { yearBefore: { value, text: "" } }), heightAt, withShare)).toBe(y),
  );
});

describe("the year before", () => {
  it("is a line that breaks where nothing is known, with a dot at each value", () => {
    const known = (value: number) => month({}, { yearBefore: { value, text: "" } });
    const { line, dots } = coursePath([known(1), known(2), month({}), known(3)], columnOf);
    expect(line).toBe("M10 90L30 80M70 70");
    expect(dots).toHaveLength(3);
  });
});
