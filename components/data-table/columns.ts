import type { ReactNode } from "react";

/** Where a cell stands in the three-line row of a narrow screen. What has no place there is left out. */
export type NarrowPlace<Row> = {
  line: 1 | 2 | 3 | 4;
  /** at the end of its line */
  end?: boolean;
  /** a dot between this cell and the one before */
  dot?: boolean;
  /** words that stand in the column's header otherwise: a unit, a noun */
  after?: (row: Row) => ReactNode;
};

/** One column: what it shows of a row, and how wide. Knows nothing of what the rows are. */
export type TableColumn<Row> = {
  key: string;
  /** in words */
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** in px, or as a share of the table; columns without a width share what is left */
  width?: number | `${number}%`;
  align?: "end";
  /** the cell's content is the row's link; exactly one column has it */
  link?: boolean;
  /** 1 stays; 3 goes first, then 2, where the table is narrow */
  priority?: 1 | 2 | 3;
  /** the whole text of a cell that may be cut, as a tooltip */
  title?: (row: Row) => string | undefined;
  narrow?: NarrowPlace<Row>;
};

/** How the list is sorted, which the server does: the address that a press on the header leads to. */
export type ColumnSort = { href: string; direction: "ascending" | "descending" | null };
