import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { EdtfDate } from "@/components/ui/edtf-date";
import { LocalName } from "@/components/ui/local-name";
import { Section } from "@/components/ui/section";
import { formatNumber } from "@/lib/i18n/format";
import { localName } from "@/lib/i18n/names";
import type { Figure, OverviewPage } from "@/lib/overview/types";
import classes from "./overview.module.css";
import { SparkBars } from "./spark-bars";

/** This month beside the same days a year ago, point by point. A number opens its cases, a name its trend. */
export function PointFigures({ page: { now, before, lines, silent, all } }: { page: OverviewPage }) {
  const t = useTranslations("overview.points");
  const locale = useLocale();
  const days = ({ from, to }: { from: string; to: string }) =>
    t("days", { month: from.slice(0, 7), first: Number(from.slice(8)), last: Number(to.slice(8)) });
  const trendsLink = (
    <Link href="/trends?end=now&months=24" prefetch={false}>
      {t("trends")}
    </Link>
  );
  return (
    <Section title={t("title")} note={trendsLink} ruled={false}>
      <div className={classes.scroll}>
        <table className={classes.points}>
          <thead>
            <tr>
              <th scope="col">{t("point")}</th>
              <th scope="col" className={classes.number}>
                {days(now)}
              </th>
              <th scope="col" className={classes.number}>
                {days(before)}
              </th>
              <th scope="col" className={classes.wide}>
                {t("spark")}
              </th>
              <th scope="col" className={classes.number}>
                {t("year")}
              </th>
              <th scope="col" className={`${classes.number} ${classes.wide}`}>
                {t("yearBefore")}
              </th>
              <th scope="col" className={`${classes.number} ${classes.wide}`}>
                {t("last")}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.point.id}>
                <th scope="row" style={{ paddingInlineStart: line.depth * 16 }}>
                  <Link href={`/trends?point=${line.point.slug}&months=24&end=now` as Route} prefetch={false}>
                    <LocalName name={localName(line.point, locale, line.point.country)} strong={line.depth === 0} />
                  </Link>
                  {line.hasChildren && <span className={classes.with}> {t("itself")}</span>}
                </th>
                <td className={classes.number} data-now>
                  <Cases figure={line.now} />
                </td>
                <td className={classes.number}>
                  <Cases figure={line.before} />
                </td>
                <td className={classes.wide}>
                  <SparkBars months={line.months} />
                </td>
                <td className={classes.number}>
                  <Cases figure={line.year} />
                </td>
                <td className={`${classes.number} ${classes.wide}`}>
                  <Cases figure={line.yearBefore} />
                </td>
                <td className={`${classes.number} ${classes.wide}`}>
                  {line.last && (
                    <Link href={`/cases/${line.last.reference}` as Route} prefetch={false}>
                      <EdtfDate edtf={line.last.edtf} />
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t("all")}</th>
              <td className={classes.number} data-now>
                <Cases figure={all.now} />
              </td>
              <td className={classes.number}>
                <Cases figure={all.before} />
              </td>
              <td colSpan={4} className={classes.wide} />
            </tr>
          </tfoot>
        </table>
      </div>
      <p className={classes.how}>
        {t("how")} {silent > 0 && t("silent", { count: silent, number: formatNumber(silent, locale) })}
      </p>
    </Section>
  );
}

/** A number of cases that opens them: `≥` where some month was not covered, and then no 0. */
function Cases({ figure: { cases, open, href } }: { figure: Figure }) {
  const t = useTranslations("overview.points");
  const locale = useLocale();
  if (cases === 0 && open)
    return (
      <span className={classes.gap} title={t("gap")}>
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">{t("gap")}</span>
      </span>
    );
  if (cases === 0) return <span className={classes.zero}>0</span>;
  return (
    <Link href={href as Route} prefetch={false} title={open ? t("open") : undefined}>
      {open && (
        <>
          <span aria-hidden="true">{"≥\u2009"}</span>
          <span className="visually-hidden">{t("atLeast")} </span>
        </>
      )}
      {formatNumber(cases, locale)}
    </Link>
  );
}
