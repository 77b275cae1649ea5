import { useLocale, useTranslations } from "next-intl";
import { SubstanceMark } from "@/components/ui/substance-mark";
import type { Figure, Month, MonthlyModel } from "@/lib/charts/monthly";
import { isAtLeast } from "@/lib/charts/monthly";
import { tableRows } from "@/lib/charts/table-rows";
import type { Unit } from "@/lib/codes";
import { formatNumber } from "@/lib/i18n/format";
import type { SetEffect } from "@/lib/trends/types";
import { oneAmount } from "./amount-text";
import { FigureLink } from "./figure-link";
import classes from "./monthly-table.module.css";
import { useFigureWords, usePeriodCode, useSeriesName, useStateWord } from "./words";

/** The table twin: the figures of the chart, each of them a link, newest period first; below them what the chart does not draw. */
export function MonthlyTable({
  model,
  unit,
  effect,
}: {
  model: MonthlyModel;
  unit: Unit | null;
  /** what the weights are under the current set, where another one is shown */
  effect: SetEffect | null;
}) {
  const t = useTranslations("trends.table");
  const locale = useLocale();
  const nameOf = useSeriesName();
  const stateOf = useStateWord();
  const words = useFigureWords(model, unit);
  const { months, series, withYearBefore, drawn, remainder, earlier, measure, step } = model;
  const periodOf = usePeriodCode(step);
  const measured = measure !== "cases";
  const extra = (measured ? 2 : 0) + (effect ? 1 : 0);
  const columns = series.length + 1 + extra + (withYearBefore ? 1 : 0);
  const textOf = (figure: Figure) => (measured ? words.text(figure) : undefined);

  const amounts = (figure: Figure, period: string | null) => (
    <>
      {measured && <td className={classes.range}>{words.range(figure)}</td>}
      {effect && (
        <td className={classes.range}>
          {period === null ? null : underCurrent(figure, effect.byPeriod.get(period) ?? null)}
        </td>
      )}
      {measured && (
        <td>
          <FigureLink figure={figure} />
        </td>
      )}
    </>
  );
  const underCurrent = (figure: Figure, current: string | null) =>
    current === null || current === figure.amount?.central ? t("same") : oneAmount(current, words.of, locale);

  const monthRow = (month: Month) => (
    <tr key={month.month}>
      <th scope="row">{periodOf(month.month)}</th>
      {month.total ? (
        <>
          {series.map(({ code }) => (
            <td key={code}>
              <Cell figure={month.segments.get(code)} zero={month.state !== "uncovered"} textOf={textOf} />
            </td>
          ))}
          <td className={classes.total}>
            <FigureLink
              figure={month.total}
              text={
                measured
                  ? words.text(month.total)
                  : `${isAtLeast(month) ? "≥\u2009" : ""}${formatNumber(month.total.cases, locale)}`
              }
            />
          </td>
          {amounts(month.total, month.month)}
        </>
      ) : (
        <td colSpan={series.length + 1 + extra} className={classes.gap}>
          {t(month.asked ? "gap" : "notAsked")}
        </td>
      )}
      {withYearBefore && (
        <td>{month.yearBefore && <FigureLink figure={month.yearBefore} text={textOf(month.yearBefore)} />}</td>
      )}
      <td className={classes.state}>{stateOf(month)}</td>
    </tr>
  );
  const sumRow = (label: string, figure: Figure, parts: boolean) => (
    <tr>
      <th scope="row">{label}</th>
      {parts
        ? series.map((one) => (
            <td key={one.code}>
              <FigureLink figure={one} text={textOf(one)} />
            </td>
          ))
        : series.length > 0 && <td colSpan={series.length} />}
      <td className={classes.total}>
        <FigureLink figure={figure} text={textOf(figure)} />
      </td>
      {amounts(figure, null)}
      {withYearBefore && <td />}
      <td />
    </tr>
  );

  return (
    <div className={classes.scroll}>
      <table className={classes.table} id="trends-table">
        <caption className="visually-hidden">{t(measured ? "captionAmounts" : "caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t(step === 1 ? "month" : step === 3 ? "quarter" : "year")}</th>
            {series.map((one) => (
              <th scope="col" key={one.code} className={classes.part}>
                <SubstanceMark series={one.look} />
                {"\u00a0"}
                <span className={classes.name}>{nameOf(one).name}</span>
              </th>
            ))}
            <th scope="col">{measured ? words.measure : t("total")}</th>
            {measured && <th scope="col">{t("range")}</th>}
            {effect && <th scope="col">{t("underCurrent")}</th>}
            {measured && <th scope="col">{t("total")}</th>}
            {withYearBefore && <th scope="col">{t("yearBefore")}</th>}
            <th scope="col" className={classes.state}>
              {t("state")}
            </th>
          </tr>
        </thead>
        <tbody>
          {tableRows(months).map((row) =>
            row.kind === "month" ? (
              monthRow(row.month)
            ) : (
              <tr key={row.from}>
                <th scope="row" className={classes.span}>
                  {row.count === 1 ? periodOf(row.from) : t("span", { from: periodOf(row.from), to: periodOf(row.to) })}
                </th>
                <td colSpan={columns} className={classes.gap}>
                  {t(row.kind === "gaps" ? "gap" : "notAsked")}
                </td>
                <td className={classes.state}>
                  {t(step === 1 ? "months" : step === 3 ? "quarters" : "years", { count: row.count })}
                </td>
              </tr>
            ),
          )}
        </tbody>
        <tfoot>
          {sumRow(t(step === 1 ? "sum" : "sumDrawn"), drawn, true)}
          {earlier.cases > 0 && sumRow(t("earlier", { month: periodOf(months[0]?.month ?? "") }), earlier, false)}
          {remainder.cases > 0 &&
            sumRow(t(step === 1 ? "remainder" : step === 3 ? "remainderQuarter" : "remainderYear"), remainder, false)}
        </tfoot>
      </table>
    </div>
  );
}

/** A part's cell: its figure, or 0 where the month was covered; where it was not, nothing is known of the others. */
function Cell({
  figure,
  zero,
  textOf,
}: {
  figure: Figure | undefined;
  zero: boolean;
  textOf: (figure: Figure) => string | undefined;
}) {
  if (figure) return <FigureLink figure={figure} text={textOf(figure)} />;
  return zero ? <span className={classes.zero}>0</span> : null;
}
