import type { Route } from "next";
import { toQuery } from "@/lib/filter/codec";
import type { Filter } from "@/lib/filter/fields";

/** The view that shows a filter, and what else its address says (sort, chart options): kept when the filter changes, the page is not. */
export type FilterPlace = Readonly<{ path: "/cases" | "/trends"; keep: string }>;

/** The address of a filter at a place. Always the first page of its list. */
export function filterHref({ path, keep }: FilterPlace, filter: Filter): Route {
  const query = [toQuery(filter), keep].filter(Boolean).join("&");
  return (query ? `${path}?${query}` : path) as Route;
}
