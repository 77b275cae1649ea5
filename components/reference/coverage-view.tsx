import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { LocalName } from "@/components/ui/local-name";
import { PageHeading } from "@/components/ui/page-heading";
import { localName } from "@/lib/i18n/names";
import type { PointsPage } from "@/lib/reference/types";
import { ReportedWords } from "./points-view";
import classes from "./reference.module.css";
import { UncoveredNotice } from "./uncovered-notice";

/** When each point is reported on. */
export function CoverageView({ page: { rows, uncovered } }: { page: PointsPage }) {
  const t = useTranslations("reference.coverage");
  const locale = useLocale();
  return (
    <>
      <PageHeading title={t("title")} />
      <p className={classes.lead}>{t("lead")}</p>
      <UncoveredNotice points={uncovered} />
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("point")}</th>
            <th scope="col">{t("reported")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ point, depth, reported }) => (
            <tr key={point.slug}>
              <th scope="row" style={{ paddingInlineStart: depth * 20 }}>
                <Link href={`/reference/coverage/${point.slug}` as Route} prefetch={false}>
                  <LocalName name={localName(point, locale, point.country)} />
                </Link>
              </th>
              <td data-label={t("reported")}>
                <ReportedWords reported={reported} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
