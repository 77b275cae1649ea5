"use client";

import type { RowData } from "@tanstack/react-table";
import { createColumnHelper, tableFeatures, useTable } from "@tanstack/react-table";
import type { FocusEvent, KeyboardEvent } from "react";
import { useEffect, useMemo, useRef } from "react";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { ChooseAll } from "./choose-boxes";
import type { ColumnSort } from "./columns";
import grid from "./data-grid.module.css";
import classes from "./data-table.module.css";
import { keepOneStop, moveStop, stepInGrid } from "./grid-keys";
import { roles } from "./grid-roles";
import type { GridRowProps } from "./grid-row";
import { GridRow } from "./grid-row";
import type { GridColumn } from "./grid-shape";
import { chooseWidth, leftOf, widthOf, widthsOf } from "./grid-shape";
import { HeaderCell } from "./header-cell";
import { ResizeHandle, step } from "./resize-handle";
import { moveRowFocus, useOpeningRows } from "./rows";
import type { RowChoice } from "./use-row-choice";

const features = tableFeatures({});
/** Words of the grid, for whoever cannot see it. */
export type GridWords<Row> = { label: string; choose: (row: Row) => string; chooseAll: string };

/**
 * The table to work in: as DataTable, and rows can be chosen, columns have widths of their own, and the keyboard reaches every cell (one stop
 * for Tab, then arrows, Home, End, Page Up and Down; Space chooses, with Shift a range; Enter opens; Alt with an arrow in a header changes
 * its column's width).
 * @param columns keep them stable; @param rows the page; @param firstRow number of the first of them in the list, from 1
 * @param current key of the row that is shown beside the list; @param onShow shows a row there in place of opening it, where given
 * @param fit columns go, by their priority, where there is no room; else the table scrolls sideways in itself
 */
export function DataGrid<Row extends RowData>(props: {
  words: GridWords<Row>;
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowHref: (row: Row) => string;
  firstRow: number;
  total: number | null;
  sorts: Partial<Record<string, ColumnSort>>;
  density: "compact" | "regular" | "roomy";
  fit: boolean;
  choice: RowChoice;
  current: string | null;
  bounds: { least: number; most: number };
  onResize: (column: string, width: number) => void;
  onShow: ((key: string) => void) | null;
  onMove: (key: string) => void;
  onLeave: () => void;
}) {
  const { words, columns, rows, rowKey, rowHref, firstRow, total, sorts, density, fit, choice, current } = props;
  const table = useRef<HTMLTableElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const byKey = useMemo(() => new Map(columns.map((column) => [column.key, column])), [columns]);
  const tableColumns = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return columns.map(({ key, header, cell }) =>
      helper.display({ id: key, header: () => header, cell: ({ row }) => cell(row.original) }),
    );
  }, [columns]);
  const data = useMemo(() => [...rows], [rows]);
  const model = useTable({ features, columns: tableColumns, data, getRowId: rowKey });
  useOpeningRows(body, props.onShow, (key) => choice.toggle(key, true));
  useShortcuts({
    j: () => moveRowFocus(body.current, 1),
    k: () => moveRowFocus(body.current, -1),
    x: () => chooseFocused(table.current, choice),
  });
  useEffect(() => {
    if (table.current) keepOneStop(table.current);
  });

  const onFocus = (event: FocusEvent<HTMLTableElement>) => {
    moveStop(event.currentTarget, event.target);
    const key = event.target.closest<HTMLElement>("tr[data-key]")?.dataset.key;
    if (key) props.onMove(key);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (event.nativeEvent.isComposing || event.metaKey) return;
    const here = keyOf(event.target);
    if (event.altKey) return resizeBy(event, props);
    if (event.key === "Escape") return props.onLeave();
    if (event.ctrlKey && event.key === "a") {
      event.preventDefault();
      return choice.all(true);
    }
    if (event.key === " " && here) {
      event.preventDefault();
      return choice.toggle(here, event.shiftKey);
    }
    if (event.key === "Enter" && here && !(event.target as Element).closest("a, button")) {
      event.preventDefault();
      return body.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(here)}"] a[data-row-link]`)?.click();
    }
    const stepped = stepInGrid(event.currentTarget, event.nativeEvent);
    if (!stepped) return;
    event.preventDefault();
    const there = stepped.row.dataset.key;
    if (event.shiftKey && here && there && /^(Arrow(Up|Down)|Page)/.test(event.key)) choice.extend(here, there);
  };

  const shape: GridRowProps<Row>["columns"] = byKey;
  return (
    <div className={`${classes.frame} ${grid.scroller}`}>
      <table
        ref={table}
        {...roles.grid}
        className={`${classes.table} ${grid.grid}`}
        data-density={density}
        data-fit={fit || undefined}
        aria-label={words.label}
        aria-rowcount={total === null ? -1 : total + 1}
        style={widthsOf(columns)}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          <col style={{ width: chooseWidth }} />
          {columns.map(({ key, grow, priority }) => (
            <col
              key={key}
              style={grow ? undefined : { width: `var(${widthOf(key)})` }}
              data-priority={fit ? priority : undefined}
            />
          ))}
        </colgroup>
        <thead className={classes.head}>
          {model.getHeaderGroups().map((group) => (
            <tr key={group.id} {...roles.row} aria-rowindex={1}>
              <th scope="col" className={`${classes.header} ${grid.choose}`} data-pinned="" style={{ left: 0 }}>
                <ChooseAll label={words.chooseAll} choice={choice} count={rows.length} />
              </th>
              {group.headers.map((header) => {
                const { align, priority, pinned, key = "" } = byKey.get(header.column.id) ?? {};
                return (
                  <HeaderCell
                    key={header.id}
                    sort={sorts[header.column.id]}
                    align={align}
                    priority={fit ? priority : undefined}
                    column={key}
                    left={pinned ? leftOf(columns, key) : undefined}
                  >
                    <model.FlexRender header={header} />
                    <ResizeHandle column={key} {...props.bounds} onResize={props.onResize} />
                  </HeaderCell>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody ref={body}>
          {model.getRowModel().rows.map((row, at) => (
            <GridRow
              key={row.id}
              id={row.id}
              row={row.original}
              index={firstRow + at + 1}
              columns={shape}
              order={columns}
              href={rowHref(row.original)}
              fit={fit}
              chosen={choice.chosen.has(row.id)}
              current={row.id === current}
              label={words.choose(row.original)}
              onChoose={choice.toggle}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const keyOf = (target: EventTarget): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>("tr[data-key]")?.dataset.key : undefined;

function chooseFocused(table: HTMLElement | null, choice: RowChoice): boolean {
  const key = table?.contains(document.activeElement) ? keyOf(document.activeElement as Element) : undefined;
  if (key) choice.toggle(key);
  return key !== undefined;
}

/** Alt with an arrow key, in a header. */
function resizeBy(
  event: KeyboardEvent<HTMLTableElement>,
  { bounds, onResize }: { bounds: { least: number; most: number }; onResize: (column: string, width: number) => void },
): void {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>("th[data-column]") : null;
  const by = { ArrowLeft: -step, ArrowRight: step }[event.key];
  if (!cell?.dataset.column || !by) return;
  event.preventDefault();
  const width = Math.round(cell.getBoundingClientRect().width) + by;
  onResize(cell.dataset.column, Math.min(bounds.most, Math.max(bounds.least, width)));
}
