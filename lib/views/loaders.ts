import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { withViewer } from "@/lib/db/with-viewer";
import type { SearchParams } from "@/lib/filter/codec";
import { parseFilter } from "@/lib/filter/codec";
import { countCases } from "@/lib/filter/facets";
import { resolveFilter } from "@/lib/filter/refs";
import { listViews } from "./queries";
import { viewAskedFor, viewHref } from "./rules";
import type { ViewPage } from "./types";

/**
 * Where an address leads that asks for a view as it was saved, or of the list that says nothing while the viewer has a default; null where it
 * speaks for itself, or asks for a view that is nobody's, another's, or shared no more.
 * @throws AppError FORBIDDEN for a role that reads no cases
 */
export async function savedAddress(viewer: Viewer, page: ViewPage, params: SearchParams): Promise<string | null> {
  assertMay(viewer, "case.read");
  const asked = viewAskedFor(params);
  if (asked === null) return null;
  if (asked === "default" && page !== "cases") return null;
  const views = await withViewer(viewer, listViews);
  const view = views.find(({ id, isDefault }) => (asked === "default" ? isDefault : id === asked));
  return view ? viewHref(view) : null;
}

/** How many views are counted at most, the viewer's own first. */
const mostCounted = 40;

/**
 * How many cases each view finds in the viewer's own scope, from one snapshot. Asked for by the browser once the page stands.
 * @throws AppError FORBIDDEN for a role that reads no cases
 */
export async function countViews(viewer: Viewer): Promise<Record<number, number>> {
  assertMay(viewer, "case.read");
  return withViewer(viewer, async (tx) => {
    const counts: Record<number, number> = {};
    for (const view of (await listViews(tx)).slice(0, mostCounted)) {
      const { filter, refs } = await resolveFilter(tx, parseFilter(new URLSearchParams(view.query)).filter);
      counts[view.id] = await countCases(tx, filter, refs);
    }
    return counts;
  });
}
