import { useLocale, useTranslations } from "next-intl";
import { SubstanceMark } from "@/components/ui/substance-mark";
import type { MonthlyModel } from "@/lib/charts/monthly";
import { isAtLeast } from "@/lib/charts/monthly";
import type { Unit } from "@/lib/codes";
import { formatNumber } from "@/lib/i18n/format";
import { FigureLink } from "./figure-link";
import classes from "./trends.module.css";
import { useFigureWords, useSeriesName } from "./words";

/** Shape, name and number of each part, what is gathered by name, and the marks that occur in this chart; no others. */
export function SeriesLegend({ model, unit, chart }: { model: MonthlyModel; unit: Unit | null; chart: boolean }) {
  const t = useTranslations("trends.legend");
  const locale = useLocale();
  const nameOf = useSeriesName();
  const words = useFigureWords(model, unit);
  const { months, series, withYearBefore, measure } = model;
  const totals = months.flatMap(({ total }) => total ?? []);
  const marks = [
    { key: "yearBefore", shown: withYearBefore && months.some((m) => m.yearBefore) },
    {
      key: "range",
      shown: totals.some(({ amount }) => amount && amount.central !== null && amount.low !== amount.high),
    },
    { key: "provisional", shown: months.some((m) => m.provisional && m.segments.size > 0) },
    { key: "uncovered", shown: months.some((m) => m.asked && m.total === null) },
    { key: "zero", shown: totals.some(({ cases }) => cases === 0) },
    { key: "atLeast", shown: months.some(isAtLeast) },
    { key: "unknown", shown: totals.some(({ cases, amount }) => cases > 0 && amount && amount.central === null) },
    { key: "share", shown: totals.some(({ cases, amount }) => cases > 1 && (amount?.largest ?? 0) > 0.5) },
    { key: "part", shown: months.some((m) => m.inPart && m.total) },
  ] as const;
  const written = { zero: 0, atLeast: "≥", unknown: "?", share: "%" } as const;
  return (
    <ul className={classes.legend} aria-label={t("label")}>
      {series.map((one) => {
        const { name, more } = nameOf(one);
        const cases = t("cases", { count: one.cases });
        return (
          <li key={one.code}>
            <SubstanceMark series={one.look} /> {name}
            {more && <span className={classes.members}> ({more})</span>}{" "}
            <FigureLink
              figure={one}
              text={measure === "cases" ? formatNumber(one.cases, locale) : words.text(one)}
              label={`${name}: ${measure === "cases" ? cases : `${words.text(one)}, ${cases}`}`}
              className={classes.count}
            />
          </li>
        );
      })}
      {chart &&
        marks.map(({ key, shown }) =>
          shown ? (
            <li key={key}>
              <span className={classes.mark} data-mark={key} aria-hidden="true">
                {key in written ? written[key as keyof typeof written] : null}
              </span>{" "}
              {t(key)}
            </li>
          ) : null,
        )}
    </ul>
  );
}
