import { useLocale, useTranslations } from "next-intl";
import { PageHeading } from "@/components/ui/page-heading";
import { allNames } from "@/lib/i18n/names";
import type { SubstanceRow } from "@/lib/reference/types";
import classes from "./reference.module.css";

/** The substances, with what identifies them and what else they are called. */
export function SubstancesView({ rows }: { rows: readonly SubstanceRow[] }) {
  const t = useTranslations("reference.substances");
  const codes = useTranslations("codes");
  const locale = useLocale();
  return (
    <>
      <PageHeading title={t("title")} meta={t("count", { count: rows.length })} />
      <p className={classes.lead}>{t("lead")}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("family")}</th>
            <th scope="col">{t("form")}</th>
            <th scope="col">{t("inn")}</th>
            <th scope="col">{t("cas")}</th>
            <th scope="col">{t("synonyms")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ slug, family, form, inn, cas, synonyms, ...names }) => (
            <tr key={slug}>
              <th scope="row">
                {allNames(names, locale).map(({ text, lang }, at) => (
                  <span key={lang} lang={lang} className={at === 0 ? classes.name : classes.other}>
                    {text}
                  </span>
                ))}
              </th>
              <td data-label={t("family")}>{codes(`family.${family}`)}</td>
              <td data-label={t("form")}>{form && codes(`form.${form}`)}</td>
              <td data-label={t("inn")}>{inn}</td>
              <td data-label={t("cas")} className={classes.codes}>
                {cas}
              </td>
              <td data-label={t("synonyms")} className={classes.synonyms}>
                {synonyms.join(", ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
