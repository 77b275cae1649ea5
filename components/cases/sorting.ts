import type { Route } from "next";
import type { ColumnSort } from "@/components/data-table/columns";
import type { ColumnCode } from "@/lib/cases/columns";
import type { Listing } from "@/lib/cases/listing";
import { listHref } from "@/lib/cases/listing";
import type { Filter, Sort } from "@/lib/filter/fields";

/** The address of the list in another order; it begins at its first page. */
export function sortHref(filter: Filter, sort: Sort, listing: Listing): Route {
  return listHref(filter, { sort }, listing) as Route;
}

/** The sorts of each column: the first is what a press gives, the next what another press gives. */
const columns: Partial<Record<ColumnCode, readonly [Sort, ...Sort[]]>> = {
  case: ["reference"],
  date: ["-date", "date"],
  point: ["point"],
  mass: ["-quantity", "quantity"],
  grade: ["grade"],
  logged: ["-logged", "logged"],
};

/** What pressing each column's header does. */
export function columnSorts(filter: Filter, current: Sort, listing: Listing): Record<string, ColumnSort> {
  return Object.fromEntries(
    Object.entries(columns).map(([column, sorts]) => {
      const at = sorts.indexOf(current);
      const next = sorts[(at + 1) % sorts.length] ?? sorts[0];
      const direction = at === -1 ? null : current.startsWith("-") ? ("descending" as const) : ("ascending" as const);
      return [column, { href: sortHref(filter, next, listing), direction }];
    }),
  );
}
