import { describe, expect, it } from "vitest";
import { daysBetween, delayBetween } from "./delay";

const day = (date: string) => ({ from: date, to: date });
const july = { from: "2010-07-01", to: "2010-07-31" };

describe("daysBetween", () => {
  it.each([
    ["2005-02-17", "2005-02-21", 4],
    ["2004-02-28", "2004-03-01", 2],
    ["2005-02-28", "2005-03-01", 1],
    ["2010-03-27", "2010-03-29", 2],
    ["2010-08-31", "2010-07-01", -61],
    ["2010-08-31", "2010-08-31", 0],
  ])("%s to %s: %d", (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });
});

describe("delayBetween", () => {
  it("is as uncertain as its dates", () => {
    expect(delayBetween(day("2004-12-23"), day("2010-07-01"))).toEqual({ least: 2016, most: 2016 });
    expect(delayBetween(july, day("2010-08-31"))).toEqual({ least: 31, most: 61 });
    expect(delayBetween(july, { from: "2010-01-01", to: "2010-12-31" })).toEqual({ least: -211, most: 183 });
  });
});
