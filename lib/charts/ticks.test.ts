import { describe, expect, it } from "vitest";
import { localeCodes } from "@/lib/codes";
import { formatTick, integerTicks, monthTicks, tickLook, totalsFit } from "./ticks";

describe("the vertical axis", () => {
  it("writes on an axis what it has room for", () => {
    expect([0, 0.1 + 0.2, 50, 50_000].map((tick) => formatTick(tick, "en"))).toEqual(["0", "0.3", "50", "50,000"]);
    expect(localeCodes.map((locale) => formatTick(20_000_000, locale))).toEqual(["20M", "2000万", "2000만"]);
    expect(formatTick(150_000, "en")).toBe("150K");
    expect([15_000, 15_000_000].map((top) => tickLook(top, "zh").fontSize)).toEqual([12, 10]);
    expect(tickLook(15_000_000, "en").fontSize).toBe(12);
  });

  it.each([
    [0, [0, 1, 2, 3]],
    [1, [0, 1, 2, 3]],
    [3, [0, 1, 2, 3]],
    [4, [0, 1, 2, 3, 4]],
    [5, [0, 2, 4, 6]],
    [8, [0, 2, 4, 6, 8]],
    [9, [0, 5, 10]],
    [13, [0, 5, 10, 15]],
    [20, [0, 5, 10, 15, 20]],
    [21, [0, 10, 20, 30]],
    [73, [0, 20, 40, 60, 80]],
    [1234, [0, 500, 1000, 1500]],
    [1_000_000, [0, 500_000, 1_000_000]],
  ])("to %i", (max, ticks) => {
    expect(integerTicks(max)).toEqual(ticks);
  });

  it("never has more than four intervals, and always reaches the highest bar", () => {
    for (let max = 0; max < 3000; max++) {
      const ticks = integerTicks(max);
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
      expect(ticks.every(Number.isInteger)).toBe(true);
    }
  });
});

const december2008 = 2008 * 12 + 11;
const shown = (band: number, count = 24) =>
  monthTicks(december2008, count, band).map((t) => `${t.at}:${t.month ?? ""}/${t.year ?? ""}`);

describe("the month axis", () => {
  it("labels every month where there is room", () => {
    const ticks = monthTicks(december2008, 24, 54);
    expect(ticks.map((t) => t.month)).toEqual([
      12,
      ...Array.from({ length: 12 }, (_, i) => i + 1),
      ...Array.from({ length: 11 }, (_, i) => i + 1),
    ]);
    expect(ticks.flatMap((t) => (t.year ? [[t.at, t.year]] : []))).toEqual([
      [0, 2008],
      [1, 2009],
      [13, 2010],
    ]);
  });

  it("says the first year only where the second does not run into it", () => {
    expect(monthTicks(december2008, 24, 36).flatMap((t) => (t.year ? [[t.at, t.year]] : []))).toEqual([
      [1, 2009],
      [13, 2010],
    ]);
    expect(monthTicks(2008 * 12 + 5, 24, 30).flatMap((t) => (t.year ? [[t.at, t.year]] : []))).toEqual([
      [0, 2008],
      [7, 2009],
      [19, 2010],
    ]);
  });

  it("falls back to quarters, half-years and years", () => {
    expect(shown(15)).toEqual(["1:1/2009", "4:4/", "7:7/", "10:10/", "13:1/2010", "16:4/", "19:7/", "22:10/"]);
    expect(shown(6)).toEqual(["1:1/2009", "7:7/", "13:1/2010", "19:7/"]);
    expect(shown(4)).toEqual(["1:/2009", "13:/2010"]);
  });

  it("thins the years of a long chart", () => {
    expect(monthTicks(1971 * 12, 480, 0.7).map((t) => t.year)).toEqual([
      1975, 1980, 1985, 1990, 1995, 2000, 2005, 2010,
    ]);
  });

  it.each([0.5, 1, 2, 3.3, 5, 8, 12, 20, 33, 34, 80])("never lets two years collide at %d px a month", (band) => {
    const years = monthTicks(december2008, 300, band).flatMap((t) => (t.year === null ? [] : [t.at]));
    expect(years.length).toBeGreaterThan(0);
    for (let i = 1; i < years.length; i++)
      expect(((years[i] ?? 0) - (years[i - 1] ?? 0)) * band).toBeGreaterThanOrEqual(40);
  });

  it("always says some year", () => {
    for (let first = december2008; first < december2008 + 12; first++)
      for (const count of [1, 2, 6, 12, 40])
        expect(monthTicks(first, count, 54).some((t) => t.year !== null)).toBe(true);
  });
});

it("writes totals only where they fit", () => {
  expect(totalsFit(10, 1)).toBe(true);
  expect(totalsFit(16, 2)).toBe(false);
  expect(totalsFit(17, 2)).toBe(true);
});
