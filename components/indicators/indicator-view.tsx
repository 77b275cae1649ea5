import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Pager } from "@/components/data-table/pager";
import { DefinitionList } from "@/components/ui/definition-list";
import { PageHeading } from "@/components/ui/page-heading";
import { Section } from "@/components/ui/section";
import { formatNumber } from "@/lib/i18n/format";
import { allNames, nameIn } from "@/lib/i18n/names";
import type { IndicatorPage } from "@/lib/indicators/types";
import { IndicatorForm } from "./indicator-form";
import classes from "./indicators.module.css";
import { RemoveIndicator } from "./remove-indicator";
import { SourceCite } from "./source-cite";
import { ValueList } from "./value-list";
import { useUnitWords } from "./words";

/** One indicator: what it counts, its values with their sources, and the forms that change them. @param timeZone of the reader's agency */
export function IndicatorView({ page, timeZone }: { page: IndicatorPage; timeZone: string }) {
  const t = useTranslations("indicators");
  const locale = useLocale();
  const unit = useUnitWords();
  const { indicator, places, place, total, rights, choices } = page;
  const [name, ...others] = allNames(indicator, locale);
  const href = (code: string | null, number = 1) => {
    const query = new URLSearchParams({ ...(code && { place: code }), ...(number > 1 && { page: String(number) }) });
    return `/indicators/${indicator.slug}${query.size > 0 ? `?${query}` : ""}` as Route;
  };
  const facts = [
    { key: "unit", term: t("column.unit"), value: unit(indicator.unit) },
    { key: "slug", term: t("form.field.slug"), value: <code>{indicator.slug}</code> },
    ...(indicator.note ? [{ key: "note", term: t("form.field.note"), value: indicator.note }] : []),
    ...(indicator.source
      ? [{ key: "source", term: t("form.source"), value: <SourceCite source={indicator.source} /> }]
      : []),
  ];
  return (
    <div className={classes.page}>
      <PageHeading
        title={
          <>
            <span lang={name?.lang}>{name?.text}</span>
            {others.map(({ text, lang }) => (
              <span key={lang} lang={lang} className={classes.other}>
                {text}
              </span>
            ))}
          </>
        }
      />
      <p className={classes.lead}>
        <Link href={"/indicators" as Route} prefetch={false}>
          {t("back")}
        </Link>
        {" · "}
        {t("neverCounted")}
      </p>
      <DefinitionList items={facts} termWidth={140} />
      <div className={classes.columns}>
        <Section title={t("values")} count={total}>
          {places.length > 1 && (
            <nav aria-label={t("column.place")} className={classes.places}>
              <Link href={href(null)} prefetch={false} aria-current={place === null ? "page" : undefined}>
                {t("everyPlace")}
              </Link>
              {places.map((one) => (
                <Link
                  key={one.code}
                  href={href(one.code)}
                  prefetch={false}
                  aria-current={place === one.code ? "page" : undefined}
                >
                  {nameIn(one, locale)} <span className={classes.unit}>{formatNumber(one.values, locale)}</span>
                </Link>
              ))}
            </nav>
          )}
          <ValueList page={page} timeZone={timeZone} />
          {page.pages > 1 && (
            <Pager
              previous={page.page > 1 ? href(place, page.page - 1) : null}
              next={page.page < page.pages ? href(place, page.page + 1) : null}
            >
              {t("pageOf", { page: formatNumber(page.page, locale), pages: formatNumber(page.pages, locale) })}
            </Pager>
          )}
        </Section>
        {rights !== "read" && (
          <Section title={t("form.change")}>
            <IndicatorForm sources={choices.sources} rights={rights} indicator={indicator} />
            {total === 0 && <RemoveIndicator slug={indicator.slug} version={indicator.version} rights={rights} />}
          </Section>
        )}
      </div>
    </div>
  );
}
