import { describe, expect, it } from "vitest";
import { gramBars, periodBars } from "./bars";
import { gramBounds, gramRange } from "./grams";
import { monthNumber } from "./period";
import { microgramsOf } from "./values";

const periodOf = (months: Record<string, number>, years: Record<number, number> = {}) => ({
  months: new Map(Object.entries(months).map(([month, n]) => [monthNumber(month), n])),
  years: new Map(Object.entries(years).map(([year, n]) => [Number(year), n])),
  undated: 0,
});

describe("the bars of the period", () => {
  it("are the months of whole years while those are few, with what lies in none left out", () => {
    const { by, bars } = periodBars(
      { from: null, to: null },
      periodOf({ "2009-03": 2, "2010-11": 1 }, { 2009: 3, 2010: 1 }),
    );
    expect(by).toBe("month");
    expect(bars.length).toBe(24);
    expect(bars[2]).toEqual({ low: "2009-03", high: "2009-03", count: 2, on: false });
    expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(3);
  });

  it("are years in a long register, and the months of a short period that is asked for", () => {
    const long = periodOf({ "2001-01": 1, "2010-05": 4 }, { 2001: 1, 2005: 2, 2010: 4 });
    const years = periodBars({ from: "2005-01", to: null }, long);
    expect(years.by).toBe("year");
    expect(years.bars.map((bar) => bar.count)).toEqual([1, 0, 0, 0, 2, 0, 0, 0, 0, 4]);
    expect(years.bars.map((bar) => bar.on)).toEqual([...Array(4).fill(false), ...Array(6).fill(true)]);
    expect(years.bars[9]).toEqual({ low: "2010-01", high: "2010-12", count: 4, on: true });

    const months = periodBars({ from: "2009-03", to: "2010-05" }, long);
    expect(months.by).toBe("month");
    expect(months.bars[0]?.low).toBe("2009-01");
    expect(months.bars.at(-1)?.low).toBe("2010-12");
    expect(months.bars.filter((bar) => bar.on).map((bar) => bar.low)).toEqual([
      ...Array.from({ length: 10 }, (_, n) => `2009-${String(n + 3).padStart(2, "0")}`),
      ...Array.from({ length: 5 }, (_, n) => `2010-0${n + 1}`),
    ]);
  });

  it("take a day as the end of a month only when it is", () => {
    const on = (from: string, to: string) =>
      periodBars({ from, to }, periodOf({}))
        .bars.filter((bar) => bar.on)
        .map((bar) => bar.low);
    expect(on("2010-02-01", "2010-02-28")).toEqual(["2010-02"]);
    expect(on("2010-02-02", "2010-03-31")).toEqual(["2010-03"]);
  });

  it("are none without a dated case", () => {
    expect(periodBars({ from: null, to: null }, periodOf({})).bars).toEqual([]);
    expect(periodBars({ from: "2010-01", to: null }, periodOf({})).bars).toEqual([]);
  });

  it("are not more than forty years", () => {
    const { bars } = periodBars({ from: null, to: null }, periodOf({}, { 1850: 1, 2020: 1 }));
    expect(bars.length).toBe(40);
    expect(bars.at(-1)?.low).toBe("2020-01");
  });
});

describe("the bars of weights", () => {
  it("meet at their bounds, from nothing to no end", () => {
    const bars = gramBars(
      { min: null, max: null },
      {
        buckets: new Map([
          [0, 3],
          [4, 2],
        ]),
        unknown: 0,
      },
    );
    expect(bars.length).toBe(gramBounds.grams.length + 1);
    expect(bars[0]).toEqual({ low: null, high: "1", count: 3, on: false });
    expect(bars[4]).toEqual({ low: "30", high: "100", count: 2, on: false });
    expect(bars.at(-1)).toEqual({ low: "1000000", high: null, count: 0, on: false });
    for (const [at, bar] of bars.entries()) expect(gramRange(at)).toEqual({ min: bar.low, max: bar.high });
  });

  it("are on when the range holds all of them", () => {
    const on = (min: string | null, max: string | null) =>
      gramBars({ min, max }, { buckets: new Map(), unknown: 0 }).flatMap((bar, at) => (bar.on ? [at] : []));
    expect(on("3", "30")).toEqual([2, 3]);
    expect(on("2", "30")).toEqual([2, 3]);
    expect(on(null, "3")).toEqual([0, 1]);
    expect(on("300000", null)).toEqual([12, 13]);
    expect(on("4", "9")).toEqual([]);
  });
});

describe("grams in micrograms", () => {
  it.each([
    ["0", "0"],
    ["0.5", "500000"],
    ["1000", "1000000000"],
    ["999999999.999999", "999999999999999"],
  ])("%s", (grams, micrograms) => expect(microgramsOf(grams)).toBe(micrograms));
});
