import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { appendAction } from "./append";
import { csvOf } from "./csv";
import { listActions, listActors, listEvents } from "./queries";
import type { AuditQuery } from "./schema";
import { readAuditQuery } from "./schema";
import type { AuditEntry, AuditPage } from "./types";

const pageSize = 50;
/** How far a page counts the changes of an event. */
const countedChanges = 1_000;
/** Events that are in memory at once while the log is taken out. */
const exportStep = 500;

/**
 * What `/audit` shows for a URL: events, newest first, with what each changed. Whatever the URL holds, a page comes back; what could not
 * be read is in `problems`.
 * @throws AppError FORBIDDEN for a role that does not read the log
 */
export async function loadAuditPage(
  viewer: Viewer,
  params: Record<string, string | string[] | undefined>,
): Promise<AuditPage> {
  assertMay(viewer, "audit.read");
  const { filter, before, after, problems } = readAuditQuery(params);
  return withViewer(viewer, async (tx) => {
    const entries = await listEvents(tx, filter, { before, after }, pageSize, viewer.timeZone, countedChanges);
    const last = entries.at(-1)?.id;
    const first = entries[0]?.id;
    const more = async (at: AuditQuery["before"], side: "before" | "after") =>
      at !== null &&
      (await listEvents(tx, filter, { before: null, after: null, [side]: at }, 1, viewer.timeZone, 0)).length > 0
        ? at
        : null;
    return {
      filter,
      problems,
      entries,
      actions: await listActions(tx),
      actors: await listActors(tx),
      older: await more(last ?? after, "before"),
      newer: before === null && after === null ? null : await more(first ?? before, "after"),
    };
  });
}

/**
 * The events of a filter as a CSV file, part by part, the newest first, up to the moment of the call. That it was taken out is an event of
 * its own, written before anything is shown.
 * @throws AppError FORBIDDEN for a role that does not read the log
 */
export async function exportAudit(
  viewer: Viewer,
  params: Record<string, string | string[] | undefined>,
): Promise<AsyncGenerator<string>> {
  assertMay(viewer, "audit.read");
  const { filter } = readAuditQuery(params);
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
  const event = await withViewerWrite(viewer, (tx) =>
    appendAction(tx, { action: "audit.export", subjectType: "log", subjectId: "audit", details: asked }),
  );
  return csvOf(steps(viewer, filter, String(event)));
}

async function* steps(viewer: Viewer, filter: AuditQuery["filter"], from: string): AsyncGenerator<AuditEntry[]> {
  for (let before: string | undefined = from; before !== undefined; ) {
    const at: string = before;
    const entries = await withViewer(viewer, (tx) =>
      listEvents(tx, filter, { before: at, after: null }, exportStep, viewer.timeZone, null),
    );
    if (entries.length > 0) yield entries;
    before = entries.length === exportStep ? entries.at(-1)?.id : undefined;
  }
}
