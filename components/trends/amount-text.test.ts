import { describe, expect, it } from "vitest";
import type { Amount } from "@/lib/charts/amounts";
import type { AmountUnit } from "./amount-text";
import { amountText, barLabel, percent, rangeText } from "./amount-text";

const amount = (low: string | null, central: string | null, high: string | null, atLeast = false): Amount => ({
  low,
  central,
  high,
  atLeast,
  lacking: 0,
  largest: null,
});
const tablets: AmountUnit = { unit: "tablet", name: (count) => (count === 1 ? "tablet" : "tablets") };
const thin = "\u2009";

describe("an amount in words", () => {
  it.each([
    ["grams", amount("1239.75", "1239.75", "1377.5"), "1.24 kg", "1.24–1.38 kg"],
    ["grams", amount("5400", "5400", "5400"), "5.40 kg", null],
    ["grams", amount("0.2", "0.4", "1500"), "0.40 g", "0.20 g–1.50 kg"],
    ["grams", amount("100", "100", null, true), `≥${thin}0.10 kg`, null],
    // what is known is the lower bound
    ["grams", amount("500", "600", "600", true), `≥${thin}0.50 kg`, "0.50–0.60 kg"],
    ["grams", amount(null, null, null, true), null, null],
    ["grams", amount("0", "0", "0"), "0 kg", null],
    // bounds that would be written alike are no range
    ["grams", amount("5400", "5400", "5401"), "5.40 kg", null],
    [tablets, amount("13775", "13775", "13775"), "13,775 tablets", null],
    [tablets, amount("1", "1", "1"), "1 tablet", null],
    [tablets, amount("2", "2", "3"), "2 tablets", "2–3 tablets"],
  ] as const)("%j %j: %s, %s", (of, one, central, range) => {
    expect(amountText(one, of, "en")).toBe(central);
    expect(rangeText(one, of, "en")).toBe(range);
  });

  it("is short above a bar", () => {
    expect([0.0123, 1.234, 12.34, 123.4, 12_345].map((value) => barLabel(value, "en"))).toEqual([
      "0.012",
      "1.23",
      "12.3",
      "123",
      "12,345",
    ]);
    expect(percent(0.664, "en")).toBe("66%");
  });
});
