import { useLocale, useTranslations } from "next-intl";
import { Pager } from "@/components/data-table/pager";
import { ProblemList } from "@/components/filters/problem-list";
import { EmptyState } from "@/components/ui/empty-state";
import { formatNumber } from "@/lib/i18n/format";
import { queueHref } from "@/lib/review/rules";
import type { ReviewPage } from "@/lib/review/types";
import { QueueFilterForm } from "./queue-filter";
import { QueueTable } from "./queue-table";
import classes from "./review.module.css";
import { queueRowView } from "./row-view";

/** The page of the queue: what narrows it, how many wait, the table, the pager. @param timeZone of the reader's agency */
export function ReviewView({ page, timeZone }: { page: ReviewPage; timeZone: string }) {
  const t = useTranslations("review");
  const locale = useLocale();
  const { filter, problems, total, more, rows, firstRow, next, previous } = page;
  const filtered = Object.values(filter).some((value) => value !== null);
  const number = (n: number) => formatNumber(n, locale);
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>{t("title")}</h1>
        <p className={classes.total} role="status">
          {t.rich(filtered ? "matches" : "total", { total, more: String(more), b: (chunks) => <b>{chunks}</b> })}
        </p>
        <QueueFilterForm page={page} />
      </div>
      <ProblemList problems={problems} />
      <QueueTable
        rows={rows.map((row) => queueRowView(row, locale, timeZone))}
        empty={
          <EmptyState
            title={t(filtered ? "nothingMatches" : "empty")}
            text={t(filtered ? "nothingMatchesText" : "emptyText")}
          />
        }
      />
      {total > 0 && (
        <Pager
          previous={previous === null ? null : queueHref(filter, { before: previous })}
          next={next === null ? null : queueHref(filter, { cursor: next })}
        >
          {firstRow === null
            ? t("rowsBeyond", { count: rows.length, total: number(total) })
            : t(more ? "rowsOfMore" : "rows", {
                first: number(firstRow),
                last: number(firstRow + rows.length - 1),
                total: number(total),
              })}
        </Pager>
      )}
    </div>
  );
}
