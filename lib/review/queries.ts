import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import { accountSchema } from "@/lib/cases/schema";
import { handlingCodes, reliabilityCodes, statusCodes, userRoleCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { emptyFilter } from "@/lib/filter/fields";
import { noRefs } from "@/lib/filter/refs";
import type { FilterRefs } from "@/lib/filter/types";
import { filterWhere } from "@/lib/filter/where";
import { confirmedWarning } from "@/lib/reports/queries";
import type { QueuePlace } from "./rules";
import { queueHref } from "./rules";
import type { QueueFilter, QueueHead } from "./types";

/** Rows of a page of the queue. */
export const pageSize = 50;

/** Which reports are asked for: what to read them from (the waiting report `w`), and the condition over it. */
export type Queue = { from: Prisma.Sql; where: Prisma.Sql };

/**
 * The reports that wait and are asked for. What the one filter says of cases holds for the case, whatever its status: a further source may
 * wait on a case that counts nowhere. The read model is joined only where the filter asks for something that stands in it.
 */
export function queueOf({ point, handling, owner, q }: QueueFilter, refs: FilterRefs): Queue {
  let from = Prisma.sql`waiting_reports() w`;
  const conditions = [Prisma.sql`TRUE`];
  if (point !== null || q !== null) {
    from = Prisma.sql`${from} JOIN case_flat f ON f.case_id = w.case_id`;
    const filter = { ...emptyFilter, point: point === null ? [] : [point], q, status: statusCodes };
    conditions.push(filterWhere(filter, refs));
  }
  if (handling !== null) conditions.push(Prisma.sql`w.handling = ${handling}`);
  if (owner !== null)
    conditions.push(Prisma.sql`w.owner_agency_id = (SELECT a.id FROM agency a WHERE a.code = ${owner})`);
  return { from, where: Prisma.join(conditions, " AND ") };
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

/** Waiting versions, the oldest first, and how many come before the first of them. At most two statements. @param limit rows at most */
export async function listWaiting(
  tx: Tx,
  { from, where }: Queue,
  at: QueuePlace,
  limit = pageSize,
): Promise<{ rows: WaitingRow[]; rowsBefore: number }> {
  const back = at?.side === "before";
  const place = at && Prisma.sql`(${at.cursor.since}::timestamptz, ${at.cursor.id}::uuid)`;
  const beyond = place
    ? back
      ? Prisma.sql`(w.waiting_since, w.report_id) < ${place}`
      : Prisma.sql`(w.waiting_since, w.report_id) > ${place}`
    : Prisma.sql`TRUE`;
  const direction = back ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const rows = z.array(queueRow).parse(
    await tx.$queryRaw(Prisma.sql`
      WITH page AS MATERIALIZED (
        SELECT w.report_id AS id, w.waiting_since FROM ${from} WHERE ${where} AND ${beyond}
        ORDER BY w.waiting_since ${direction}, w.report_id ${direction} LIMIT ${limit})
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
  const [first] = rows;
  if (!at || !first) return { rows, rowsBefore: 0 };
  const before = Prisma.sql`(w.waiting_since, w.report_id) < (${first.since.toISOString()}::timestamptz, ${first.reportId}::uuid)`;
  return { rows, rowsBefore: await countRows(tx, { from, where: Prisma.sql`${where} AND ${before}` }) };
}

/** How many versions wait, of those asked for. */
export async function countRows(tx: Tx, { from, where }: Queue): Promise<number> {
  const rows = await tx.$queryRaw(Prisma.sql`SELECT count(*)::int AS n FROM ${from} WHERE ${where}`);
  return z.tuple([z.object({ n: z.number() })]).parse(rows)[0].n;
}

/** The oldest of what waits for the viewer's own agency to decide. @param limit rows at most; the total is exact */
export async function readQueueHead(tx: Tx, viewer: Viewer, limit = 5): Promise<QueueHead> {
  const filter = { point: null, handling: null, owner: viewer.agencyCode, q: null };
  const queue = queueOf(filter, noRefs);
  const total = await countRows(tx, queue);
  const { rows } = total === 0 ? { rows: [] } : await listWaiting(tx, queue, null, limit);
  return {
    total,
    href: queueHref(filter),
    rows: rows.map(({ reportId, reference, since, says }) => ({
      ...{ reportId, reference, since, edtf: says.date, point: says.point, place: says.place },
      lines: says.lines.map(({ asReported, quantity, unit, unitAsReported, qualifier }, position) => ({
        ...{ position, asReported, quantity, unit, unitAsReported, qualifier },
      })),
    })),
  };
}

/** The agencies in whose cases something waits, and the viewer's own, by name. */
export async function agenciesWaiting(tx: Tx, viewer: Viewer): Promise<{ code: string; name: string }[]> {
  const rows = await tx.$queryRaw`
    SELECT a.code, a.name FROM agency a
    WHERE a.id = ${viewer.agencyId} OR a.id IN (SELECT w.owner_agency_id FROM waiting_reports() w)
    ORDER BY a.id <> ${viewer.agencyId}, a.name`;
  return z.array(z.object({ code: z.string(), name: z.string() })).parse(rows);
}
