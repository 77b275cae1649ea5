import { useLocale, useTranslations } from "next-intl";
import { Pager } from "@/components/data-table/pager";
import { FilterBar } from "@/components/filters/filter-bar";
import { FilterPanel } from "@/components/filters/filter-panel";
import { NothingMatches } from "@/components/filters/nothing-matches";
import type { FilterPlace } from "@/components/filters/place";
import { ProblemList } from "@/components/filters/problem-list";
import type { CasesPage } from "@/lib/cases/types";
import { toQuery } from "@/lib/filter/codec";
import { emptyFilter } from "@/lib/filter/fields";
import { formatNumber } from "@/lib/i18n/format";
import { CasesTable } from "./cases-table";
import classes from "./cases-view.module.css";
import { EmptyRegister } from "./nothing";
import { rowView } from "./row-view";
import { columnSorts } from "./sorting";
import { Summary } from "./summary";

/** The page of cases: filter bar, facets, total, table, pager. */
export function CasesView({ data, mayLog }: { data: CasesPage; mayLog: boolean }) {
  const t = useTranslations("cases");
  const locale = useLocale();
  const { filter, page, problems, facets, rows, firstRow, next, previous } = data;
  const place: FilterPlace = { path: "/cases", keep: toQuery(emptyFilter, { sort: page.sort }) };
  // Nothing to choose from: the panel stays out of sight until asked for.
  const rail = facets.register > 0;
  const number = (n: number) => formatNumber(n, locale);
  const pageHref = (step: { cursor: string } | { before: string }) =>
    `/cases?${toQuery(filter, { sort: page.sort, ...step })}`;
  return (
    <div className={classes.page}>
      <FilterBar filter={filter} names={data} place={place} rail={rail} />
      <div className={classes.columns}>
        <FilterPanel filter={filter} facets={facets} names={data} place={place} rail={rail} />
        <section className={classes.list} aria-label={t("title")}>
          <ProblemList problems={problems} />
          <Summary filter={filter} page={page} facets={facets} place={place} />
          {facets.register === 0 ? (
            <EmptyRegister mayLog={mayLog} />
          ) : facets.total === 0 ? (
            <NothingMatches filter={filter} lift={data.lift} names={data} place={place} />
          ) : (
            <>
              <CasesTable rows={rows.map((row) => rowView(row, locale))} sorts={columnSorts(filter, page.sort)} />
              <div className={classes.foot}>
                <Pager
                  previous={previous === null ? null : pageHref({ before: previous })}
                  next={next === null ? null : pageHref({ cursor: next })}
                >
                  <span>
                    {t("rows", {
                      first: number(firstRow),
                      last: number(firstRow + rows.length - 1),
                      total: number(facets.total),
                    })}
                  </span>
                  <span className={classes.sorted}>
                    {t("sort.label")}: {t(`sort.${page.sort}`)}
                  </span>
                </Pager>
              </div>
            </>
          )}
        </section>
      </div>
    </div>
  );
}
