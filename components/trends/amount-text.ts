import type { Amount } from "@/lib/charts/amounts";
import type { Locale, Unit } from "@/lib/codes";
import { formatNumber } from "@/lib/i18n/format";
import { numberFormat } from "@/lib/intl";
import { formatGrams } from "@/lib/quantity/format";

/** What an amount is of: grams, or a unit under the name that a number of it goes by. */
export type AmountUnit = "grams" | Readonly<{ unit: Unit; name: (count: number) => string }>;

/** `13.8 kg`, `2,300 tablets`. */
export function oneAmount(value: string, of: AmountUnit, locale: Locale): string {
  if (of !== "grams") return `${formatNumber(value, locale)} ${of.name(Number(value))}`;
  const { value: shown, unit } = formatGrams(value);
  return `${formatNumber(value === "0" ? "0" : shown, locale)} ${unit === "ug" ? "µg" : unit}`;
}

/** The central figure: `≥` where all that is known is that it was not less. Null: nothing is known of it. */
export function amountText(amount: Amount, of: AmountUnit, locale: Locale): string | null {
  if (amount.central === null) return null;
  const value = amount.atLeast && amount.low !== null ? amount.low : amount.central;
  return `${amount.atLeast ? "≥\u2009" : ""}${oneAmount(value, of, locale)}`;
}

/** `1.77–2.01 kg`; null without an upper bound, and where low and high are the same. */
export function rangeText({ low, high, central }: Amount, of: AmountUnit, locale: Locale): string | null {
  if (central === null || (low === high && low === central)) return null;
  if (high === null) return null; // the figure itself says "at least"
  const [from, to] = [oneAmount(low ?? "0", of, locale), oneAmount(high, of, locale)];
  if (from === to) return null;
  // One unit is written once: 1.24–1.38 kg.
  const [number, unit] = [from.slice(0, from.indexOf(" ")), from.slice(from.indexOf(" "))];
  return to.endsWith(unit) ? `${number}–${to}` : `${from}–${to}`;
}

/** A number above a bar, short: three digits that count. */
export function barLabel(value: number, locale: Locale): string {
  const decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return numberFormat(locale, { maximumFractionDigits: decimals, numberingSystem: "latn" }).format(value);
}

export const percent = (share: number, locale: Locale) =>
  numberFormat(locale, { style: "percent", maximumFractionDigits: 0, numberingSystem: "latn" }).format(share);
