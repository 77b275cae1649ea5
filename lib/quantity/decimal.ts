import Big from "big.js";

/**
 * Decimal arithmetic without floats: numbers stay decimal strings from the source to the chart.
 * A strict copy of Big refuses JavaScript numbers, so that no float can slip in.
 */
const Decimal = Big();
Decimal.strict = true;

/** A plain decimal string without exponent or needless zeros: `1239.75`. */
function plain(value: Big): string {
  return value.toFixed();
}

/** Exact product of two decimal strings. */
export function times(a: string, b: string): string {
  return plain(new Decimal(a).times(b));
}

/** Exact sum of decimal strings; `0` for none. */
export function sum(values: readonly string[]): string {
  return plain(values.reduce((total, value) => total.plus(value), new Decimal("0")));
}

/** Exact difference of two decimal strings, with its sign. */
export function minus(a: string, b: string): string {
  return plain(new Decimal(a).minus(b));
}

/** Negative, 0 or positive as `a` is less than, equal to or greater than `b`. */
export function compare(a: string, b: string): number {
  return new Decimal(a).cmp(b);
}

/** The value with a fixed number of decimals, halves rounded up (away from zero), as in commerce and in Postgres. */
export function roundTo(value: string, decimals: number): string {
  return new Decimal(value).toFixed(decimals, Big.roundHalfUp);
}
