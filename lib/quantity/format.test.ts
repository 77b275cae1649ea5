import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, sum, times } from "./decimal";
import { formatGrams, milligrams } from "./format";

describe("formatGrams", () => {
  it.each([
    ["1239.75", "1.24", "kg"],
    ["1377.5", "1.38", "kg"],
    ["500", "0.50", "kg"],
    ["600", "0.60", "kg"],
    ["27", "0.027", "kg"],
    ["30", "0.030", "kg"],
    ["5400", "5.40", "kg"],
    ["10000", "10.0", "kg"],
    ["123456.789", "123.5", "kg"],
    ["100", "0.10", "kg"],
    ["99.9", "0.100", "kg"],
    ["1", "0.001", "kg"],
    ["0.9", "0.90", "g"],
    ["0.03", "0.030", "g"],
    ["0.0005", "0.50", "mg"],
    ["0.0000005", "0.50", "ug"],
  ])("%s g is shown as %s %s", (grams, value, unit) => {
    expect(formatGrams(grams)).toMatchObject({ value, unit });
  });

  it("never shows something as nothing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000_000 }), (n) => {
        expect(compare(formatGrams(times(String(n), "0.000001")).value, "0")).toBe(1);
      }),
    );
  });
});

describe("milligrams", () => {
  it.each([
    ["1239.75", 1_239_750n],
    ["0.0004", 0n],
    ["0.0005", 1n],
    ["0.0015", 2n],
    ["60478982", 60_478_982_000n],
    [null, null],
  ])("%s g is %s mg", (grams, expected) => {
    expect(milligrams(grams)).toBe(expected);
  });
});

describe("decimals", () => {
  it("adds without drift", () => {
    expect(sum(["0.1", "0.2"])).toBe("0.3");
    expect(sum(Array.from({ length: 10 }, () => "0.1"))).toBe("1");
    expect(sum([])).toBe("0");
  });
});
