import { describe, expect, it } from "vitest";
import type { PointName } from "@/lib/filter/points";
import { pointTree } from "@/lib/filter/points";
import type { Counted } from "./rules";
import { comparedDays, pointLines } from "./rules";

const point = (id: number, slug: string, parentId: number | null = null): PointName => ({
  ...{ id, slug, parentId, country: "CN" },
  ...{ nameEn: slug, nameZh: slug, nameKo: slug },
});

describe("the days compared", () => {
  it.each([
    ["2010-11-23", "2010-11-01", "2009-11-01", "2009-11-23", 30],
    ["2012-02-29", "2012-02-01", "2011-02-01", "2011-02-28", 29],
    ["2011-01-01", "2011-01-01", "2010-01-01", "2010-01-01", 31],
  ])("of %s are the same ones a year before", (day, from, beforeFrom, beforeTo, days) => {
    expect(comparedDays(day)).toEqual({
      now: { from, to: day },
      before: { from: beforeFrom, to: beforeTo },
      daysInMonth: days,
    });
  });
});

describe("a line of the overview", () => {
  const november = 2010 * 12 + 10;
  const counted: Counted = {
    points: pointTree([point(1, "dandong"), point(2, "yanbian"), point(3, "tumen", 2), point(4, "linjiang")]),
    now: new Map([
      [1, 2],
      [3, 1],
      [null, 7],
    ]),
    before: new Map([[2, 4]]),
    months: [
      { month: november, point: 3, cases: 1 },
      { month: november - 3, point: 2, cases: 5 },
      { month: november - 13, point: 3, cases: 2 },
      { month: november - 1, point: null, cases: 9 },
    ],
    last: new Map([
      [2, { day: "2010-08-01", reference: "A", edtf: "2010-08" }],
      [3, { day: "2010-11-02", reference: "B", edtf: "2010-11-02" }],
    ]),
    // Dandong is covered throughout, the others are not reported on at all.
    coverage: (ids) => () => (ids.includes(1) ? { covered: 1, of: 1 } : { covered: 0, of: 0 }),
    day: "2010-11-23",
  };
  const { lines, silent } = pointLines(counted);
  const of = (slug: string) => lines.find((line) => line.point.slug === slug);

  it("counts a point with everything below it, and nothing without a point", () => {
    expect(of("yanbian")).toMatchObject({
      now: { cases: 1, href: "/cases?point=yanbian&from=2010-11-01&to=2010-11-23" },
      before: { cases: 4 },
      year: { cases: 6, href: "/cases?point=yanbian&from=2009-12&to=2010-11&month=known" },
      yearBefore: { cases: 2 },
      last: { reference: "B" },
    });
    expect(of("tumen")).toMatchObject({ depth: 1, year: { cases: 1 } });
  });

  it("calls a number a lower bound where a month was not covered, and a covered 0 a zero", () => {
    expect(of("dandong")?.yearBefore).toMatchObject({ cases: 0, open: false });
    expect(of("yanbian")?.year.open).toBe(true);
  });

  it("leaves out points of which nothing is known, and says how many", () => {
    expect(lines.map((line) => line.point.slug)).toEqual(["dandong", "yanbian", "tumen"]);
    expect(silent).toBe(1);
  });

  it("draws 24 months up to the present one", () => {
    const months = of("yanbian")?.months ?? [];
    expect(months.map((m) => m.month)).toEqual(Array.from({ length: 24 }, (_, nth) => november - 23 + nth));
    expect(months.at(-1)).toMatchObject({ cases: 1, provisional: true });
    expect(months.at(-13)).toMatchObject({ cases: 0, provisional: false });
    expect(months.at(-14)).toMatchObject({ cases: 2 });
  });
});
