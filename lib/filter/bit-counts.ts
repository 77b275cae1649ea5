import { z } from "zod";
import { familyCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { planOnce } from "@/lib/db/prepared";
import type { BitFacet } from "./bits";
import { askBits, facetsAsked } from "./bits";
import type { FacetRow } from "./facet-rows";
import { facetsOf } from "./facet-rows";
import type { Filter } from "./fields";
import { gramBounds } from "./grams";
import type { Facets, FilterRefs } from "./types";
import { all, fragments } from "./where";

// Counts read from facet_bits: what they cost hardly grows with the cases (docs/performance.md). Each is null where the bits do not know the
// filter, or too many cases wait to be folded: then the rows are counted.

/** All rows in one value: they are many and small, and the client takes its time for each row of its own. */
const answer = z.tuple([
  z.object({
    version: z.string(),
    rows: z.array(z.tuple([z.string(), z.number().nullable(), z.number()])).nullable(),
  }),
]);
type BitRow = { key: string; val: number | null; n: number };

/** The cases that meet what the bits do not hold, whoever may see them: count_bits leaves out those that the viewer may not. Null: any. */
function casesOfRows(filter: Filter, refs: FilterRefs): Prisma.Sql {
  const { q, names, batch } = filter;
  if (q !== null && !names && batch.length === 0)
    return Prisma.sql`ARRAY(SELECT s.id FROM search_cases(${q}, 2147483647) s(id))`;
  const where = all([fragments.q(filter, refs), fragments.batch(filter, refs)]);
  return where ? Prisma.sql`ARRAY(SELECT f.case_id FROM case_flat f WHERE ${where})` : Prisma.sql`NULL::int[]`;
}

async function ask(
  tx: Tx,
  filter: Filter,
  refs: FilterRefs,
  facets: readonly BitFacet[],
): Promise<readonly BitRow[] | null> {
  const asked = askBits(filter, refs, facets);
  if (!asked) return null;
  // Imports are written out one by one; all else is alike.
  const batched = filter.batch.length > 0 || filter.names !== null;
  const question = JSON.stringify({ ...asked, families: familyCodes });
  // Words and imports are not of the question: what they find is looked up each time.
  // A copy: what is kept may have to go while this question waits for its answer.
  const known = filter.q === null && !batched ? new Map(kept.get(question)) : null;
  const [{ version, rows }] = answer.parse(
    await tx.$queryRaw(Prisma.sql`${batched ? Prisma.empty : planOnce}
      SELECT v.version, CASE WHEN v.version <> ALL (${[...(known?.keys() ?? [])]}::text[]) THEN (
        SELECT coalesce(json_agg(json_build_array(x.key, x.val, x.n)), '[]') FROM (
          SELECT CASE WHEN b.key = 'country' THEN 'country:' || coalesce(p.country, '') ELSE b.key END AS key,
            CASE WHEN b.key <> 'country' THEN b.val END AS val, sum(b.n)::int AS n
          FROM count_bits(${question}::jsonb, ${casesOfRows(filter, refs)}) b LEFT JOIN transit_point p ON b.key = 'country' AND p.id = b.val
          GROUP BY 1, 2) x) END AS rows
      FROM (SELECT facet_version() AS version OFFSET 0) v`),
  );
  const counted = rows?.map(([key, val, n]) => ({ key, val, n })) ?? known?.get(version);
  if (!counted) throw new Error("counts were said to be known, and are not");
  if (counted.some(({ key }) => key === "walk")) return null;
  if (known) keep(question, version, counted);
  return counted;
}

/**
 * Counts that stand for as long as nothing is written that they follow from: people page through a list, go back, and open the same lists
 * again. By question and facet_version(), which tells viewers apart too; some 20 MB at most.
 */
const kept = new Map<string, Map<string, readonly BitRow[]>>();
const mostQuestions = 60;
const mostVersions = 4;

/** The longest unused go first. */
function keep(question: string, version: string, rows: readonly BitRow[]): void {
  const known = kept.get(question) ?? new Map<string, readonly BitRow[]>();
  known.delete(version);
  known.set(version, rows);
  kept.delete(question);
  kept.set(question, known);
  for (const [map, most] of [
    [known, mostVersions],
    [kept, mostQuestions],
  ] as const)
    for (const oldest of map.keys()) if (map.size > most) map.delete(oldest);
}

/** As walkFacets. */
export async function facetsByBits(tx: Tx, filter: Filter, refs: FilterRefs): Promise<Facets | null> {
  const asked = facetsAsked(filter, refs);
  const rows = asked && (await ask(tx, filter, refs, asked));
  if (!rows) return null;
  const counts = summed(rows.map(facetRowOf));
  return facetsOf([...counts, ...otherValue(counts, "mixed", 0), ...otherValue(counts, "month", 0)]);
}

/** Of a facet with two values that each case has one of, of which one is counted: the other. @param value that stands for it */
function otherValue(counts: readonly FacetRow[], facet: string, value: number): FacetRow[] {
  const sum = (key: string) => counts.reduce((n, row) => (row.facet === key ? n + row.n : n), 0);
  const all = counts.some((row) => row.facet === `${facet}.all`) ? sum(`${facet}.all`) : sum("total");
  const n = all - sum(facet);
  return n > 0 ? [{ facet, value, n }] : [];
}

const orNone = new Set(["point", "agency", "operation"]);
/** Of an interval that lies in no one month: its first month, and how many it touches. */
const touched = 4096;
/** "no grams" among the bars */
const withoutGrams = 15;

function facetRowOf({ key, val, n }: BitRow): FacetRow {
  const [facet = key, span] = key.split(".");
  if (val === null) return { facet, value: null, n };
  if (span === "all") return { facet: key, value: null, n };
  if (facet === "now" || span !== undefined) return { facet, value: yearOfSpan(val), n };
  if (facet === "mixed") return { facet, value: 1, n };
  if (facet === "mine") return { facet, value: 1, n };
  if (facet === "grams") return { facet, value: val === withoutGrams || val > gramBounds.grams.length ? null : val, n };
  return { facet, value: val === 0 && orNone.has(facet) ? null : val, n };
}

/** As the rows of `period` code what lies in no one month. */
function yearOfSpan(span: number): number {
  if (span < 0) return -2;
  const first = Math.floor(span / touched);
  const last = first + (span % touched) - 1;
  const year = Math.floor(first / 12);
  return year === Math.floor(last / 12) ? -1000 - year : -1;
}

function summed(rows: readonly FacetRow[]): FacetRow[] {
  const sums = new Map<string, FacetRow>();
  for (const row of rows) {
    const key = `${row.facet} ${row.value}`;
    sums.set(key, { ...row, n: row.n + (sums.get(key)?.n ?? 0) });
  }
  return [...sums.values()];
}

/** How many cases match. */
export async function totalByBits(tx: Tx, filter: Filter, refs: FilterRefs): Promise<number | null> {
  const rows = await ask(tx, filter, refs, []);
  return rows && (rows.find(({ key }) => key === "total")?.n ?? 0);
}
