import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import type { ColumnSort } from "./columns";
import classes from "./data-table.module.css";

/** A column's header; where one can sort by it, a link with the direction that is in force. */
export function HeaderCell({
  sort,
  align,
  priority,
  column,
  left,
  children,
}: {
  sort?: ColumnSort;
  align?: "end";
  priority?: number;
  /** its key, where its width can be changed */
  column?: string;
  /** where it stays while the table scrolls sideways */
  left?: string;
  children: ReactNode;
}) {
  const Arrow = sort?.direction === "ascending" ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
      className={classes.header}
      data-align={align}
      data-priority={priority}
      data-column={column}
      data-pinned={left === undefined ? undefined : ""}
      style={left === undefined ? undefined : { left }}
      aria-sort={sort ? (sort.direction ?? "none") : undefined}
    >
      {sort ? (
        <Link href={sort.href as Route} prefetch={false} scroll={false} className={classes.sort}>
          {sort.direction && <Arrow size={14} stroke={2} aria-hidden="true" />}
          {children}
        </Link>
      ) : (
        children
      )}
    </th>
  );
}
