import { useLocale, useTranslations } from "next-intl";
import { SubstanceMark } from "@/components/ui/substance-mark";
import type { MonthlyModel } from "@/lib/charts/monthly";
import { nameIn } from "@/lib/i18n/names";
import { FigureLink } from "./figure-link";
import classes from "./trends.module.css";
import { useSeriesName } from "./words";

/** Shape, name and number of each segment, and the marks that occur in this chart; no others. */
export function SeriesLegend({ model, chart }: { model: MonthlyModel; chart: boolean }) {
  const t = useTranslations("trends.legend");
  const locale = useLocale();
  const nameOf = useSeriesName();
  const { months, series, withYearBefore } = model;
  const marks = [
    { key: "yearBefore", shown: withYearBefore && months.some((m) => m.yearBefore) },
    { key: "provisional", shown: months.some((m) => m.provisional && m.segments.size > 0) },
    { key: "uncovered", shown: months.some((m) => m.asked && m.total === null) },
    { key: "zero", shown: months.some((m) => m.total?.cases === 0) },
  ] as const;
  return (
    <ul className={classes.legend} aria-label={t("label")}>
      {series.map((one) => (
        <li key={one.code} title={one.substances.map((s) => nameIn(s, locale)).join(", ") || undefined}>
          <SubstanceMark series={one.code} /> {nameOf(one)}{" "}
          <FigureLink
            figure={one}
            label={`${nameOf(one)}: ${t("cases", { count: one.cases })}`}
            className={classes.count}
          />
        </li>
      ))}
      {chart &&
        marks.map(({ key, shown }) =>
          shown ? (
            <li key={key}>
              <span className={classes.mark} data-mark={key} aria-hidden="true">
                {key === "zero" ? 0 : null}
              </span>{" "}
              {t(key)}
            </li>
          ) : null,
        )}
    </ul>
  );
}
