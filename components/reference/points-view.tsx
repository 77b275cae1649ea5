import { IconPlus } from "@tabler/icons-react";
import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LocalName } from "@/components/ui/local-name";
import { PageHeading } from "@/components/ui/page-heading";
import { countryName } from "@/lib/i18n/countries";
import { allNames, localName } from "@/lib/i18n/names";
import type { PointRow, PointsPage, Reported } from "@/lib/reference/types";
import classes from "./reference.module.css";
import { UncoveredNotice } from "./uncovered-notice";

/** The transit points as a tree, what of them nobody reports on, and the way to another one. */
export function PointsView({ page: { rows, uncovered, rights } }: { page: PointsPage }) {
  const t = useTranslations("reference.points");
  return (
    <>
      <PageHeading
        title={t("title")}
        meta={t("count", { count: rows.length })}
        actions={
          rights.lists !== "read" && (
            <ButtonLink href="/reference/points/new" look="primary">
              <IconPlus size={15} stroke={2} aria-hidden="true" />
              {rights.lists === "keep" ? t("add") : t("propose")}
            </ButtonLink>
          )
        }
      />
      <p className={classes.lead}>{t("lead")}</p>
      <UncoveredNotice points={uncovered} />
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
              {allNames(point, locale).map(({ text, lang }, at) =>
                at === 0 ? (
                  <Link
                    key={lang}
                    lang={lang}
                    href={`/reference/points/${point.slug}` as Route}
                    prefetch={false}
                    className={classes.name}
                  >
                    {text}
                  </Link>
                ) : (
                  <span key={lang} lang={lang} className={classes.other}>
                    {text}
                  </span>
                ),
              )}
            </th>
            <td data-label={t("country")}>{countryName(point.country, locale)}</td>
            <td data-label={t("opposite")}>
              {opposite && <LocalName name={localName(opposite, locale, opposite.country)} />}
            </td>
            <td data-label={t("codes")} className={classes.codes}>
              {codes.join(" · ")}
            </td>
            <td data-label={t("reported")}>
              <Link href={`/reference/coverage/${point.slug}` as Route} prefetch={false}>
                <ReportedWords reported={reported} />
              </Link>
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
