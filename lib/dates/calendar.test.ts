import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysInMonth, isFuture, isoDay, monthOf, today } from "./calendar";
import { parseDate } from "./parse";

const dateOf = (text: string) => {
  const parsed = parseDate(text);
  if (!parsed.ok) throw new Error(parsed.code);
  return parsed.date;
};

describe("daysInMonth", () => {
  it("agrees with the calendar of the runtime for every month the register knows", () => {
    for (let year = 1800; year <= 2100; year++) {
      for (let month = 1; month <= 12; month++) {
        expect(daysInMonth(year, month)).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate());
      }
    }
  });
});

describe("monthOf", () => {
  it.each([
    ["2008-10-01", "2008-10-31", "2008-10"],
    ["2004-12-23", "2004-12-23", "2004-12"],
    ["2004-12-31", "2005-01-01", null],
    ["2004-12-01", "2005-12-31", null],
  ])("%s to %s: %s", (from, to, month) => {
    expect(monthOf(from, to)).toBe(month);
  });

  it("is null exactly when the two days lie in different months", () => {
    const days = fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, days, (a, b) => {
        expect(monthOf(a, b)).toBe(a.slice(0, 7) === b.slice(0, 7) ? a.slice(0, 7) : null);
      }),
    );
  });
});

describe("today and isFuture", () => {
  // 17:30 UTC: already the 24th in Shanghai (01:30), still the 23rd in London.
  const instant = new Date("2010-11-23T17:30:00Z");

  it("asks for the day in the agency's time zone, not the machine's", () => {
    expect(today("Asia/Shanghai", instant)).toBe("2010-11-24");
    expect(today("Europe/London", instant)).toBe("2010-11-23");
    expect(today("America/Los_Angeles", new Date("2010-11-01T03:00:00Z"))).toBe("2010-10-31");
    expect(today("Asia/Shanghai")).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it("runs under an odd time zone", () => {
    expect(new Date(2010, 10, 23).getTimezoneOffset()).toBe(-345);
  });

  it.each([
    ["2010-11-24", "Asia/Shanghai", false],
    ["2010-11-24", "Europe/London", true],
    ["2010-11", "Europe/London", false],
    ["2010", "Europe/London", false],
    ["2010-12", "Asia/Shanghai", true],
    ["2010-11-20/2010-12", "Europe/London", false],
    ["2011", "Asia/Shanghai", true],
    ["201X", "Asia/Shanghai", false],
  ])("%s in %s: %s", (text, zone, future) => {
    expect(isFuture(dateOf(text), zone, instant)).toBe(future);
  });

  it("pads", () => {
    expect(isoDay(1800, 1, 2)).toBe("1800-01-02");
  });
});
