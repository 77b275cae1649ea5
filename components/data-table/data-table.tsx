"use client";

import type { RowData } from "@tanstack/react-table";
import { createColumnHelper, tableFeatures, useTable } from "@tanstack/react-table";
import type { Route } from "next";
import Link from "next/link";
import { useMemo, useRef } from "react";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { ColumnSort, TableColumn } from "./columns";
import classes from "./data-table.module.css";
import { HeaderCell } from "./header-cell";
import { moveRowFocus, useOpeningRows } from "./rows";

const features = tableFeatures({});

/**
 * The one table: rows and their order come from the server, sorting and paging are links. The whole row opens; its link
 * stands in the column that says so. `j` and `k` walk through the rows, Enter opens.
 * @param columns keep them stable (module scope or useMemo)
 * @param label what the table holds, for screen readers
 * @param sorts by column key, for the columns that can be sorted by
 * @param selected the key of the row that is marked
 */
export function DataTable<Row extends RowData>({
  label,
  columns,
  rows,
  rowKey,
  rowHref,
  sorts = {},
  density = "regular",
  selected,
}: {
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowHref?: (row: Row) => string;
  sorts?: Partial<Record<string, ColumnSort>>;
  density?: "compact" | "regular" | "roomy";
  selected?: string;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  const byKey = useMemo(() => new Map(columns.map((column) => [column.key, column])), [columns]);
  const tableColumns = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return columns.map(({ key, header, cell }) =>
      helper.display({ id: key, header: () => header, cell: ({ row }) => cell(row.original) }),
    );
  }, [columns]);
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable({ features, columns: tableColumns, data, getRowId: rowKey });
  useOpeningRows(body);
  useShortcuts({
    j: () => moveRowFocus(body.current, 1),
    k: () => moveRowFocus(body.current, -1),
  });

  return (
    <div className={classes.frame}>
      <table className={classes.table} data-density={density} aria-label={label}>
        <colgroup>
          {columns.map(({ key, width, priority }) => (
            <col key={key} style={{ width }} data-priority={priority} />
          ))}
        </colgroup>
        <thead className={classes.head}>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <HeaderCell
                  key={header.id}
                  sort={sorts[header.column.id]}
                  align={byKey.get(header.column.id)?.align}
                  priority={byKey.get(header.column.id)?.priority}
                >
                  <table.FlexRender header={header} />
                </HeaderCell>
              ))}
            </tr>
          ))}
        </thead>
        <tbody ref={body}>
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              className={classes.row}
              data-open={rowHref ? "" : undefined}
              data-selected={row.id === selected || undefined}
            >
              {row.getAllCells().map((cell) => {
                const { align, priority, title, narrow, link } = byKey.get(cell.column.id) ?? {};
                const content = <table.FlexRender cell={cell} />;
                return (
                  <td
                    key={cell.id}
                    className={classes.cell}
                    data-align={align}
                    data-priority={priority}
                    data-line={narrow?.line ?? 0}
                    data-end={narrow?.end || undefined}
                    data-dot={narrow?.dot || undefined}
                    title={title?.(row.original)}
                  >
                    {link && rowHref ? (
                      <Link
                        href={rowHref(row.original) as Route}
                        prefetch={false}
                        className={classes.link}
                        data-row-link=""
                      >
                        {content}
                      </Link>
                    ) : (
                      content
                    )}
                    {narrow?.after && <span className={classes.after}> {narrow.after(row.original)}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
