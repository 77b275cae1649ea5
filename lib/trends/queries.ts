import { z } from "zod";
import type { AmountRow } from "@/lib/charts/amounts";
import type { CoveragePeriod, NilReturn } from "@/lib/charts/coverage";
import type { CountRow } from "@/lib/charts/monthly";
import type { Step } from "@/lib/charts/periods";
import type { Unit } from "@/lib/codes";
import { unitCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { exactSums, massSums, setOf } from "@/lib/db/mass";
import type { Filter } from "@/lib/filter/fields";
import type { MonthCount } from "@/lib/filter/month-counts";
import { monthsByCounts } from "@/lib/filter/month-counts";
import type { FilterRefs } from "@/lib/filter/types";
import { filterWhere, lineWhere, periodOf } from "@/lib/filter/where";
import type { PointCount } from "./points";
import type { GroupKey, MonthRange, TrendsView, UsedFactor } from "./types";

/** By what cases are counted: the calendar period that their date lies in, and the part of the stack. */
export type Grouping = Readonly<{ step: Step; stack: TrendsView["stack"] }>;

const periodColumn: Record<Step, Prisma.Sql> = { 1: Prisma.sql`f.month`, 3: periodOf(3), 12: periodOf(12) };
const partColumn: Record<TrendsView["stack"], Prisma.Sql> = {
  substance: Prisma.sql`NULLIF(f.segment, 0)`,
  status: Prisma.sql`f.status::int`,
  point: Prisma.sql`f.point_id`,
};
const inMonths = (step: Step, within: MonthRange | null) =>
  within ? Prisma.sql`AND ${periodColumn[step]} BETWEEN ${within.first}::int AND ${within.last}::int` : Prisma.empty;

const bothRow = z.object({
  month: z.number().nullable(),
  part: z.number().nullable(),
  point: z.number().nullable(),
  ofPoints: z.boolean(),
  cases: z.number(),
});

/**
 * Cases of the filter by period and part of the stack, and by period and their own point: one walk for the chart, its extent, the remainder
 * and every small chart. Period by its first month (year * 12 + month - 1), null where the date does not lie in one; part null for two or
 * more substances, and for no point.
 * @param within only periods that begin there
 */
export async function countParts(
  tx: Tx,
  filter: Filter,
  refs: FilterRefs,
  { step, stack }: Grouping,
  within: MonthRange | null = null,
): Promise<{ counts: CountRow[]; points: PointCount[] }> {
  const kept = await monthsByCounts(
    tx,
    filter,
    { step, segments: stack === "substance", statuses: stack === "status" },
    within,
  );
  if (kept) return partsOf(kept, stack);
  const rows = await tx.$queryRaw(Prisma.sql`
    SELECT x.month, x.part, x.point, GROUPING(x.part) = 1 AS "ofPoints", count(*)::int AS cases
    FROM (SELECT ${periodColumn[step]} AS month, ${partColumn[stack]} AS part, f.point_id AS point
      FROM case_flat f WHERE ${filterWhere(filter, refs)} ${inMonths(step, within)}) x
    GROUP BY GROUPING SETS ((x.month, x.part), (x.month, x.point))`);
  const read = z.array(bothRow).parse(rows);
  return {
    counts: read.flatMap(({ ofPoints, month, part, cases }) =>
      ofPoints ? [] : [{ month, part, cases, amount: null }],
    ),
    points: read.flatMap(({ ofPoints, month, point, cases }) =>
      ofPoints && month !== null ? [{ point, month, cases }] : [],
    ),
  };
}

/** As countParts, of months that are counted already. */
function partsOf(
  { points, segments }: { points: readonly MonthCount[]; segments: readonly MonthCount[] },
  stack: TrendsView["stack"],
): { counts: CountRow[]; points: PointCount[] } {
  const parts = stack === "substance" ? segments : points;
  return {
    counts: summed(parts, ({ month, part, status }) => ({ month, part: stack === "status" ? status : part })).map(
      ({ of, cases }) => ({ ...of, cases, amount: null }),
    ),
    points: summed(points, ({ month, part }) => ({ month, point: part })).flatMap(({ of: { month, point }, cases }) =>
      month === null ? [] : [{ point, month, cases }],
    ),
  };
}

function summed<T>(counts: readonly MonthCount[], keyOf: (one: MonthCount) => T): { of: T; cases: number }[] {
  const sums = new Map<string, { of: T; cases: number }>();
  for (const one of counts) {
    const of = keyOf(one);
    const key = JSON.stringify(of);
    sums.set(key, { of, cases: one.cases + (sums.get(key)?.cases ?? 0) });
  }
  return [...sums.values()];
}

/** What amounts are summed: grams under a conversion set (null: the current one), or a quantity in a unit as reported. */
export type AmountOf = Readonly<{ grams: { setId: number | null } } | { unit: Unit }>;

const decimal = z.string().nullable();
const amountRow = z.object({
  month: z.number().nullable(),
  part: z.number().nullable(),
  cases: z.number(),
  low: decimal,
  central: decimal,
  high: decimal,
  lacking: z.number(),
  top: decimal,
});

/**
 * As countParts, with what the cases' lines weigh together (or how many of a unit they are): exact, each case by the rule of lib/db/mass, of
 * the lines that the filter asks for.
 */
export async function sumParts(
  tx: Tx,
  filter: Filter,
  refs: FilterRefs,
  { step, stack }: Grouping,
  of: AmountOf,
  within: MonthRange | null = null,
): Promise<CountRow[]> {
  const columns = Prisma.sql`${periodColumn[step]} AS month, ${partColumn[stack]} AS part`;
  const rows = await tx.$queryRaw(Prisma.sql`
    SELECT m.month, m.part, count(*)::int AS cases, ${sumsOfCases}
    FROM (${amountsOfCases(filter, refs, of, columns, inMonths(step, within))}) m GROUP BY 1, 2`);
  return z
    .array(amountRow)
    .parse(rows)
    .map(({ month, part, ...amount }) => ({ month, part, cases: amount.cases, amount }));
}

/**
 * Each case of the filter with its amount: low, central, high as exact decimals, and whether a line of it lacks one; with more columns of the
 * case, and under more conditions. What all of a case's lines weigh under the current set stands in the read model. Else cases and lines are
 * read side by side in the order of their ids: grouped by case without sorting or keeping them.
 */
function amountsOfCases(
  filter: Filter,
  refs: FilterRefs,
  of: AmountOf,
  columns: Prisma.Sql,
  more: Prisma.Sql = Prisma.empty,
): Prisma.Sql {
  const cases = Prisma.sql`WHERE ${filterWhere(filter, refs)} ${more}`;
  if ("grams" in of) {
    const ofLines = lineWhere(filter, refs);
    if (ofLines === null && of.grams.setId === null)
      return Prisma.sql`SELECT f.case_id, ${columns}, f.grams_low AS low, f.grams AS central, f.grams_high AS high, f.lacks_grams AS lacks FROM case_flat f ${cases}`;
    return Prisma.sql`SELECT f.case_id, ${columns}, ${exactSums}, bool_or(y.grams IS NULL) AS lacks
      FROM case_flat f LEFT JOIN line_flat w ON w.case_id = f.case_id ${also(ofLines)}
        LEFT JOIN line_mass y ON y.case_id = w.case_id AND y.position = w.position AND y.set_id = ${setOf(of.grams.setId)}
      ${cases} GROUP BY f.case_id`;
  }
  const ofLines = lineWhere({ ...filter, unit: [] }, refs);
  // A quantity as reported has the same three columns: "at least" has no upper bound, "at most" no lower one.
  return Prisma.sql`SELECT f.case_id, ${columns}, ${exactSums}, bool_or(y.grams IS NULL) AS lacks
    FROM case_flat f LEFT JOIN ${ofLines ? Prisma.sql`(case_line l JOIN line_flat w ON w.case_id = l.case_id AND w.position = l.position AND ${ofLines})` : Prisma.sql`case_line l`}
        ON l.case_id = f.case_id AND l.unit = ${of.unit}
      LEFT JOIN LATERAL (SELECT CASE WHEN l.qualifier <> 'at-most' THEN q.n END AS grams_low, q.n AS grams, CASE WHEN l.qualifier <> 'at-least' THEN q.n END AS grams_high
        FROM (SELECT CASE WHEN l.qualifier <> 'unknown' THEN l.quantity END AS n) q) y ON TRUE
    ${cases} GROUP BY f.case_id`;
}

const also = (where: Prisma.Sql | null) => (where ? Prisma.sql`AND ${where}` : Prisma.empty);

const sumsOfCases = Prisma.sql`
  trim_scale(sum(m.low))::text AS low, trim_scale(sum(m.central))::text AS central,
  CASE WHEN bool_or(m.central IS NOT NULL AND m.high IS NULL) THEN NULL ELSE trim_scale(sum(m.high))::text END AS high,
  count(*) FILTER (WHERE m.lacks)::int AS lacking, trim_scale(max(m.central))::text AS top`;

const unitRow = z.object({ unit: z.enum(unitCodes), cases: z.number() });

/** The units that the filter's lines are written in, those of most cases first. */
export async function countUnits(tx: Tx, filter: Filter, refs: FilterRefs): Promise<z.infer<typeof unitRow>[]> {
  const ofLines = lineWhere({ ...filter, unit: [] }, refs);
  const rows = await tx.$queryRaw(Prisma.sql`
    SELECT l.unit, count(DISTINCT l.case_id)::int AS cases
    FROM case_flat f JOIN case_line l ON l.case_id = f.case_id
    ${ofLines ? Prisma.sql`JOIN line_flat w ON w.case_id = l.case_id AND w.position = l.position AND ${ofLines}` : Prisma.empty}
    WHERE ${filterWhere({ ...filter, unit: [] }, refs)} AND l.unit IS NOT NULL GROUP BY l.unit ORDER BY 2 DESC, 1`);
  return z.array(unitRow).parse(rows);
}

const largestRow = z.object({
  reference: z.string(),
  edtf: z.string().nullable(),
  low: decimal,
  central: decimal,
  high: decimal,
});
export type LargestCase = z.infer<typeof largestRow>;

/** What the filter's cases weigh together, and the three that weigh most, under one set. */
export async function readLargest(
  tx: Tx,
  filter: Filter,
  refs: FilterRefs,
  of: AmountOf,
): Promise<{ cases: number; amount: AmountRow; largest: LargestCase[] }> {
  const amounts = amountsOfCases(filter, refs, of, Prisma.sql`f.case_id AS id`);
  const [sums] = z
    .array(amountRow.omit({ month: true, part: true }))
    .parse(await tx.$queryRaw(Prisma.sql`SELECT count(*)::int AS cases, ${sumsOfCases} FROM (${amounts}) m`));
  const largest = await tx.$queryRaw(Prisma.sql`
    SELECT k.reference, k.edtf, trim_scale(m.low)::text AS low, trim_scale(m.central)::text AS central, trim_scale(m.high)::text AS high
    FROM (SELECT a.* FROM (${amounts}) a WHERE a.central IS NOT NULL ORDER BY a.central DESC FETCH FIRST 3 ROWS WITH TIES) m
      JOIN case_file k ON k.id = m.case_id
    ORDER BY m.central DESC, k.reference LIMIT 3`);
  const amount = sums ?? { cases: 0, low: null, central: null, high: null, lacking: 0, top: null };
  return { cases: amount.cases, amount, largest: z.array(largestRow).parse(largest) };
}

/** Cases of the filter by their own point, children not added; null is "no transit point". */
export async function countPoints(tx: Tx, filter: Filter, refs: FilterRefs): Promise<Map<number | null, number>> {
  const rows = await tx.$queryRaw(Prisma.sql`
    SELECT f.point_id AS point, count(*)::int AS cases
    FROM case_flat f WHERE ${filterWhere(filter, refs)} GROUP BY f.point_id`);
  const counted = z.array(z.object({ point: z.number().nullable(), cases: z.number() })).parse(rows);
  return new Map(counted.map((row) => [row.point, row.cases]));
}

/** The substances that cases of the filter have. */
export async function substancesIn(tx: Tx, filter: Filter, refs: FilterRefs): Promise<number[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    SELECT DISTINCT unnest(z.substance_ids)::int AS id FROM substance_set z
    WHERE z.id IN (SELECT f.set_id FROM case_flat f WHERE ${filterWhere(filter, refs)})`);
  return z
    .array(z.object({ id: z.number() }))
    .parse(rows)
    .map(({ id }) => id);
}

const factorRow = z.object({
  substance: z.string().nullable(),
  family: z.string().nullable(),
  form: z.string().nullable(),
  unit: z.enum(unitCodes),
  low: z.string(),
  central: z.string(),
  high: z.string(),
  source: z.string(),
});

/** The factors of a set (null: the current one) that may turn lines of these substances into grams: few rows, of a reference list. */
export async function listFactors(tx: Tx, setId: number | null, substances: readonly number[]): Promise<UsedFactor[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    SELECT s.slug AS substance, f.family, f.form, f.unit, trim_scale(f.grams_low)::text AS low, trim_scale(f.grams)::text AS central,
      trim_scale(f.grams_high)::text AS high, f.source
    FROM conversion_factor f JOIN conversion_set t ON t.id = f.set_id LEFT JOIN substance s ON s.id = f.substance_id
    WHERE ${setId === null ? Prisma.sql`t.is_current` : Prisma.sql`t.id = ${setId}`}
      AND (f.substance_id = ANY (${[...substances]}::int[])
        OR f.substance_id IS NULL AND (f.family IS NULL OR f.family IN (SELECT o.family FROM substance o WHERE o.id = ANY (${[...substances]}::int[]))))
    ORDER BY s.position NULLS LAST, s.slug, f.family, f.form, f.unit, f.id`);
  return z.array(factorRow).parse(rows);
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
  substance: Prisma.sql`w.substance_id`,
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
  const keys = Prisma.join([Prisma.sql`c.month`, ...by.map((key) => groupColumns[key])]);
  const rows = await tx.$queryRaw(Prisma.sql`
    WITH c AS MATERIALIZED (
      SELECT f.case_id, f.month, f.point_id, f.segment FROM case_flat f WHERE ${filterWhere(filter, refs)}
    )
    SELECT c.month, ${column("transitPoint")} AS point, ${column("segment")} AS segment, ${column("substance")} AS substance, ${column("unit")} AS unit,
      count(DISTINCT c.case_id)::int AS cases,
      ${by.includes("unit") ? Prisma.sql`trim_scale(sum(l.quantity))::text` : Prisma.sql`NULL`} AS quantity,
      ${massSums}
    FROM c LEFT JOIN line_flat w ON w.case_id = c.case_id ${also(lineWhere(filter, refs))}
    ${by.includes("unit") ? Prisma.sql`LEFT JOIN case_line l ON l.case_id = w.case_id AND l.position = w.position` : Prisma.empty}
    LEFT JOIN line_mass y ON y.case_id = w.case_id AND y.position = w.position
      AND y.set_id = ${setOf(null)}
    GROUP BY ${keys} ORDER BY c.month NULLS LAST`);
  return z.array(groupRow).parse(rows);
}
