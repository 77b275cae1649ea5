import { z } from "zod";
import { statusCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { activeFields } from "./codec";
import type { Filter } from "./fields";
import { defaultStatuses } from "./fields";
import { firstDay, lastDay, monthNumber } from "./period";

// Months read from month_count: of a large register some hundred thousand rows in place of all cases (docs/performance.md).

/** What cases are counted by beside their months, as the view month_pair numbers it. */
const dims = { point: 1, segment: 9 } as const;

const row = z.object({
  dim: z.number(),
  month: z.number().nullable(),
  val: z.number(),
  status: z.number().nullable(),
  cases: z.number(),
});

/** Cases by period and one part: its id, null for none (of points) or for two or more (of substances). Status is a place in lib/codes.ts. */
export type MonthCount = Readonly<{ month: number | null; part: number | null; status: number | null; cases: number }>;

/**
 * Cases by calendar period and point, and by period and only substance (asked for by `segments`). Period by its first month
 * (year * 12 + month - 1), null where the date does not lie in one. Null where these counts do not know the filter: they know statuses, and
 * periods of whole months.
 * @param step months of a period: 1, 3 or 12
 * @param statuses tells statuses apart
 * @param within only periods that begin there
 */
export async function monthsByCounts(
  tx: Tx,
  filter: Filter,
  { step, segments, statuses }: { step: number; segments: boolean; statuses: boolean },
  within: Readonly<{ first: number; last: number }> | null,
): Promise<{ points: MonthCount[]; segments: MonthCount[] } | null> {
  const months = monthsOf(filter);
  if (!months) return null;
  const asked = segments ? [dims.point, dims.segment] : [dims.point];
  const places = (filter.status.length === 0 ? defaultStatuses : filter.status).map((code) =>
    statusCodes.indexOf(code),
  );
  const first = Prisma.sql`c.span / 4096`;
  const last = Prisma.sql`(c.span / 4096 + c.span % 4096 - 1)`;
  const period = Prisma.sql`CASE WHEN c.span >= 0 AND ${first} / ${step}::int = ${last} / ${step}::int THEN ${first} / ${step}::int * ${step}::int END`;
  const inside = months.limited
    ? Prisma.sql`AND c.span >= 0 AND ${first} >= ${months.first}::int AND ${last} <= ${months.last}::int`
    : Prisma.empty;
  const rows = await tx.$queryRaw(Prisma.sql`
    SELECT x.dim, x.month, x.val, x.status, sum(x.cases)::int AS cases FROM (
      SELECT c.dim, ${period} AS month, c.val, ${statuses ? Prisma.sql`c.status` : Prisma.sql`NULL::smallint`} AS status, c.cases
      FROM (
        SELECT m.dim, m.val, m.span, m.status, m.cases FROM month_count m
        UNION ALL SELECT d.dim, d.val, d.span, d.status, d.cases FROM month_count_delta d
        UNION ALL SELECT v.dim, v.val, span_of(f.d_from, f.d_to), f.status, 1
          FROM case_flat f CROSS JOIN LATERAL (VALUES (${dims.point}::int, coalesce(f.point_id, 0)), (${dims.segment}::int, f.segment)) v(dim, val) WHERE f.scope_id < 0
      ) c WHERE c.dim = ANY (${asked}::int[]) AND c.status = ANY (${places}::int[]) ${inside}
    ) x WHERE ${within ? Prisma.sql`x.month BETWEEN ${within.first}::int AND ${within.last}::int` : Prisma.sql`TRUE`}
    GROUP BY 1, 2, 3, 4 HAVING sum(x.cases) > 0`);
  const read = z.array(row).parse(rows);
  const of = (dim: number) =>
    read.flatMap((one) =>
      one.dim === dim ? [{ month: one.month, part: one.val || null, status: one.status, cases: one.cases }] : [],
    );
  return { points: of(dims.point), segments: of(dims.segment) };
}

/** The months that a filter asks for, if it asks for nothing else but statuses. */
function monthsOf(filter: Filter): { limited: boolean; first: number; last: number } | null {
  const { from, to, maybe } = filter;
  if (maybe || activeFields(filter).some((field) => field !== "status" && field !== "period")) return null;
  const [start, end] = [from && firstDay(from), to && lastDay(to)];
  if ((start && !start.endsWith("-01")) || (end && end !== lastDay(end.slice(0, 7)))) return null;
  return {
    limited: Boolean(start || end),
    first: start ? monthNumber(start.slice(0, 7)) : 0,
    last: end ? monthNumber(end.slice(0, 7)) : 400_000,
  };
}
