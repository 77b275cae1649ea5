import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { PlainTable } from "@/components/ui/plain-table";
import { Section } from "@/components/ui/section";
import { formatNumber } from "@/lib/i18n/format";
import { nameIn } from "@/lib/i18n/names";
import type { ImportEffect } from "@/lib/import/types";
import type { CheckPage } from "./check-step";
import classes from "./import.module.css";

/** Months that are shown before the rest is unfolded. */
const first = 8;

/** What the import would do to the months of the charts: as they are, and as they would be. */
export function Effect({ page, effect }: { page: CheckPage; effect: ImportEffect }) {
  const t = useTranslations("importing");
  const locale = useLocale();
  const { months, moreMonths } = effect;
  if (months.length === 0) return null;
  const rest = months.slice(first);
  return (
    <Section title={t("effect")} note={t("effectHelp")}>
      <Months page={page} months={months.slice(0, first)} />
      {rest.length > 0 && (
        <details className={classes.more}>
          <summary>
            {t("monthsMore", {
              count: rest.length + moreMonths,
              number: formatNumber(rest.length + moreMonths, locale),
            })}
          </summary>
          <Months page={page} months={rest} />
          {moreMonths > 0 && <p className={classes.quiet}>{t("monthsCut", { count: moreMonths })}</p>}
        </details>
      )}
    </Section>
  );
}

function Months({ page: { points, check }, months }: { page: CheckPage; months: ImportEffect["months"] }) {
  const t = useTranslations("importing");
  const locale = useLocale();
  const added = check.effect?.added?.transitPoint ?? {};
  const byPoint = new Map(points.map((point) => [point.slug, point]));
  const named = (slug: string | null) => {
    if (slug === null) return t("noPoint");
    const point = byPoint.get(slug);
    return point ? nameIn(point, locale) : t("newPoint", { name: added[slug] ?? slug });
  };
  return (
    <div className={classes.months}>
      <PlainTable
        label={t("effect")}
        columns={[
          { key: "point", header: t("field.transitPoint") },
          { key: "month", header: t("column.month"), kind: "narrow" },
          { key: "change", header: t("column.change"), kind: "numeric" },
        ]}
        rows={months.map(({ point, month, before, after }) => ({
          key: `${point ?? ""} ${month ?? ""}`,
          cells: {
            point: named(point),
            month: month ?? t("monthUnknown"),
            change:
              month !== null && before > 0 ? (
                <>
                  <Link href={casesOf(point, month)} prefetch={false}>
                    {formatNumber(before, locale)}
                  </Link>
                  {` → ${formatNumber(after, locale)}`}
                </>
              ) : (
                `${formatNumber(before, locale)} → ${formatNumber(after, locale)}`
              ),
          },
        }))}
      />
    </div>
  );
}

const casesOf = (point: string | null, month: string) =>
  `/cases?point=${point === null ? "none" : `${point}~only`}&from=${month}&to=${month}` as Route;
