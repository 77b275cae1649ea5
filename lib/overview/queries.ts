import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { emptyFilter } from "@/lib/filter/fields";
import { noRefs } from "@/lib/filter/refs";
import { filterWhere } from "@/lib/filter/where";

/** What counts unless a filter says otherwise: submitted and verified. */
const counting = filterWhere(emptyFilter, noRefs);

const monthRow = z.object({ month: z.number(), point: z.number().nullable(), cases: z.number() });

/** Cases that lie in one month, by month (year * 12 + month - 1) and their own point; only combinations that have some. */
export async function countPointMonths(tx: Tx, first: number, last: number): Promise<z.infer<typeof monthRow>[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    SELECT f.month, f.point_id AS point, count(*)::int AS cases FROM case_flat f
    WHERE ${counting} AND f.month BETWEEN ${first}::int AND ${last}::int GROUP BY f.month, f.point_id`);
  return z.array(monthRow).parse(rows);
}

const lastRow = z.object({ point: z.number(), day: z.string(), reference: z.string(), edtf: z.string() });

/** The newest dated case of each point itself: one short walk along an index per point. */
export async function newestOfPoints(tx: Tx): Promise<ReadonlyMap<number, z.infer<typeof lastRow>>> {
  const rows = await tx.$queryRaw(Prisma.sql`
    SELECT p.id AS point, x.d_from::text AS day, c.reference, c.edtf
    FROM transit_point p
      CROSS JOIN LATERAL (
        SELECT f.case_id, f.d_from FROM case_flat f WHERE f.point_id = p.id AND f.d_from > '-infinity'::date AND ${counting}
        ORDER BY f.d_from DESC NULLS LAST, f.case_id DESC LIMIT 1) x
      CROSS JOIN LATERAL (SELECT y.reference, y.edtf FROM case_file y WHERE y.id = x.case_id OFFSET 0) c
    WHERE c.edtf IS NOT NULL`);
  return new Map(
    z
      .array(lastRow)
      .parse(rows)
      .map((row) => [row.point, row]),
  );
}

/** Whether the viewer may see any case at all, of any status. */
export async function seesNothing(tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRaw`SELECT NOT EXISTS (SELECT 1 FROM case_flat) AS empty`;
  return z.tuple([z.object({ empty: z.boolean() })]).parse(rows)[0].empty;
}
