import { z } from "zod";
import { userRoleCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { AuditChange, AuditEntry, AuditFilter, AuditPage } from "./types";

/** Row changes shown of one event: a load of reference lists makes hundreds, an import millions. */
const mostChanges = 40;

const eventRow = z.object({
  id: z.bigint(),
  at: z.date(),
  actor: z.string().nullable(),
  role: z.enum([...userRoleCodes, "nobody"]),
  agency: z.string().nullable(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  reason: z.string().nullable(),
  details: z.record(z.string(), z.unknown()).nullable(),
});
const row = z.record(z.string(), z.unknown()).nullable();
const changeRow = z.object({
  event: z.bigint(),
  table: z.string(),
  row: z.string(),
  operation: z.enum(["insert", "update", "delete"]),
  old: row,
  new: row,
  total: z.number(),
});

const shown = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === "string" ? value : JSON.stringify(value);

/** The fields that differ between two states of a row; of a new or a removed row all that hold something. */
export function changedFields(old: z.infer<typeof row>, now: z.infer<typeof row>): AuditChange["fields"] {
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])];
  return names
    .map((name) => ({ name, old: shown(old?.[name]), new: shown(now?.[name]) }))
    .filter((field) => field.old !== field.new);
}

/** What of the log a filter means. @param timeZone in which its days are days */
function matching({ action, actor, subject, from, to }: AuditFilter, timeZone: string): Prisma.Sql[] {
  return [
    ...(action === null ? [] : [Prisma.sql`e.action = ${action}`]),
    ...(actor === null ? [] : [Prisma.sql`e.actor_id = ${actor}`]),
    ...(subject === null ? [] : [Prisma.sql`e.subject_id = ${subject}`]),
    ...(from === null ? [] : [Prisma.sql`e.at >= ${from}::date::timestamp AT TIME ZONE ${timeZone}`]),
    ...(to === null ? [] : [Prisma.sql`e.at < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`]),
  ];
}

/**
 * Events with their row changes, the newest first.
 * @param at the events older than an id (`before`), or the next newer ones (`after`), or the newest
 * @param limit how many events
 * @param counted how far the changes of an event are counted; null: to the end
 */
export async function listEvents(
  tx: Tx,
  filter: AuditFilter,
  at: { before: string | null; after: string | null },
  limit: number,
  timeZone: string,
  counted: number | null,
): Promise<AuditEntry[]> {
  const upwards = at.before === null && at.after !== null;
  const conditions = [
    Prisma.sql`true`,
    ...matching(filter, timeZone),
    ...(at.before === null ? [] : [Prisma.sql`e.id < ${BigInt(at.before)}`]),
    ...(upwards ? [Prisma.sql`e.id > ${BigInt(at.after ?? 0)}`] : []),
  ];
  const events = z.array(eventRow).parse(
    await tx.$queryRaw`
      SELECT e.id, e.at, u.name AS actor, e.actor_role AS role, a.name AS agency, e.action, e.subject_type AS "subjectType",
        e.subject_id AS "subjectId", e.reason, e.details
      FROM audit_event e LEFT JOIN app_user u ON u.id = e.actor_id LEFT JOIN agency a ON a.id = e.agency_id
      WHERE ${Prisma.join(conditions, " AND ")}
      ORDER BY e.id ${upwards ? Prisma.sql`ASC` : Prisma.sql`DESC`} LIMIT ${limit}`,
  );
  if (upwards) events.reverse();
  const changes = z.array(changeRow).parse(
    await tx.$queryRaw`
      SELECT e.id AS event, c.table_name AS "table", c.row_key AS "row", c.operation, c.old_row AS old, c.new_row AS new, n.total
      FROM unnest(${events.map(({ id }) => id)}::bigint[]) e(id)
        -- As the index gives them, nearly always as they were written: sorting an import's would read them all.
        CROSS JOIN LATERAL (SELECT x.* FROM audit_change x WHERE x.event_id = e.id LIMIT ${mostChanges}) c
        CROSS JOIN LATERAL (
          SELECT count(*)::int AS total FROM (SELECT FROM audit_change x WHERE x.event_id = e.id LIMIT ${counted === null ? null : counted + 1}) x) n
      ORDER BY c.id`,
  );
  const byEvent = new Map<bigint, typeof changes>();
  for (const change of changes) byEvent.set(change.event, [...(byEvent.get(change.event) ?? []), change]);
  return events.map(({ id, at, actor, role, subjectType, subjectId, details, ...event }) => {
    const own = byEvent.get(id) ?? [];
    const total = own[0]?.total ?? 0;
    const uncounted = counted !== null && total > counted;
    return {
      ...event,
      id: String(id),
      at: at.toISOString(),
      actor: { name: actor, role },
      subject: { type: subjectType, id: subjectId },
      details: Object.entries(details ?? {}).map(([name, value]) => [name, shown(value) ?? ""]),
      changes: own.map((change) => ({
        table: change.table,
        row: change.row,
        operation: change.operation,
        fields: changedFields(change.old, change.new),
      })),
      hidden: (uncounted ? counted : total) - own.length,
      uncounted,
    };
  });
}

/** Every action that the log holds, by a walk over its index: one step an action, however long the log. */
export async function listActions(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ action: string }[]>`
    WITH RECURSIVE step AS (
      (SELECT action FROM audit_event ORDER BY action LIMIT 1)
      UNION ALL
      SELECT (SELECT e.action FROM audit_event e WHERE e.action > s.action ORDER BY e.action LIMIT 1) FROM step s WHERE s.action IS NOT NULL)
    SELECT action FROM step WHERE action IS NOT NULL`;
  return rows.map(({ action }) => action);
}

/** Everybody who has acted. */
export async function listActors(tx: Tx): Promise<AuditPage["actors"]> {
  const rows = z.array(z.object({ id: z.number(), name: z.string(), role: z.enum(userRoleCodes) }));
  return rows.parse(
    await tx.$queryRaw`
      SELECT u.id, u.name, u.role FROM app_user u WHERE EXISTS (SELECT 1 FROM audit_event e WHERE e.actor_id = u.id) ORDER BY u.name, u.id`,
  );
}
