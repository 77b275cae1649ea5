import { useLocale, useTranslations } from "next-intl";
import type { Figure, Month, MonthlyModel, Series } from "@/lib/charts/monthly";
import type { Step } from "@/lib/charts/periods";
import type { Locale, Unit } from "@/lib/codes";
import { statusCodes } from "@/lib/codes";
import { formatNumber } from "@/lib/i18n/format";
import { nameIn } from "@/lib/i18n/names";
import { dateTimeFormat } from "@/lib/intl";
import type { AmountUnit } from "./amount-text";
import { amountText, percent, rangeText } from "./amount-text";

const language = (locale: Locale) => (locale === "en" ? "en-US" : locale);
const utc = { calendar: "gregory", numberingSystem: "latn", timeZone: "UTC" } as const;

/** A month in words: `July 2010`. @param month YYYY-MM */
function monthName(month: string, locale: Locale): string {
  const format = dateTimeFormat(language(locale), { ...utc, year: "numeric", month: "long" });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}

/** January to December, short, for the axis. */
export function shortMonths(locale: Locale): string[] {
  const format = dateTimeFormat(language(locale), { ...utc, month: "short" });
  return Array.from({ length: 12 }, (_, month) => format.format(new Date(Date.UTC(2010, month, 1))));
}

/** A period in words: `July 2010`, `third quarter of 2010`, `2010`. @param code as the model has it */
export function usePeriodName(): (code: string, step: Step) => string {
  const t = useTranslations("trends.period");
  const locale = useLocale();
  return (code, step) => {
    if (step === 1) return monthName(code, locale);
    const [year = "", quarter = ""] = code.split(" Q");
    return step === 3 ? t("quarter", { year, quarter }) : t("year", { year });
  };
}

/** A period as it stands in tables and sentences: a month by its number, a quarter or a year by its name. */
export function usePeriodCode(step: Step): (code: string) => string {
  const name = usePeriodName();
  return (code) => (step === 1 || code === "" ? code : name(code, step));
}

const named = 4;

/** The name of a part of the stack: the only thing it holds, or what it gathers. `more` names that, where the name does not. */
export function useSeriesName(): (series: Pick<Series, "kind" | "members">) => { name: string; more: string | null } {
  const t = useTranslations("trends.series");
  const codes = useTranslations("codes");
  const locale = useLocale();
  return ({ kind, members }) => {
    const status = statusCodes.find((code) => kind === `status-${code}`);
    if (status) return { name: codes(`status.${status}`), more: null };
    const names = members.map((member) => nameIn(member, locale));
    const [only = "", ...others] = names;
    // A point with what lies below it goes by its own name.
    if (kind === "one") return { name: only, more: null };
    if (kind === "itself") return { name: t("itself", { name: only }), more: null };
    if (kind === "mixed") return { name: t("mixed"), more: null };
    if (kind === "noPoint") return { name: t("noPoint"), more: null };
    if (others.length === 0) return { name: only, more: null };
    const shown = names.slice(0, named).join(t("separator"));
    const rest = names.length - named;
    const more = rest > 0 ? t("andMore", { names: shown, count: rest }) : shown;
    if (kind === "otherPoints") return { name: t("otherPoints", { count: names.length }), more };
    return { name: t(kind === "cannabis" ? "cannabis" : "other", { count: names.length }), more };
  };
}

/** How the figures of a chart are written. @param unit of quantities */
export function useFigureWords(
  { measure }: Pick<MonthlyModel, "measure">,
  unit: Unit | null,
): {
  of: AmountUnit;
  text: (figure: Pick<Figure, "cases" | "amount">) => string;
  range: (figure: Pick<Figure, "amount">) => string | null;
  measure: string;
} {
  const t = useTranslations("trends");
  const codes = useTranslations("codes");
  const locale = useLocale();
  const of: AmountUnit =
    unit === null ? "grams" : { unit, name: (count) => codes(`unitShort.${unit}`, { count: Math.round(count) }) };
  return {
    of,
    text: ({ cases, amount }) => {
      if (measure === "cases" || amount === null) return formatNumber(cases, locale);
      return amountText(amount, of, locale) ?? (cases === 0 ? "0" : t("amount.unknown"));
    },
    range: ({ amount }) => amount && rangeText(amount, of, locale),
    measure: measure === "cases" ? t("tooltip.cases") : unit === null ? t("measure.weight") : codes(`unit.${unit}`),
  };
}

/** A figure with its range, where it has one. @param unit of quantities */
export function useAmountWords(
  model: Pick<MonthlyModel, "measure">,
  unit: Unit | null,
): (figure: Pick<Figure, "cases" | "amount">) => string {
  const t = useTranslations("trends.amount");
  const words = useFigureWords(model, unit);
  return (figure) => {
    const range = words.range(figure);
    return range === null ? words.text(figure) : t("withRange", { amount: words.text(figure), range });
  };
}

/** What limits a period's figure, in sentences; none for a complete month that has cases. */
export function useMonthNotes(): (month: Month, step?: Step) => string[] {
  const t = useTranslations("trends");
  const locale = useLocale();
  return ({ asked, total, state, provisional, coverage, age, cut, inPart }) => {
    if (!asked) return [t("state.notAsked")];
    const notes: string[] = [];
    if (total === null) notes.push(t("tooltip.gap"));
    else if (total.cases === 0) notes.push(t("tooltip.zero"));
    else if (state === "uncovered") notes.push(t("tooltip.lowerBound"));
    if (state === "uncovered" && coverage.covered > 0) notes.push(t("state.partly", coverage));
    else if (state !== "uncovered" && coverage.of > 1) notes.push(t("tooltip.allCovered", { of: coverage.of }));
    if (cut) notes.push(t("tooltip.cut", cut));
    else if (inPart) notes.push(t("tooltip.inPart"));
    if (provisional && total !== null) notes.push(age > 0 ? t("tooltip.aged", { count: age }) : t("tooltip.running"));
    const amount = total?.amount;
    if (amount && total.cases > 0) {
      if (amount.lacking > 0) notes.push(t("tooltip.lacking", { count: amount.lacking }));
      if (amount.largest !== null && amount.largest > 0.5 && total.cases > 1)
        notes.push(t("tooltip.largestShare", { share: percent(amount.largest, locale) }));
    }
    return notes;
  };
}

/** The state of a month in a word or two, with the age of a provisional one. */
export function useStateWord(): (month: Month) => string {
  const t = useTranslations("trends.state");
  return ({ asked, state, provisional, coverage, cut, inPart, age }) => {
    if (!asked) return t("notAsked");
    const wordOf = () => {
      if (state === "uncovered" && coverage.covered > 0) return t("partly", coverage);
      if (state === "uncovered") return t(provisional ? "uncoveredProvisional" : "uncovered");
      if (state === "complete") return t("complete");
      return age > 0 ? t("aged", { count: age }) : t("running");
    };
    return cut === null && !inPart ? wordOf() : t("both", { word: wordOf(), part: t("part") });
  };
}

/** What stands between two sentences: nothing where the full stop is as wide as a character. */
export function useSentenceGap(): string {
  return useLocale() === "zh" ? "" : " ";
}
