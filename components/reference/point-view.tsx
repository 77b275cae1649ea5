import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { LocalName } from "@/components/ui/local-name";
import { PageHeading } from "@/components/ui/page-heading";
import { Section } from "@/components/ui/section";
import { countryName } from "@/lib/i18n/countries";
import { allNames, localName } from "@/lib/i18n/names";
import type { PointPage } from "@/lib/reference/types";
import { countryChoices } from "./countries";
import { PointForm } from "./point-form";
import { ReportedWords } from "./points-view";
import classes from "./reference.module.css";
import { RemoveEntry } from "./remove-entry";
import { TermList } from "./term-list";

/** One transit point: what is known of it, its other spellings, and the form that changes it. */
export function PointView({ page }: { page: PointPage }) {
  const t = useTranslations("reference.point");
  const locale = useLocale();
  const { point, aliases, options, reported, rights } = page;
  const named = (slug: string | null) => {
    const other = options.find((one) => one.slug === slug);
    return other ? (
      <Link href={`/reference/points/${other.slug}` as Route} prefetch={false}>
        <LocalName name={localName(other, locale, other.country)} />
      </Link>
    ) : null;
  };
  const facts = [
    { key: "slug", term: t("slug"), value: <code>{point.slug}</code> },
    { key: "country", term: t("country"), value: countryName(point.country, locale) },
    { key: "parent", term: t("parent"), value: named(point.parent) ?? t("top") },
    { key: "opposite", term: t("opposite"), value: named(point.opposite) },
    {
      key: "codes",
      term: t("codes"),
      value: [point.subdivision, point.unlocode, point.nationalCode].filter(Boolean).join(" · "),
    },
    {
      key: "place",
      term: t("place"),
      value: point.latitude === null ? "" : `${point.latitude}, ${point.longitude}`,
    },
    {
      key: "reported",
      term: t("reported"),
      value: (
        <Link href={`/reference/coverage/${point.slug}` as Route} prefetch={false}>
          <ReportedWords reported={reported} />
        </Link>
      ),
    },
  ].filter(({ value }) => value !== null && value !== "");
  return (
    <>
      <PageHeading
        title={allNames(point, locale).map(({ text, lang }, at) => (
          <span key={lang} lang={lang} className={at === 0 ? undefined : classes.other}>
            {text}
          </span>
        ))}
      />
      <div className={classes.columns}>
        <div>
          <DefinitionList items={facts} termWidth={150} />
          <Section title={t("aliases")} count={aliases.length}>
            <TermList of="point" slug={point.slug} terms={aliases.map((term) => ({ term }))} rights={rights} />
          </Section>
        </div>
        {rights.lists !== "read" && (
          <div>
            <Section title={t("edit")} note={rights.lists === "propose" ? t("asProposal") : undefined}>
              <PointForm data={page} countries={countryChoices(locale)} point={point} />
              <RemoveEntry of="point" slug={point.slug} version={point.version} rights={rights} />
            </Section>
          </div>
        )}
      </div>
    </>
  );
}
