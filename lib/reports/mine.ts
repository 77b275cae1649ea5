import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import { accountSchema } from "@/lib/cases/schema";
import { userRoleCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { listDrafts } from "./drafts";
import type { MyReport, MyReports } from "./own";
import { actor } from "./rules";
import { listTemplates } from "./templates";

/** Rows of each list; the counts are exact whatever it is. */
const mostOwn = 50;

const names = z.object({ nameEn: z.string(), nameZh: z.string(), nameKo: z.string(), country: z.string() });
const row = z.object({
  reportId: z.string(),
  version: z.number(),
  amendment: z.boolean(),
  reference: z.string(),
  source: z.string(),
  point: names.nullable(),
  says: accountSchema,
  waiting: z.boolean(),
  at: z.date(),
  by: z.object({ name: z.string(), role: z.enum(userRoleCodes) }),
  reason: z.string().nullable(),
  total: z.number(),
});

/**
 * What the viewer has in hand: drafts, newest versions of theirs that wait for a reviewer, and those that came back with a reason. The
 * newest first, up to 50 of each, with exact counts. What was withdrawn is nobody's to do anything about.
 */
export async function readMyReports(tx: Tx, viewer: Viewer): Promise<MyReports> {
  const rows = z.array(row).parse(
    await tx.$queryRaw`
      WITH mine AS MATERIALIZED (
        SELECT r.id, r.latest_version, r.waiting_since IS NOT NULL AS waiting, d.decided_at AS at, d.decided_by_id, d.reason
        FROM report_version v JOIN report r ON r.id = v.report_id AND r.latest_version = v.number
          CROSS JOIN LATERAL (
            SELECT x.decided_at, x.decided_by_id, x.reason FROM report_decision x
            WHERE x.report_id = r.id AND x.version = v.number AND x.kind = CASE WHEN r.waiting_since IS NOT NULL THEN 'submitted' ELSE 'returned' END
            ORDER BY x.id DESC LIMIT 1) d
        WHERE v.author_id = ${viewer.userId} AND r.status <> 'withdrawn'
          AND (r.waiting_since IS NOT NULL OR r.status = 'returned' OR r.verified_version < r.latest_version)
      ), ranked AS (
        SELECT m.*, count(*) OVER (PARTITION BY m.waiting)::int AS total, row_number() OVER (PARTITION BY m.waiting ORDER BY m.at DESC, m.id) AS place FROM mine m)
      SELECT r.id::text AS "reportId", m.latest_version AS version, r.verified_version IS NOT NULL AS amendment, c.reference, s.title AS source,
        CASE WHEN p.id IS NOT NULL THEN
          jsonb_build_object('nameEn', p.name_en, 'nameZh', p.name_zh, 'nameKo', p.name_ko, 'country', p.country) END AS point,
        v.account AS says, m.waiting, m.at, jsonb_build_object('name', u.name, 'role', u.role) AS by, m.reason, m.total
      FROM ranked m JOIN report r ON r.id = m.id JOIN case_file c ON c.id = r.case_id JOIN source s ON s.id = r.source_id
        JOIN report_version v ON v.report_id = r.id AND v.number = m.latest_version JOIN app_user u ON u.id = m.decided_by_id
        LEFT JOIN transit_point p ON p.slug = v.account ->> 'point'
      WHERE m.place <= ${mostOwn} ORDER BY m.place`,
  );
  const [drafts] = z
    .tuple([z.object({ n: z.number() })])
    .parse(await tx.$queryRaw`SELECT count(*)::int AS n FROM draft`);
  const list = (waiting: boolean) => {
    const listed = rows.filter((one) => one.waiting === waiting);
    return { total: listed[0]?.total ?? 0, rows: listed.map(myReport) };
  };
  return {
    drafts: { total: drafts.n, rows: await listDrafts(tx) },
    waiting: list(true),
    returned: list(false),
    templates: await listTemplates(tx, viewer),
  };
}

function myReport({ says, by, waiting, reason, total: _, ...same }: z.infer<typeof row>): MyReport {
  return {
    ...same,
    edtf: says.date,
    place: says.place,
    lines: says.lines.map(({ asReported, quantity, unit, unitAsReported, qualifier }, position) => ({
      ...{ position, asReported, quantity, unit, unitAsReported, qualifier },
    })),
    returned: waiting || reason === null ? null : { by: actor(by), reason },
  };
}
