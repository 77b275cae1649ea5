import { IconPlus } from "@tabler/icons-react";
import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page-heading";
import { allNames } from "@/lib/i18n/names";
import type { SubstancesPage } from "@/lib/reference/types";
import classes from "./reference.module.css";

/** The substances, with what identifies them and what else they are called. */
export function SubstancesView({ page: { rows, rights } }: { page: SubstancesPage }) {
  const t = useTranslations("reference.substances");
  const codes = useTranslations("codes");
  const locale = useLocale();
  return (
    <>
      <PageHeading
        title={t("title")}
        meta={t("count", { count: rows.length })}
        actions={
          rights.lists !== "read" && (
            <ButtonLink href="/reference/substances/new" look="primary">
              <IconPlus size={15} stroke={2} aria-hidden="true" />
              {rights.lists === "keep" ? t("add") : t("propose")}
            </ButtonLink>
          )
        }
      />
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
                {allNames(names, locale).map(({ text, lang }, at) =>
                  at === 0 ? (
                    <Link
                      key={lang}
                      lang={lang}
                      href={`/reference/substances/${slug}` as Route}
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
