import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { PageHeading } from "@/components/ui/page-heading";
import { Section } from "@/components/ui/section";
import { allNames } from "@/lib/i18n/names";
import type { SubstancePage } from "@/lib/reference/types";
import classes from "./reference.module.css";
import { RemoveEntry } from "./remove-entry";
import { SubstanceForm } from "./substance-form";
import { TermList } from "./term-list";

/** One substance: what identifies it, its other names, and the form that changes it. */
export function SubstanceView({ page: { substance, synonyms, cases, rights } }: { page: SubstancePage }) {
  const t = useTranslations("reference.substance");
  const codes = useTranslations("codes");
  const locale = useLocale();
  const facts = [
    { key: "slug", term: t("slug"), value: <code>{substance.slug}</code> },
    { key: "family", term: t("family"), value: codes(`family.${substance.family}`) },
    { key: "form", term: t("form"), value: substance.form && codes(`form.${substance.form}`) },
    { key: "inn", term: t("inn"), value: substance.inn },
    { key: "cas", term: t("cas"), value: substance.cas },
    {
      key: "cases",
      term: t("cases"),
      value: (
        <Link href={`/cases?substance=${substance.slug}` as Route} prefetch={false}>
          {cases}
        </Link>
      ),
    },
  ].filter(({ value }) => value !== null && value !== "");
  return (
    <>
      <PageHeading
        title={allNames(substance, locale).map(({ text, lang }, at) => (
          <span key={lang} lang={lang} className={at === 0 ? undefined : classes.other}>
            {text}
          </span>
        ))}
      />
      <div className={classes.columns}>
        <div>
          <DefinitionList items={facts} termWidth={150} />
          <Section title={t("synonyms")} count={synonyms.length}>
            <TermList of="substance" slug={substance.slug} terms={synonyms} rights={rights} />
          </Section>
        </div>
        {rights.lists !== "read" && (
          <div>
            <Section title={t("edit")} note={rights.lists === "propose" ? t("asProposal") : undefined}>
              <SubstanceForm rights={rights} substance={substance} cases={cases} />
              <RemoveEntry of="substance" slug={substance.slug} version={substance.version} rights={rights} />
            </Section>
          </div>
        )}
      </div>
    </>
  );
}
