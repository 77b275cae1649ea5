import type { Locale } from "@/lib/codes";
import { formatNumber } from "@/lib/i18n/format";

/** Grams as people say them: kilograms from 1,000 on, tonnes from 1,000,000; no digit is lost. @param grams decimal digits, or null */
export function gramWords(grams: string | null, locale: Locale): string {
  if (grams === null) return "";
  const [whole = ""] = grams.split(".");
  const [unit, places] =
    whole.length > 6 ? (["t", 6] as const) : whole.length > 3 ? (["kg", 3] as const) : (["g", 0] as const);
  return `${formatNumber(shifted(grams, places), locale)} ${unit}`;
}

/** The decimal point so many places to the left. */
function shifted(digits: string, places: number): string {
  if (places === 0) return digits;
  const [whole = "", fraction = ""] = digits.split(".");
  const rest = `${whole.slice(-places)}${fraction}`.replace(/0+$/, "");
  return `${whole.slice(0, -places)}${rest && `.${rest}`}`;
}
