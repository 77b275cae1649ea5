import { describe, expect, it } from "vitest";
import { sparkOf, yearMarks } from "./spark";

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

describe("years below a small chart", () => {
  const years = (first: number, step: 1 | 3 | 12, count: number) =>
    yearMarks(first, step, count, 230).map(({ year, at }) => [year, Math.round(at * 100)]);

  it("stand under their first month, quarter or year", () => {
    expect(years(2024 * 12 + 11, 1, 24)).toEqual([
      [2025, 8],
      [2026, 56],
    ]);
    expect(years(2024 * 12 + 6, 1, 24)).toEqual([
      [2025, 27],
      [2026, 77],
    ]);
    expect(years(2024 * 12 + 6, 3, 8)).toEqual([
      [2025, 31],
      [2026, 81],
    ]);
    expect(years(2023 * 12, 12, 4)).toEqual([
      [2023, 13],
      [2024, 38],
      [2025, 63],
      [2026, 88],
    ]);
  });

  it("are fewer where more would run into each other", () => {
    expect(years(1980 * 12, 1, 480).map(([year]) => year)).toEqual([1980, 1990, 2000, 2010]);
    expect(years(2004 * 12 + 9, 1, 75).map(([year]) => year)).toEqual([2006, 2007, 2008, 2009, 2010]);
    expect(years(2016 * 12 + 6, 1, 120).map(([year]) => year)).toEqual([2018, 2020, 2022, 2024, 2026]);
  });

  it("name the year of a chart that has no January, and none of an empty one", () => {
    expect(years(2026 * 12 + 3, 1, 6)).toEqual([[2026, 50]]);
    expect(years(2026 * 12, 1, 0)).toEqual([]);
  });
});
