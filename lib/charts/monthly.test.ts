import { describe, expect, it } from "vitest";
import type { CountRow, Coverage, Drill, Marker, MonthlyInput, SeriesSpec } from "./monthly";
import { heightOf, isAtLeast, prepareMonthly } from "./monthly";
import { isProvisional, periodCode } from "./periods";

const at = (year: number, month: number) => year * 12 + month - 1;
const names = (name: string) => ({ nameEn: name, nameZh: name, nameKo: name });
const spec = (code: SeriesSpec["look"], kind: SeriesSpec["kind"], parts: (number | null)[]): SeriesSpec => ({
  code,
  look: code,
  kind,
  members: parts.flatMap((part) => (part === null ? [] : [{ part, ...names(`${code} ${part}`) }])),
  parts: new Set(parts),
});
const series = [
  spec("ice", "one", [1]),
  spec("magu", "one", [2]),
  spec("cannabis", "cannabis", [5, 6]),
  spec("other", "other", [3, 4]),
  spec("mixed", "mixed", [null]),
];

/** A link that says what it would open. */
const link = ({ months, series: code }: Drill) =>
  [typeof months === "string" ? months : months.only - at(2010, 1) + 1, code].filter(Boolean).join(" ");

const prepare = (change: Partial<MonthlyInput>) =>
  prepareMonthly({
    range: { first: at(2010, 1), last: at(2010, 4) },
    step: 1,
    counts: [],
    series,
    asked: null,
    bounds: { from: null, to: null },
    coverage: () => ({ covered: 0, of: 0 }),
    asOf: "2026-11-24",
    yearBefore: null,
    markers: [],
    measure: "cases",
    link,
    yearBeforeLink: (month) => `before ${month}`,
    ...change,
  });

const row = (month: number | null, part: number | null, cases: number): CountRow => ({
  month,
  part,
  cases,
  amount: null,
});
const weighed = (
  month: number,
  cases: number,
  [low, central, high]: readonly (string | null)[],
  { part = 1, lacking = 0, top = central ?? null }: { part?: number; lacking?: number; top?: string | null } = {},
): CountRow => ({
  month,
  part,
  cases,
  amount: { cases, low: low ?? null, central: central ?? null, high: high ?? null, lacking, top },
});
const fig = (cases: number, href: string) => ({ cases, href, amount: null });

describe("cases per month", () => {
  it("makes whole months, stacked in one order, each figure with its own link", () => {
    const model = prepare({
      counts: [
        row(at(2010, 1), 4, 1),
        row(at(2010, 1), null, 2),
        row(at(2010, 1), 1, 3),
        row(at(2010, 3), 3, 5),
        row(at(2010, 3), 4, 2),
        row(at(2010, 3), 5, 1),
      ],
    });
    expect(model.series.map((s) => [s.code, s.shape, s.cases, s.href])).toEqual([
      ["ice", "square", 3, "drawn ice"],
      ["cannabis", "plus", 1, "drawn cannabis"],
      ["other", "ring", 8, "drawn other"],
      ["mixed", "overlapping-squares", 2, "drawn mixed"],
    ]);
    // what it gathers is named, as far as it is drawn
    expect(model.series.map((s) => s.members.map((member) => member.part))).toEqual([[1], [5], [3, 4], []]);
    expect(model.months.map((m) => [m.month, m.total, Object.fromEntries(m.segments)])).toEqual([
      ["2010-01", fig(6, "1"), { ice: fig(3, "1 ice"), other: fig(1, "1 other"), mixed: fig(2, "1 mixed") }],
      ["2010-02", null, {}],
      ["2010-03", fig(8, "3"), { cannabis: fig(1, "3 cannabis"), other: fig(7, "3 other") }],
      ["2010-04", null, {}],
    ]);
    expect(model.ticks).toEqual([0, 2, 4, 6, 8]);
  });

  it("adds up: drawn, remainder and earlier are all", () => {
    const model = prepare({
      counts: [row(null, 1, 7), row(null, null, 1), row(at(2009, 12), 1, 2), row(at(2010, 4), 1, 3)],
    });
    expect([model.all, model.drawn, model.remainder, model.earlier]).toEqual([
      fig(13, "all"),
      fig(3, "drawn"),
      fig(8, "unknown"),
      fig(2, "earlier"),
    ]);
    // what is not drawn takes no place in the legend
    expect(model.series.map((s) => [s.code, s.cases])).toEqual([["ice", 3]]);
  });

  it("keeps zero and gap apart", () => {
    const model = prepare({
      counts: [row(at(2010, 2), 1, 1)],
      coverage: (month) => ({ covered: month <= at(2010, 3) && month > at(2010, 1) ? 2 : 1, of: 2 }),
    });
    expect(model.months.map((m) => [m.state, m.total?.cases])).toEqual([
      ["uncovered", undefined],
      ["complete", 1],
      ["complete", 0],
      ["uncovered", undefined],
    ]);
    // a month that is not fully covered keeps its cases
    expect(prepare({ counts: [row(at(2010, 2), 1, 1)] }).months[1]).toMatchObject({
      state: "uncovered",
      total: { cases: 1 },
    });
  });

  it("says nothing of months that the filter does not ask for", () => {
    const model = prepare({ asked: new Set([at(2010, 2)]), coverage: () => ({ covered: 1, of: 1 }) });
    expect(model.months.map((m) => [m.asked, m.total?.cases])).toEqual([
      [false, undefined],
      [true, 0],
      [false, undefined],
      [false, undefined],
    ]);
  });

  it("holds recent months provisional, covered or not", () => {
    const model = prepare({
      asOf: "2010-04-10",
      coverage: (month) => ({ covered: month === at(2010, 4) ? 0 : 1, of: 1 }),
    });
    expect(model.months.map((m) => [m.month, m.provisional, m.state])).toEqual([
      ["2010-01", false, "complete"],
      ["2010-02", true, "provisional"],
      ["2010-03", true, "provisional"],
      ["2010-04", true, "uncovered"],
    ]);
  });

  it("compares with the same month of the year before, and breaks where that was not covered", () => {
    const model = prepare({
      yearBefore: new Map([[at(2009, 1), { cases: 9, amount: null }]]),
      coverage: (month) => ({ covered: month === at(2009, 3) ? 1 : 0, of: 1 }),
    });
    expect(model.months.map((m) => m.yearBefore?.cases)).toEqual([9, undefined, 0, undefined]);
    // a month that is not over is not compared with a whole one
    const running = prepare({ asOf: "2010-01-20", yearBefore: new Map([[at(2009, 1), { cases: 9, amount: null }]]) });
    expect(running.months[0]?.yearBefore).toBeNull();
    expect(model.months[0]?.yearBefore?.href).toBe(`before ${at(2009, 1)}`);
    expect(model.ticks).toEqual([0, 5, 10]);
    expect(prepare({}).withYearBefore).toBe(false);
  });

  it("draws nothing where nothing is known", () => {
    const model = prepare({});
    expect(model.series).toEqual([]);
    expect(model.ticks).toEqual([0, 1, 2, 3]);
    expect(model.months.every((m) => m.total === null && m.yearBefore === null)).toBe(true);
  });

  it("crosses years, leap days and a single month", () => {
    const months = (first: number, last: number) => prepare({ range: { first, last } }).months.map((m) => m.month);
    expect(months(at(2003, 11), at(2004, 3))).toEqual(["2003-11", "2003-12", "2004-01", "2004-02", "2004-03"]);
    expect(months(at(2010, 7), at(2010, 7))).toEqual(["2010-07"]);
    expect(months(at(1971, 1), at(2010, 12))).toHaveLength(480);
  });
});

