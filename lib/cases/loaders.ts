import { readFiltered } from "@/lib/audit/consult";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { conversionFor, setAsked } from "@/lib/db/mass";
import { invalid } from "@/lib/errors";
import { countPanel, findChoices } from "@/lib/filter/choices";
import type { SearchParams } from "@/lib/filter/codec";
import { activeFields, parseFilter } from "@/lib/filter/codec";
import { readCursor } from "@/lib/filter/cursor";
import { countCases, countFacets, countWithout } from "@/lib/filter/facets";
import type { Filter, Page, Problem } from "@/lib/filter/fields";
import { foundIn } from "@/lib/filter/found";
import { namesOfIds, openLists } from "@/lib/filter/names";
import { offersOf } from "@/lib/filter/offers";
import { readOtherWords, resolveFilter } from "@/lib/filter/refs";
import type { CountedChoice, ResolvedFilter } from "@/lib/filter/types";
import { foldText } from "@/lib/filter/values";
import { filterWhere } from "@/lib/filter/where";
import { listViews } from "@/lib/views/queries";
import { defaultColumns } from "./columns";
import type { Listing, ReadListing } from "./listing";
import { listHref, readListing } from "./listing";
import type { Place } from "./queries";
import { listCases, listCasesFrom } from "./queries";
import type { CasesCounts, CasesList, CasesPage, ListedCases, NamedFacets } from "./types";

/**
 * What `/cases` shows for a URL, all from one snapshot in the viewer's name: the rows as soon as they are read, what is counted beside them
 * when that is done. Whatever the URL holds, a page comes back; what could not be read is in `problems`. Either may fail for itself.
 * @throws AppError FORBIDDEN for a role that reads no cases
 */
export function openCasesPage(
  viewer: Viewer,
  params: SearchParams,
): { list: Promise<CasesList>; counts: Promise<CasesCounts> } {
  assertMay(viewer, "case.read");
  const asked = readListing(params);
  const list = deferred<CasesList>();
  const counts = deferred<CasesCounts>();
  readFiltered(viewer, asked.filter, async (tx) => {
    const resolved = await resolveFilter(tx, asked.filter);
    list.resolve(await readList(tx, asked, resolved));
    counts.resolve(await readCounts(tx, resolved));
  }).catch((error: unknown) => {
    list.reject(error);
    counts.reject(error);
  });
  return { list: list.promise, counts: counts.promise };
}

/** As openCasesPage, whole. */
export async function loadCasesPage(viewer: Viewer, params: SearchParams): Promise<CasesPage> {
  const { list, counts } = openCasesPage(viewer, params);
  const [rows, counted] = await Promise.all([list, counts]);
  return { ...rows, ...counted };
}

type Deferred<T> = { promise: Promise<T>; resolve: (value: T) => void; reject: (error: unknown) => void };

/** A promise to keep. Whoever awaits it hears of a failure; nobody awaiting it yet is no reason to end the process. */
function deferred<T>(): Deferred<T> {
  let keep: Omit<Deferred<T>, "promise"> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    keep = { resolve, reject };
  });
  promise.catch(() => {});
  if (!keep) throw new Error("a promise runs its body at once");
  return { promise, ...keep };
}

async function readList(tx: Tx, asked: ReadListing, resolved: ResolvedFilter): Promise<CasesList> {
  const { at, page, problem } = placeOf(asked.page);
  const { filter, refs, problems, ...lists } = resolved;
  const views = await listViews(tx);
  const { problem: unseen, listing, ...shown } = shownAs(asked.listing, views);
  const where = filterWhere(filter, refs);
  const { setId, conversion } = await conversionFor(tx, listing.set);
  const what = { columns: new Set(shown.columns.map(({ code }) => code)), limit: listing.rows, setId };
  const from = (place: Place) => listCases(tx, where, page.sort, place, lists, what);
  let listed = await from(at);
  // A place past either end: the list has changed since the link was made.
  if (listed.rows.length === 0 && at) listed = await from(null);
  const { rows, rowsBefore, cursors, more } = listed;
  return {
    filter,
    page,
    listing,
    conversion,
    problems: [...asked.problems, ...problems, ...problem, ...unseen],
    ...shown,
    rows,
    matches: await foundIn(
      tx,
      rows.map((row) => row.reference),
      filter,
    ),
    offers: filter.q === null ? [] : offersOf(filter, lists, await readOtherWords(tx)),
    firstRow: rows.length === 0 ? 0 : rowsBefore + 1,
    next: more ? (cursors.at(-1) ?? null) : null,
    previous: rowsBefore > 0 ? (cursors[0] ?? null) : null,
    ...lists,
    views,
    named: typeof listing.view === "number" ? listing.view : null,
    query: listHref(filter, { sort: page.sort }, listing).split("?")[1] ?? "",
  };
}

async function readCounts(tx: Tx, resolved: ResolvedFilter): Promise<CasesCounts> {
  const { filter, refs } = resolved;
  const facets = await countPanel(tx, resolved);
  const lift = facets.total === 0 ? await countWithout(tx, filter, refs, activeFields(filter)) : new Map();
  return { facets, lift };
}

