import { useLocale, useTranslations } from "next-intl";
import { SubstanceMark } from "@/components/ui/substance-mark";
import { marksOf, writtenMarks } from "@/lib/charts/marks";
import type { MonthlyModel } from "@/lib/charts/monthly";
import type { Unit } from "@/lib/codes";
import { formatNumber } from "@/lib/i18n/format";
import { FigureLink } from "./figure-link";
import classes from "./trends.module.css";
import { useFigureWords, useSeriesName } from "./words";

/** Shape, name and number of each part, what is gathered by name, and the marks that occur in this chart; no others. */
export function SeriesLegend({ model, unit, chart }: { model: MonthlyModel; unit: Unit | null; chart: boolean }) {
  const t = useTranslations("trends");
  const locale = useLocale();
  const nameOf = useSeriesName();
  const words = useFigureWords(model, unit);
  const { series, measure } = model;
  return (
    <ul className={classes.legend} aria-label={t("legend.label")}>
      {series.map((one) => {
        const { name, more } = nameOf(one);
        const cases = t("legend.cases", { count: one.cases });
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
        marksOf(model).map((mark) => (
          <li key={mark}>
            <span className={classes.mark} data-mark={mark} aria-hidden="true">
              {writtenMarks[mark]}
            </span>{" "}
            {t(`legend.${mark}`)}
          </li>
        ))}
    </ul>
  );
}
