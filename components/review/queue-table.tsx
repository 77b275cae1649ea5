"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMemo } from "react";
import type { TableColumn } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { dateColumn, handlingColumn, linesColumn, pointColumn } from "@/components/data-table/shared-columns";
import { GradeBadge } from "@/components/ui/grade-badge";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { BulkDecision } from "./bulk-decision";
import { Author, Changed, Doubts, WhatWaits } from "./cells";
import { ChooseAll, ChooseRow, QueueChoice } from "./queue-choice";
import classes from "./review.module.css";
import type { QueueRowView } from "./row-view";

/** Presses the box of the row that has the focus. */
function chooseFocused(): boolean {
  const box = document.activeElement?.closest("tr")?.querySelector<HTMLInputElement>("input[data-choose]");
  box?.click();
  return box !== null && box !== undefined;
}

type Column = TableColumn<QueueRowView>;

/** A column whose cells are marked where these parts of the account say something else than before. */
const marked = (column: Column, ...parts: QueueRowView["changed"]): Column => ({
  ...column,
  cell: (row) => (
    <Changed row={row} parts={parts}>
      {column.cell(row)}
    </Changed>
  ),
});

/**
 * The versions that wait, and what can be decided about several at once. `x` chooses the row that has the focus. Stays in the page when
 * the last of them is decided, to say what came of it. @param empty in place of a table without rows
 */
export function QueueTable({ rows, empty }: { rows: readonly QueueRowView[]; empty: ReactNode }) {
  const t = useTranslations("review");
  useShortcuts({ x: chooseFocused });
  const columns = useMemo((): TableColumn<QueueRowView>[] => {
    return [
      {
        key: "choose",
        header: <ChooseAll />,
        cell: (row) => <ChooseRow row={row} />,
        width: 44,
        priority: 1,
        narrow: { line: 1, end: true },
      },
      {
        key: "case",
        header: t("column.case"),
        cell: (row) => row.reference,
        link: true,
        width: 124,
        priority: 1,
        narrow: { line: 1 },
      },
      marked(dateColumn(t("column.date")), "date"),
      marked(pointColumn(t("column.point")), "point", "attribution", "place"),
      marked(linesColumn(t("column.lines")), "lines"),
      {
        key: "source",
        header: t("column.source"),
        cell: (row) => (
          <Changed row={row} parts={["source", "credibility"]}>
            <span className={classes.source}>
              <GradeBadge reliability={row.reliability} credibility={row.credibility} />
              <span className={classes.title}>{row.source}</span>
            </span>
          </Changed>
        ),
        title: (row) => row.source,
        width: "14%",
        priority: 2,
      },
      marked(handlingColumn(t("column.handling")), "handling"),
      {
        key: "author",
        header: t("column.author"),
        cell: (row) => <Author row={row} />,
        width: 92,
        priority: 2,
        narrow: { line: 3, dot: true },
      },
      {
        key: "since",
        header: t("column.since"),
        cell: (row) => <time dateTime={row.since.iso}>{row.since.text}</time>,
        width: 132,
        priority: 1,
        narrow: { line: 3, dot: true },
      },
      {
        key: "doubts",
        header: t("column.doubts"),
        cell: (row) => <Doubts row={row} />,
        width: 88,
        priority: 1,
        narrow: { line: 2, end: true },
      },
      {
        key: "what",
        header: t("column.what"),
        cell: (row) => <WhatWaits row={row} />,
        width: "15%",
        priority: 1,
        narrow: { line: 3 },
      },
    ];
  }, [t]);
  return (
    <QueueChoice rows={rows}>
      <BulkDecision rows={rows} />
      {rows.length === 0 ? (
        empty
      ) : (
        <DataTable
          label={t("title")}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.key}
          rowHref={(row) => `/cases/${row.reference}#reports`}
        />
      )}
    </QueueChoice>
  );
}
