import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { withViewer } from "@/lib/db/with-viewer";
import type { SearchParams } from "@/lib/filter/codec";
import { activeFields, parseFilter } from "@/lib/filter/codec";
import { readCursor } from "@/lib/filter/cursor";
import { countCases, countFacets, countWithout } from "@/lib/filter/facets";
import type { Filter, Page, Problem } from "@/lib/filter/fields";
import { resolveFilter } from "@/lib/filter/refs";
import type { Facets, ResolvedFilter } from "@/lib/filter/types";
import { filterWhere } from "@/lib/filter/where";
import type { Place } from "./queries";
import { listCases, listCasesFrom } from "./queries";
import type { CasesPage, ListedCases } from "./types";

/**
 * What `/cases` shows for a URL: rows, exact total, facets and the place in the list, all from one snapshot in the viewer's name. Whatever
 * the URL holds, a page comes back; what could not be read is in `problems`.
 * @throws AppError FORBIDDEN for a role that reads no cases
 */
export async function loadCasesPage(viewer: Viewer, params: SearchParams): Promise<CasesPage> {
  assertMay(viewer, "case.read");
  const parsed = parseFilter(params);
  const { at, page, problem } = placeOf(parsed.page);
  return withViewer(viewer, async (tx) => {
    const { filter, refs, problems, ...lists } = await resolveFilter(tx, parsed.filter);
    const facets = await countFacets(tx, filter, refs);
    const where = filterWhere(filter, refs);
    let listed = await listCases(tx, where, page.sort, at, lists);
    // A place past either end: the list has changed since the link was made.
    if (listed.rows.length === 0 && at && facets.total > 0) listed = await listCases(tx, where, page.sort, null, lists);
    const { rows, rowsBefore, cursors } = listed;
    return {
      filter,
      page,
      problems: [...parsed.problems, ...problems, ...problem],
      facets,
      rows,
      firstRow: rows.length === 0 ? 0 : rowsBefore + 1,
      next: rowsBefore + rows.length < facets.total ? (cursors.at(-1) ?? null) : null,
      previous: rowsBefore > 0 ? (cursors[0] ?? null) : null,
      lift: facets.total === 0 ? await countWithout(tx, filter, refs, activeFields(filter)) : new Map(),
      ...lists,
    };
  });
}

/**
 * Part of the list for a program: up to `size` cases from the page's cursor on, and the exact total, from one snapshot. What could not be
 * read is in `problems`; show no rows beside them: they answer another question.
 * @throws AppError FORBIDDEN for a role that reads no cases
 */
export async function loadCasesFrom(viewer: Viewer, asked: Filter, from: Page, size: number): Promise<ListedCases> {
  assertMay(viewer, "case.read");
  const { at, page, problem } = placeOf(from);
  return withViewer(viewer, async (tx) => {
    const { filter, refs, problems, points, substances } = await resolveFilter(tx, asked);
    if (problems.length + problem.length > 0)
      return { problems: [...problems, ...problem], rows: [], total: 0, next: null };
    const where = filterWhere(filter, refs);
    const { rows, next } = await listCasesFrom(tx, where, page.sort, at, { points, substances }, size);
    return { problems, rows, total: await countCases(tx, filter, refs), next };
  });
}

/** The facets of a filter, with the lists that their names come from, from one snapshot. @throws AppError FORBIDDEN */
export async function loadFacets(viewer: Viewer, asked: Filter): Promise<ResolvedFilter & { facets: Facets | null }> {
  assertMay(viewer, "case.read");
  return withViewer(viewer, async (tx) => {
    const resolved = await resolveFilter(tx, asked);
    if (resolved.problems.length > 0) return { ...resolved, facets: null };
    return { ...resolved, facets: await countFacets(tx, resolved.filter, resolved.refs) };
  });
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
