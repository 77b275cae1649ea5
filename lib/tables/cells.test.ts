import { describe, expect, it } from "vitest";
import { asWas, csvField, harmless } from "./cells";

describe("a field of somebody's words", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["+852 1234", "'+852 1234"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["  =cmd|' /C calc'!A0", "'  =cmd|' /C calc'!A0"],
    ["＝1+1", "'＝1+1"],
    ["\t=1", "'\t=1"],
    ["\r=1", '"\'\r=1"'],
    ["丹东, 2005", '"丹东, 2005"'],
    ['called "ice"', '"called ""ice"""'],
    ["a\nb", '"a\nb"'],
    ["2010-07", "2010-07"],
    ["'quoted", "''quoted"],
  ])("%j is written %j", (value, written) => {
    expect(csvField(harmless(value))).toBe(written);
    expect(asWas(harmless(value))).toBe(value);
  });

  it.each(["'s-Hertogenbosch", "'", "5' pipe"])("%j is nobody's but the source's", (value) =>
    expect(asWas(value)).toBe(value),
  );
});
