import { z } from "zod";
import { familyCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { facetRow, facetsOf } from "./facet-rows";
import type { Filter } from "./fields";
import { gramBounds } from "./grams";
import type { Facets, FilterRefs } from "./types";
import type { Clause } from "./where";
import { all, fragments, inside, isMine, kindWhere, lineWhere, ofSingleLines, overlapping, pairWhere } from "./where";

/** What a case can miss and still count beside the choices of that very field. */
const clauses = [
  "point",
  "country",
  "period",
  "month",
  "line",
  "mixed",
  "involvement",
  "status",
  "agency",
  "owner",
  "reliability",
  "credibility",
  "handling",
  "operation",
  "source",
  "mine",
] as const satisfies readonly Clause[];
type Counted = (typeof clauses)[number];
/** Without choices of their own: a case that misses them counts nowhere. */
const bare = ["q", "batch"] as const satisfies readonly Clause[];

const bitOf = (clause: Counted) => 2 ** clauses.indexOf(clause);

/**
 * What is counted by a column of the walked rows, each column a whole number or null. `when` is coded: a month as the read model keeps it;
 * else -1000 - year where the interval lies in one year; else -1, or -2 without a date.
 */
const columns = {
  point: Prisma.sql`f.point_id`,
  status: Prisma.sql`f.status::int`,
  agency: Prisma.sql`f.seizing_agency_id`,
  owner: Prisma.sql`f.owner_agency_id`,
  reliability: Prisma.sql`f.reliability::int`,
  credibility: Prisma.sql`f.credibility::int`,
  handling: Prisma.sql`f.handling::int`,
  operation: Prisma.sql`f.operation_id`,
  mixed: Prisma.sql`(f.segment = 0)::int`,
  mine: Prisma.sql`(${isMine})::int`,
  when: Prisma.sql`CASE WHEN f.month IS NOT NULL THEN f.month WHEN f.d_from IS NULL THEN -2
    WHEN extract(year FROM f.d_from) = extract(year FROM f.d_to) THEN -1000 - extract(year FROM f.d_from)::int ELSE -1 END`,
  kinds: Prisma.sql`f.kind_set_id`,
  pairs: Prisma.sql`f.involvement_set_id`,
  sources: Prisma.sql`f.source_set_id`,
};
type Column = keyof typeof columns;
const columnNames = Object.keys(columns) as Column[];
const named = (column: Column) => Prisma.raw(`c_${column}`);

/**
 * Counts all facets from the rows, in one statement. A walk marks which clauses each case misses; who misses more than one counts nowhere.
 * One pass of grouping sets counts the others by each column, and every facet is read off under all clauses but its own. It takes as long as
 * there are rows: `countFacets` asks the bits first. What the bits say is tested against this.
 * @param refs from `resolveFilter`, for this filter
 */
export async function walkFacets(tx: Tx, filter: Filter, refs: FilterRefs): Promise<Facets> {
  const set = clauses.flatMap((clause) => {
    const condition = fragments[clause](filter, refs);
    return condition ? [{ clause, condition }] : [];
  });
  const missed =
    set.length === 0
      ? Prisma.sql`0`
      : Prisma.join(
          set.map(({ clause, condition }) => Prisma.sql`CASE WHEN ${condition} THEN 0 ELSE ${bitOf(clause)}::int END`),
          " + ",
        );
  const always = all(bare.map((clause) => fragments[clause](filter, refs))) ?? Prisma.sql`TRUE`;
  const width = columnNames.length;
  /** What GROUPING says of a row that is grouped by this column alone. */
  const by = (column: Column) => 2 ** width - 1 - 2 ** (width - 1 - columnNames.indexOf(column));
  /** Met, but for the clause of the facet itself. */
  const met = (...but: Counted[]) =>
    Prisma.sql`missed & ${~but.reduce((bits, clause) => bits | bitOf(clause), 0)}::int = 0`;
  const one = (facet: string, column: Column, ...but: Counted[]) =>
    Prisma.sql`SELECT ${facet}::text AS facet, v AS value, sum(n) AS n FROM g WHERE which = ${by(column)}::int AND ${met(...but)} GROUP BY v`;
  const near = overlapping(filter);

  const parts = [
    Prisma.sql`SELECT 'total' AS facet, NULL::int AS value, sum(n) AS n FROM g WHERE which = ${by("status")}::int AND missed = 0`,
    Prisma.sql`SELECT 'register', NULL, count(*) FROM case_flat`,
    near &&
      Prisma.sql`SELECT 'maybe', NULL, count(*) FROM c f WHERE ${met("period")} AND ${near} AND NOT coalesce(${inside(filter)}, FALSE)`,
    one("now", "when"),
    one("period", "when", "period"),
    one("month", "when", "month"),
    one("point", "point", "point"),
    Prisma.sql`SELECT 'country:' || coalesce(p.country, ''), NULL, sum(n) FROM g LEFT JOIN transit_point p ON p.id = g.v
      WHERE which = ${by("point")}::int AND ${met("country")} GROUP BY p.country`,
    one("status", "status", "status"),
    one("agency", "agency", "agency"),
    one("owner", "owner", "owner"),
    one("reliability", "reliability", "reliability"),
    one("credibility", "credibility", "credibility"),
    one("handling", "handling", "handling"),
    one("operation", "operation", "operation"),
    one("mixed", "mixed", "mixed"),
    one("mine", "mine", "mine"),
    Prisma.sql`SELECT 'source', u.id, sum(n) FROM g JOIN source_set z ON z.id = g.v CROSS JOIN unnest(z.source_ids) u(id)
      WHERE which = ${by("sources")}::int AND ${met("source")} GROUP BY u.id`,
    pairFacet("role", Prisma.sql`p.pair / 8`, pairWhere({ ...filter, role: [] }), by("pairs"), met("involvement")),
    pairFacet("arrest", Prisma.sql`p.pair % 8`, pairWhere({ ...filter, arrest: [] }), by("pairs"), met("involvement")),
    ...lineFacets(filter, refs, by("kinds"), met("line")),
    gramsFacet(filter, refs, met("line")),
  ].filter((part) => part !== null);

  const rows = z.array(facetRow).parse(
    await tx.$queryRaw(Prisma.sql`
    WITH c AS MATERIALIZED (
      SELECT * FROM (
        SELECT f.case_id, f.d_from, f.d_to, ${Prisma.join(columnNames.map((column) => Prisma.sql`${columns[column]} AS ${named(column)}`))}, ${missed} AS missed
        FROM case_flat f WHERE ${always} OFFSET 0
      ) x WHERE missed & (missed - 1) = 0
    ), g AS MATERIALIZED (
      SELECT GROUPING(${Prisma.join(columnNames.map(named))}) AS which, missed, coalesce(${Prisma.join(columnNames.map(named))}) AS v, count(*) AS n
      FROM c GROUP BY GROUPING SETS (${Prisma.join(columnNames.map((column) => Prisma.sql`(missed, ${named(column)})`))})
    )
    SELECT x.facet, x.value, x.n::int AS n FROM (${Prisma.join(parts, " UNION ALL ")}) x WHERE x.n > 0`),
  );
  return facetsOf(rows);
}

/** Cases by what their involvements say; a case with two of a kind counts once. */
function pairFacet(
  facet: string,
  value: Prisma.Sql,
  others: Prisma.Sql | null,
  which: number,
  met: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`SELECT ${facet}::text, s.value, sum(n) FROM g
    JOIN (SELECT DISTINCT z.id, ${value} AS value FROM involvement_set z CROSS JOIN unnest(z.pairs) p(pair) WHERE ${others ?? Prisma.sql`TRUE`}) s ON s.id = g.v
    WHERE which = ${which}::int AND ${met} GROUP BY s.value`;
}

/** Cases by substance, family and form of such of their lines as meet the other two and the grams. */
function lineFacets(filter: Filter, refs: FilterRefs, which: number, met: Prisma.Sql): Prisma.Sql[] {
  const single = ofSingleLines(filter);
  const family = Prisma.sql`array_position(${familyCodes}::text[], b.family) - 1`;
  return (["substance", "family", "form"] as const).map((facet) => {
    const others = { ...filter, [facet]: [] };
    if (single) {
      const value = { substance: Prisma.sql`w.substance_id`, family, form: Prisma.sql`w.form::int` }[facet];
      return Prisma.sql`SELECT ${facet}::text, ${value}, count(DISTINCT w.case_id) FROM c JOIN line_flat w ON w.case_id = c.case_id
        JOIN substance b ON b.id = w.substance_id WHERE ${met} AND ${lineWhere(others, refs)} GROUP BY 2`;
    }
    const value = { substance: Prisma.sql`k.kind / 16`, family, form: Prisma.sql`k.kind % 16` }[facet];
    return Prisma.sql`SELECT ${facet}::text, s.value, sum(n) FROM g
      JOIN (SELECT DISTINCT z.id, ${value} AS value FROM kind_set z CROSS JOIN unnest(z.kinds) k(kind) JOIN substance b ON b.id = k.kind / 16
        WHERE ${kindWhere(others, refs) ?? Prisma.sql`TRUE`}) s ON s.id = g.v
      WHERE which = ${which}::int AND ${met} GROUP BY s.value`;
  });
}

/** Cases by what such of their lines weigh as meet the other fields; a line on a bound stands on both of its sides, as `min` and `max` do. */
function gramsFacet(filter: Filter, refs: FilterRefs, met: Prisma.Sql): Prisma.Sql {
  const others = lineWhere({ ...filter, min: null, max: null }, refs) ?? Prisma.sql`TRUE`;
  const bounds = Prisma.sql`${gramBounds.micrograms}::bigint[]`;
  return Prisma.sql`SELECT 'grams', b.at, count(DISTINCT w.case_id) FROM c JOIN line_flat w ON w.case_id = c.case_id
    CROSS JOIN LATERAL (SELECT width_bucket(w.ug, ${bounds}) AS at
      UNION ALL SELECT width_bucket(w.ug, ${bounds}) - 1 WHERE w.ug = ANY (${bounds})) b
    WHERE ${met} AND ${others} GROUP BY b.at`;
}
