import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Pager } from "@/components/data-table/pager";
import { FilterBar } from "@/components/filters/filter-bar";
import { FilterPanel } from "@/components/filters/filter-panel";
import { NothingMatches } from "@/components/filters/nothing-matches";
import { Offers } from "@/components/filters/offers";
import type { FilterPlace } from "@/components/filters/place";
import { ProblemList } from "@/components/filters/problem-list";
import { ConversionNotice } from "@/components/ui/conversion-notice";
import { Late } from "@/components/ui/late";
import { densityCodes, rowCounts } from "@/lib/cases/columns";
import { keptQuery, listHref } from "@/lib/cases/listing";
import type { CasesCounts, CasesList as List } from "@/lib/cases/types";
import type { InvolvementRole, Transport } from "@/lib/codes";
import type { BulkRights } from "./bulk-bar";
import { CasesList } from "./cases-list";
import classes from "./cases-view.module.css";
import { counted, PanelSkeleton, RowsShown, SummarySkeleton } from "./counted";
import { EmptyRegister } from "./nothing";
import type { ShowCase } from "./pane-context";
import { rowView } from "./row-view";
import { columnSorts } from "./sorting";
import { Summary } from "./summary";

type Props = {
  list: List;
  counts: Promise<CasesCounts>;
  /** of the counts, where the list is empty: what the page says then depends on them */
  none: CasesCounts | null;
  mayLog: boolean;
  /** may look for text in names of people */
  mayNames: boolean;
  /** the density that this browser remembers */
  remembered: string | undefined;
  /** of the reader's agency */
  timeZone: string;
  /** draws a case for the pane beside the list */
  show: ShowCase;
  rights: BulkRights;
  /** saved views: the menu in the filter bar, and their section in the panel */
  views: { menu: ReactNode; section: ReactNode };
};

/** The page of cases: filter bar, facets, total, table, pager. The rows come first; what is counted follows. */
export function CasesView({ list, counts, none, mayLog, mayNames, remembered, timeZone, show, rights, views }: Props) {
  const t = useTranslations("cases");
  const words = useTranslations("common");
  const { filter, page, listing, problems } = list;
  const place: FilterPlace = { path: "/cases", keep: keptQuery(page.sort, listing) };
  // Nothing to choose from: the panel stays out of sight until asked for.
  const rail = none === null || none.facets.register > 0;
  const summary = (
    <Late
      fallback={<SummarySkeleton />}
      part={counted(counts, ({ facets }) => (
        <Summary filter={filter} page={page} listing={listing} facets={facets} place={place} />
      ))}
    />
  );
  return (
    <div className={classes.page}>
      <FilterBar filter={filter} names={list} place={place} rail={rail} lead={views.menu} />
      <div className={classes.columns}>
        <Late
          fallback={<PanelSkeleton />}
          part={counted(counts, ({ facets }) => (
            <FilterPanel filter={filter} facets={facets} names={list} place={place} rail={rail} lead={views.section} />
          ))}
        />
        <section className={classes.list} aria-label={t("title")}>
          <h1 className="visually-hidden">{t("title")}</h1>
          <ProblemList problems={problems} />
          <ConversionNotice
            conversion={list.conversion}
            href={listHref(filter, { sort: page.sort }, { ...listing, set: null })}
            note={words("conversion.sorts")}
          />
          <Offers filter={filter} offers={list.offers} names={list} place={place} mayNames={mayNames} />
          {none === null ? (
            <Rows
              list={list}
              counts={counts}
              summary={summary}
              remembered={remembered}
              timeZone={timeZone}
              show={show}
              rights={rights}
            />
          ) : (
            <>
              {summary}
              {none.facets.register === 0 ? (
                <EmptyRegister mayLog={mayLog} />
              ) : (
                <NothingMatches filter={filter} lift={none.lift} names={list} place={place} />
              )}
            </>
          )}
        </section>
      </div>
    </div>
  );
}

function Rows({
  list,
  counts,
  summary,
  remembered,
  timeZone,
  show,
  rights,
}: Pick<Props, "list" | "counts" | "remembered" | "timeZone" | "show" | "rights"> & { summary: ReactNode }) {
  const t = useTranslations("cases");
  const codes = useTranslations("codes");
  const locale = useLocale();
  const { filter, page, listing, rows, firstRow, next, previous } = list;
  const words = {
    locale,
    timeZone,
    role: (code: InvolvementRole) => codes(`role.${code}`),
    transport: (code: Transport) => codes(`transport.${code}`),
  };
  const last = firstRow + rows.length - 1;
  const part = (total: number | null) => <RowsShown first={firstRow} last={last} total={total} />;
  const pageHref = (step: { cursor: string } | { before: string }) =>
    listHref(filter, { sort: page.sort, ...step }, listing);
  return (
    <CasesList
      rows={rows.map((row) => rowView(row, words, list.matches.get(row.reference) ?? null))}
      firstRow={firstRow}
      columns={list.columns}
      chosenColumns={list.ownColumns}
      density={list.density ?? densityCodes.find((code) => code === remembered) ?? "regular"}
      sorts={columnSorts(filter, page.sort, listing)}
      summary={summary}
      show={show}
      query={list.query}
      more={next !== null || previous !== null}
      rights={rights}
      foot={
        <div className={classes.foot}>
          <Pager
            previous={previous === null ? null : pageHref({ before: previous })}
            next={next === null ? null : pageHref({ cursor: next })}
          >
            <Late
              fallback={part(null)}
              part={counts.then(
                ({ facets }) => part(facets.total),
                () => part(null),
              )}
            />
            <span className={classes.sorted}>
              {t("sort.label")}: {t(`sort.${page.sort}`)}
            </span>
            <span className={classes.perPage}>
              {t("perPage")}
              {rowCounts.map((count) =>
                count === listing.rows ? (
                  <b key={count}>{count}</b>
                ) : (
                  <Link
                    key={count}
                    href={listHref(filter, { sort: page.sort }, { ...listing, rows: count }) as Route}
                    prefetch={false}
                    scroll={false}
                  >
                    {count}
                  </Link>
                ),
              )}
            </span>
          </Pager>
        </div>
      }
    />
  );
}
