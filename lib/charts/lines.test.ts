import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endRoom, periodAt, placeEnds, placeOf, prepareLines } from "./lines";

const input = [
  { code: "a", counts: [2, null, 4, 0] },
  { code: "b", counts: [0, 0, 1, 3] },
];
const all = [4, 0, 8, 3];
const values = (scale: "counts" | "shares" | "index", perYear = 2) =>
  prepareLines(input, all, scale, perYear).lines.map((line) => line.values);

it("draws counts as they are, and breaks where nothing is known", () => {
  expect(values("counts")).toEqual([
    [2, null, 4, 0],
    [0, 0, 1, 3],
  ]);
});

it("draws shares of all cases of the period; of none there is no share", () => {
  expect(values("shares")).toEqual([
    [50, null, 50, 0],
    [0, null, 12.5, 100],
  ]);
});

it("draws an index of the first periods that are known, and none where they hold nothing", () => {
  const model = prepareLines(input, all, "index", 2);
  expect(model.lines.map(({ values, noBase }) => [values, noBase])).toEqual([
    [[100, null, 200, 0], false],
    [[null, null, null, null], true],
  ]);
  expect(model.base).toBe(2);
});

it("gives each line a look of its own", () => {
  const lines = prepareLines(
    Array.from({ length: 6 }, (_, i) => ({ code: `${i}`, counts: [i] })),
    [15],
    "counts",
    12,
  );
  expect(new Set(lines.lines.map(({ look }) => look)).size).toBe(6);
  expect(lines.ticks).toEqual([0, 2, 4, 6]);
});

it("writes the names of lines beside their ends, none over another and all on the plot", () => {
  const heights = fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 9 })), { minLength: 3, maxLength: 3 }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(heights, (rows) => {
      const model = prepareLines(
        rows.map((counts, i) => ({ code: `${i}`, counts })),
        [9, 9, 9],
        "counts",
        12,
      );
      const ends = placeEnds(model, 200, 14);
      expect(ends.length).toBe(rows.filter((counts) => counts.some((n) => n !== null)).length);
      for (const [i, { y, code, at }] of ends.entries()) {
        expect(model.lines.find((line) => line.code === code)?.values[at]).not.toBeNull();
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(200);
        if (i > 0) expect(y - (ends[i - 1]?.y ?? 0)).toBeGreaterThanOrEqual(13.999);
      }
    }),
  );
  expect(placeEnds(prepareLines([{ code: "a", counts: [4, null] }], [4, 4], "counts", 12), 100, 14)).toEqual([
    { code: "a", at: 0, y: 0 },
  ]);
});

describe("a place on a chart of lines", () => {
  it("is of the period nearest to it, none beyond the first and the last", () => {
    expect([0, 40, 89, 91, 640, 700].map((x) => periodAt(x, 700, 60, 7))).toEqual([0, 0, 0, 1, 6, 6]);
    expect(placeOf(3, 700, 60, 7)).toBe(340);
    expect(periodAt(placeOf(5, 700, 60, 7), 700, 60, 7)).toBe(5);
    expect(placeOf(0, 700, 60, 1)).toBe(340);
  });

  it("leaves room for names where there is some", () => {
    expect(endRoom(400, ["Dandong"])).toBe(12);
    expect(endRoom(700, ["Dandong", "丹东"])).toBeCloseTo(78.1, 5);
    expect(endRoom(700, [])).toBe(12);
  });
});
