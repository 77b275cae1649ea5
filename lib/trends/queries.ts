import { z } from "zod";
import type { CoveragePeriod, NilReturn } from "@/lib/charts/coverage";
import type { Marker } from "@/lib/charts/monthly";
import { unitCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { massSums } from "@/lib/db/mass";
import { without } from "@/lib/filter/codec";
import type { Filter } from "@/lib/filter/fields";
import type { FilterRefs } from "@/lib/filter/types";
import { filterWhere, lineWhere } from "@/lib/filter/where";
import type { GroupKey, MonthRange } from "./types";

const monthRow = z.object({ month: z.number().nullable(), substance: z.number().nullable(), cases: z.number() });
export type MonthCount = z.infer<typeof monthRow>;

/**
 * Cases of the filter by month and segment, one statement for the chart, its extent and the remainder.
 * Month as year * 12 + month - 1, null where the interval does not lie in one; substance null for two or more.
 */
export async function countMonths(tx: Tx, filter: Filter, refs: FilterRefs): Promise<MonthCount[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    SELECT f.month, NULLIF(f.segment, 0) AS substance, count(*)::int AS cases
    FROM case_flat f WHERE ${filterWhere(filter, refs)} GROUP BY f.month, f.segment`);
  return z.array(monthRow).parse(rows);
}

/** Cases by month in a range, under the filter without its period and months: what stood a year before lies outside of them. */
export async function countMonthsBefore(
  tx: Tx,
  filter: Filter,
  refs: FilterRefs,
  { first, last }: MonthRange,
): Promise<Map<number, number>> {
  const where = filterWhere(without(without(filter, "period"), "month"), refs);
  const rows = await tx.$queryRaw(Prisma.sql`
    SELECT f.month, count(*)::int AS cases
    FROM case_flat f WHERE ${where} AND f.month BETWEEN ${first}::int AND ${last}::int GROUP BY f.month`);
  const counted = z.array(z.object({ month: z.number(), cases: z.number() })).parse(rows);
  return new Map(counted.map((row) => [row.month, row.cases]));
}

/** Cases of the filter by their own point, children not added; null is "no transit point". */
export async function countPoints(tx: Tx, filter: Filter, refs: FilterRefs): Promise<Map<number | null, number>> {
  const rows = await tx.$queryRaw(Prisma.sql`
    SELECT f.point_id AS point, count(*)::int AS cases
    FROM case_flat f WHERE ${filterWhere(filter, refs)} GROUP BY f.point_id`);
  const counted = z.array(z.object({ point: z.number().nullable(), cases: z.number() })).parse(rows);
  return new Map(counted.map((row) => [row.point, row.cases]));
}

const isoDay = (date: Date) => date.toISOString().slice(0, 10);

/** All that is known of which points are reported on when: few rows, of reference lists. */
export async function listCoverage(tx: Tx): Promise<{ periods: CoveragePeriod[]; nils: NilReturn[] }> {
  const periods = await tx.coveragePeriod.findMany({
    select: { pointId: true, agencyId: true, fromDate: true, toDate: true, kind: true },
  });
  const nils = await tx.nilReturn.findMany({ select: { pointId: true, month: true } });
  return {
    periods: periods.map(({ pointId, agencyId, fromDate, toDate, kind }) => ({
      pointId,
      agencyId,
      from: isoDay(fromDate),
      to: toDate && isoDay(toDate),
      kind: z.enum(["covered", "gap"]).parse(kind),
    })),
    nils: nils.map(({ pointId, month }) => ({ pointId, month: month.getUTCFullYear() * 12 + month.getUTCMonth() })),
  };
}

/**
 * Markers that touch a period: those of the whole border, and those of the points given (null: of every point).
 * @param from first calendar day
 * @param to last calendar day
 */
export async function listMarkers(
  tx: Tx,
  from: string,
  to: string,
  points: readonly number[] | null,
): Promise<Marker[]> {
  const rows = await tx.marker.findMany({
    where: {
      dateFrom: { lte: new Date(to) },
      dateTo: { gte: new Date(from) },
      ...(points && { OR: [{ points: { none: {} } }, { points: { some: { pointId: { in: [...points] } } } }] }),
    },
    select: {
      edtf: true,
      dateFrom: true,
      dateTo: true,
      textEn: true,
      textZh: true,
      textKo: true,
      source: { select: { title: true, registerKey: true } },
    },
    orderBy: [{ dateFrom: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    edtf: row.edtf,
    from: isoDay(row.dateFrom),
    to: isoDay(row.dateTo),
    nameEn: row.textEn,
    nameZh: row.textZh,
    nameKo: row.textKo,
    source: row.source && { title: row.source.title, number: sourceNumber(row.source.registerKey) },
  }));
}

/** The number of a source of the documented register, as its citations write it. */
function sourceNumber(registerKey: string | null): number | null {
  const number = /^source-(\d+)$/.exec(registerKey ?? "")?.[1];
  return number === undefined ? null : Number(number);
}

const groupRow = z.object({
  month: z.number().nullable(),
  point: z.number().nullable(),
  segment: z.number().nullable(),
  substance: z.number().nullable(),
  unit: z.enum(unitCodes).nullable(),
  cases: z.number(),
  quantity: z.string().nullable(),
  low: z.string().nullable(),
  central: z.string().nullable(),
  high: z.string().nullable(),
});
export type GroupCount = z.infer<typeof groupRow>;

const groupColumns: Record<GroupKey, Prisma.Sql> = {
  transitPoint: Prisma.sql`c.point_id`,
  segment: Prisma.sql`c.segment`,
  substance: Prisma.sql`l.substance_id`,
  unit: Prisma.sql`l.unit`,
};

/**
 * Cases of the filter by month and any of the keys, with what their lines weigh: exact sums of the reported and derived decimals, under the
 * current conversion set. One statement, a row per combination that has cases, the remainder last. Keys that were not asked for are null.
 * Where no line has a weight the sums are null, not 0.
 */
export async function sumGroups(
  tx: Tx,
  filter: Filter,
  refs: FilterRefs,
  by: readonly GroupKey[],
): Promise<GroupCount[]> {
  const column = (key: GroupKey) => (by.includes(key) ? groupColumns[key] : Prisma.sql`NULL`);
  const ofLines = lineWhere(filter, refs);
  const keys = Prisma.join([Prisma.sql`c.month`, ...by.map((key) => groupColumns[key])]);
  const rows = await tx.$queryRaw(Prisma.sql`
    WITH c AS MATERIALIZED (
      SELECT f.case_id, f.month, f.point_id, f.segment FROM case_flat f WHERE ${filterWhere(filter, refs)}
    )
    SELECT c.month, ${column("transitPoint")} AS point, ${column("segment")} AS segment, ${column("substance")} AS substance, ${column("unit")} AS unit,
      count(DISTINCT c.case_id)::int AS cases,
      ${by.includes("unit") ? Prisma.sql`trim_scale(sum(l.quantity))::text` : Prisma.sql`NULL`} AS quantity,
      ${massSums}
    FROM c LEFT JOIN ${ofLines ? Prisma.sql`(case_line l JOIN line_flat w ON w.case_id = l.case_id AND w.position = l.position AND ${ofLines})` : Prisma.sql`case_line l`} ON l.case_id = c.case_id
    LEFT JOIN line_mass y ON y.case_id = l.case_id AND y.position = l.position
      AND y.set_id = (SELECT t.id FROM conversion_set t WHERE t.is_current)
    GROUP BY ${keys} ORDER BY c.month NULLS LAST`);
  return z.array(groupRow).parse(rows);
}
