import { describe, expect, it } from "vitest";
import { localeCodes } from "@/lib/codes";
import { formatCounted, formatInstant, formatInstantDay, formatInstantTime, formatNumber } from "./format";

it("says of what was counted so far that there is more", () => {
  expect(formatCounted({ total: 1000, more: true }, "en")).toBe("1,000+");
  expect(formatCounted({ total: 1000, more: false }, "zh")).toBe("1,000");
});

describe.each(localeCodes)("formatNumber in %s", (locale) => {
  it.each([
    ["13775", "13,775"],
    ["5.40", "5.40"],
    ["0.050", "0.050"],
    ["1234567.891", "1,234,567.891"],
    ["90071992547409931", "90,071,992,547,409,931"],
    ["0.1234567890123456789", "0.1234567890123456789"],
  ])("groups %s and keeps its digits", (digits, shown) => expect(formatNumber(digits, locale)).toBe(shown));

  it("takes counts", () => {
    expect(formatNumber(0, locale)).toBe("0");
    expect(formatNumber(184000, locale)).toBe("184,000");
    expect(formatNumber(12345678901234567890n, locale)).toBe("12,345,678,901,234,567,890");
  });
});

describe("instants", () => {
  const late = new Date("2010-11-22T16:04:07Z");

  it("are shown on the clock of the zone that is named, whatever the machine's is", () => {
    expect(formatInstant(late, "UTC")).toBe("2010-11-22 16:04");
    expect(formatInstant(late, "Asia/Shanghai")).toBe("2010-11-23 00:04");
    expect(formatInstantDay(late, "America/New_York")).toBe("2010-11-22");
    expect(formatInstantTime(late, "Asia/Shanghai", true)).toBe("00:04:07");
  });

  it("count hours from 00 and years with four digits", () => {
    expect(formatInstantTime(new Date("2010-11-22T00:00:00Z"), "UTC")).toBe("00:00");
    expect(formatInstantDay(new Date("0950-01-02T12:00:00Z"), "UTC")).toBe("0950-01-02");
  });

  it("know the half hour that Pyongyang once differed by", () => {
    expect(formatInstant(new Date("2016-01-01T00:00:00Z"), "Asia/Pyongyang")).toBe("2016-01-01 08:30");
  });
});
