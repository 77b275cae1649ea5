import { z } from "zod";
import { familyCodes, qualifierCodes, statusCodes, unitCodes } from "@/lib/codes";
import type { RawTx, Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { conversionFactor } from "@/lib/quantity/schema";
import { daysApartAtPlace, daysApartByQuantity, nearlyMilligrams, nearlyPieces, relatedPoints } from "./rules";
import type { DuplicateReason, Event } from "./types";
import { duplicateReasons } from "./types";

const reference = z.object({
  points: z.array(z.object({ slug: z.string(), parent: z.string().nullable() })),
  families: z.record(z.string(), z.enum(familyCodes)),
  factors: z.array(conversionFactor),
});

/** What typed text is read by: the hierarchy of points, the families of these substances, and the factors in force for them. */
export async function readReference(tx: RawTx, substances: readonly string[]): Promise<z.infer<typeof reference>> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', p.slug, 'parent', above.slug)), '[]')
        FROM transit_point p LEFT JOIN transit_point above ON above.id = p.parent_id) AS points,
      (SELECT coalesce(jsonb_object_agg(s.slug, s.family), '{}') FROM substance s WHERE s.slug = ANY (${[...substances]}::text[])) AS families,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'substance', s.slug, 'family', f.family, 'form', f.form, 'unit', f.unit,
          'gramsLow', f.grams_low::text, 'grams', f.grams::text, 'gramsHigh', f.grams_high::text, 'source', f.source) ORDER BY f.id), '[]')
        FROM conversion_factor f JOIN conversion_set t ON t.id = f.set_id AND t.is_current LEFT JOIN substance s ON s.id = f.substance_id) AS factors`;
  return reference.parse(rows[0]);
}

/** One bit for each reason, the most telling the highest. */
const bits = { reference: 4, place: 2, quantity: 1 } as const;
const found = z.object({
  nth: z.number(),
  id: z.number(),
  reference: z.string(),
  reasons: z.number(),
  total: z.number(),
});

/** A case that is probably the typed event, and why. */
export type Found = { id: number; reference: string; reasons: DuplicateReason[] };
/** What is asked about: an event, and references of cases that it is not. */
export type Asked = { typed: Event; otherThan: readonly string[] };

const standing = Prisma.sql`f.status <> ${statusCodes.indexOf("withdrawn")}::int`;
/** Days that a case of a known month may begin before it ends. */
const longestInMonth = 30;

/**
 * The cases that are probably these events, by the rules of reasonsFor, for each the best first: more telling reasons, then fewer days
 * between, then the newest. Withdrawn cases are none. Row-level security decides which cases there are. One statement for any number of
 * events; what is asked about comes in as rows, so that each way in walks a short part of an index.
 */
export async function probableDuplicates(
  tx: Tx,
  asked: readonly Asked[],
  points: Parameters<typeof relatedPoints>[1],
  limit: number,
): Promise<{ cases: Found[]; total: number }[]> {
  const ways = asked.map(({ typed }, nth) => waysIn(typed, nth, points));
  const all = {
    events: asked.map(({ typed }, nth) => ({ nth, from: typed.days?.from ?? null, to: typed.days?.to ?? null })),
    others: asked.flatMap(({ otherThan }, nth) => otherThan.map((reference) => ({ nth, reference }))),
    references: ways.flatMap((way) => way.references),
    places: ways.flatMap((way) => way.places),
    weights: ways.flatMap((way) => way.weights),
    pieces: ways.flatMap((way) => way.pieces),
  };
  const none = asked.map(() => ({ cases: [], total: 0 }));
  if (all.references.length + all.places.length + all.weights.length + all.pieces.length === 0) return none;
  const families = [...new Set(asked.flatMap(({ typed }) => typed.families))];
  const rows = z.array(found).parse(
    await tx.$queryRaw`
      WITH family_set AS MATERIALIZED (
        SELECT DISTINCT s.family, z.id FROM substance_set z, unnest(z.substance_ids) u (id) JOIN substance s ON s.id = u.id
        WHERE s.family = ANY (${families}::text[])),
      event AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(${JSON.stringify(all.events)}::jsonb) AS e(nth int, "from" date, "to" date)),
      place AS MATERIALIZED (
        SELECT w.nth, w.family, p.id AS point_id, ${nearDays(daysApartAtPlace)}
        FROM jsonb_to_recordset(${JSON.stringify(all.places)}::jsonb) AS w(nth int, slug text, family text) JOIN transit_point p ON p.slug = w.slug JOIN event e ON e.nth = w.nth),
      weight AS MATERIALIZED (
        SELECT w.nth, w.family, w.low, w.high, ${nearDays(daysApartByQuantity)}
        FROM jsonb_to_recordset(${JSON.stringify(all.weights)}::jsonb) AS w(nth int, family text, low bigint, high bigint) JOIN event e ON e.nth = w.nth),
      pieces AS MATERIALIZED (
        SELECT w.nth, w.family, w.unit, w.low, w.high, ${nearDays(daysApartByQuantity)}
        FROM jsonb_to_recordset(${JSON.stringify(all.pieces)}::jsonb) AS w(nth int, family text, unit text, low numeric, high numeric) JOIN event e ON e.nth = w.nth),
      near (nth, family, case_id, d_from, d_to, set_id, reason) AS (
        SELECT w.nth, w.family, x.*, ${bits.place}::int FROM place w CROSS JOIN LATERAL (
          SELECT f.case_id, f.d_from, f.d_to, f.set_id FROM case_flat f WHERE f.point_id = w.point_id AND ${standing} AND ${inKnownMonth} OFFSET 0) x
        UNION ALL
        SELECT w.nth, w.family, f.case_id, f.d_from, f.d_to, f.set_id, ${bits.place}::int FROM place w JOIN case_flat f ON f.point_id = w.point_id
          WHERE f.month IS NULL AND ${standing} AND f.d_from <= w.latest AND f.d_to >= w.earliest
        UNION ALL
        SELECT w.nth, w.family, x.*, ${bits.quantity}::int FROM weight w CROSS JOIN LATERAL (
          SELECT f.case_id, f.d_from, f.d_to, f.set_id FROM case_flat f
          WHERE f.mg BETWEEN w.low AND w.high AND ${standing} AND f.d_from <= w.latest AND f.d_to >= w.earliest OFFSET 0) x
        UNION ALL
        SELECT w.nth, w.family, x.*, ${bits.quantity}::int FROM pieces w CROSS JOIN LATERAL (
          SELECT f.case_id, f.d_from, f.d_to, f.set_id FROM case_flat f JOIN case_line l ON l.case_id = f.case_id JOIN substance s ON s.id = l.substance_id
          WHERE f.mg IS NULL AND ${standing} AND f.d_from <= w.latest AND f.d_to >= w.earliest
            AND s.family = w.family AND l.unit = w.unit AND l.quantity BETWEEN w.low AND w.high OFFSET 0) x),
      hit AS (
        SELECT n.nth, n.case_id, n.d_from, n.d_to, n.reason FROM near n WHERE (n.set_id, n.family) IN (SELECT s.id, s.family FROM family_set s)
        UNION ALL
        SELECT w.nth, f.case_id, f.d_from, f.d_to, ${bits.reference}::int
        FROM jsonb_to_recordset(${JSON.stringify(all.references)}::jsonb) AS w(nth int, reference text)
          JOIN report r ON r.external_reference = w.reference JOIN case_flat f ON f.case_id = r.case_id WHERE ${standing}),
      one AS (SELECT nth, case_id, d_from, d_to, bit_or(reason) AS reasons FROM hit GROUP BY nth, case_id, d_from, d_to),
      other AS MATERIALIZED (
        SELECT w.nth, c.id FROM jsonb_to_recordset(${JSON.stringify(all.others)}::jsonb) AS w(nth int, reference text) JOIN case_file c ON c.reference = w.reference),
      ranked AS (
        SELECT o.nth, o.case_id, o.reasons, count(*) OVER (PARTITION BY o.nth)::int AS total, row_number() OVER (PARTITION BY o.nth
          ORDER BY o.reasons DESC, greatest(0, o.d_from - e."to", e."from" - o.d_to) NULLS LAST, o.d_from DESC NULLS LAST, o.case_id DESC) AS place
        FROM one o JOIN event e ON e.nth = o.nth WHERE (o.nth, o.case_id) NOT IN (SELECT x.nth, x.id FROM other x))
      SELECT k.nth, k.case_id AS id, c.reference, k.reasons, k.total FROM ranked k JOIN case_file c ON c.id = k.case_id
      WHERE k.place <= ${limit} ORDER BY k.nth, k.place`,
  );
  return none.map((empty, nth) => {
    const cases = rows.filter((row) => row.nth === nth);
    const reasonsOf = (bit: number) => duplicateReasons.filter((reason) => (bit & bits[reason]) !== 0);
    return {
      cases: cases.map(({ id, reference, reasons }) => ({ id, reference, reasons: reasonsOf(reasons) })),
      total: cases[0]?.total ?? empty.total,
    };
  });
}

/** The days between which a case ends or begins that lies near an event `e`. */
const nearDays = (days: number) =>
  Prisma.sql`e."from" - ${days}::int AS earliest, e."to" + ${days}::int AS latest, e."from" - ${days + longestInMonth}::int AS begins`;
/** A case `f` whose month is known begins at most a month before it ends: what can be near `w` is a short part of the index. */
const inKnownMonth = Prisma.sql`f.month IS NOT NULL AND f.d_from BETWEEN w.begins AND w.latest AND f.d_to >= w.earliest`;

/** The ways in which an event may be found, as rows. */
function waysIn(typed: Event, nth: number, points: Parameters<typeof relatedPoints>[1]) {
  const dated = typed.days !== null && typed.families.length > 0;
  const { milligrams, point } = typed;
  return {
    references: typed.references.map((reference) => ({ nth, reference })),
    places:
      dated && point !== null
        ? typed.families.flatMap((family) => relatedPoints(point, points).map((slug) => ({ nth, slug, family })))
        : [],
    weights:
      dated && milligrams !== null
        ? typed.families.map((family) => {
            const { low, high } = nearlyMilligrams(milligrams, family);
            return { nth, family, low: String(low), high: String(high) };
          })
        : [],
    // Beside a weight a number of pieces says nothing.
    pieces:
      dated && milligrams === null
        ? typed.counted.map(({ family, unit, quantity }) => ({ nth, family, unit, ...nearlyPieces(quantity) }))
        : [],
  };
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
