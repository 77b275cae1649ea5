import { useLocale, useTranslations } from "next-intl";
import { onScale } from "@/lib/charts/amounts";
import type { ChartModel } from "@/lib/charts/chart-model";
import type { Figure, Month, MonthlyModel } from "@/lib/charts/monthly";
import { heightOf, isAtLeast } from "@/lib/charts/monthly";
import type { Unit } from "@/lib/codes";
import { nameIn } from "@/lib/i18n/names";
import { barLabel, percent } from "./amount-text";
import {
  shortMonths,
  useAmountWords,
  useFigureWords,
  useMonthNotes,
  usePeriodName,
  useSentenceGap,
  useSeriesName,
} from "./words";

/** The chart with every word in the reader's language: what is drawn in the browser, or as a picture, knows none. */
export function useChartModel(model: MonthlyModel, unit: Unit | null): ChartModel {
  const t = useTranslations("trends");
  const locale = useLocale();
  const nameOf = useSeriesName();
  const notesOf = useMonthNotes();
  const periodName = usePeriodName();
  const words = useFigureWords(model, unit);
  const textOf = useAmountWords(model, unit);
  const gap = useSentenceGap();
  const { months, series, markers, ticks, drawn, withYearBefore, scale, step } = model;
  const figure = (it: Figure) => ({ cases: it.cases, href: it.href, value: heightOf(it, scale), text: words.text(it) });
  const rangeOf = ({ amount }: Figure): ChartModel["months"][number]["range"] => {
    if (!amount || scale === null || amount.central === null || (amount.low === amount.high && amount.high !== null))
      return null;
    return {
      low: onScale(amount.low ?? "0", scale),
      high: amount.high === null ? null : onScale(amount.high, scale),
    };
  };
  const sentenceOf = (name: string, total: Figure | null, asked: boolean) => {
    if (total === null) return t(asked ? "chart.monthGap" : "chart.monthOnly", { month: name });
    const cases = t("chart.month", { month: name, count: total.cases });
    if (model.measure === "cases") return cases;
    return [cases, t("chart.amount", { amount: textOf(total) })].join(gap);
  };
  return {
    first: model.start,
    step,
    months: months.map((month) => {
      const name = periodName(month.month, step);
      const notes = notesOf(month);
      const share = month.total?.amount?.largest ?? null;
      const value = month.total && heightOf(month.total, scale);
      return {
        month: month.month,
        name,
        sentence: [sentenceOf(name, month.total, month.asked), ...notes].join(gap),
        total: month.total && figure(month.total),
        label: labelOf(month, value),
        range: month.total && rangeOf(month.total),
        largest: share !== null && share > 0.5 && (month.total?.cases ?? 0) > 1 ? percent(share, locale) : null,
        segments: series.flatMap((one) => {
          const segment = month.segments.get(one.code);
          return segment ? [{ ...figure(segment), series: one.code, name: nameOf(one).name }] : [];
        }),
        provisional: month.provisional,
        gap: month.asked && month.total === null,
        part: month.inPart,
        yearBefore: yearBeforeOf(month.yearBefore),
        notes,
      };
    }),
    series: series.map((one) => ({ code: one.code, look: one.look, name: nameOf(one).name, text: words.text(one) })),
    ticks,
    markers: markers.map((marker) => ({
      start: marker.start,
      end: marker.end,
      date: marker.edtf.replace(/^(.*)~$/, "~$1"),
      text: nameIn(marker, locale),
      source: marker.source?.number ? `[${marker.source.number}]` : "",
    })),
    withYearBefore,
    words: {
      label: t(`chart.label.${model.step === 1 ? "month" : model.step === 3 ? "quarter" : "year"}`, {
        from: months[0]?.month ?? "",
        to: months.at(-1)?.month ?? "",
        count: drawn.cases,
        measure: words.measure,
      }),
      keys: t("chart.keys"),
      failed: t("chart.failed"),
      provisional: t("chart.provisional"),
      uncovered: t("chart.uncovered"),
      measure: words.measure,
      axis: scale === null ? "" : scale.unit === "" ? words.measure : scale.unit,
      cases: t("tooltip.cases"),
      yearBefore: t("tooltip.yearBefore"),
      open: t("tooltip.open"),
      largest: t("tooltip.largest"),
      weighing: t("tooltip.weighing"),
      months: shortMonths(locale),
      quarters: [1, 2, 3, 4].map((quarter) => t("period.short", { quarter })),
    },
  };

  /** What is known to be there at least, where that is all that is known. */
  function labelOf(month: Month, value: number | null): string {
    if (value === null) return month.total ? "?" : "";
    const low = month.total?.amount?.low ?? null;
    const atLeast = isAtLeast(month);
    const shown = atLeast && low !== null && scale !== null ? onScale(low, scale) : value;
    return `${atLeast ? "≥" : ""}${barLabel(shown, locale)}`;
  }

  function yearBeforeOf(before: Figure | null) {
    const value = before && heightOf(before, scale);
    return before && value !== null ? { value, text: words.text(before) } : null;
  }
}
