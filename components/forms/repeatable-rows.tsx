"use client";

import { IconPlus, IconX } from "@tabler/icons-react";
import type { KeyboardEvent, ReactNode } from "react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import classes from "./repeatable-rows.module.css";

const focusable = "input:not([type=hidden]), select, textarea";

/** After the next paint, when the rows on screen are those of the new state. */
const afterPaint = (then: () => void) => requestAnimationFrame(() => requestAnimationFrame(then));

/**
 * Rows of the same few controls: a grid with one header on a wide screen, a panel per row on a phone. Alt+Enter adds a row;
 * the focus goes to the new row's first control, and after a removal to the row that took its place. Where there are several kinds of
 * rows, `adds` has a button for each, and Alt+Enter adds one of the kind that it was pressed in.
 * @param headers one per column, as in `tracks`; @param tracks CSS grid tracks of the columns, without the one of the remove button
 * @param children the cells of one row, each a RowCell
 * @param below what stands under a row: its mistakes, a preview
 */
export function RepeatableRows<Row>({
  id,
  rows,
  rowKey,
  headers,
  tracks,
  addLabel,
  adds = [],
  addLead,
  full,
  removeLabel,
  rowLabel,
  onAdd,
  onRemove,
  least = 0,
  below,
  children,
}: {
  /** what a mistake of the rows as a whole is found by */
  id?: string;
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
  headers: readonly { label: ReactNode; align?: "end" }[];
  tracks: string;
  addLabel?: ReactNode;
  /** further kinds of rows to add */
  adds?: readonly { label: ReactNode; onAdd: () => void }[];
  /** before the buttons that add */
  addLead?: ReactNode;
  /** why there can be no more rows; nothing is added while it is said */
  full?: ReactNode;
  removeLabel: (index: number) => string;
  /** what a screen reader calls a row */
  rowLabel?: (row: Row, index: number) => string;
  /** @param from the row in which Alt+Enter was pressed */
  onAdd: (from?: number) => void;
  onRemove: (index: number) => void;
  /** rows that always stay */
  least?: number;
  below?: (row: Row, index: number) => ReactNode;
  children: (row: Row, index: number) => ReactNode;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const rowElements = () => [...(frame.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const addButton = () => frame.current?.querySelector<HTMLElement>("[data-add]");

  function add(how: () => void) {
    how();
    afterPaint(() => rowElements().at(-1)?.querySelector<HTMLElement>(focusable)?.focus());
  }

  function remove(index: number) {
    onRemove(index);
    afterPaint(() => {
      const left = rowElements();
      const next = left[Math.min(index, left.length - 1)];
      (next?.querySelector<HTMLElement>(focusable) ?? addButton())?.focus();
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !event.altKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (full) return;
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-row]") : null;
    const from = row ? rowElements().indexOf(row) : -1;
    add(() => (from < 0 ? onAdd() : onAdd(from)));
  }

  const columns = { gridTemplateColumns: `${tracks} 24px` };
  return (
    // The keys of the controls inside bubble up to here.
    <fieldset className={classes.rows} id={id} tabIndex={id ? -1 : undefined} onKeyDown={onKeyDown}>
      <div ref={frame}>
        {rows.length > 0 && (
          <div className={classes.header} style={columns} aria-hidden="true">
            {headers.map(({ label, align }, index) => (
              <span key={`header-${String(index)}`} data-align={align}>
                {label}
              </span>
            ))}
          </div>
        )}
        {rows.map((row, index) => (
          <fieldset className={classes.row} key={rowKey(row, index)} data-row="" aria-label={rowLabel?.(row, index)}>
            <div className={classes.cells} style={columns}>
              {children(row, index)}
              {rows.length > least ? (
                <button
                  type="button"
                  className={classes.remove}
                  aria-label={removeLabel(index)}
                  title={removeLabel(index)}
                  onClick={() => remove(index)}
                >
                  <IconX size={16} stroke={1.75} aria-hidden="true" />
                </button>
              ) : (
                <span />
              )}
            </div>
            {below?.(row, index)}
          </fieldset>
        ))}
        <div className={classes.adds}>
          {addLead}
          {[...(addLabel ? [{ label: addLabel, onAdd: () => onAdd() }] : []), ...adds].map((kind, index) => (
            <Button
              key={`add-${String(index)}`}
              look="link"
              disabled={Boolean(full)}
              onClick={() => add(kind.onAdd)}
              data-add=""
            >
              <IconPlus size={16} stroke={1.75} aria-hidden="true" />
              {kind.label}
            </Button>
          ))}
        </div>
        <div role="status">{full}</div>
      </div>
    </fieldset>
  );
}
