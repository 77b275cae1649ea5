import type { SearchParams } from "@/lib/filter/codec";
import { parseFilter, toQuery } from "@/lib/filter/codec";
import type { Filter, Page, Problem } from "@/lib/filter/fields";
import { defaultSort } from "@/lib/filter/fields";
import type { Density, RowCount, ShownColumn } from "./columns";
import { densityCodes, readColumns, rowCounts, writeColumns } from "./columns";

/**
 * What the address of the list says beside the filter and the page. Null is not said: then the saved view, what this browser remembers, or
 * the product decides.
 */
export type Listing = Readonly<{
  columns: readonly ShownColumn[] | null;
  density: Density | null;
  rows: RowCount;
  /** a saved view, by its id; `none`: not even one's own default */
  view: number | "none" | null;
  /** slug of the conversion set of the weights; what is filtered and sorted by is the current set's all the same */
  set: string | null;
  /** reference of the case in the reading pane */
  open: string | null;
}>;
export const plainListing: Listing = { columns: null, density: null, rows: 50, view: null, set: null, open: null };

export type ReadListing = { filter: Filter; page: Page; listing: Listing; problems: Problem[] };

const pageKeys = ["sort", "cursor", "before"];
const ownKeys = ["columns", "density", "rows", "view", "set", "case"];

/** Reads the address of the list. Never fails: what it cannot read is in `problems` and has no effect. */
export function readListing(params: SearchParams): ReadListing {
  const { filter, page, problems } = parseFilter(params, [...pageKeys, ...ownKeys]);
  const one = <T>(key: string, read: (text: string) => T | null): T | null => {
    const given = (params instanceof URLSearchParams ? params.getAll(key) : [params[key] ?? []].flat()).filter(
      (text) => text.trim() !== "",
    );
    const [first, ...others] = given;
    for (const value of others) if (value !== first) problems.push({ key, value, reason: "given-twice" });
    if (first === undefined) return null;
    const value = read(first);
    if (value === null) problems.push({ key, value: first, reason: "unknown-value" });
    return value;
  };
  const listing: Listing = {
    columns: one("columns", (text) => readColumns(text, problems)),
    density: one("density", (text) => densityCodes.find((code) => code === text) ?? null),
    rows: one("rows", (text) => rowCounts.find((count) => String(count) === text) ?? null) ?? plainListing.rows,
    view: one("view", (text) => (text === "none" ? text : /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null)),
    set: one("set", (text) => (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) ? text : null)),
    open: one("case", (text) => (/^[A-Za-z0-9][A-Za-z0-9-]{0,59}$/.test(text) ? text : null)),
  };
  return { filter, page, listing, problems };
}

/**
 * The part of the list's address that stays when the filter changes. With a saved view the sort is always said: an address with nothing but a
 * view asks for the view as it was saved, and a filter that was emptied must not.
 */
export function keptQuery(sort: Page["sort"], { columns, density, rows, view, set }: Listing): string {
  const query = new URLSearchParams();
  if (sort !== defaultSort || typeof view === "number") query.append("sort", sort);
  if (columns) query.append("columns", writeColumns(columns));
  if (density) query.append("density", density);
  if (rows !== plainListing.rows) query.append("rows", String(rows));
  if (view !== null) query.append("view", String(view));
  if (set !== null) query.append("set", set);
  return query.toString().replaceAll("%7E", "~").replaceAll("%2C", ",").replaceAll("%3A", ":");
}

/** The address of a part of the list, the reading pane left out: it follows the rows. */
export function listHref(
  filter: Filter,
  page: Pick<Page, "sort"> & Partial<Page>,
  listing: Listing,
): `/cases${string}` {
  const { cursor, before } = page;
  const step = toQuery(filter, { cursor: cursor ?? null, before: before ?? null });
  const query = [step, keptQuery(page.sort, listing)].filter(Boolean).join("&");
  return query ? `/cases?${query}` : "/cases";
}
