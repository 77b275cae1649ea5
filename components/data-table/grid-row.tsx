"use client";

import type { Route } from "next";
import Link from "next/link";
import { memo } from "react";
import { ChooseRow } from "./choose-boxes";
import grid from "./data-grid.module.css";
import classes from "./data-table.module.css";
import { roles } from "./grid-roles";
import type { GridColumn } from "./grid-shape";
import { leftOf } from "./grid-shape";
import type { RowChoice } from "./use-row-choice";

export type GridRowProps<Row> = {
  id: string;
  row: Row;
  /** in the whole list, the header being 1 */
  index: number;
  columns: ReadonlyMap<string, GridColumn<Row>>;
  order: readonly GridColumn<Row>[];
  href: string;
  fit: boolean;
  chosen: boolean;
  current: boolean;
  label: string;
  onChoose: RowChoice["toggle"];
};

function Row<Data>({ id, row, index, order, href, fit, chosen, current, label, onChoose }: GridRowProps<Data>) {
  return (
    <tr
      {...roles.row}
      className={classes.row}
      data-key={id}
      data-open=""
      data-selected={chosen || undefined}
      data-current={current || undefined}
      aria-selected={chosen}
      aria-current={current || undefined}
      aria-rowindex={index}
    >
      <td {...roles.cell} className={`${classes.cell} ${grid.choose}`} data-line={0} data-pinned="" style={{ left: 0 }}>
        <ChooseRow id={id} label={label} chosen={chosen} onChoose={onChoose} />
      </td>
      {order.map(({ key, cell, align, priority, title, narrow, link, pinned }) => {
        const content = cell(row);
        return (
          <td
            key={key}
            {...roles.cell}
            className={classes.cell}
            data-align={align}
            data-priority={fit ? priority : undefined}
            data-line={narrow?.line ?? 0}
            data-end={narrow?.end || undefined}
            data-dot={narrow?.dot || undefined}
            data-pinned={pinned ? "" : undefined}
            style={pinned ? { left: leftOf(order, key) } : undefined}
            title={title?.(row)}
          >
            {link ? (
              <Link href={href as Route} prefetch={false} className={classes.link} data-row-link="">
                {content}
              </Link>
            ) : (
              content
            )}
            {narrow?.after && <span className={classes.after}> {narrow.after(row)}</span>}
          </td>
        );
      })}
    </tr>
  );
}

/** One row: drawn anew only when something of it has changed, so that choosing one of two hundred is quick. */
export const GridRow = memo(Row) as typeof Row;
