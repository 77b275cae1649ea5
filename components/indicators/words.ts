import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import type { Stated } from "@/lib/indicators/types";

/** A unit in words; one that has none is shown as it was typed. */
export function useUnitWords() {
  const t = useTranslations("indicators.unit");
  const codes = useTranslations("codes.unit");
  return (unit: string): string => {
    const own = unit as Parameters<typeof t>[0];
    const code = unit as Parameters<typeof codes>[0];
    return t.has(own) ? t(own) : codes.has(code) ? codes(code) : unit;
  };
}

const signs = { exact: "", about: "~\u2009", "at-least": "≥\u2009", "at-most": "≤\u2009", unknown: "" };

/** Figures as the source states them, in a line: `≥ 10,000`, `5 (4 to 9)`, or its own words. */
export function useFigureWords() {
  const t = useTranslations("indicators.figure");
  const locale = useLocale();
  return ({ qualifier, value, low, high, words }: Stated): string => {
    const number = (text: string | null) => (text === null ? t("open") : formatNumber(text, locale));
    const range = low === null && high === null ? null : { low: number(low), high: number(high) };
    const quoted = words === null ? null : t("quoted", { words });
    if (value === null) return [range && t("range", range), quoted].filter(Boolean).join(" ") || t("none");
    const figure = signs[qualifier] + number(value);
    return [figure, range && t("between", range), quoted].filter(Boolean).join(" ");
  };
}
