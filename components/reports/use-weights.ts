"use client";

import { useTranslations } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import { compare, times } from "@/lib/quantity/decimal";
import { formatGrams } from "@/lib/quantity/format";
import type { Preview } from "./preview";
import { useReport } from "./report-context";

const inGrams = new Set(["kg", "g", "mg", "ug"]);

/** Weights and what they rest on, in words. */
export function useWeights() {
  const { locale } = useReport();
  const t = useTranslations("reports.conversion");
  const units = useTranslations("codes.unitShort");

  function weight(grams: string): string {
    const { value, unit } = formatGrams(grams);
    return `${formatNumber(value, locale)}\u00a0${units(unit)}`;
  }
  /** A factor as its table has it: 90 mg, not 0.090 g. */
  function perUnit(grams: string): string {
    return compare(grams, "1") < 0
      ? `${formatNumber(times(grams, "1000"), locale)}\u00a0${units("mg")}`
      : `${formatNumber(grams, locale)}\u00a0${units("g")}`;
  }
  /** The bounds that the source leaves open. */
  function bounds({ low, high }: Preview["mass"]): string | null {
    if (high === null && low !== null) return t("lower", { low: weight(low) });
    return low === null && high !== null ? t("upper", { high: weight(high) }) : null;
  }
  /** From what to what a weight may be, and by which factor. Null where the source gives the weight itself. */
  function reasons({ quantity, unit, mass }: Preview): string | null {
    const { factor, low, high } = mass;
    if (quantity === null) return t("unknown");
    if (mass.basis === "unknown") return t("none");
    if (!factor || unit === null) return bounds(mass);
    const each = { factor: perUnit(factor.grams), unit: units(unit, { count: 1 }) };
    if (low === null || high === null || factor.gramsLow === factor.gramsHigh)
      return [bounds(mass), t("single", each)].filter(Boolean).join(" ");
    const [from, to] = [perUnit(factor.gramsLow), perUnit(factor.gramsHigh)];
    return t("range", { ...each, low: weight(low), high: weight(high), from, to });
  }
  /** Whether a line's weight is the source's own figure and not worked out. */
  const isStated = ({ mass, unit }: Preview) => mass.basis === "stated" && unit !== null && inGrams.has(unit);

  return { weight, reasons, isStated };
}
