import { may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { withConsultation, withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import type { Action } from "./append";
import { appendAction } from "./append";

/**
 * Shows what must be logged before it is seen. `what` looks, in the viewer's own scope, whether there is anything to log and says what;
 * its event commits first, then `read` runs read-only with the names open. Where there is nothing to log, `read` runs without them.
 */
export async function consult<T>(
  viewer: Viewer,
  what: (tx: Tx) => Promise<Action | null>,
  read: (tx: Tx) => Promise<T>,
): Promise<T> {
  const event = await logged(viewer, what);
  return event === null ? withViewer(viewer, read) : withConsultation(viewer, event, read);
}

/** The event of what is about to be seen, committed; null where there is nothing to log. */
function logged(viewer: Viewer, what: (tx: Tx) => Promise<Action | null>): Promise<bigint | null> {
  return withViewerWrite(viewer, async (tx) => {
    const action = await what(tx);
    return action && appendAction(tx, action);
  });
}

type Asked = { q: string | null; names: string | null };
const asksForNames = (viewer: Viewer, { q, names }: Asked) =>
  q !== null && names !== null && may(viewer, "person.search") ? q : null;

/**
 * For a long read by a filter: the event that stands before a search for its text in names of people, or null where it is none.
 * `withViewerStream` takes it.
 */
export async function logNameSearch(viewer: Viewer, asked: Asked): Promise<bigint | null> {
  const q = asksForNames(viewer, asked);
  return q === null ? null : logged(viewer, (tx) => namesLike(tx, q));
}

/**
 * Reads by a filter in the viewer's name, from one snapshot. One that looks for its text in names of people is a consultation: which names
 * it opens stands in the log before it finds a case by them. The text itself does not: it may be a name.
 */
export async function readFiltered<T>(viewer: Viewer, asked: Asked, read: (tx: Tx) => Promise<T>): Promise<T> {
  const q = asksForNames(viewer, asked);
  return q === null ? withViewer(viewer, read) : consult(viewer, (tx) => namesLike(tx, q), read);
}

/** Logged also where nobody is found: that is an answer too. */
async function namesLike(tx: Tx, q: string): Promise<Action> {
  const found = await tx.$queryRaw<{ id: number }[]>`SELECT n.id FROM people_named(${q}) n(id)`;
  return {
    action: "consult",
    subjectType: "name-search",
    subjectId: "names",
    details: { people: found.map(({ id }) => id) },
  };
}

/** The consultation of one case's names: null where it holds none that this viewer may read. */
export async function namesOfCase(tx: Tx, reference: string): Promise<Action | null> {
  const rows = await tx.$queryRaw<{ people: number[] }[]>`
    SELECT array_agg(DISTINCT m.person_id ORDER BY m.person_id) AS people
    FROM readable_mention m JOIN case_file c ON c.id = m.case_id WHERE c.reference = ${reference} HAVING count(*) > 0`;
  const people = rows[0]?.people;
  return people ? { action: "consult", subjectType: "case", subjectId: reference, details: { people } } : null;
}
