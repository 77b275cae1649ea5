import { compare, sum, times } from "@/lib/quantity/decimal";

/** What cases of one part of a chart weigh, or are in a unit, as the database sums it: exact decimal text. */
export type AmountRow = Readonly<{
  cases: number;
  /** null: no case has an amount */
  low: string | null;
  central: string | null;
  /** null although `central` is known: no upper bound */
  high: string | null;
  /** cases with a line whose amount is not known */
  lacking: number;
  /** the largest case's central amount */
  top: string | null;
}>;

/** An amount of several cases. `atLeast`: a line without a known amount or without an upper bound is among them. */
export type Amount = Readonly<{
  low: string | null;
  central: string | null;
  high: string | null;
  lacking: number;
  atLeast: boolean;
  /** the largest case's share of the central amount, 0 to 1; null where there is none */
  largest: number | null;
}>;

/** Exact sum of amounts; a row without an amount adds none, and is said in `lacking`. */
export function addAmounts(rows: readonly AmountRow[]): Amount {
  const known = rows.filter((row) => row.central !== null);
  const lacking = rows.reduce((total, row) => total + row.lacking, 0);
  if (known.length === 0) return { low: null, central: null, high: null, lacking, atLeast: lacking > 0, largest: null };
  const of = (key: "low" | "central") => sum(known.map((row) => row[key] ?? "0"));
  const open = known.some((row) => row.high === null);
  const central = of("central");
  const top = known.map((row) => row.top ?? "0").reduce((a, b) => (compare(a, b) >= 0 ? a : b));
  return {
    low: of("low"),
    central,
    high: open ? null : sum(known.map((row) => row.high ?? "0")),
    lacking,
    atLeast: open || lacking > 0,
    largest: compare(central, "0") > 0 ? Number(top) / Number(central) : null,
  };
}

/** Amounts of parts that do not overlap, as one row; null for none. */
export function mergeAmounts(rows: readonly AmountRow[]): AmountRow | null {
  const [first, ...others] = rows;
  if (!first || others.length === 0) return first ?? null;
  const { low, central, high, lacking } = addAmounts(rows);
  const tops = rows.flatMap(({ top }) => top ?? []);
  return {
    cases: rows.reduce((total, row) => total + row.cases, 0),
    low,
    central,
    high,
    lacking,
    top: tops.length === 0 ? null : tops.reduce((a, b) => (compare(a, b) >= 0 ? a : b)),
  };
}

/** What an axis is written in: the factor turns the figures' unit into it. */
export type Scale<U extends string = string> = Readonly<{ unit: U; factor: string }>;

/** Kilograms once the highest bar reaches one, grams below. @param highest grams */
export function weightScale(highest: number): Scale<"kg" | "g"> {
  return highest >= 1000 ? { unit: "kg", factor: "0.001" } : { unit: "g", factor: "1" };
}

/** A decimal on an axis: the one place where it becomes a float. */
export const onScale = (value: string, { factor }: Scale) => Number(times(value, factor));

/** Ticks from 0 to at least `highest` in steps of 1, 2 or 5 times a power of ten, four intervals at most; of weights and quantities. */
export function amountTicks(highest: number): number[] {
  const max = highest > 0 ? highest : 1;
  const raw = max / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((n) => n * power).find((s) => s >= raw * (1 - 1e-9)) ?? 10 * power;
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return Array.from({ length: Math.ceil(max / step - 1e-9) + 1 }, (_, i) => Number((i * step).toFixed(decimals)));
}
