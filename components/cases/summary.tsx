import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ExportMenu } from "@/components/filters/export-menu";
import type { FilterPlace } from "@/components/filters/place";
import { filterHref } from "@/components/filters/place";
import type { CasesPage } from "@/lib/cases/types";
import { activeFields, toQuery } from "@/lib/filter/codec";
import { sortCodes } from "@/lib/filter/fields";
import { formatNumber } from "@/lib/i18n/format";
import { SortMenu } from "./sort-menu";
import { sortHref } from "./sorting";
import classes from "./summary.module.css";

/** The exact total, and what a period leaves out or may take in. */
export function Summary({
  filter,
  page,
  listing,
  facets,
  place,
}: Pick<CasesPage, "filter" | "page" | "listing" | "facets"> & { place: FilterPlace }) {
  const t = useTranslations("cases");
  const locale = useLocale();
  const { total, register, maybe } = facets;
  const { undated } = facets.period;
  const period = filter.from !== null || filter.to !== null;
  const bold = (chunks: React.ReactNode) => <b>{chunks}</b>;
  const number = formatNumber(register, locale);
  const filtered = activeFields(filter).length > 0 || total !== register;
  return (
    <div className={classes.summary}>
      <p className={classes.total} role="status">
        <span className={classes.long}>{t.rich(filtered ? "of" : "all", { total, register: number, b: bold })}</span>
        <span className={classes.short}>
          {t.rich(filtered ? "short" : "shortAll", { total, register: number, b: bold })}
        </span>
        <span className={classes.counting}>{t("counting")}</span>
      </p>
      {period && maybe > 0 && (
        <p className={classes.note}>
          {filter.maybe ? (
            t("maybeIn", { count: maybe })
          ) : (
            <Link href={filterHref(place, { ...filter, maybe: "1" })} prefetch={false} scroll={false}>
              {t("maybe", { count: maybe })}
            </Link>
          )}
        </p>
      )}
      {period && undated > 0 && <p className={classes.note}>{t("undated", { count: undated })}</p>}
      {facets.monthUnknown > 0 && !filter.month.includes("unknown") && (
        <p className={classes.note}>
          <Link href={filterHref(place, { ...filter, month: ["unknown"] })} prefetch={false} scroll={false}>
            {t("monthUnknown", { count: facets.monthUnknown })}
          </Link>
        </p>
      )}
      {total > 0 && <ExportMenu of={{ query: exported(filter, listing.set) }} total={total} />}
      <div className={classes.sort}>
        <SortMenu
          label={t("sort.label")}
          current={page.sort}
          choices={sortCodes.map((sort) => ({
            key: sort,
            words: t(`sort.${sort}`),
            href: sortHref(filter, sort, listing),
          }))}
        />
      </div>
    </div>
  );
}

/** The list's filter and conversion set, as an export's address has them. */
function exported(filter: CasesPage["filter"], set: string | null): string {
  return [toQuery(filter), set && new URLSearchParams({ set })].filter(Boolean).join("&");
}
