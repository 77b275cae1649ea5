import { useLocale, useTranslations } from "next-intl";
import type { Goods, SubstanceChoice, Sum } from "@/lib/conversions/types";
import { formatNumber } from "@/lib/i18n/format";
import { nameIn } from "@/lib/i18n/names";
import { formatGrams } from "@/lib/quantity/format";

/** What a factor is for, in words: the substance or family with its form. */
export function useGoodsWords(
  substances: readonly SubstanceChoice[],
): (goods: Pick<Goods, "substance" | "family">) => string {
  const t = useTranslations("conversions");
  const codes = useTranslations("codes");
  const locale = useLocale();
  return ({ substance, family }) => {
    if (substance !== null) {
      const known = substances.find(({ slug }) => slug === substance);
      return known ? nameIn(known, locale) : substance;
    }
    return family === null ? t("anything") : t("familyOf", { family: codes(`family.${family}`) });
  };
}

/** A weight in the unit that it bears, or a dash where nothing is known. */
export function useWeightWords(): (grams: string | null) => string {
  const codes = useTranslations("codes");
  const locale = useLocale();
  return (grams) => {
    if (grams === null) return "–";
    if (grams === "0") return `0 ${codes("unitShort.g", { count: 2 })}`;
    const negative = grams.startsWith("-");
    const { value, unit } = formatGrams(negative ? grams.slice(1) : grams);
    return `${negative ? "−" : ""}${formatNumber(value, locale)} ${codes(`unitShort.${unit}`, { count: 2 })}`;
  };
}

/** From what to what a sum may be; null where it is one value or unknown. */
export function useRangeWords(): (sum: Sum) => string | null {
  const t = useTranslations("conversions");
  const weight = useWeightWords();
  return ({ low, central, high }) => {
    if (central === null || (low === central && high === central)) return null;
    return high === null ? t("from", { low: weight(low) }) : t("between", { low: weight(low), high: weight(high) });
  };
}
