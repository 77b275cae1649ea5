import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { LocalName } from "@/components/ui/local-name";
import { Section } from "@/components/ui/section";
import { monthOfNumber } from "@/lib/filter/period";
import { localName } from "@/lib/i18n/names";
import { trendsHref } from "@/lib/trends/schema";
import type { TrendsPage } from "@/lib/trends/types";
import { FigureLink } from "./figure-link";
import classes from "./trends.module.css";

/** Each point with its cases of the period drawn: the name leads to its trend, the number to its cases. */
export function PointTable({ page }: { page: TrendsPage }) {
  const t = useTranslations("trends.points");
  const locale = useLocale();
  const { filter, view, byPoint, noPoint, model, range } = page;
  const most = Math.max(1, noPoint.cases, ...byPoint.map((row) => row.cases));
  const trendOf = (point: readonly string[]) => trendsHref({ ...filter, point }, view) as Route;
  const period = { from: monthOfNumber(range.first), to: monthOfNumber(range.last) };
  if (byPoint.length === 0 && noPoint.cases === 0) return null;
  return (
    <Section title={t("title")} note={model.earlier.cases > 0 ? t("drawn", period) : t("all")}>
      <table className={classes.points}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t("point")}</th>
            <th scope="col">{t("cases")}</th>
          </tr>
        </thead>
        <tbody>
          {byPoint.map(({ point, depth, hasChildren, chosen, within, ...figure }) => (
            <tr key={point.id} data-within={within || undefined}>
              <th scope="row" style={{ paddingInlineStart: depth * 20 }}>
                <Link href={trendOf([point.slug])} prefetch={false} aria-current={chosen || undefined}>
                  <LocalName name={localName(point, locale, point.country)} />
                </Link>
                {hasChildren && <span className={classes.with}> {t("itself")}</span>}
              </th>
              <td>{figure.cases === 0 ? 0 : <FigureLink figure={figure} />}</td>
              <td className={classes.share} aria-hidden="true">
                <span style={{ width: `${(figure.cases / most) * 100}%` }} />
              </td>
            </tr>
          ))}
          {noPoint.cases > 0 && (
            <tr data-within={filter.point.includes("none") || undefined}>
              <th scope="row">
                <Link
                  href={trendOf(["none"])}
                  prefetch={false}
                  aria-current={filter.point.includes("none") || undefined}
                >
                  {t("none")}
                </Link>
              </th>
              <td>
                <FigureLink figure={noPoint} />
              </td>
              <td className={classes.share} aria-hidden="true">
                <span style={{ width: `${(noPoint.cases / most) * 100}%` }} />
              </td>
            </tr>
          )}
        </tbody>
      </table>
      {filter.point.length > 0 && (
        <p className={classes.everyPoint} data-print="hide">
          <Link href={trendOf([])} prefetch={false}>
            {t("everyPoint")}
          </Link>
        </p>
      )}
    </Section>
  );
}
