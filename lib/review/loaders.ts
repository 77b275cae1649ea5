import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { withViewer } from "@/lib/db/with-viewer";
import { duplicatesOfEach } from "@/lib/duplicates/loaders";
import { suspectOf } from "@/lib/duplicates/rules";
import type { LikeCases } from "@/lib/duplicates/types";
import type { SearchParams } from "@/lib/filter/codec";
import { emptyFilter } from "@/lib/filter/fields";
import { flatten } from "@/lib/filter/points";
import { noRefs, resolveFilter } from "@/lib/filter/refs";
import type { Counted } from "@/lib/i18n/format";
import { actor, decisionRight, differingParts } from "@/lib/reports/rules";
import { versionParts } from "@/lib/reports/types";
import type { WaitingRow } from "./queries";
import { agenciesOf, countedBeside, countedOnPage, countRows, listWaiting, queueOf } from "./queries";
import { queueHref, readQueue, writeCursor } from "./rules";
import type { QueueRow, ReviewPage } from "./types";

const none: Counted = { total: 0, more: false };
const placeOf = ({ since, reportId }: WaitingRow) => ({ since: since.toISOString(), id: reportId });

/**
 * What `/review` shows for a URL: the versions that wait in the viewer's scope, the oldest first, and how many, from one snapshot.
 * Whatever the URL holds, a page comes back; what could not be read is in `problems`.
 * @param exact the total is counted to its end, and past the end there is nothing: for programs; a screen begins anew
 * @throws AppError FORBIDDEN for a role that decides nothing
 */
export async function loadReviewPage(
  viewer: Viewer,
  params: SearchParams,
  { exact = false }: { exact?: boolean } = {},
): Promise<ReviewPage> {
  assertMay(viewer, "report.decide");
  const { filter: asked, at, problems } = readQueue(params);
  return withViewer(viewer, async (tx) => {
    const resolved = await resolveFilter(tx, { ...emptyFilter, point: asked.point === null ? [] : [asked.point] });
    const { refs, points, substances } = resolved;
    const filter = { ...asked, point: resolved.filter.point[0] ?? null };
    const queue = queueOf(filter, refs);
    const counted = await countRows(tx, queue, exact ? null : countedOnPage);
    let rows = await listWaiting(tx, queue, at);
    // A place past either end: what stood there was decided meanwhile.
    if (rows.length === 0 && at && counted.total > 0 && !exact) rows = await listWaiting(tx, queue, null);
    const suspects = rows.map(({ says, reference }) => suspectOf(says, [reference]));
    const duplicates = await duplicatesOfEach(tx, suspects);
    const [first, last] = [rows[0], rows.at(-1)];
    const before = first ? await countRows(tx, queue, countedOnPage, { side: "before", cursor: placeOf(first) }) : none;
    const after = last ? await countRows(tx, queue, 0, { side: "after", cursor: placeOf(last) }) : none;
    const names = {
      points: new Map(flatten(points).map(({ point }) => [point.slug, point])),
      substances: new Map(substances.map((substance) => [substance.slug, substance])),
    };
    return {
      filter,
      problems: [...problems, ...resolved.problems],
      ...counted,
      rows: rows.map((row, nth) => queueRow(viewer, row, duplicates[nth] ?? { cases: [], total: 0 }, names)),
      firstRow: before.more ? null : first ? before.total + 1 : 0,
      next: last && after.more ? writeCursor(placeOf(last)) : null,
      previous: first && before.total > 0 ? writeCursor(placeOf(first)) : null,
      points,
      agencies: await agenciesOf(tx, viewer),
    };
  });
}

/**
 * For the navigation: how many versions wait for the viewer's own agency to decide, and where they are listed. Null for a role that
 * decides nothing.
 */
export async function countWaiting(viewer: Viewer): Promise<(Counted & { href: string }) | null> {
  if (!may(viewer, "report.decide")) return null;
  const filter = { point: null, handling: null, owner: viewer.agencyCode, q: null };
  const queue = queueOf(filter, noRefs);
  return { ...(await withViewer(viewer, (tx) => countRows(tx, queue, countedBeside))), href: queueHref(filter) };
}

type NamesBySlug = {
  points: ReadonlyMap<string, NonNullable<QueueRow["point"]>>;
  substances: ReadonlyMap<string, NonNullable<QueueRow["lines"][number]["substance"]>>;
};

function queueRow(viewer: Viewer, row: WaitingRow, like: LikeCases, names: NamesBySlug): QueueRow {
  const { says, before, verifiedVersion, further, authorId, ownerAgencyId, author, otherEvents, ...same } = row;
  const newer = row.version > 1 ? "again" : further ? "further" : "first";
  const kind: QueueRow["kind"] = verifiedVersion === null ? newer : "amendment";
  return {
    ...same,
    kind,
    duplicates: {
      ...like,
      cases: like.cases.map((one) => ({ ...one, setAside: otherEvents.includes(one.reference) })),
    },
    author: actor(author),
    edtf: says.date,
    point: says.point === null ? null : (names.points.get(says.point) ?? null),
    place: says.place,
    credibility: says.credibility,
    lines: says.lines.map(({ substance, asReported, form, quantity, unit, unitAsReported, qualifier }) => ({
      ...{ asReported, form, quantity, unit, unitAsReported, qualifier },
      substance: names.substances.get(substance) ?? null,
    })),
    before: before?.version ?? null,
    changed: before ? differingParts(before.account, says, versionParts) : [],
    decision: decisionRight(viewer, { ownerAgencyId, authorId }),
  };
}
