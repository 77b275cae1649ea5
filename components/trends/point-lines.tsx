import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { LinesChart } from "@/components/charts/lines-chart";
import { Segmented } from "@/components/ui/segmented";
import { SubstanceMark } from "@/components/ui/substance-mark";
import { formatNumber } from "@/lib/i18n/format";
import { nameIn } from "@/lib/i18n/names";
import { numberFormat } from "@/lib/intl";
import { trendsHref } from "@/lib/trends/schema";
import type { TrendsPage, TrendsView } from "@/lib/trends/types";
import { lineScales } from "@/lib/trends/types";
import classes from "./points.module.css";

/** Up to six points on one chart, as counts, shares of all cases of the filter, or an index. */
export function PointLines({ page }: { page: Pick<TrendsPage, "filter" | "view" | "beside" | "lines" | "model"> }) {
  const t = useTranslations("trends.lines");
  const chart = useTranslations("trends.chart");
  const locale = useLocale();
  const { filter, view, lines, beside, model } = page;
  if (!lines) return null;
  const to = (change: Partial<TrendsView>) => trendsHref(filter, { ...view, ...change }) as Route;
  const nameOf = (slug: string) => {
    const row = beside.rows.find(({ point }) => point.slug === slug);
    return row ? nameIn(row.point, locale) : slug;
  };
  const number = (value: number | null) =>
    value === null ? null : numberFormat(locale, { maximumFractionDigits: 1, numberingSystem: "latn" }).format(value);
  return (
    <div className={classes.lines}>
      <h3>{t(`title.${lines.scale}`)}</h3>
      <div className={classes.controls} data-print="hide">
        <Segmented
          label={t("scale")}
          segments={lineScales.map((scale) => ({
            key: scale,
            label: t(`scales.${scale}`),
            href: to({ lines: scale }),
            current: lines.scale === scale,
          }))}
        />
        <Link href={to({ vs: [] })} prefetch={false} scroll={false}>
          {t("clear")}
        </Link>
      </div>
      <ul className={classes.legend}>
        {lines.lines.map(({ code, look, noBase }) => (
          <li key={code}>
            <SubstanceMark series={look} /> {nameOf(code)}
            {noBase && <span className={classes.with}> {t("noBase")}</span>}
          </li>
        ))}
      </ul>
      <LinesChart
        label={t("label", { count: lines.lines.length })}
        failed={t("failed")}
        ticks={lines.ticks}
        provisional={{
          from: model.months.findIndex((month) => month.provisional),
          word: chart("provisional"),
        }}
        periods={model.months.map(({ month }) => month)}
        lines={lines.lines.map(({ code, look, values, counts }) => ({
          code,
          look,
          name: nameOf(code),
          values,
          texts: values.map((value, at) =>
            value === null
              ? null
              : lines.scale === "counts"
                ? formatNumber(counts[at] ?? 0, locale)
                : t("valueOf", { value: number(value) ?? "", count: counts[at] ?? 0 }),
          ),
        }))}
      />
      <p className={classes.note}>{t(`note.${lines.scale}`, { count: lines.base })}</p>
    </div>
  );
}
