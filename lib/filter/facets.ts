import { z } from "zod";
import { statusCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { without } from "./codec";
import type { Filter, FilterField } from "./fields";
import type { Facets, FilterRefs } from "./types";
import { all, filterWhere, fragments, inside, overlapping } from "./where";

const facetRow = z.object({
  facet: z.enum(["total", "register", "maybe", "undated", "point", "substance", "status", "mixed"]),
  value: z.number().nullable(),
  n: z.number(),
});

/**
 * Counts the facets in one statement: one walk over the rows folds them into a small cube (point, set of substances, status, place in the
 * period), and every facet is read off the cube with the same conditions that `filterWhere` puts to the rows.
 */
export async function countFacets(tx: Tx, filter: Filter, refs: FilterRefs): Promise<Facets> {
  const truth = Prisma.sql`TRUE`;
  const near = overlapping(filter);
  const walked = all([
    near && Prisma.sql`(${near} OR f.d_from IS NULL)`,
    fragments.month(filter, refs),
    fragments.q(filter, refs),
  ]);
  const rows = z.array(facetRow).parse(
    await tx.$queryRaw(Prisma.sql`
    WITH cube AS MATERIALIZED (
      SELECT f.point_id, f.set_id, f.segment, f.status, f.d_from IS NOT NULL AS dated, coalesce(${inside(filter) ?? truth}, FALSE) AS inside, count(*) AS n
      FROM case_flat f WHERE ${walked ?? truth}
      GROUP BY 1, 2, 3, 4, 5, 6
    ), c AS MATERIALIZED (
      SELECT f.*, ${fragments.point(filter, refs) ?? truth} AS o_point, ${fragments.substance(filter, refs) ?? truth} AS o_substance,
        ${fragments.status(filter, refs) ?? truth} AS o_status, ${fragments.mixed(filter, refs) ?? truth} AS o_mixed,
        ${filter.maybe && near ? Prisma.sql`f.dated` : Prisma.sql`f.inside`} AS o_period
      FROM cube f
    )
    SELECT x.facet, x.value, x.n::int AS n FROM (
      SELECT 'total' AS facet, NULL::int AS value, sum(n) AS n FROM c WHERE o_point AND o_substance AND o_status AND o_mixed AND o_period
      UNION ALL SELECT 'maybe', NULL, sum(n) FROM c WHERE o_point AND o_substance AND o_status AND o_mixed AND dated AND NOT inside
      UNION ALL SELECT 'undated', NULL, sum(n) FROM c WHERE o_point AND o_substance AND o_status AND o_mixed AND NOT dated
      UNION ALL SELECT 'point', point_id, sum(n) FROM c WHERE o_substance AND o_status AND o_mixed AND o_period GROUP BY point_id
      UNION ALL SELECT 'substance', s.id, sum(n) FROM c JOIN substance_set z ON z.id = c.set_id CROSS JOIN unnest(z.substance_ids) s(id)
        WHERE o_point AND o_status AND o_mixed AND o_period GROUP BY s.id
      UNION ALL SELECT 'status', status, sum(n) FROM c WHERE o_point AND o_substance AND o_mixed AND o_period GROUP BY status
      UNION ALL SELECT 'mixed', NULL, sum(n) FROM c WHERE segment = 0 AND o_point AND o_substance AND o_status AND o_period
      UNION ALL ${walked ? Prisma.sql`SELECT 'register', NULL, count(*) FROM case_flat` : Prisma.sql`SELECT 'register', NULL, sum(n) FROM cube`}
    ) x WHERE x.n > 0`),
  );
  const of = (facet: string) => rows.filter((row) => row.facet === facet);
  const one = (facet: string) => of(facet)[0]?.n ?? 0;
  return {
    total: one("total"),
    register: one("register"),
    maybe: one("maybe"),
    undated: one("undated"),
    point: new Map(of("point").map((row) => [row.value, row.n])),
    substance: new Map(of("substance").flatMap((row) => (row.value === null ? [] : [[row.value, row.n]]))),
    status: new Map(
      statusCodes.flatMap((code, at) =>
        of("status")
          .filter((row) => row.value === at)
          .map((row) => [code, row.n]),
      ),
    ),
    mixed: one("mixed"),
  };
}

/** How many cases match, exactly. */
export async function countCases(tx: Tx, filter: Filter, refs: FilterRefs): Promise<number> {
  const rows = await tx.$queryRaw(
    Prisma.sql`SELECT count(*)::int AS n FROM case_flat f WHERE ${filterWhere(filter, refs)}`,
  );
  return z.tuple([z.object({ n: z.number() })]).parse(rows)[0].n;
}

/** How many cases would match without a field, for each of the fields: what to lift when nothing matches. One statement. */
export async function countWithout(
  tx: Tx,
  filter: Filter,
  refs: FilterRefs,
  fields: readonly FilterField[],
): Promise<ReadonlyMap<FilterField, number>> {
  if (fields.length === 0) return new Map();
  const counts = fields.map(
    (field, at) =>
      Prisma.sql`SELECT ${at}::int AS at, count(*)::int AS n FROM case_flat f WHERE ${filterWhere(without(filter, field), refs)}`,
  );
  const rows = await tx.$queryRaw(Prisma.join(counts, " UNION ALL "));
  const byField = z.array(z.object({ at: z.number(), n: z.number() })).parse(rows);
  return new Map(fields.flatMap((field, at) => byField.filter((row) => row.at === at).map((row) => [field, row.n])));
}
