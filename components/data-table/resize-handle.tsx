"use client";

import type { PointerEvent } from "react";
import { useRef } from "react";
import classes from "./data-grid.module.css";
import { widthOf } from "./grid-shape";

/** How far one press of a key moves a column's edge, in px. */
export const step = 16;

/**
 * The edge of a column, to be dragged. The width follows the pointer in the page's styles; what is to be kept is told once, at the end.
 * Whoever cannot drag has the keys of the header and the buttons beside the column's name.
 */
export function ResizeHandle({
  column,
  least,
  most,
  onResize,
}: {
  column: string;
  least: number;
  most: number;
  onResize: (column: string, width: number) => void;
}) {
  const from = useRef<{ x: number; width: number } | null>(null);

  function begin(event: PointerEvent<HTMLSpanElement>) {
    const cell = event.currentTarget.closest("th");
    if (!cell || event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width: cell.getBoundingClientRect().width };
  }
  const widthAt = (x: number) => {
    const start = from.current ?? { x, width: least };
    return Math.round(Math.min(most, Math.max(least, start.width + x - start.x)));
  };
  function move(event: PointerEvent<HTMLSpanElement>) {
    if (!from.current) return;
    event.currentTarget.closest("table")?.style.setProperty(widthOf(column), `${widthAt(event.clientX)}px`);
  }
  function end(event: PointerEvent<HTMLSpanElement>) {
    if (!from.current) return;
    const moved = event.clientX !== from.current.x;
    const width = widthAt(event.clientX);
    from.current = null;
    if (moved) onResize(column, width);
  }

  return (
    <span
      className={classes.handle}
      aria-hidden="true"
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
