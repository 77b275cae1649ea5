import { useLocale, useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { LocalName } from "@/components/ui/local-name";
import { PageHeading } from "@/components/ui/page-heading";
import { countryName } from "@/lib/i18n/countries";
import { allNames, localName } from "@/lib/i18n/names";
import type { PointRow, Reported } from "@/lib/reference/types";
import classes from "./reference.module.css";

/** The transit points as a tree. */
export function PointsView({ rows }: { rows: readonly PointRow[] }) {
  const t = useTranslations("reference.points");
  return (
    <>
      <PageHeading title={t("title")} meta={t("count", { count: rows.length })} />
      <p className={classes.lead}>{t("lead")}</p>
      {rows.length === 0 ? <EmptyState title={t("none")} text={t("noneText")} /> : <PointTable rows={rows} />}
    </>
  );
}

function PointTable({ rows }: { rows: readonly PointRow[] }) {
  const t = useTranslations("reference.points");
  const locale = useLocale();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t("name")}</th>
          <th scope="col">{t("country")}</th>
          <th scope="col">{t("opposite")}</th>
          <th scope="col">{t("codes")}</th>
          <th scope="col">{t("reported")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ point, depth, opposite, codes, reported }) => (
          <tr key={point.slug}>
            <th scope="row" style={{ paddingInlineStart: depth * 20 }}>
              {allNames(point, locale).map(({ text, lang }, at) => (
                <span key={lang} lang={lang} className={at === 0 ? classes.name : classes.other}>
                  {text}
                </span>
              ))}
            </th>
            <td data-label={t("country")}>{countryName(point.country, locale)}</td>
            <td data-label={t("opposite")}>
              {opposite && <LocalName name={localName(opposite, locale, opposite.country)} />}
            </td>
            <td data-label={t("codes")} className={classes.codes}>
              {codes.join(" · ")}
            </td>
            <td data-label={t("reported")}>
              <ReportedWords reported={reported} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** When a point is reported on, in a few words. */
export function ReportedWords({ reported }: { reported: Reported }) {
  const t = useTranslations("reference");
  if (reported.kind === "still") return t("reported.still", { day: reported.since });
  if (reported.kind === "until") return t("reported.until", { day: reported.day });
  return <span className={classes.quiet}>{t(`reported.${reported.kind}`)}</span>;
}
