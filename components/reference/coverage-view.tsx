import { useLocale, useTranslations } from "next-intl";
import { LocalName } from "@/components/ui/local-name";
import { PageHeading } from "@/components/ui/page-heading";
import { localName } from "@/lib/i18n/names";
import type { PointRow } from "@/lib/reference/types";
import { ReportedWords } from "./points-view";
import classes from "./reference.module.css";

/** When each point is reported on. */
export function CoverageView({ rows }: { rows: readonly PointRow[] }) {
  const t = useTranslations("reference.coverage");
  const locale = useLocale();
  return (
    <>
      <PageHeading title={t("title")} />
      <p className={classes.lead}>{t("lead")}</p>
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
                <LocalName name={localName(point, locale, point.country)} />
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
