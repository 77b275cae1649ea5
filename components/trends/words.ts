import { useLocale, useTranslations } from "next-intl";
import type { Month, Series } from "@/lib/charts/monthly";
import type { Locale } from "@/lib/codes";
import { nameIn } from "@/lib/i18n/names";

const language = (locale: Locale) => (locale === "en" ? "en-US" : locale);
const utc = { calendar: "gregory", numberingSystem: "latn", timeZone: "UTC" } as const;

/** A month in words: `July 2010`. @param month YYYY-MM */
export function monthName(month: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(language(locale), { ...utc, year: "numeric", month: "long" });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}

/** January to December, short, for the axis. */
export function shortMonths(locale: Locale): string[] {
  const format = new Intl.DateTimeFormat(language(locale), { ...utc, month: "short" });
  return Array.from({ length: 12 }, (_, month) => format.format(new Date(Date.UTC(2010, month, 1))));
}

/** The name of a segment: its only substance's, or what it gathers. */
export function useSeriesName(): (series: Pick<Series, "code" | "substances">) => string {
  const t = useTranslations("trends.series");
  const locale = useLocale();
  return ({ code, substances }) => {
    const [only, ...others] = substances;
    if (code === "mixed") return t("mixed");
    if (only && others.length === 0) return nameIn(only, locale);
    return t(code === "cannabis" ? "cannabis" : "other", { count: substances.length });
  };
}

/** What limits a month's figure, in sentences; none for a complete month that has cases. */
export function useMonthNotes(): (month: Month) => string[] {
  const t = useTranslations("trends");
  return ({ asked, total, state, provisional, coverage }) => {
    if (!asked) return [t("state.notAsked")];
    const notes: string[] = [];
    if (total === null) notes.push(t("tooltip.gap"));
    else if (total.cases === 0) notes.push(t("tooltip.zero"));
    else if (state === "uncovered") notes.push(t("tooltip.lowerBound"));
    if (state === "uncovered" && coverage.covered > 0) notes.push(t("state.partly", coverage));
    if (provisional && total !== null) notes.push(t("tooltip.provisional"));
    return notes;
  };
}

/** The state of a month in a word or two. */
export function useStateWord(): (month: Month) => string {
  const t = useTranslations("trends.state");
  return ({ asked, state, provisional, coverage }) => {
    if (!asked) return t("notAsked");
    if (state === "uncovered" && coverage.covered > 0) return t("partly", coverage);
    return t(state === "uncovered" && provisional ? "uncoveredProvisional" : state);
  };
}

/** What stands between two sentences: nothing where the full stop is as wide as a character. */
export function useSentenceGap(): string {
  return useLocale() === "zh" ? "" : " ";
}
