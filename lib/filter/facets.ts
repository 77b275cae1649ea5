import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { facetsByBits, totalByBits } from "./bit-counts";
import { without } from "./codec";
import type { Filter, FilterField } from "./fields";
import { walkFacets } from "./row-walk";
import type { Facets, FilterRefs } from "./types";
import { filterWhere } from "./where";

/**
 * Counts all facets, each under all of the filter's clauses but its own: from the bits, or row by row where those do not know.
 * @param refs from `resolveFilter`, for this filter
 */
export async function countFacets(tx: Tx, filter: Filter, refs: FilterRefs): Promise<Facets> {
  return (await facetsByBits(tx, filter, refs)) ?? walkFacets(tx, filter, refs);
}

/** How many cases match, exactly. */
export async function countCases(tx: Tx, filter: Filter, refs: FilterRefs): Promise<number> {
  const counted = await totalByBits(tx, filter, refs);
  if (counted !== null) return counted;
  const rows = await tx.$queryRaw(
    Prisma.sql`SELECT count(*)::int AS n FROM case_flat f WHERE ${filterWhere(filter, refs)}`,
  );
  return z.tuple([z.object({ n: z.number() })]).parse(rows)[0].n;
}

/** How many cases would match without a field, for each of the fields: what to lift when nothing matches. One statement for each. */
export async function countWithout(
  tx: Tx,
  filter: Filter,
  refs: FilterRefs,
  fields: readonly FilterField[],
): Promise<ReadonlyMap<FilterField, number>> {
  const counts = new Map<FilterField, number>();
  for (const field of fields) counts.set(field, await countCases(tx, without(filter, field), refs));
  return counts;
}