/**
 * Columns and density: the address's, else those of the viewer's default view, else the product's; under a saved view's name its own. A view
 * that the viewer does not see is a problem. For whoever has a default, an address without a view says so from here on: with its filter
 * cleared it must not ask for the default.
 */
function shownAs(listing: Listing, views: CasesList["views"]) {
  const { view } = listing;
  const unseen = typeof view === "number" && !views.some(({ id }) => id === view);
  const problem: Problem[] = unseen ? [{ key: "view", value: String(view), reason: "unknown-value" }] : [];
  const standard = views.find(({ isDefault }) => isDefault);
  const fallback =
    standard && typeof view !== "number" ? readListing(new URLSearchParams(standard.query)).listing : null;
  const chosen = listing.columns ?? fallback?.columns ?? null;
  return {
    listing: { ...listing, view: unseen ? null : (view ?? (standard ? ("none" as const) : null)) },
    columns: chosen ?? defaultColumns,
    ownColumns: chosen !== null,
    density: listing.density ?? fallback?.density ?? null,
    problem,
  };
}

/**
 * Part of the list for a program: up to `size` cases from the page's cursor on, weighed under a conversion set (null: the current one), and
 * the exact total, from one snapshot. What could not be
 * read is in `problems`; show no rows beside them: they answer another question.
 * @throws AppError FORBIDDEN for a role that reads no cases
 */
export async function loadCasesFrom(
  viewer: Viewer,
  asked: Filter,
  from: Page,
  { size, set }: { size: number; set: string | null },
): Promise<ListedCases> {
  assertMay(viewer, "case.read");
  const { at, page, problem } = placeOf(from);
  return readFiltered(viewer, asked, async (tx) => {
    const { filter, refs, problems, points, substances } = await resolveFilter(tx, asked);
    const under = await setAsked(tx, set);
    const all = [...problems, ...problem, ...under.problems];
    if (all.length > 0) return { problems: all, rows: [], total: 0, next: null };
    const where = filterWhere(filter, refs);
    const what = { size, setId: under.setId };
    const { rows, next } = await listCasesFrom(tx, where, page.sort, at, { points, substances }, what);
    return { problems: all, rows, total: await countCases(tx, filter, refs), next };
  });
}

/** Entries of a list that grows with the register, in the facets of a program: the ones with most cases. */
const mostNamed = 100;

/**
 * The facets of a filter, with the names of their values, from one snapshot. What could not be read is in `problems`, and then there are none.
 * @throws AppError FORBIDDEN for a role that reads no cases
 */
export async function loadFacets(
  viewer: Viewer,
  asked: Filter,
): Promise<{ problems: readonly Problem[]; named: NamedFacets | null }> {
  assertMay(viewer, "case.read");
  return readFiltered(viewer, asked, async (tx) => {
    const { filter, refs, problems, points, substances, owners } = await resolveFilter(tx, asked);
    if (problems.length > 0) return { problems, named: null };
    const facets = await countFacets(tx, filter, refs);
    const open = async (list: "agency" | "operation" | "source") => {
      const counts = [...facets[list]].flatMap(([id, n]) => (id === null ? [] : [{ id, n }]));
      const ids = counts.sort((x, y) => y.n - x.n || x.id - y.id).map(({ id }) => id);
      return namesOfIds(tx, list, ids.slice(0, mostNamed));
    };
    const [agency, operation, source] = [await open("agency"), await open("operation"), await open("source")];
    return { problems, named: { facets, points, substances, owners, agency, operation, source } };
  });
}

/**
 * Entries of one of the filter's long lists (`list`) whose words hold a text (`find`), with their cases under the filter's other fields.
 * @throws AppError INVALID for another list, FORBIDDEN for a role that reads no cases
 */
export async function findFilterChoices(viewer: Viewer, params: URLSearchParams): Promise<CountedChoice[]> {
  assertMay(viewer, "case.read");
  const list = openLists.find((name) => name === params.get("list"));
  if (!list) throw invalid("list", "filter.problem.unknown-value");
  const text = (params.get("find") ?? "").slice(0, 200);
  if (foldText(text) === "" || text.includes("\u0000")) return [];
  const { filter } = parseFilter(params, ["list", "find"]);
  return readFiltered(viewer, filter, async (tx) => findChoices(tx, list, text, await resolveFilter(tx, filter)));
}

function placeOf(page: Page): { at: Place; page: Page; problem: Problem[] } {
  const [key, text] = page.cursor !== null ? (["cursor", page.cursor] as const) : (["before", page.before] as const);
  if (text === null) return { at: null, page, problem: [] };
  const cursor = readCursor(text, page.sort);
  if (cursor) return { at: { side: key === "cursor" ? "after" : "before", cursor }, page, problem: [] };
  return {
    at: null,
    page: { ...page, cursor: null, before: null },
    problem: [{ key, value: text, reason: "unknown-value" }],
  };
}