describe("quarters and years", () => {
  const quarters = { step: 3 as const, range: { first: at(2010, 1), last: at(2010, 12) } };

  it("hold what lies in them, and are covered when every month of theirs is", () => {
    const asked: [number, number][] = [];
    const model = prepare({
      ...quarters,
      counts: [row(at(2010, 4), 1, 2), row(at(2010, 10), 2, 1), row(null, 1, 4), row(at(2009, 10), 1, 1)],
      coverage: (first, last): Coverage => {
        asked.push([first, last]);
        return { covered: first >= at(2010, 4) ? 1 : 0, of: 1 };
      },
      asOf: "2010-11-15",
    });
    expect(model.months.map((m) => [m.month, m.total?.cases, m.state, m.age])).toEqual([
      ["2010 Q1", undefined, "uncovered", 229],
      ["2010 Q2", 2, "complete", 138],
      ["2010 Q3", 0, "provisional", 46],
      ["2010 Q4", 1, "provisional", -46],
    ]);
    // what has not begun is not asked for
    expect(asked).toContainEqual([at(2010, 10), at(2010, 11)]);
    expect([model.drawn.cases, model.remainder.cases, model.earlier.cases]).toEqual([3, 4, 1]);
  });

  it("say which part is counted where the filter cuts them", () => {
    const model = prepare({
      step: 12,
      range: { first: at(2009, 3), last: at(2010, 6) },
      bounds: { from: "2009-03-01", to: "2010-06-15" },
      yearBefore: new Map([[at(2008, 1), { cases: 2, amount: null }]]),
    });
    expect(model.months.map((m) => [m.month, m.cut])).toEqual([
      ["2009", { from: "2009-03-01", to: "2009-12-31" }],
      ["2010", { from: "2010-01-01", to: "2010-06-15" }],
    ]);
    expect(
      model.months.map((m) => m.yearBefore),
      "a part is not compared with a whole",
    ).toEqual([null, null]);
    expect(prepare({ step: 3, asked: new Set([at(2010, 2)]) }).months.map((m) => [m.asked, m.inPart])).toEqual([
      [true, true],
      [false, true],
    ]);
    expect(prepare({ bounds: { from: "2010-01-01", to: "2010-04-30" } }).months.map((m) => m.cut)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it.each([
    [at(2010, 7), 1, "2010-07"],
    [at(2010, 7), 3, "2010 Q3"],
    [at(2010, 10), 3, "2010 Q4"],
    [at(2010, 1), 12, "2010"],
  ] as const)("%i by %i is %s", (first, step, code) => {
    expect(periodCode(first, step)).toBe(code);
  });
});

describe("grams", () => {
  const model = prepare({
    measure: "grams",
    coverage: (first) => ({ covered: first === at(2010, 4) ? 1 : 0, of: 1 }),
    counts: [
      weighed(at(2010, 1), 1, ["1239.75", "1239.75", "1377.5"]),
      weighed(at(2010, 1), 2, ["527", "627", "630"], { part: 2, top: "600" }),
      weighed(at(2010, 2), 1, ["100", "100", null]),
      weighed(at(2010, 3), 2, [null, null, null], { lacking: 2 }),
      weighed(at(2010, 3), 1, ["2", "2", "2"], { part: 2 }),
    ],
  });

  it("add up exactly, range and all, and stand on an axis in kilograms", () => {
    expect(model.months[0]?.total?.amount).toEqual({
      low: "1766.75",
      central: "1866.75",
      high: "2007.5",
      lacking: 0,
      atLeast: false,
      largest: 1239.75 / 1866.75,
    });
    expect(model.scale).toEqual({ unit: "kg", factor: "0.001" });
    expect(model.ticks).toEqual([0, 1, 2, 3]);
    expect(model.months.map((m) => m.total && heightOf(m.total, model.scale))).toEqual([1.86675, 0.1, 0.002, 0]);
  });

  it("are a lower bound where a line has no weight or no upper one, or the month was not covered", () => {
    expect(model.months.map((m) => [m.total?.amount?.atLeast, m.total?.amount?.high, isAtLeast(m)])).toEqual([
      [false, "2007.5", true],
      [true, null, true],
      [true, "2", true],
      [false, null, false],
    ]);
    // without any coverage stated, nothing is said of what may be missing
    const silent = prepare({ measure: "grams", counts: [weighed(at(2010, 1), 1, ["1", "1", "1"])] });
    expect(silent.months[0] && isAtLeast(silent.months[0])).toBe(false);
  });

  it("of cases without a weight are not 0", () => {
    const unknown = prepare({
      measure: "grams",
      counts: [weighed(at(2010, 1), 2, [null, null, null], { lacking: 2 })],
    });
    expect(unknown.months[0]?.total).toMatchObject({ cases: 2, amount: { central: null, lacking: 2, largest: null } });
    expect(unknown.months[0]?.total && heightOf(unknown.months[0].total, unknown.scale)).toBeNull();
    expect(unknown.scale).toEqual({ unit: "g", factor: "1" });
  });
});

describe("a chart of", () => {
  it.each([
    ["no month", { first: at(2010, 2), last: at(2010, 1) }, [], 0],
    ["one case", { first: at(2010, 7), last: at(2010, 7) }, [row(at(2010, 7), 1, 1)], 1],
    ["forty years", { first: at(1971, 1), last: at(2010, 12) }, [row(at(1971, 1), 1, 3), row(at(2010, 12), 2, 1)], 480],
    ["a million cases", { first: at(2010, 7), last: at(2010, 7) }, [row(at(2010, 7), 1, 1_000_000)], 1],
  ] as const)("%s", (_, range, counts, months) => {
    const model = prepare({ range, counts });
    expect(model.months).toHaveLength(months);
    expect(model.drawn.cases).toBe(counts.reduce((n, { cases }) => n + cases, 0));
    expect(model.ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(0, ...counts.map(({ cases }) => cases)));
  });
});

describe("a provisional month", () => {
  it.each([
    ["2010-11-28", 2010, 9, true],
    ["2010-11-29", 2010, 9, false],
    ["2010-11-23", 2010, 11, true],
    ["2004-04-28", 2004, 2, true],
    ["2004-04-29", 2004, 2, false],
    ["2005-04-28", 2005, 2, true],
    ["2005-04-29", 2005, 2, false],
    ["2011-02-28", 2010, 12, true],
    ["2011-03-01", 2010, 12, false],
  ])("as of %s, the month %i-%i", (asOf, year, month, expected) => {
    expect(isProvisional(at(year, month), asOf)).toBe(expected);
  });
});

describe("markers", () => {
  const marker = (edtf: string, from: string, to: string): Marker => ({ edtf, from, to, source: null, ...names(edtf) });

  it("are points for a day and intervals for a month or a year, cut at the axis", () => {
    const placed = prepare({
      markers: [
        marker("2010-04-16", "2010-04-16", "2010-04-16"),
        marker("2010", "2010-01-01", "2010-12-31"),
        marker("2010-02", "2010-02-01", "2010-02-28"),
        marker("2009", "2009-01-01", "2009-12-31"),
        marker("2010-05", "2010-05-01", "2010-05-31"),
      ],
    }).markers;
    expect(placed.map((m) => [m.edtf, m.start, m.end])).toEqual([
      ["2010", 0, 4],
      ["2010-02", 1, 2],
      ["2010-04-16", 3 + 15.5 / 30, 3 + 15.5 / 30],
    ]);
  });
});
