import { useTranslations } from "next-intl";
import { SubstanceMark } from "@/components/ui/substance-mark";
import type { Figure, Month, MonthlyModel } from "@/lib/charts/monthly";
import { tableRows } from "@/lib/charts/table-rows";
import { FigureLink } from "./figure-link";
import classes from "./monthly-table.module.css";
import { useSeriesName, useStateWord } from "./words";

/** The table twin: the figures of the chart, each of them a link, newest month first; below them what the chart does not draw. */
export function MonthlyTable({ model }: { model: MonthlyModel }) {
  const t = useTranslations("trends.table");
  const nameOf = useSeriesName();
  const stateOf = useStateWord();
  const { months, series, withYearBefore, drawn, remainder, earlier } = model;
  const columns = series.length + (withYearBefore ? 2 : 1);

  const monthRow = (month: Month) => (
    <tr key={month.month}>
      <th scope="row">{month.month}</th>
      {month.total ? (
        <>
          {series.map(({ code }) => (
            <td key={code}>
              <Cell figure={month.segments.get(code)} zero={month.state !== "uncovered"} />
            </td>
          ))}
          <td className={classes.total}>
            <FigureLink figure={month.total} />
          </td>
        </>
      ) : (
        <td colSpan={series.length + 1} className={classes.gap}>
          {t(month.asked ? "gap" : "notAsked")}
        </td>
      )}
      {withYearBefore && <td>{month.yearBefore && <FigureLink figure={month.yearBefore} />}</td>}
      <td className={classes.state}>{stateOf(month)}</td>
    </tr>
  );
  const sumRow = (label: string, figure: Figure, parts: boolean) => (
    <tr>
      <th scope="row">{label}</th>
      {parts
        ? series.map((one) => (
            <td key={one.code}>
              <FigureLink figure={one} />
            </td>
          ))
        : series.length > 0 && <td colSpan={series.length} />}
      <td className={classes.total}>
        <FigureLink figure={figure} />
      </td>
      {withYearBefore && <td />}
      <td />
    </tr>
  );

  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption className="visually-hidden">{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("month")}</th>
            {series.map((one) => (
              <th scope="col" key={one.code}>
                <SubstanceMark series={one.code} /> <span className={classes.name}>{nameOf(one)}</span>
              </th>
            ))}
            <th scope="col">{t("total")}</th>
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
                <th scope="row">{row.count === 1 ? row.from : t("span", { from: row.from, to: row.to })}</th>
                <td colSpan={columns} className={classes.gap}>
                  {t(row.kind === "gaps" ? "gap" : "notAsked")}
                </td>
                <td className={classes.state}>{t("months", { count: row.count })}</td>
              </tr>
            ),
          )}
        </tbody>
        <tfoot>
          {sumRow(t("sum"), drawn, true)}
          {earlier.cases > 0 && sumRow(t("earlier", { month: months[0]?.month ?? "" }), earlier, false)}
          {remainder.cases > 0 && sumRow(t("remainder"), remainder, false)}
        </tfoot>
      </table>
    </div>
  );
}

/** A substance's cell: its cases, or 0 where the month was covered; where it was not, nothing is known of the others. */
function Cell({ figure, zero }: { figure: Figure | undefined; zero: boolean }) {
  if (figure) return <FigureLink figure={figure} />;
  return zero ? <span className={classes.zero}>0</span> : null;
}
