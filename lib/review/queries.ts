import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import { accountSchema } from "@/lib/cases/schema";
import type { Handling } from "@/lib/codes";
import { handlingCodes, reliabilityCodes, statusCodes, userRoleCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { emptyFilter } from "@/lib/filter/fields";
import { noRefs } from "@/lib/filter/refs";
import type { FilterRefs } from "@/lib/filter/types";
import { filterWhere } from "@/lib/filter/where";
import type { Counted } from "@/lib/i18n/format";
import { countedTo } from "@/lib/i18n/format";
import { confirmedWarning } from "@/lib/reports/queries";
import type { QueuePlace } from "./rules";
import { queueHref } from "./rules";
import type { QueueFilter, QueueHead } from "./types";

/** Rows of a page of the queue. */
export const pageSize = 50;
/** How far a page counts what waits, and how far the navigation and a start page do: beyond it there are "more than". */
export const countedOnPage = 10_000;
export const countedBeside = 1_000;

/**
 * Which reports are asked for: of whose cases, with which handling, at which points (ids, 0 for no point), and what else must hold of the
 * case. Null: any, or nothing.
 */
export type Queue = {
  owner: string | null;
  handling: Handling | null;
  placed: readonly number[] | null;
  cases: Prisma.Sql | null;
};

/**
 * The reports that wait and are asked for. What the one filter says of cases holds for the case, whatever its status: a further source may
 * wait on a case that counts nowhere. The read model is joined only where the filter asks for a text.
 */
export function queueOf({ point, handling, owner, q }: QueueFilter, refs: FilterRefs): Queue {
  const placed = point === null ? null : point === "none" ? [0] : refs.points;
  const cases = q === null ? null : filterWhere({ ...emptyFilter, q, status: statusCodes }, refs);
  return { owner, handling, placed, cases };
}

/** The reports `w` of a queue, from a place on, the nearest first. @param most as many at most; null: all */
function reportsOf({ owner, handling, placed, cases }: Queue, at: QueuePlace, most: number | null): Prisma.Sql {
  const back = at?.side === "before";
  const agency = owner === null ? Prisma.sql`NULL` : Prisma.sql`(SELECT a.id FROM agency a WHERE a.code = ${owner})`;
  const points = placed === null ? Prisma.sql`NULL` : Prisma.sql`${[...placed]}::int[]`;
  const walk = (some: number | null) => Prisma.sql`
    waiting_reports(${some}::int, ${agency}, ${handling}::text, ${back}::boolean, ${at?.cursor.since ?? null}::timestamptz, ${at?.cursor.id ?? null}::uuid, ${points}) w`;
  if (cases === null) return walk(most);
  const direction = back ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  return Prisma.sql`(
    SELECT w.* FROM ${walk(null)} JOIN case_flat f ON f.case_id = w.case_id WHERE ${cases}
    ORDER BY w.waiting_since ${direction}, w.report_id ${direction} LIMIT ${most}) w`;
}

const queueRow = z.object({
  reportId: z.string(),
  since: z.date(),
  version: z.number(),
  verifiedVersion: z.number().nullable(),
  further: z.boolean(),
  reference: z.string(),
  ownerAgencyId: z.number(),
  ownerAgency: z.string(),
  handling: z.enum(handlingCodes),
  authorId: z.number(),
  author: z.object({ name: z.string(), role: z.enum(userRoleCodes) }),
  source: z.string(),
  reliability: z.enum(reliabilityCodes),
  says: accountSchema,
  confirmed: z.array(confirmedWarning),
  otherEvents: z.array(z.string()),
  /** the version that it is compared with: the last verified one, else the last one that was returned */
  before: z.object({ version: z.number(), account: accountSchema }).nullable(),
});
export type WaitingRow = z.infer<typeof queueRow>;

/** Waiting versions, the oldest first, from a place in the queue on or up to it. @param limit rows at most */
export async function listWaiting(tx: Tx, queue: Queue, at: QueuePlace, limit = pageSize): Promise<WaitingRow[]> {
  return z.array(queueRow).parse(
    await tx.$queryRaw(Prisma.sql`
      WITH page AS MATERIALIZED (SELECT w.report_id AS id, w.waiting_since FROM ${reportsOf(queue, at, limit)})
      SELECT r.id::text AS "reportId", r.waiting_since AS since, r.latest_version AS version, r.verified_version AS "verifiedVersion",
        EXISTS (SELECT 1 FROM report o WHERE o.case_id = r.case_id AND (o.created_at, o.id) < (r.created_at, r.id)) AS further,
        c.reference, c.owner_agency_id AS "ownerAgencyId", a.name AS "ownerAgency", c.handling,
        v.author_id AS "authorId", jsonb_build_object('name', u.name, 'role', u.role) AS author, s.title AS source, s.reliability,
        v.account AS says, v.confirmed, v.other_events AS "otherEvents",
        (SELECT jsonb_build_object('version', x.number, 'account', x.account) FROM report_version x
          WHERE x.report_id = r.id AND x.number < r.latest_version AND x.number = coalesce(r.verified_version,
            (SELECT max(d.version) FROM report_decision d WHERE d.report_id = r.id AND d.kind = 'returned'))) AS before
      -- One row after another (OFFSET 0): for fifty at once the planner would look up which of all cases may be seen.
      FROM page CROSS JOIN LATERAL (SELECT x.* FROM report x WHERE x.id = page.id OFFSET 0) r
        JOIN case_file c ON c.id = r.case_id JOIN agency a ON a.id = c.owner_agency_id
        CROSS JOIN LATERAL (SELECT x.* FROM report_version x WHERE x.report_id = r.id AND x.number = r.latest_version OFFSET 0) v
        JOIN app_user u ON u.id = v.author_id
        JOIN LATERAL (
          -- A source that only the waiting version rests on may be closed to another agency: then the one that counts stands for it.
          SELECT x.title, x.reliability FROM source x WHERE x.id IN ((v.account ->> 'source')::int, r.source_id)
          ORDER BY x.id <> (v.account ->> 'source')::int LIMIT 1) s ON TRUE
      ORDER BY page.waiting_since, page.id`),
  );
}

/**
 * How many versions wait, of those asked for: of all, or those before a place.
 * @param most how far to count; null: to the end. `more` says that there are more
 */
export async function countRows(tx: Tx, queue: Queue, most: number | null, at: QueuePlace = null): Promise<Counted> {
  const rows = await tx.$queryRaw(
    Prisma.sql`SELECT count(*)::int AS n FROM ${reportsOf(queue, at, most === null ? null : most + 1)}`,
  );
  const [{ n }] = z.tuple([z.object({ n: z.number() })]).parse(rows);
  return countedTo(most, n);
}

/** The oldest of what waits for the viewer's own agency to decide. @param limit rows at most */
export async function readQueueHead(tx: Tx, viewer: Viewer, limit = 5): Promise<QueueHead> {
  const filter = { point: null, handling: null, owner: viewer.agencyCode, q: null };
  const queue = queueOf(filter, noRefs);
  const counted = await countRows(tx, queue, countedBeside);
  const rows = counted.total === 0 ? [] : await listWaiting(tx, queue, null, limit);
  return {
    ...counted,
    href: queueHref(filter),
    rows: rows.map(({ reportId, reference, since, says }) => ({
      ...{ reportId, reference, since, edtf: says.date, point: says.point, place: says.place },
      lines: says.lines.map(({ asReported, quantity, unit, unitAsReported, qualifier }, position) => ({
        ...{ position, asReported, quantity, unit, unitAsReported, qualifier },
      })),
    })),
  };
}

/** The agencies that a queue can be narrowed to: the viewer's own, then the others by name. */
export async function agenciesOf(tx: Tx, viewer: Viewer): Promise<{ code: string; name: string }[]> {
  const rows = await tx.$queryRaw`SELECT a.code, a.name FROM agency a ORDER BY a.id <> ${viewer.agencyId}, a.name`;
  return z.array(z.object({ code: z.string(), name: z.string() })).parse(rows);
}
