import type { CSSProperties } from "react";
import type { TableColumn } from "./columns";

/** A column of the grid: its width in px is said, since it can be changed; the one that grows takes what is left. */
export type GridColumn<Row> = TableColumn<Row> & {
  width: number;
  grow?: boolean;
  /** stays at the left; such columns stand first */
  pinned?: boolean;
  /** in plain words, where the header is a drawing */
  name: string;
};

/** Of the boxes that choose rows, in px. */
export const chooseWidth = 40;

/** The property of the table that holds a column's width. */
export const widthOf = (key: string) => `--w-${key}`;

type Shape = { key: string; width: number; grow?: boolean; pinned?: boolean };

/** Each column's width as a property, so that dragging an edge is a matter of styles; and the least that all of them need. */
export function widthsOf(columns: readonly Shape[]): CSSProperties {
  const own = Object.fromEntries(columns.map(({ key, width }) => [widthOf(key), `${width}px`]));
  const least = columns.map(({ key }) => `var(${widthOf(key)})`).join(" + ");
  return { ...own, "--least": `calc(${chooseWidth}px + ${least})` } as CSSProperties;
}

/** Where a column that stays begins: after the boxes and those that stay before it. */
export function leftOf(columns: readonly Shape[], key: string): string {
  const before = columns.slice(
    0,
    columns.findIndex((column) => column.key === key),
  );
  return `calc(${[`${chooseWidth}px`, ...before.map((column) => `var(${widthOf(column.key)})`)].join(" + ")})`;
}
