import { useLocale, useTranslations } from "next-intl";
import type { ChartModel } from "@/components/charts/chart-month";
import { MonthlyChart } from "@/components/charts/monthly-chart";
import type { MonthlyModel } from "@/lib/charts/monthly";
import { nameIn } from "@/lib/i18n/names";
import type { MonthRange } from "@/lib/trends/types";
import { monthName, shortMonths, useMonthNotes, useSentenceGap, useSeriesName } from "./words";

/** The chart with every word in the reader's language: what is drawn in the browser knows none. */
export function MonthlyFigure({ model, range }: { model: MonthlyModel; range: MonthRange }) {
  const t = useTranslations("trends");
  const locale = useLocale();
  const nameOf = useSeriesName();
  const notesOf = useMonthNotes();
  const gap = useSentenceGap();
  const { months, series, markers, ticks, drawn, withYearBefore } = model;
  const chart: ChartModel = {
    first: range.first,
    months: months.map((month) => {
      const name = monthName(month.month, locale);
      const notes = notesOf(month);
      const words = month.total
        ? t("chart.month", { month: name, count: month.total.cases })
        : t(month.asked ? "chart.monthGap" : "chart.monthOnly", { month: name });
      return {
        month: month.month,
        name,
        sentence: [words, ...notes].join(gap),
        total: month.total,
        segments: series.flatMap((one) => {
          const figure = month.segments.get(one.code);
          return figure ? [{ ...figure, series: one.code, name: nameOf(one) }] : [];
        }),
        provisional: month.provisional,
        gap: month.asked && month.total === null,
        yearBefore: month.yearBefore?.cases ?? null,
        notes,
      };
    }),
    series: series.map(({ code }) => code),
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
      label: t("chart.label", {
        from: months[0]?.month ?? "",
        to: months.at(-1)?.month ?? "",
        count: drawn.cases,
      }),
      keys: t("chart.keys"),
      failed: t("chart.failed"),
      provisional: t("chart.provisional"),
      uncovered: t("chart.uncovered"),
      cases: t("tooltip.cases"),
      yearBefore: t("tooltip.yearBefore"),
      open: t("tooltip.open"),
      months: shortMonths(locale),
    },
  };
  return <MonthlyChart model={chart} />;
}
