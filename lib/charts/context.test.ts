import { expect, it } from "vitest";
import { placeContext } from "./context";

const axis = { first: 2010 * 12, last: 2010 * 12 + 11 };
const value = (from: string, to: string, number: string | null, low = number, high = number) => ({
  from,
  to,
  value: number,
  low,
  high,
});

it("places a value where its period lies on the chart's axis, cut at its ends", () => {
  const { placed, top } = placeContext(
    [
      value("2009-01-01", "2009-12-31", "44"),
      value("2010-01-01", "2010-12-31", "2090"),
      value("2010-12-01", "2011-02-28", "500"),
    ],
    axis,
  );
  expect(top).toBe(3000);
  expect(placed.map(({ start, end }) => [Number(start.toFixed(3)), Number(end.toFixed(3))])).toEqual([
    [0, 0],
    [0, 1],
    [0.915, 1],
  ]);
  expect(placed[1]?.at).toBeCloseTo(2090 / 3000);
});

it("keeps what is not stated, open bounds, and what lies below nought", () => {
  const { placed } = placeContext(
    [value("2010-01-01", "2010-01-31", null, null, "10"), value("2010-02-01", "2010-02-28", "-10", "-10", null)],
    axis,
  );
  expect(placed.map(({ at, low, high }) => [at, low, high])).toEqual([
    [null, null, 1],
    [0, 0, null],
  ]);
});

it("has an axis without any number", () => {
  expect(placeContext([value("2010-01-01", "2010-12-31", null)], axis)).toMatchObject({
    top: 1,
    placed: [{ at: null }],
  });
  expect(placeContext([], axis).placed).toEqual([]);
});
