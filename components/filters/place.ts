import type { Route } from "next";
import { toQuery, without } from "@/lib/filter/codec";
import type { Filter, FilterField } from "@/lib/filter/fields";
import type { PanelFacets } from "@/lib/filter/types";

/** The view that shows a filter, and what else its address says (sort, chart options): kept when the filter changes, the page is not. */
export type FilterPlace = Readonly<{ path: "/cases" | "/trends"; keep: string }>;

/** What every facet of the panel is drawn from. */
export type FacetProps = Readonly<{ filter: Filter; facets: PanelFacets; place: FilterPlace }>;

/** The address of a filter at a place. Always the first page of its list. */
export function filterHref({ path, keep }: FilterPlace, filter: Filter): Route {
  const query = [toQuery(filter), keep].filter(Boolean).join("&");
  return (query ? `${path}?${query}` : path) as Route;
}

/** The rest of the address, for a form that sets one field. */
export function restOf(filter: Filter, field: FilterField, { keep }: FilterPlace): [string, string][] {
  return [...new URLSearchParams(toQuery(without(filter, field))), ...new URLSearchParams(keep)];
}
