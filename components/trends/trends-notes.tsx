import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Figure } from "@/lib/charts/monthly";
import { formatInstant } from "@/lib/i18n/format";
import { trendsHref } from "@/lib/trends/schema";
import type { TrendsPage } from "@/lib/trends/types";
import classes from "./trends.module.css";
import { useSentenceGap } from "./words";

/** What the bars hold and what they do not, in sentences whose numbers open their cases; together they are all cases of the filter. */
export function TrendsSummary({ page: { filter, view, model, facets } }: { page: TrendsPage }) {
  const t = useTranslations("trends.summary");
  const { months, drawn, earlier, remainder, all } = model;
  const link = (href: string) => (words: ReactNode) => (
    <Link href={href as Route} prefetch={false}>
      {words}
    </Link>
  );
  const gap = useSentenceGap();
  const open = ({ cases, href }: Figure) => ({
    count: cases,
    open: cases > 0 ? link(href) : (words: ReactNode) => words,
  });
  return (
    <p className={classes.summary}>
      {t.rich("drawn", open(drawn))}
      {remainder.cases > 0 && (
        <>
          {gap}
          {t.rich("remainder", open(remainder))}
        </>
      )}
      {earlier.cases > 0 && (
        <>
          {gap}
          {t.rich("earlier", {
            ...open(earlier),
            month: months[0]?.month ?? "",
            all: link(trendsHref(filter, { ...view, months: "all" })),
          })}
        </>
      )}
      {drawn.cases !== all.cases && (
        <>
          {gap}
          {t.rich("all", open(all))}
        </>
      )}
      {(filter.from !== null || filter.to !== null) && facets.maybe > 0 && (
        <>
          {gap}
          {filter.maybe
            ? t("maybeIn", { count: facets.maybe })
            : t.rich("maybe", { count: facets.maybe, add: link(trendsHref({ ...filter, maybe: "1" }, view)) })}
        </>
      )}
    </p>
  );
}

/** How to read the chart: what is counted, what a gap is, and as of when. Says only what this chart needs. */
export function HowToRead({ page, timeZone }: { page: TrendsPage; timeZone: string }) {
  const t = useTranslations("trends.how");
  const gap = useSentenceGap();
  const { filter, model, reportedOn, asOf } = page;
  const onePoint = filter.point.length === 1;
  const sentences = [
    t("unit"),
    t("month"),
    reportedOn === 0 ? t("noCoverage", { points: t(onePoint ? "herePoint" : "here") }) : t("zero"),
    reportedOn > 1 && t("severalPoints", { count: reportedOn }),
    model.months.some((m) => m.provisional) && t("provisional"),
    [filter.from, filter.to].some((day) => day !== null && day.length > 7) && t("partial"),
    t("flow"),
    t(filter.status.length === 0 ? "asOfUsual" : "asOf", { instant: formatInstant(asOf, timeZone) }),
  ];
  return (
    <p className={classes.how}>
      <strong>{t("title")}</strong>
      {gap}
      {sentences.filter((sentence) => sentence !== false).join(gap)}
      {page.coverageHref && (
        <>
          {gap}
          <Link href={page.coverageHref as Route} prefetch={false} data-print="hide">
            {t("stateCoverage")}
          </Link>
        </>
      )}
    </p>
  );
}
