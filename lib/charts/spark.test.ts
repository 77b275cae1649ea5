import { expect, it } from "vitest";
import { sparkOf } from "./spark";

const box = { width: 100, height: 20 };

it("places values by time and from nought, and joins only periods that follow each other", () => {
  expect(
    sparkOf(
      [
        { from: "2010-01-01", to: "2010-01-01", value: "5" },
        { from: "2010-01-02", to: "2010-01-02", value: "10" },
        { from: "2010-01-03", to: "2010-01-03", value: null },
        { from: "2010-01-05", to: "2010-01-05", value: "0" },
      ],
      box,
    ),
  ).toEqual([
    { x: 0, y: 10, line: false },
    { x: 25, y: 0, line: true },
    { x: 100, y: 20, line: false },
  ]);
});

it("has a place for values below nought, for a single one and for none", () => {
  const day = { from: "2010-01-01", to: "2010-01-01" };
  expect(sparkOf([{ ...day, value: "-5" }], box)).toEqual([{ x: 50, y: 20, line: false }]);
  expect(sparkOf([{ ...day, value: "0" }], box)).toEqual([{ x: 50, y: 20, line: false }]);
  expect(sparkOf([{ ...day, value: null }], box)).toEqual([]);
});
