import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/lib/codes";
import { familyCodes, formCodes } from "@/lib/codes";
import { formatInstant, formatNumber } from "@/lib/i18n/format";
import { nameIn } from "@/lib/i18n/names";
import type { TrendsPage } from "@/lib/trends/types";
import classes from "./trends.module.css";
import { useSentenceGap } from "./words";

/** How the chart is made, in sentences: what is counted, what a period is, what is left out, how sure it is. Says what this chart needs. */
export function useMethod(page: TrendsPage, timeZone: string): string[] {
  const t = useTranslations("trends.how");
  const { filter, model, reportedOn, asOf, view, conversion } = page;
  const onePoint = filter.point.length === 1;
  const set = conversion.sets.find(({ slug }) => slug === conversion.under);
  const sentences = [
    t(`counted.${view.measure}`),
    t(`stack.${view.stack}`),
    t(`period.${view.by}`),
    view.measure === "grams" && t("grams", { set: set?.name ?? "" }),
    reportedOn === 0 ? t("noCoverage", { points: t(onePoint ? "herePoint" : "here") }) : t("zero"),
    reportedOn > 1 && t("severalPoints", { count: reportedOn }),
    reportedOn > 0 && t(view.measure === "cases" ? "atLeast" : "atLeastAmount"),
    model.months.some((m) => m.provisional) && t("provisional"),
    model.months.some((m) => m.inPart) && t("partial"),
    model.withYearBefore && t("yearBefore"),
    t("flow"),
    t(filter.status.length === 0 ? "asOfUsual" : "asOf", { instant: formatInstant(asOf, timeZone) }),
  ];
  return sentences.filter((sentence) => sentence !== false);
}

/** Under each chart: how to read it in three sentences, the whole method and its factors behind a fold. */
export function Method({ page, timeZone }: { page: TrendsPage; timeZone: string }) {
  const t = useTranslations("trends.how");
  const gap = useSentenceGap();
  const sentences = useMethod(page, timeZone);
  return (
    <div className={classes.how}>
      <p>
        <strong>{t("title")}</strong>
        {gap}
        {sentences.join(gap)}
        {page.coverageHref && (
          <>
            {gap}
            <Link href={page.coverageHref as Route} prefetch={false} data-print="hide">
              {t("stateCoverage")}
            </Link>
          </>
        )}
      </p>
      {page.factors.length > 0 && <Factors page={page} />}
    </div>
  );
}

/** Where nothing can be drawn of points whose coverage nobody has stated: that is not nothing. */
export function NoCoverage({ page }: { page: TrendsPage }) {
  const t = useTranslations("trends.how");
  const gap = useSentenceGap();
  if (page.reportedOn > 0 || page.model.months.length === 0) return null;
  return (
    <p className={classes.how}>
      {t("noCoverage", { points: t(page.filter.point.length === 1 ? "herePoint" : "here") })}
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

/** The factors that turn what the filter's cases hold into grams, each with its source. */
function Factors({ page: { factors, substances, conversion } }: { page: TrendsPage }) {
  const t = useTranslations("trends.how");
  const codes = useTranslations("codes");
  const locale: Locale = useLocale();
  const set = conversion.sets.find(({ slug }) => slug === conversion.under);
  const nameOf = ({ substance, family, form }: TrendsPage["factors"][number]) => {
    const named = substances.find(({ slug }) => slug === substance);
    const group = familyCodes.find((code) => code === family);
    const shape = formCodes.find((code) => code === form);
    const what = named ? nameIn(named, locale) : group ? codes(`family.${group}`) : t("anything");
    return shape ? t("factorForm", { substance: what, form: codes(`form.${shape}`) }) : what;
  };
  const grams = (value: string) => formatNumber(value, locale);
  return (
    <details className={classes.factors}>
      <summary>{t("factors", { set: set?.name ?? "", count: factors.length })}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("factorOf")}</th>
            <th scope="col">{t("factorUnit")}</th>
            <th scope="col">{t("factorGrams")}</th>
            <th scope="col">{t("factorSource")}</th>
          </tr>
        </thead>
        <tbody>
          {factors.map((factor) => (
            <tr key={`${factor.substance} ${factor.family} ${factor.form} ${factor.unit}`}>
              <th scope="row">{nameOf(factor)}</th>
              <td>{codes(`unit.${factor.unit}`)}</td>
              <td>
                {t("factorRange", { low: grams(factor.low), central: grams(factor.central), high: grams(factor.high) })}
              </td>
              <td>{factor.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
