import { describe, expect, it } from "vitest";
import { isSum, sumIn } from "./marks";
import { footnote, hintOf, readNumber } from "./numbers";
import { isDitto } from "./words";

describe("what stands in printed tables beside accounts", () => {
  it.each(['"', "〃", "同上", "Ditto", "do.", "상동", "то же"])("%s says what the row above says", (text) =>
    expect(isDitto(text)).toBe(true),
  );
  it.each(["do", "Dandong", "同上海路", "-", "x"])("%s says something itself, or nothing", (text) =>
    expect(isDitto(text)).toBe(false),
  );
  it.each(["Total", "SUBTOTAL:", "Grand total", "Total general", "合计", "丹东小计", "합계", "Итого"])(
    "%s adds rows up",
    (text) => expect(isSum(text)).toBe(true),
  );
  it.each(["Total seizure", "Totals Road 5", "计划", "계림", "Tumen"])("%s does not", (text) =>
    expect(isSum(text)).toBe(false),
  );
  it("finds a sum in any cell of a row", () => {
    expect(sumIn(["", { number: "3" }, " 合计 "])).toBe("合计");
    expect(sumIn(["Dandong", "3"])).toBeNull();
  });

  it("takes no footnote's sign for a digit", () => {
    for (const text of ["12¹", "12.3²", "12①", "12₁", "½", "1½"]) {
      expect(readNumber(text, "."), text).toEqual({ ok: false, code: "not-a-number" });
      expect(hintOf(text), text).toBeNull();
    }
    expect(readNumber("１，２３４．５", ".")).toEqual({ ok: true, value: "1234.5" });
    expect(["2008-10-1¹", "2008⁽¹⁾", "①"].every((text) => footnote.test(text))).toBe(true);
    expect(footnote.test("2008年10月１日")).toBe(false);
  });
});
