import fc from "fast-check";
import { describe, expect, it } from "vitest";
import en from "@/lib/i18n/messages/en/quantity.json";
import ko from "@/lib/i18n/messages/ko/quantity.json";
import zh from "@/lib/i18n/messages/zh/quantity.json";
import { numberErrorCodes, parsePurity, parseQuantity } from "./parse";

describe("parseQuantity", () => {
  it.each([
    ["13775", "13775"],
    ["13,775", "13775"],
    ["13 775", "13775"],
    ["13\u202f775", "13775"],
    ["13'775", "13775"],
    ["1,234,567.89", "1234567.89"],
    ["5.4", "5.4"],
    ["5.40", "5.40"],
    ["0.5", "0.5"],
    [".5", "0.5"],
    ["007", "7"],
    ["１３７７５", "13775"],
    ["１３，７７５", "13775"],
    ["５．４", "5.4"],
    [" 300 ", "300"],
  ])("%s is %s", (text, value) => {
    expect(parseQuantity(text)).toEqual({ ok: true, value });
  });

  it.each([
    ["", "empty"],
    ["  ", "empty"],
    ["1,5", "decimal-comma", "1.5"],
    ["13775,25", "decimal-comma", "13775.25"],
    ["1.234,5", "decimal-comma", "1234.5"],
    ["0,500", "decimal-comma", "0.500"],
    ["1.234.567", "grouping", "1234567"],
    ["1,23,456", "grouping"],
    ["13, 775", "grouping"],
    ["1,234 567", "grouping"],
    ["1..5", "grouping"],
    ["5.", "grouping"],
    ["0", "zero"],
    ["0.00", "zero"],
    ["-5", "negative"],
    ["−5", "negative"],
    ["2-3", "range"],
    ["2.1–4.4", "range"],
    ["2 ~ 3", "range"],
    ["1e5", "not-a-number"],
    ["5 kg", "not-a-number"],
    ["多", "not-a-number"],
    ["Infinity", "not-a-number"],
    [",", "not-a-number"],
    ["1234567890123456", "too-long"],
    ["0.0000000001", "too-long"],
  ])("%s is refused: %s", (text, code, suggestion?: string) => {
    expect(parseQuantity(text)).toEqual(suggestion ? { ok: false, code, suggestion } : { ok: false, code });
  });

  it("reads back what it gives, and every grouping alike", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000_000 }), fc.integer({ min: 0, max: 999_999 }), (whole, part) => {
        const value = part === 0 ? String(whole) : `${whole}.${String(part).padStart(6, "0")}`;
        expect(parseQuantity(value)).toEqual({ ok: true, value });
        for (const sign of [",", " ", "'"]) {
          const grouped = value.replace(/^\d+/, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, sign));
          expect(parseQuantity(grouped)).toEqual({ ok: true, value });
        }
      }),
    );
  });

  it("never fails, and suggests only what it accepts", () => {
    const piece = fc.constantFrom("1", "23", "456", ",", ".", " ", "-", "0", "kg", "'");
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(text, (input) => {
        const parsed = parseQuantity(input);
        if (parsed.ok) expect(parseQuantity(parsed.value)).toEqual(parsed);
        else if (parsed.suggestion) expect(parseQuantity(parsed.suggestion).ok).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("parsePurity", () => {
  it.each([
    ["100", "100"],
    ["100 %", "100"],
    ["99.9%", "99.9"],
    ["0", "0"],
    ["７０％", "70"],
  ])("%s is %s", (text, value) => {
    expect(parsePurity(text)).toEqual({ ok: true, value });
  });

  it.each([
    ["100.1", "above-100"],
    ["1000", "above-100"],
    ["-1", "negative"],
    ["99,9", "decimal-comma"],
    ["", "empty"],
    ["%", "empty"],
    ["high", "not-a-number"],
  ])("%s is refused: %s", (text, code) => {
    expect(parsePurity(text)).toMatchObject({ ok: false, code });
  });
});

describe("messages", () => {
  it.each([
    ["en", en],
    ["zh", zh],
    ["ko", ko],
  ])("has words for every reason in %s", (_, messages) => {
    expect(Object.keys(messages.error).sort()).toEqual([...numberErrorCodes].sort());
  });
});
