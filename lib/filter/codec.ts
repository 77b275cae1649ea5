import type { Filter, FilterField, FilterKey, Page, Problem } from "./fields";
import { defaultSort, defaultStatuses, emptyFilter, filterKeys, firstPage, sortCodes } from "./fields";
import { firstDay, lastDay } from "./period";
import { microgramsOf, Unreadable } from "./values";

/** What Next hands to a page, what a form, the API and the command line hold. */
export type SearchParams = URLSearchParams | Readonly<Record<string, string | readonly string[] | undefined>>;
/** What the URL asks for, and every key or value that was set aside, by name. */
export type ParsedFilter = { filter: Filter; page: Page; problems: Problem[] };

const keys = Object.keys(filterKeys) as FilterKey[];
const pageKeys = ["sort", "cursor", "before"];
const maxCursor = 300;

/**
 * Reads a filter from a URL. Never fails: what it cannot read is in `problems` and has no effect. An empty value (an empty field of a form)
 * says nothing.
 * @param own the keys beside the filter's that whoever asks understands: those of a list's page, unless it says otherwise
 */
export function parseFilter(params: SearchParams, own: readonly string[] = pageKeys): ParsedFilter {
  const given = entriesOf(params);
  const problems: Problem[] = [];
  for (const [key, values] of given) {
    if (isFilterKey(key) || own.includes(key)) continue;
    problems.push({ key, value: values.join(", "), reason: "unknown-key" });
    given.delete(key);
  }

  const read: Record<string, readonly string[] | string | null> = {};
  for (const key of keys) {
    const { many } = filterKeys[key];
    const values = new Set<string>();
    for (const value of given.get(key) ?? []) {
      try {
        values.add(filterKeys[key].read(value));
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        problems.push({ key, value, reason: error.reason });
      }
    }
    const [first, ...others] = values;
    if (!many) for (const value of others) problems.push({ key, value, reason: "given-twice" });
    read[key] = many ? [...values].sort() : (first ?? null);
  }
  // Each value has come from its key's own reader, so the record is a Filter key by key.
  const filter = settle({ ...emptyFilter, ...read } as Filter, problems);
  return { filter, page: readPage(given, problems), problems };
}

/** Keys that contradict or repeat a default: the same question has one form. */
function settle(filter: Filter, problems: Problem[]): Filter {
  const settled = { ...filter };
  if (filter.from && filter.to && firstDay(filter.from) > lastDay(filter.to)) {
    problems.push({ key: "to", value: filter.to, reason: "before-from" });
    settled.to = null;
  }
  if (filter.min && filter.max && BigInt(microgramsOf(filter.min)) > BigInt(microgramsOf(filter.max))) {
    problems.push({ key: "max", value: filter.max, reason: "below-min" });
    settled.max = null;
  }
  if (filter.status.length === defaultStatuses.length && defaultStatuses.every((s) => filter.status.includes(s)))
    settled.status = [];
  return settled;
}

function readPage(given: ReadonlyMap<string, readonly string[]>, problems: Problem[]): Page {
  const one = (key: string, ok: (value: string) => boolean) => {
    const [value, ...others] = given.get(key) ?? [];
    for (const other of others) problems.push({ key, value: other, reason: "given-twice" });
    if (value === undefined || ok(value)) return value ?? null;
    problems.push({ key, value, reason: "unknown-value" });
    return null;
  };
  const asked = one("sort", (value) => sortCodes.some((code) => code === value));
  const cursor = one("cursor", (value) => value.length <= maxCursor);
  const before = one("before", (value) => value.length <= maxCursor);
  if (cursor !== null && before !== null) problems.push({ key: "before", value: before, reason: "not-both" });
  return {
    sort: sortCodes.find((code) => code === asked) ?? defaultSort,
    cursor,
    before: cursor === null ? before : null,
  };
}

/** The query string of a filter, without `?`: keys in their declared order, defaults left out. `parseFilter` reads it back to the same. */
export function toQuery(filter: Filter, page: Partial<Page> = firstPage): string {
  const query = new URLSearchParams();
  for (const key of keys) {
    const value = filter[key];
    for (const one of typeof value === "string" ? [value] : (value ?? [])) query.append(key, one);
  }
  if (page.sort && page.sort !== defaultSort) query.append("sort", page.sort);
  if (page.cursor) query.append("cursor", page.cursor);
  if (page.before) query.append("before", page.before);
  // `~` needs no escape (RFC 3986); URLSearchParams writes one all the same.
  return query.toString().replaceAll("%7E", "~");
}

/** The filter without one of its fields. */
export function without(filter: Filter, field: FilterField): Filter {
  const kept: Record<string, unknown> = { ...filter };
  for (const key of keys) if (filterKeys[key].field === field) kept[key] = emptyFilter[key];
  return kept as Filter;
}

/** The fields that are set, in declared order. The default statuses are no setting. */
export function activeFields(filter: Filter): FilterField[] {
  const set = keys.filter(
    (key) => key !== "maybe" && key !== "names" && filter[key] !== null && filter[key]?.length !== 0,
  );
  return [...new Set(set.map((key) => filterKeys[key].field))];
}

function isFilterKey(key: string): key is FilterKey {
  return Object.hasOwn(filterKeys, key);
}

function entriesOf(params: SearchParams): Map<string, string[]> {
  const pairs: [string, string | readonly string[] | undefined][] =
    params instanceof URLSearchParams ? [...params] : Object.entries(params);
  const entries = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const values = (typeof value === "string" ? [value] : (value ?? [])).filter((v) => v.trim() !== "");
    if (values.length > 0) entries.set(key, [...(entries.get(key) ?? []), ...values]);
  }
  return entries;
}
