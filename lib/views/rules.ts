import type { SearchParams } from "@/lib/filter/codec";
import { parseFilter, toQuery } from "@/lib/filter/codec";
import { defaultSort } from "@/lib/filter/fields";
import type { SavedView } from "./types";

/** Keys of a list's address that a view keeps beside filter and sort, and those that are of the moment. */
const kept = ["columns", "density"];
const passing = ["cursor", "before", "rows", "view", "case"];

const valuesOf = (params: SearchParams, key: string): string[] =>
  (params instanceof URLSearchParams ? params.getAll(key) : [params[key] ?? []].flat()).filter(
    (text) => text.trim() !== "",
  );
const keysOf = (params: SearchParams): string[] => [
  ...new Set(params instanceof URLSearchParams ? params.keys() : Object.keys(params)),
];
/** `~`, `,` and `:` need no escape in a query (RFC 3986). */
const readable = (query: URLSearchParams): string =>
  query.toString().replaceAll("%7E", "~").replaceAll("%2C", ",").replaceAll("%3A", ":");

/** What of an address a view keeps, in one form: two addresses that ask the same keep the same. */
export function viewQuery(params: SearchParams): string {
  const { filter, page } = parseFilter(params, ["sort", ...kept, ...passing]);
  const query = new URLSearchParams(toQuery(filter, { sort: page.sort }));
  for (const key of kept) {
    const [value] = valuesOf(params, key);
    if (value) query.append(key, value.trim());
  }
  return readable(query);
}

/**
 * The address that shows a view. It says all that the view keeps, a key that nobody knows any more among it, so that the address is the filter
 * and can be sent to others; and always the sort, so that it never asks for the view a second time.
 */
export function viewHref(path: "/cases" | "/trends", { id, query }: Pick<SavedView, "id" | "query">): string {
  const asked = new URLSearchParams(query);
  if (!asked.has("sort")) asked.append("sort", defaultSort);
  asked.append("view", String(id));
  return `${path}?${readable(asked)}`;
}

/**
 * Which view an address asks for as it was saved: one that says nothing but `view`, or nothing at all (then it is the viewer's default). Null
 * where the address speaks for itself.
 */
export function viewAskedFor(params: SearchParams): number | "default" | null {
  const said = keysOf(params).filter((key) => valuesOf(params, key).length > 0);
  if (said.some((key) => key !== "view" && key !== "case")) return null;
  const [view] = valuesOf(params, "view");
  if (view === undefined) return "default";
  return /^[1-9]\d{0,8}$/.test(view) ? Number(view) : null;
}

/** Whether an address asks something else than the view in whose name it stands. */
export function isEdited(view: Pick<SavedView, "query">, params: SearchParams): boolean {
  return viewQuery(new URLSearchParams(view.query)) !== viewQuery(params);
}
