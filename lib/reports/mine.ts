import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import { accountSchema } from "@/lib/cases/schema";
import { userRoleCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { countedTo } from "@/lib/i18n/format";
import { listDrafts } from "./drafts";
import type { MyReport, MyReports } from "./own";
import { actor } from "./rules";
import { listTemplates } from "./templates";

/** Rows of each list, and how far they are counted for a screen. */
const mostOwn = 50;
const mostCounted = 1_000;

const names = z.object({ nameEn: z.string(), nameZh: z.string(), nameKo: z.string(), country: z.string() });
const row = z.object({
  reportId: z.string(),
  version: z.number(),
  amendment: z.boolean(),
  reference: z.string(),
  source: z.string(),
  point: names.nullable(),
  says: accountSchema,
  at: z.iso.datetime({ offset: true }).transform((at) => new Date(at)),
  by: z.object({ name: z.string(), role: z.enum(userRoleCodes) }),
  reason: z.string().nullable(),
});

/**
 * What the viewer has in hand: drafts, newest versions of theirs that wait for a reviewer, and those that came back with a reason. The
 * newest first, up to 50 of each. What was withdrawn is nobody's to do anything about.
 * @param exact counted to the end: for programs; a screen counts to a thousand
 */
export async function readMyReports(
  tx: Tx,
  viewer: Viewer,
  { exact = false }: { exact?: boolean } = {},
): Promise<MyReports> {
  const [drafts] = z
    .tuple([z.object({ n: z.number() })])
    .parse(await tx.$queryRaw`SELECT count(*)::int AS n FROM draft`);
  const most = exact ? null : mostCounted;
  return {
    drafts: { total: drafts.n, rows: await listDrafts(tx) },
    waiting: await readInHand(tx, "submitted", most),
    returned: await readInHand(tx, "returned", most),
    templates: await listTemplates(tx, viewer),
  };
}

/** Reports of whose newest version one thing was decided last. @param most how far to count; null: to the end */
async function readInHand(tx: Tx, kind: "submitted" | "returned", most: number | null): Promise<MyReports["waiting"]> {
  const [found] = z.tuple([z.object({ total: z.number(), rows: z.array(row) })]).parse(
    await tx.$queryRaw`
      WITH hand AS MATERIALIZED (SELECT h.report_id FROM reports_in_hand(${kind === "submitted"}, ${most === null ? null : most + 1}::int) h),
      page AS MATERIALIZED (
        SELECT h.report_id, d.decided_at AS at, d.decided_by_id, d.reason
        FROM hand h CROSS JOIN LATERAL (SELECT x.latest_version FROM report x WHERE x.id = h.report_id OFFSET 0) r
          CROSS JOIN LATERAL (
            SELECT x.decided_at, x.decided_by_id, x.reason FROM report_decision x
            WHERE x.report_id = h.report_id AND x.version = r.latest_version AND x.kind = ${kind} ORDER BY x.id DESC LIMIT 1) d
        ORDER BY d.decided_at DESC, h.report_id DESC LIMIT ${mostOwn}),
      listed AS (
        SELECT r.id::text AS "reportId", r.latest_version AS version, r.verified_version IS NOT NULL AS amendment, c.reference, s.title AS source,
          CASE WHEN p.id IS NOT NULL THEN
            jsonb_build_object('nameEn', p.name_en, 'nameZh', p.name_zh, 'nameKo', p.name_ko, 'country', p.country) END AS point,
          v.account AS says, m.at, jsonb_build_object('name', u.name, 'role', u.role) AS by, m.reason
        FROM page m CROSS JOIN LATERAL (SELECT x.* FROM report x WHERE x.id = m.report_id OFFSET 0) r
          CROSS JOIN LATERAL (SELECT x.reference FROM case_file x WHERE x.id = r.case_id OFFSET 0) c JOIN source s ON s.id = r.source_id
          CROSS JOIN LATERAL (SELECT x.account FROM report_version x WHERE x.report_id = r.id AND x.number = r.latest_version OFFSET 0) v
          JOIN app_user u ON u.id = m.decided_by_id LEFT JOIN transit_point p ON p.slug = v.account ->> 'point'
        ORDER BY m.at DESC, m.report_id DESC)
      SELECT (SELECT count(*)::int FROM hand) AS total, (SELECT coalesce(jsonb_agg(to_jsonb(l)), '[]') FROM listed l) AS rows`,
  );
  return {
    ...countedTo(most, found.total),
    rows: found.rows.map((one) => myReport(one, kind === "returned")),
  };
}

function myReport({ says, by, reason, ...same }: z.infer<typeof row>, returned: boolean): MyReport {
  return {
    ...same,
    edtf: says.date,
    place: says.place,
    lines: says.lines.map(({ asReported, quantity, unit, unitAsReported, qualifier }, position) => ({
      ...{ position, asReported, quantity, unit, unitAsReported, qualifier },
    })),
    returned: returned && reason !== null ? { by: actor(by), reason } : null,
  };
}
