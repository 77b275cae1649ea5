import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { comparable, hintOf, readNumber } from "./numbers";

const value = (text: string, decimal: "." | ",") => {
  const read = readNumber(text, decimal);
  return read.ok ? read.value : read.code;
};

describe("numbers of a file", () => {
  it("are read by their column's decimal mark, to the last digit", () => {
    expect(value("490.0", ".")).toBe("490.0");
    expect(value("0.02700000000000005", ".")).toBe("0.02700000000000005");
    expect(value("2e-06", ".")).toBe("0.000002");
    expect(value("1.5E3", ".")).toBe("1500");
    expect(value("1,234,567.5", ".")).toBe("1234567.5");
    expect(value("1.234.567,5", ",")).toBe("1234567.5");
    expect(value("1 234,5", ",")).toBe("1234.5");
    expect(value("1'234.5", ".")).toBe("1234.5");
    expect(value(".5", ".")).toBe("0.5");
    expect(value("−3", ".")).toBe("-3");
    expect(value("１２", ".")).toBe("12");
    expect(value("1,5", ".")).toBe("decimal-mark");
    expect(value("1.5", ",")).toBe("decimal-mark");
    expect(value("12,34,567", ".")).toBe("decimal-mark");
    expect(value("several", ".")).toBe("not-a-number");
    expect(value("1e999", ".")).toBe("too-long");
  });

  it("say which mark they have, or that they do not", () => {
    expect(hintOf("1.5")).toEqual({ mark: ".", certain: true });
    expect(hintOf("0.125")).toEqual({ mark: ".", certain: true });
    expect(hintOf("1,5")).toEqual({ mark: ",", certain: true });
    expect(hintOf("1,500")).toEqual({ certain: false });
    expect(hintOf("1.500")).toEqual({ certain: false });
    expect(hintOf("1,234,567")).toEqual({ mark: ".", certain: true });
    expect(hintOf("1.234.567")).toEqual({ mark: ",", certain: true });
    expect(hintOf("1,234.5")).toEqual({ mark: ".", certain: true });
    expect(hintOf("1500")).toBeNull();
    expect(hintOf("1 500")).toBeNull();
    expect(hintOf("several")).toBeNull();
  });

  it("are the same number in either notation", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.integer({ min: 0, max: 999_999 }), (whole, part) => {
        const fraction = String(part).padStart(6, "0");
        const grouped = (mark: string) => String(whole).replace(/\B(?=(\d{3})+$)/g, mark);
        const plain = `${whole}.${fraction}`;
        expect(value(`${grouped(",")}.${fraction}`, ".")).toBe(plain);
        expect(value(`${grouped(".")},${fraction}`, ",")).toBe(plain);
        expect(value(`${grouped(" ")},${fraction}`, ",")).toBe(plain);
      }),
      { seed: inject("seed") },
    );
  });

  it("are compared as far as a double tells", () => {
    expect(comparable("0.02700000000000005")).toBe(comparable("0.027"));
    expect(comparable("10.50")).toBe("10.5");
    expect(comparable("100")).toBe("100");
    expect(comparable("12345678901234567")).toBe("12345678901234600");
    expect(comparable("1.23456789")).not.toBe(comparable("1.23456788"));
  });
});
