import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { SparkPeriod } from "@/components/charts/spark-links";
import { LocalName } from "@/components/ui/local-name";
import { Pressed } from "@/components/ui/pressed";
import { formatNumber } from "@/lib/i18n/format";
import { localName } from "@/lib/i18n/names";
import { numberFormat } from "@/lib/intl";
import { trendsHref } from "@/lib/trends/schema";
import type { PointFigure, PointRow, TrendsPage } from "@/lib/trends/types";
import { mostCompared } from "@/lib/trends/types";
import { FigureLink } from "./figure-link";
import { Count } from "./point-multiples";
import classes from "./points.module.css";
import { PointSpark } from "./sparkline";
import { useSentenceGap } from "./words";

/** Each point with its cases of the months drawn, the period before and the year before, each with its exact interval. */
export function PointTable({ page, periods }: { page: TrendsPage; periods: readonly SparkPeriod[] }) {
  const t = useTranslations("trends.points");
  const locale = useLocale();
  const gap = useSentenceGap();
  const { filter, view, beside } = page;
  const { none, comparable } = beside;
  const rows = beside.rows.filter(({ hidden }) => !hidden);
  const most = Math.max(1, ...rows.flatMap(({ months }) => months.map(({ cases }) => cases ?? 0)));
  const to = (change: Partial<TrendsPage["view"]>) => trendsHref(filter, { ...view, ...change }) as Route;
  const toggled = (list: readonly string[], slug: string) =>
    list.includes(slug) ? list.filter((it) => it !== slug) : [...list, slug];
  const cells = (figure: PointFigure | null) => (
    <>
      <td>{figure && <Count figure={figure} />}</td>
      <td className={classes.interval}>{figure?.known && interval(figure)}</td>
    </>
  );
  const interval = ({ low, high }: PointFigure) => {
    const round = (n: number) =>
      numberFormat(locale, {
        maximumFractionDigits: n < 1 ? 2 : n < 100 ? 1 : 0,
        numberingSystem: "latn",
      }).format(n);
    return t("interval", { low: round(low), high: round(high) });
  };
  const name = (row: PointRow) => localName(row.point, locale, row.point.country);
  return (
    <div className={classes.scroll}>
      <table className={classes.points}>
        <caption className="visually-hidden">{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("point")}</th>
            <th scope="col">{t("now")}</th>
            <th scope="col">{t("intervalHead")}</th>
            {comparable && (
              <>
                <th scope="col">{t("before")}</th>
                <th scope="col">{t("intervalHead")}</th>
                <th scope="col">{t("yearBefore")}</th>
                <th scope="col">{t("intervalHead")}</th>
              </>
            )}
            <th scope="col" className={classes.sparkCell}>
              {t("months")}
            </th>
            <th scope="col" data-print="hide">
              {t("compare")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.point.id} data-chosen={row.chosen || undefined}>
              <th scope="row" style={{ paddingInlineStart: row.depth * 20 }}>
                <Link
                  href={trendsHref({ ...filter, point: [row.point.slug] }, view) as Route}
                  prefetch={false}
                  aria-current={row.chosen || undefined}
                >
                  <LocalName name={name(row)} />
                </Link>
                {row.hasChildren && (
                  <Link
                    href={to({ folded: toggled(view.folded, row.point.slug).sort() })}
                    prefetch={false}
                    scroll={false}
                    className={classes.fold}
                    data-print="hide"
                    aria-label={t(row.folded ? "unfold" : "fold", { name: name(row).primary })}
                  >
                    {row.folded ? "+" : "−"}
                    <Pressed />
                  </Link>
                )}
                {row.hasChildren && <span className={classes.with}> {t("itself")}</span>}
              </th>
              {cells(row.now)}
              {comparable && cells(row.before)}
              {comparable && cells(row.yearBefore)}
              <td className={classes.sparkCell}>
                <PointSpark
                  row={row}
                  periods={periods}
                  height={20}
                  top={most}
                  label={t("sparkLabel", { count: row.now.cases })}
                />
              </td>
              <td data-print="hide">
                {(row.compared || view.vs.length < mostCompared) && (
                  <Link
                    href={to({ vs: toggled(view.vs, row.point.slug) })}
                    prefetch={false}
                    scroll={false}
                    className={classes.fold}
                    aria-label={t(row.compared ? "compareOff" : "compareOn", { name: name(row).primary })}
                  >
                    {row.compared ? "✓" : "+"}
                    <Pressed />
                  </Link>
                )}
              </td>
            </tr>
          ))}
          {none.cases > 0 && (
            <tr>
              <th scope="row">
                <Link href={trendsHref({ ...filter, point: ["none"] }, view) as Route} prefetch={false}>
                  {t("none")}
                </Link>
              </th>
              <td>
                <FigureLink figure={none} text={formatNumber(none.cases, locale)} />
              </td>
              <td colSpan={comparable ? 7 : 3} />
            </tr>
          )}
        </tbody>
      </table>
      <p className={classes.note}>
        {t("intervalNote")}
        {beside.partial && `${gap}${t("partialNote")}`}
      </p>
    </div>
  );
}
