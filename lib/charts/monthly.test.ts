import { describe, expect, it } from "vitest";
import type { Drill, Marker, MonthlyInput } from "./monthly";
import { isProvisional, prepareMonthly } from "./monthly";

const at = (year: number, month: number) => year * 12 + month - 1;
const names = (name: string) => ({ nameEn: name, nameZh: name, nameKo: name });
const substances = [
  { id: 1, slug: "methamphetamine", family: "ats", ...names("Methamphetamine") },
  { id: 2, slug: "magu", family: "ats", ...names("MaGu") },
  { id: 3, slug: "cocaine", family: "cocaine", ...names("Cocaine") },
  { id: 4, slug: "opium", family: "opioid", ...names("Opium") },
  { id: 5, slug: "cannabis-resin", family: "cannabis", ...names("Resin") },
  { id: 6, slug: "cannabis", family: "cannabis", ...names("Cannabis") },
];

/** A link that says what it would open. */
const link = ({ months, only, mixed }: Drill) =>
  [typeof months === "string" ? months : months.only - at(2010, 1) + 1, only?.join("+"), mixed && "mixed"]
    .filter(Boolean)
    .join(" ");

const prepare = (change: Partial<MonthlyInput>) =>
  prepareMonthly({
    range: { first: at(2010, 1), last: at(2010, 4) },
    counts: [],
    substances,
    asked: null,
    coverage: () => ({ covered: 0, of: 0 }),
    asOf: "2026-11-24",
    yearBefore: null,
    markers: [],
    link,
    yearBeforeLink: (month) => `before ${month}`,
    ...change,
  });

const row = (month: number | null, substance: number | null, cases: number) => ({ month, substance, cases });

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
      ["ice", "square", 3, "drawn methamphetamine"],
      ["cannabis", "plus", 1, "drawn cannabis-resin"],
      ["other", "ring", 8, "drawn cocaine+opium"],
      ["mixed", "overlapping-squares", 2, "drawn mixed"],
    ]);
    expect(model.months.map((m) => [m.month, m.total, Object.fromEntries(m.segments)])).toEqual([
      [
        "2010-01",
        { cases: 6, href: "1" },
        {
          ice: { cases: 3, href: "1 methamphetamine" },
          other: { cases: 1, href: "1 opium" },
          mixed: { cases: 2, href: "1 mixed" },
        },
      ],
      ["2010-02", null, {}],
      [
        "2010-03",
        { cases: 8, href: "3" },
        { cannabis: { cases: 1, href: "3 cannabis-resin" }, other: { cases: 7, href: "3 cocaine+opium" } },
      ],
      ["2010-04", null, {}],
    ]);
    expect(model.ticks).toEqual([0, 2, 4, 6, 8]);
  });

  it("adds up: drawn, remainder and earlier are all", () => {
    const model = prepare({
      counts: [row(null, 1, 7), row(null, null, 1), row(at(2009, 12), 1, 2), row(at(2010, 4), 1, 3)],
    });
    expect([model.all, model.drawn, model.remainder, model.earlier]).toEqual([
      { cases: 13, href: "all" },
      { cases: 3, href: "drawn" },
      { cases: 8, href: "unknown" },
      { cases: 2, href: "earlier" },
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
      yearBefore: new Map([[at(2009, 1), 9]]),
      coverage: (month) => ({ covered: month === at(2009, 3) ? 1 : 0, of: 1 }),
    });
    expect(model.months.map((m) => m.yearBefore?.cases)).toEqual([9, undefined, 0, undefined]);
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
