import { compare, roundTo, times } from "./decimal";

/** Units that derived weights are shown in, largest first, with one gram in each. */
const scales = [
  ["kg", "0.001"],
  ["g", "1"],
  ["mg", "1000"],
  ["ug", "1000000"],
] as const;

export type ShownWeight = { value: string; unit: (typeof scales)[number][0]; decimals: number };

/**
 * How a derived weight is shown: kilograms with as many decimals as it bears (10 and more: one, 0.1 and more: two, else
 * three), in plain digits for the reader's number format. What would round to 0.000 falls to the next smaller unit, so
 * that a trace is never shown as nothing.
 */
export function formatGrams(grams: string): ShownWeight {
  const [unit, perGram] = scales.find(([, factor]) => compare(times(grams, factor), "0.001") >= 0) ?? scales[0];
  const weight = times(grams, perGram);
  const decimals = compare(weight, "10") >= 0 ? 1 : compare(weight, "0.1") >= 0 ? 2 : 3;
  return { value: roundTo(weight, decimals), unit, decimals };
}

/** Whole milligrams of a weight in grams, halves up: what the read model filters and sorts by. Null stays null. */
export function milligrams(grams: string | null): bigint | null {
  return grams === null ? null : BigInt(roundTo(times(grams, "1000"), 0));
}
