import { z } from "zod";
import { familyCodes, qualifierCodes, statusCodes, unitCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { conversionFactor } from "@/lib/quantity/schema";
import { daysApartAtPlace, daysApartByQuantity, nearlyMilligrams, nearlyPieces, relatedPoints } from "./rules";
import type { Event } from "./types";

const reference = z.object({
  points: z.array(z.object({ slug: z.string(), parent: z.string().nullable() })),
  families: z.record(z.string(), z.enum(familyCodes)),
  factors: z.array(conversionFactor),
});

/** What typed text is read by: the hierarchy of points, the families of these substances, and the factors in force for them. */
export async function readReference(tx: Tx, substances: readonly string[]): Promise<z.infer<typeof reference>> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', p.slug, 'parent', above.slug)), '[]')
        FROM transit_point p LEFT JOIN transit_point above ON above.id = p.parent_id) AS points,
      (SELECT coalesce(jsonb_object_agg(s.slug, s.family), '{}') FROM substance s WHERE s.slug = ANY (${[...substances]}::text[])) AS families,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'substance', s.slug, 'family', f.family, 'form', f.form, 'unit', f.unit,
          'gramsLow', f.grams_low::text, 'grams', f.grams::text, 'gramsHigh', f.grams_high::text, 'source', f.source) ORDER BY f.id), '[]')
        FROM conversion_factor f JOIN conversion_set t ON t.id = f.set_id AND t.is_current LEFT JOIN substance s ON s.id = f.substance_id) AS factors`;
  return reference.parse(rows[0]);
}

const found = z.object({ id: z.number(), total: z.number() });
const standing = Prisma.sql`f.status <> ${statusCodes.indexOf("withdrawn")}::int`;

/**
 * The cases that are probably the typed event, by the rules of reasonsFor, best first: more telling reasons, then fewer days between, then
 * the newest. Withdrawn cases are none. Row-level security decides which cases there are.
 * @param otherThan references of cases to leave out
 */
export async function probableDuplicates(
  tx: Tx,
  typed: Event,
  points: Parameters<typeof relatedPoints>[1],
  { otherThan, limit }: { otherThan: readonly string[]; limit: number },
): Promise<{ ids: number[]; total: number }> {
  const ways = [...byReference(typed), ...byPlace(typed, points), ...byQuantity(typed)];
  if (ways.length === 0) return { ids: [], total: 0 };
  const { from, to } = typed.days ?? { from: null, to: null };
  const rows = z.array(found).parse(
    await tx.$queryRaw`
      WITH family_set AS MATERIALIZED (
        SELECT DISTINCT s.family, z.id FROM substance_set z, unnest(z.substance_ids) u (id) JOIN substance s ON s.id = u.id
        WHERE s.family = ANY (${[...typed.families]}::text[])),
      hit (case_id, d_from, d_to, reason) AS (${Prisma.join(ways, " UNION ALL ")}),
      one AS (SELECT case_id, d_from, d_to, bit_or(reason) AS reasons FROM hit GROUP BY case_id, d_from, d_to)
      SELECT case_id AS id, count(*) OVER ()::int AS total FROM one
      WHERE case_id NOT IN (SELECT c.id FROM case_file c WHERE c.reference = ANY (${[...otherThan]}::text[]))
      ORDER BY reasons DESC, greatest(0, d_from - ${to}::date, ${from}::date - d_to) NULLS LAST, d_from DESC NULLS LAST, case_id DESC
      LIMIT ${limit}`,
  );
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 };
}

/** One bit for each reason, the most telling the highest. */
const bits = { reference: 4, place: 2, quantity: 1 };
/** Each way in brings the columns that are needed of the read model: joining it again would read all of it. */
const hitBy = (reason: keyof typeof bits) => Prisma.sql`SELECT f.case_id, f.d_from, f.d_to, ${bits[reason]}::int`;

function byReference(typed: Event): Prisma.Sql[] {
  if (typed.references.length === 0) return [];
  return [
    Prisma.sql`${hitBy("reference")} FROM report r JOIN case_flat f ON f.case_id = r.case_id
      WHERE r.external_reference IN (${Prisma.join([...typed.references])}) AND ${standing}`,
  ];
}

function byPlace(typed: Event, points: Parameters<typeof relatedPoints>[1]): Prisma.Sql[] {
  if (typed.point === null || typed.days === null || typed.families.length === 0) return [];
  return [
    Prisma.sql`${hitBy("place")} FROM case_flat f
      WHERE f.point_id IN (SELECT p.id FROM transit_point p WHERE p.slug IN (${Prisma.join(relatedPoints(typed.point, points))}))
        AND ${standing} AND ${within(typed.days, daysApartAtPlace)} AND f.set_id IN (SELECT id FROM family_set)`,
  ];
}

function byQuantity(typed: Event): Prisma.Sql[] {
  if (typed.days === null || typed.families.length === 0) return [];
  const near = within(typed.days, daysApartByQuantity);
  const { milligrams } = typed;
  if (milligrams !== null)
    return typed.families.map((family) => {
      const { low, high } = nearlyMilligrams(milligrams, family);
      return Prisma.sql`${hitBy("quantity")} FROM case_flat f
        WHERE f.mg BETWEEN ${low}::bigint AND ${high}::bigint AND ${standing} AND ${near} AND f.set_id IN (SELECT id FROM family_set WHERE family = ${family})`;
    });
  return typed.counted.map(({ family, unit, quantity }) => {
    const { low, high } = nearlyPieces(quantity);
    return Prisma.sql`${hitBy("quantity")} FROM case_flat f
      JOIN case_line l ON l.case_id = f.case_id JOIN substance s ON s.id = l.substance_id
      WHERE f.mg IS NULL AND ${standing} AND ${near} AND f.set_id IN (SELECT id FROM family_set WHERE family = ${family})
        AND s.family = ${family} AND l.unit = ${unit} AND l.quantity BETWEEN ${low}::numeric AND ${high}::numeric`;
  });
}

/** At most so many days between the case's interval and this one. */
function within({ from, to }: { from: string; to: string }, days: number): Prisma.Sql {
  return Prisma.sql`f.d_from <= ${to}::date + ${days}::int AND f.d_to >= ${from}::date - ${days}::int`;
}

const text = z.string().nullable();
const caseRow = z.object({
  id: z.number(),
  reference: z.string(),
  status: z.enum(statusCodes),
  edtf: text,
  from: text,
  to: text,
  point: text,
  milligrams: z.coerce.bigint().nullable(),
  grams: text,
  lines: z.array(
    z.object({
      asReported: z.string(),
      substance: z.string(),
      family: z.enum(familyCodes),
      quantity: text,
      unit: z.enum(unitCodes).nullable(),
      unitAsReported: text,
      qualifier: z.enum(qualifierCodes),
    }),
  ),
  references: z.array(z.string()),
});
export type ComparedCase = z.infer<typeof caseRow>;

/** What of these cases is compared and shown, in the order of the ids. */
export async function readCompared(tx: Tx, ids: readonly number[]): Promise<ComparedCase[]> {
  if (ids.length === 0) return [];
  const rows = z.array(caseRow).parse(
    await tx.$queryRaw`
      SELECT c.id, c.reference, c.status, c.edtf, c.date_from::text AS "from", c.date_to::text AS "to", p.slug AS point, f.mg::text AS milligrams,
        trim_scale(f.mg / 1000.0)::text AS grams,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('asReported', l.substance_as_reported, 'substance', s.slug, 'family', s.family, 'quantity', l.quantity::text,
            'unit', l.unit, 'unitAsReported', l.unit_as_reported, 'qualifier', l.qualifier) ORDER BY l.position), '[]')
          FROM case_line l JOIN substance s ON s.id = l.substance_id WHERE l.case_id = c.id) AS lines,
        (SELECT coalesce(jsonb_agg(DISTINCT r.external_reference), '[]') FROM report r WHERE r.case_id = c.id AND r.external_reference IS NOT NULL) AS references
      FROM case_file c JOIN case_flat f ON f.case_id = c.id LEFT JOIN transit_point p ON p.id = c.transit_point_id
      WHERE c.id IN (${Prisma.join([...ids])})`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
