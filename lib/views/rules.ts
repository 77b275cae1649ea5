import type { SearchParams } from "@/lib/filter/codec";
import { parseFilter, toQuery } from "@/lib/filter/codec";
import { defaultSort } from "@/lib/filter/fields";
import type { SavedView, ViewPage } from "./types";

/** Keys of a page's address that a view keeps beside the filter (of a list: and the sort), and those that are of the moment. */
const kept: Record<ViewPage, readonly string[]> = {
  cases: ["columns", "density"],
  // as lib/trends/schema names them; a test there holds the two together
  trends: "show measure in by stack months end compare set order scale fold vs lines".split(" "),
};
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

/** What of an address a view of a page keeps, in one form: two addresses that ask the same keep the same. */
export function viewQuery(of: ViewPage, params: SearchParams): string {
  const { filter, page } = parseFilter(params, ["sort", ...kept[of], ...passing]);
  const query = new URLSearchParams(toQuery(filter, of === "cases" ? { sort: page.sort } : {}));
  for (const key of kept[of])
    for (const value of valuesOf(params, key)) if (!isPlain(of, key, value)) query.append(key, value.trim());
  return readable(query);
}

/** Trends are drawn as a chart unasked. */
const isPlain = (of: ViewPage, key: string, value: string) =>
  of === "trends" && key === "show" && value.trim() === "chart";

/**
 * The address that shows a view. It says all that the view keeps, a key that nobody knows any more among it, so that the address is the filter
 * and can be sent to others; and always the sort or the way it
 * is drawn, so that it never asks for the view a second time.
 */
export function viewHref({ id, query, page }: Pick<SavedView, "id" | "query" | "page">): string {
  const asked = new URLSearchParams(query);
  const [key, plain] = page === "cases" ? ["sort", defaultSort] : ["show", "chart"];
  if (!asked.has(key)) asked.append(key, plain);
  asked.append("view", String(id));
  return `/${page}?${readable(asked)}`;
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
export function isEdited({ page, query }: Pick<SavedView, "query" | "page">, params: SearchParams): boolean {
  return viewQuery(page, new URLSearchParams(query)) !== viewQuery(page, params);
}
