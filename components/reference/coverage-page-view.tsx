import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { LocalName } from "@/components/ui/local-name";
import { PageHeading } from "@/components/ui/page-heading";
import { Section } from "@/components/ui/section";
import { localName } from "@/lib/i18n/names";
import type { CoveragePage } from "@/lib/reference/types";
import { NilReturns } from "./nil-returns";
import { Periods } from "./periods";
import classes from "./reference.module.css";
import { Timeline } from "./timeline";

/** When one point is reported on: its months, its periods, its nil returns. */
export function CoveragePageView({ page }: { page: CoveragePage }) {
  const t = useTranslations("reference.coveragePage");
  const locale = useLocale();
  const { point, periods, nils, rights } = page;
  return (
    <>
      <PageHeading
        title={
          <>
            {t("title")} <LocalName name={localName(point, locale, point.country)} />
          </>
        }
        meta={
          <>
            <Link href={`/reference/points/${point.slug}` as Route} prefetch={false}>
              {t("toPoint")}
            </Link>
            <Link href={`/trends?point=${point.slug}`} prefetch={false}>
              {t("toTrends")}
            </Link>
          </>
        }
      />
      <p className={classes.lead}>{t("lead")}</p>
      <div className={classes.halves}>
        <Timeline years={page.years} />
        <div>
          <Section title={t("periods")} count={periods.length}>
            <Periods page={page} />
          </Section>
          <Section title={t("nils")} count={nils.length} note={t("nilsNote")}>
            <NilReturns slug={point.slug} nils={nils} rights={rights} />
          </Section>
        </div>
      </div>
    </>
  );
}
