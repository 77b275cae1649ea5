import { describe, expect, it } from "vitest";
import type { AmountRow } from "./amounts";
import { addAmounts, amountTicks, mergeAmounts, weightScale } from "./amounts";

const row = (
  low: string | null,
  central: string | null,
  high: string | null,
  lacking = 0,
  top = central,
): AmountRow => ({
  cases: 1,
  low,
  central,
  high,
  lacking,
  top,
});

describe("amounts together", () => {
  it.each([
    ["none", [], { low: null, central: null, high: null, lacking: 0, atLeast: false, largest: null }],
    [
      "exact to the last digit",
      [row("0.1", "0.1", "0.1"), row("0.2", "0.2", "0.2")],
      { low: "0.3", central: "0.3", high: "0.3", lacking: 0, atLeast: false, largest: 0.2 / 0.3 },
    ],
    [
      "without an upper bound",
      [row("5", "5", null), row("1", "1", "2")],
      { low: "6", central: "6", high: null, lacking: 0, atLeast: true, largest: 5 / 6 },
    ],
    [
      "one of them unknown",
      [row(null, null, null, 1), row("1", "1", "1")],
      { low: "1", central: "1", high: "1", lacking: 1, atLeast: true, largest: 1 },
    ],
    [
      "nothing but zero",
      [row("0", "0", "0")],
      { low: "0", central: "0", high: "0", lacking: 0, atLeast: false, largest: null },
    ],
  ])("%s", (_, rows, expected) => {
    expect(addAmounts(rows)).toEqual(expected);
  });

  it("are the same whether their parts are merged first or not", () => {
    const rows = [row("1", "2", "3"), row(null, null, null, 1), row("4", "4", "4")];
    const merged = mergeAmounts(rows);
    expect(merged?.cases).toBe(3);
    expect(addAmounts(merged ? [merged] : [])).toEqual(addAmounts(rows));
    expect(mergeAmounts([])).toBeNull();
  });
});

it.each([
  [0, [0, 0.5, 1]],
  [0.0021, [0, 0.001, 0.002, 0.003]],
  [1, [0, 0.5, 1]],
  [1.378, [0, 0.5, 1, 1.5]],
  [5.4, [0, 2, 4, 6]],
  [13_775, [0, 5000, 10_000, 15_000]],
  [1_000_000, [0, 500_000, 1_000_000]],
])("an axis to %d", (highest, ticks) => {
  expect(amountTicks(highest)).toEqual(ticks);
});

it("never has more than four intervals, from 0 to at least the highest", () => {
  for (let highest = 0.0007; highest < 1e7; highest *= 1.37) {
    const ticks = amountTicks(highest);
    expect(ticks.length, String(highest)).toBeLessThanOrEqual(5);
    expect(ticks.at(-1), String(highest)).toBeGreaterThanOrEqual(highest * (1 - 1e-9));
    expect(ticks[0]).toBe(0);
  }
});

it("is in kilograms from one kilogram on", () => {
  expect([weightScale(999.9).unit, weightScale(1000).unit]).toEqual(["g", "kg"]);
});
