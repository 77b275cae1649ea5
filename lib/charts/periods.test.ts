import { describe, expect, it } from "vitest";
import { today } from "@/lib/dates/calendar";
import { ageOf, cutOf, isProvisional, periodStart, periodsOf } from "./periods";

const at = (year: number, month: number) => year * 12 + month - 1;

describe("the age of a month", () => {
  // One instant, three calendars: where it is already August, July is over.
  it.each([
    ["Asia/Seoul", "2010-07-31T15:30:00Z", "2010-08-01", 1],
    ["UTC", "2010-07-31T15:30:00Z", "2010-07-31", 0],
    ["America/New_York", "2010-07-31T15:30:00Z", "2010-07-31", 0],
    ["Asia/Seoul", "2010-07-31T14:59:59Z", "2010-07-31", 0],
    ["America/New_York", "2010-08-01T03:59:59Z", "2010-07-31", 0],
    ["America/New_York", "2010-08-01T04:00:00Z", "2010-08-01", 1],
    ["UTC", "2010-08-01T00:00:00Z", "2010-08-01", 1],
  ])("in %s at %s: the day is %s, and July ended %i days ago", (zone, instant, day, age) => {
    expect(today(zone, new Date(instant))).toBe(day);
    expect(ageOf(at(2010, 7), day)).toBe(age);
  });

  it.each([
    [at(2004, 2), "2004-02-29", 0],
    [at(2004, 2), "2004-02-28", -1],
    [at(2005, 2), "2005-02-28", 0],
    [at(2004, 2), "2004-03-01", 1],
    [at(2000, 2), "2000-03-01", 1],
    [at(1900, 2), "1900-03-01", 1],
  ])("%i on %s: %i", (month, day, age) => {
    expect(ageOf(month, day)).toBe(age);
  });

  it("is provisional for 59 days, in a leap year too", () => {
    expect([isProvisional(at(2003, 12), "2004-02-28"), isProvisional(at(2003, 12), "2004-02-29")]).toEqual([
      true,
      false,
    ]);
    expect([isProvisional(at(2004, 12), "2005-02-28"), isProvisional(at(2004, 12), "2005-03-01")]).toEqual([
      true,
      false,
    ]);
  });
});

describe("the periods of an axis", () => {
  it.each([
    [{ first: at(2009, 3), last: at(2010, 2) }, 3, [at(2009, 1), at(2009, 4), at(2009, 7), at(2009, 10), at(2010, 1)]],
    [{ first: at(2009, 3), last: at(2010, 2) }, 12, [at(2009, 1), at(2010, 1)]],
    [{ first: at(2009, 3), last: at(2009, 4) }, 1, [at(2009, 3), at(2009, 4)]],
    [{ first: at(2009, 3), last: at(2009, 2) }, 12, []],
  ] as const)("%o by %i", (range, step, starts) => {
    expect(periodsOf(range, step)).toEqual(starts);
    for (const start of starts) expect(periodStart(start, step)).toBe(start);
  });
});

it.each([
  [{ from: null, to: null }, null],
  [{ from: "2004-02-01", to: "2004-02-29" }, null],
  [
    { from: "2004-02-01", to: "2004-02-28" },
    { from: "2004-02-01", to: "2004-02-28" },
  ],
  [
    { from: "2004-02-10", to: null },
    { from: "2004-02-10", to: "2004-02-29" },
  ],
  [{ from: "2003-01-01", to: "2010-12-31" }, null],
])("February 2004 within %o is cut to %o", (bounds, cut) => {
  expect(cutOf({ first: at(2004, 2), last: at(2004, 2) }, bounds)).toEqual(cut);
});
