import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { SparkPeriod } from "@/components/charts/spark-links";
import { LocalName } from "@/components/ui/local-name";
import { yearMarks } from "@/lib/charts/spark";
import { formatNumber } from "@/lib/i18n/format";
import { localName, nameIn } from "@/lib/i18n/names";
import { trendsHref } from "@/lib/trends/schema";
import type { PointRow, TrendsPage } from "@/lib/trends/types";
import { FigureLink } from "./figure-link";
import classes from "./points.module.css";
import { PointSpark } from "./sparkline";

/** Px of the narrowest small chart. */
const narrowest = 230;

/** A small chart of each point of the filter, on one scale or each on its own, which then stands beside it. */
export function PointMultiples({
  page,
  periods,
}: {
  page: Pick<TrendsPage, "filter" | "view" | "beside" | "model">;
  periods: readonly SparkPeriod[];
}) {
  const t = useTranslations("trends.points");
  const locale = useLocale();
  const { filter, view, beside, model } = page;
  const years = yearMarks(model.start, model.step, periods.length, narrowest);
  const open = beside.rows.filter(({ hidden }) => !hidden);
  // An empty frame says nothing that a sentence does not say shorter.
  const speaks = ({ chosen, months }: PointRow) => chosen || months.some(({ cases }) => cases !== null);
  const rows = open.filter(speaks);
  const silent = open.filter((row) => !speaks(row));
  const highest = (row: PointRow) => Math.max(0, ...row.months.map(({ cases }) => cases ?? 0));
  const most = Math.max(1, ...rows.map(highest));
  const own = view.scale === "own";
  return (
    <>
      <p className={classes.note}>{own ? t("scaleOwnNote") : t("scaleNote", { most: formatNumber(most, locale) })}</p>
      <ul className={classes.multiples}>
        {rows.map((row) => (
          <li key={row.point.id} data-chosen={row.chosen || undefined}>
            <div className={classes.small}>
              <Link
                href={trendsHref({ ...filter, point: [row.point.slug] }, view) as Route}
                prefetch={false}
                className={classes.name}
                aria-current={row.chosen || undefined}
              >
                <LocalName name={localName(row.point, locale, row.point.country)} />
              </Link>
              <span className={classes.figures}>
                <Count figure={row.now} />
                {row.before?.known && (
                  <span className={classes.was}>
                    {t("was", {
                      count: `${row.before.atLeast ? "≥\u2009" : ""}${formatNumber(row.before.cases, locale)}`,
                    })}
                  </span>
                )}
              </span>
            </div>
            <PointSpark
              periods={periods}
              row={row}
              height={44}
              top={own ? Math.max(1, highest(row)) : most}
              label={t("chartLabel", {
                count: row.now.cases,
                periods: row.months.length,
                gaps: row.months.filter(({ cases }) => cases === null).length,
                most: highest(row),
              })}
            />
            <span className={classes.axis} aria-hidden="true">
              {years.map(({ year, at }) => (
                <span key={year} className={classes.year} style={{ left: `${at * 100}%` }}>
                  {year}
                </span>
              ))}
            </span>
            {own && <span className={classes.scale}>{t("ownScale", { most: highest(row) })}</span>}
          </li>
        ))}
      </ul>
      {silent.length > 0 && (
        <p className={classes.silent}>
          {t("silent", {
            count: silent.length,
            names: new Intl.ListFormat(locale).format(silent.map(({ point }) => nameIn(point, locale))),
          })}
        </p>
      )}
    </>
  );
}

/** Cases of a point in some months: a link, `≥` where it was not covered throughout, a dash where nothing is known. */
export function Count({ figure }: { figure: PointRow["now"] }) {
  const t = useTranslations("trends.points");
  const locale = useLocale();
  if (!figure.known)
    return (
      <span>
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">{t("unknown")}</span>
      </span>
    );
  if (figure.cases === 0) return <span>0</span>;
  return (
    <FigureLink figure={figure} text={`${figure.atLeast ? "≥\u2009" : ""}${formatNumber(figure.cases, locale)}`} />
  );
}
