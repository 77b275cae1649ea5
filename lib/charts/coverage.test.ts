import { describe, expect, it } from "vitest";
import type { CoveragePeriod } from "./coverage";
import { coverageOver } from "./coverage";

const monthNumber = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

describe("coverage", () => {
  const period = (
    pointId: number,
    from: string,
    to: string | null,
    change: Partial<CoveragePeriod> = {},
  ): CoveragePeriod => ({
    pointId,
    agencyId: null,
    from,
    to,
    kind: "covered",
    ...change,
  });
  const of = (points: number[], periods: CoveragePeriod[], nils: { pointId: number; month: number }[] = []) => {
    const coverage = coverageOver(points, periods, nils);
    return (month: string) => {
      const { covered, of } = coverage(monthNumber(month));
      return `${covered}/${of}`;
    };
  };

  it("is none where no point is reported on", () => {
    expect(of([], [])("2010-01")).toBe("0/0");
    expect(of([1, 2], [period(3, "2010-01-01", null)])("2010-01")).toBe("0/0");
    expect(of([1], [period(1, "2010-01-01", "2010-02-01", { kind: "gap" })])("2010-03")).toBe("0/0");
  });

  it("needs every day of the month", () => {
    const month = of([1], [period(1, "2010-01-02", "2010-04-30")]);
    expect(["2010-01", "2010-02", "2010-04", "2010-05"].map(month)).toEqual(["0/1", "1/1", "1/1", "0/1"]);
    const leap = of([1], [period(1, "2008-02-01", "2008-02-28")]);
    expect(leap("2008-02")).toBe("0/1");
    expect(of([1], [period(1, "2007-02-01", "2007-02-28")])("2007-02")).toBe("1/1");
  });

  it("goes on while a point is still reported on", () => {
    const month = of([1], [period(1, "2010-03-01", null)]);
    expect(["2010-02", "2010-03", "2026-11"].map(month)).toEqual(["0/1", "1/1", "1/1"]);
  });

  it("joins agencies that relieve each other, and counts a point once", () => {
    const month = of(
      [1, 1],
      [period(1, "2010-01-01", "2010-01-15", { agencyId: 7 }), period(1, "2010-01-16", "2010-02-28", { agencyId: 8 })],
    );
    expect(["2010-01", "2010-02"].map(month)).toEqual(["1/1", "1/1"]);
  });

  it("cuts known gaps out of the period of the agency that has them", () => {
    const gap = { kind: "gap" } as const;
    const own = of([1], [period(1, "2010-01-01", null), period(1, "2010-03-10", "2010-03-20", gap)]);
    expect(["2010-02", "2010-03", "2010-04"].map(own)).toEqual(["1/1", "0/1", "1/1"]);
    const another = of(
      [1],
      [period(1, "2010-01-01", null, { agencyId: 7 }), period(1, "2010-03-10", "2010-03-20", { ...gap, agencyId: 8 })],
    );
    expect(another("2010-03")).toBe("1/1");
    const everybody = of(
      [1],
      [period(1, "2010-01-01", null, { agencyId: 7 }), period(1, "2010-03-10", "2010-03-20", gap)],
    );
    expect(everybody("2010-03")).toBe("0/1");
    const relieved = of(
      [1],
      [
        period(1, "2010-01-01", null, { agencyId: 7 }),
        period(1, "2010-03-01", "2010-03-31", { ...gap, agencyId: 7 }),
        period(1, "2010-03-01", "2010-03-31", { agencyId: 8 }),
      ],
    );
    expect(relieved("2010-03")).toBe("1/1");
  });

  it("takes a nil return as coverage of its month, inside of a gap too", () => {
    const nils = [{ pointId: 1, month: monthNumber("2010-03") }];
    expect(["2010-02", "2010-03"].map(of([1], [], nils))).toEqual(["0/1", "1/1"]);
    expect(
      of([1], [period(1, "2010-01-01", null), period(1, "2010-03-01", "2010-03-31", { kind: "gap" })], nils)("2010-03"),
    ).toBe("1/1");
  });

  it("over several points asks all that have any coverage, and only those", () => {
    const month = of([1, 2, 3], [period(1, "2010-01-01", null), period(2, "2010-03-01", null)]);
    expect(["2009-12", "2010-02", "2010-03"].map(month)).toEqual(["0/2", "1/2", "2/2"]);
  });
});
