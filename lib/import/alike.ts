import { z } from "zod";
import { familyCodes, formCodes, qualifierCodes, statusCodes, unitCodes } from "@/lib/codes";
import { parseDate } from "@/lib/dates/parse";
import type { Load } from "@/lib/db/with-viewer-load";
import { readReference } from "@/lib/duplicates/queries";
import {
  daysApartAtPlace,
  daysApartByQuantity,
  relatedPoints,
  toleranceOf,
  toleranceOfPieces,
} from "@/lib/duplicates/rules";
import type { DuplicateReason } from "@/lib/duplicates/types";
import { duplicateReasons } from "@/lib/duplicates/types";
import { massOf } from "@/lib/quantity/conversion";
import type { AlikeRow } from "./types";

/** Rows that are told one by one; all are counted. */
const shown = 500;
/** Days of a bucket: two events that are near at a place have one in common, so that they meet by equality. */
const bucketDays = 16;
const withdrawn = statusCodes.indexOf("withdrawn");
const bits = { reference: 4, place: 2, quantity: 1 } as const satisfies Record<DuplicateReason, number>;

const texts = z.array(z.object({ date: z.string() }));
const points = z.array(z.object({ slug: z.string() }));
const kinds = z.array(
  z.object({
    substance: z.string(),
    form: z.enum(formCodes),
    unit: z.enum(unitCodes).nullable(),
    qualifier: z.enum(qualifierCodes),
  }),
);
const rowsFound = z.array(z.object({ row: z.number(), reference: z.string(), reasons: z.number() }));

/**
 * Looks for new records that are probably cases which the register has, among those that the viewer may see, by the rules of lib/duplicates.
 * Cases that other rows of the file are already do not count: the source tells its own rows apart. Rows of the file that say the same are
 * possible duplicates too. `import_alike` says of each record which case.
 * A set at a time: what is alike of many rows, and of many cases, is compared once.
 */
export async function findAlike(
  load: Load,
): Promise<{ possibleDuplicates: number; alike: number; alikeRows: AlikeRow[] }> {
  await load.$executeRaw`CREATE TEMP TABLE import_alike (row int PRIMARY KEY, case_id int NOT NULL, reasons int NOT NULL) ON COMMIT DROP`;
  const [asked] = await load.$queryRaw<{ some: boolean }[]>`
    SELECT EXISTS (SELECT FROM import_match WHERE kind = 'new') AND EXISTS (SELECT FROM case_flat WHERE status <> ${withdrawn}::int) AS some`;
  if (asked?.some) await fillAlike(load);
  const [counts] = z.array(z.object({ alike: z.coerce.number(), possibleDuplicates: z.coerce.number() })).parse(
    await load.$queryRaw`
      SELECT count(a.row) AS alike,
        coalesce(sum(CASE WHEN a.row IS NOT NULL THEN cardinality(n.rows) ELSE n.same + (n.reference IS NULL AND n.nth > 1)::int END), 0) AS "possibleDuplicates"
      FROM (SELECT row, rows, same, reference, row_number() OVER (PARTITION BY key ORDER BY row) AS nth FROM import_new_record) n LEFT JOIN import_alike a ON a.row = n.row`,
  );
  const found = rowsFound.parse(
    await load.$queryRaw`
      SELECT a.row, c.reference, a.reasons FROM import_alike a JOIN case_file c ON c.id = a.case_id ORDER BY a.row LIMIT ${shown}`,
  );
  return {
    possibleDuplicates: counts?.possibleDuplicates ?? 0,
    alike: counts?.alike ?? 0,
    alikeRows: found.map(({ row, reference, reasons }) => ({
      row,
      reference,
      reasons: duplicateReasons.filter((reason) => (reasons & bits[reason]) !== 0),
    })),
  };
}

async function fillAlike(load: Load): Promise<void> {
  const hierarchy = await stageEvents(load);
  await nearPlaces(load, hierarchy);
  await nearQuantities(load);
  await load.$executeRaw`
    INSERT INTO import_alike
    SELECT DISTINCT ON (h.row) h.row, h.case_id, bit_or(h.reasons) OVER (PARTITION BY h.row) FROM (
      SELECT e.row, p.case_id, ${bits.place}::int AS reasons FROM import_event e JOIN import_at_place p USING (point_id, family, d_from, d_to)
      UNION ALL SELECT q.row, q.case_id, ${bits.quantity}::int FROM import_by_quantity q
      UNION ALL SELECT n.row, r.case_id, ${bits.reference}::int
        FROM import_new_record n JOIN import_match m ON m.row = n.row AND m.kind = 'new' JOIN report r ON r.external_reference = n.reference
        JOIN case_flat f ON f.case_id = r.case_id WHERE f.status <> ${withdrawn}::int) h
    ORDER BY h.row, h.reasons DESC, h.case_id DESC`;
}

/** What the new records say of an event: a row for each family of substances, with days, point and grams. And which cases are not asked about. */
async function stageEvents(load: Load) {
  const dates = texts.parse(
    await load.$queryRaw`
      SELECT DISTINCT n.account ->> 'date' AS date FROM import_new_record n JOIN import_match m ON m.row = n.row AND m.kind = 'new' WHERE n.account ->> 'date' IS NOT NULL`,
  );
  const days = dates.flatMap(({ date }) => {
    const read = parseDate(date);
    return read.ok ? [{ date, from: read.date.from, to: read.date.to }] : [];
  });
  await load.$executeRaw`
    CREATE TEMP TABLE import_line ON COMMIT DROP AS
    SELECT n.row, n.account ->> 'date' AS date, n.account ->> 'point' AS point, l.substance, l.form, l.unit, l.qualifier, l.quantity
    FROM import_new_record n JOIN import_match m ON m.row = n.row AND m.kind = 'new'
    CROSS JOIN LATERAL jsonb_to_recordset(n.account -> 'lines') AS l(substance text, form text, unit text, qualifier text, quantity numeric)`;
  const said = kinds.parse(await load.$queryRaw`SELECT DISTINCT substance, form, unit, qualifier FROM import_line`);
  const {
    points: hierarchy,
    families,
    factors,
  } = await readReference(load, [...new Set(said.map((k) => k.substance))]);
  const weighed = said.map((kind) => {
    const family = families[kind.substance] ?? "unknown";
    const { central } = massOf({ ...kind, family, quantity: "1" }, { factors });
    return { ...kind, family, grams: central };
  });
  await load.$executeRaw`
    CREATE TEMP TABLE import_event ON COMMIT DROP AS
    SELECT e.row, d."from" AS d_from, d."to" AS d_to, p.id AS point_id, e.family, e.mg, e.pieces FROM (
      SELECT l.row, l.date, l.point, k.family,
        round(sum(sum(l.quantity * k.grams)) OVER (PARTITION BY l.row) * 1000)::bigint AS mg,
        jsonb_agg(jsonb_build_object('unit', l.unit, 'quantity', l.quantity)) FILTER (WHERE l.unit IS NOT NULL AND l.quantity IS NOT NULL) AS pieces
      FROM import_line l JOIN jsonb_to_recordset(${JSON.stringify(weighed)}::jsonb) AS k(substance text, form text, unit text, qualifier text, family text, grams numeric)
        ON (k.substance, k.form, k.qualifier) = (l.substance, l.form, l.qualifier) AND k.unit IS NOT DISTINCT FROM l.unit
      GROUP BY l.row, l.date, l.point, k.family) e
    JOIN jsonb_to_recordset(${JSON.stringify(days)}::jsonb) AS d(date text, "from" date, "to" date) ON d.date = e.date
    LEFT JOIN transit_point p ON p.slug = e.point`;
  await load.$executeRaw`ANALYZE import_event`;
  await load.$executeRaw`
    CREATE TEMP TABLE import_other ON COMMIT DROP AS
    SELECT f.case_id, f.point_id, f.d_from, f.d_to, f.mg, z.family
    FROM case_flat f JOIN (
        SELECT DISTINCT s.family, z.id FROM substance_set z CROSS JOIN LATERAL unnest(z.substance_ids) u(id) JOIN substance s ON s.id = u.id) z ON z.id = f.set_id
    CROSS JOIN (SELECT min(d_from) - ${daysApartByQuantity}::int AS earliest, max(d_to) + ${daysApartByQuantity}::int AS latest FROM import_event) t
    WHERE f.status <> ${withdrawn}::int AND f.d_from <= t.latest AND f.d_to >= t.earliest AND z.family IN (SELECT DISTINCT e.family FROM import_event e)
      AND NOT EXISTS (SELECT FROM import_match m JOIN report r ON r.id = m.report_id WHERE r.case_id = f.case_id)`;
  await load.$executeRaw`ANALYZE import_other`;
  return hierarchy;
}

/** At the same point, or one within the other, a week apart at most. */
async function nearPlaces(load: Load, hierarchy: Parameters<typeof relatedPoints>[1]): Promise<void> {
  const named = points.parse(
    await load.$queryRaw`SELECT DISTINCT p.slug FROM import_event e JOIN transit_point p ON p.id = e.point_id`,
  );
  const related = named.flatMap(({ slug }) => relatedPoints(slug, hierarchy).map((other) => ({ slug, other })));
  await load.$executeRaw`
    CREATE TEMP TABLE import_at_place ON COMMIT DROP AS
    WITH related AS MATERIALIZED (
        SELECT p.id AS point_id, o.id AS other_id FROM jsonb_to_recordset(${JSON.stringify(related)}::jsonb) AS x(slug text, other text)
        JOIN transit_point p ON p.slug = x.slug JOIN transit_point o ON o.slug = x.other),
      event AS MATERIALIZED (
        SELECT e.*, b.bucket FROM (SELECT DISTINCT point_id, family, d_from, d_to FROM import_event WHERE point_id IS NOT NULL) e
        CROSS JOIN LATERAL generate_series((e.d_from - date '0001-01-01') / ${bucketDays}::int, (e.d_to - date '0001-01-01') / ${bucketDays}::int) b(bucket)),
      other AS MATERIALIZED (
        SELECT o.*, b.bucket FROM (SELECT point_id, family, d_from, d_to, max(case_id) AS case_id FROM import_other WHERE point_id IN (SELECT other_id FROM related) GROUP BY 1, 2, 3, 4) o
        CROSS JOIN LATERAL generate_series((o.d_from - ${daysApartAtPlace}::int - date '0001-01-01') / ${bucketDays}::int, (o.d_to + ${daysApartAtPlace}::int - date '0001-01-01') / ${bucketDays}::int) b(bucket))
    SELECT e.point_id, e.family, e.d_from, e.d_to, max(o.case_id) AS case_id
    FROM event e JOIN related r ON r.point_id = e.point_id JOIN other o ON o.point_id = r.other_id AND o.family = e.family AND o.bucket = e.bucket
    WHERE o.d_from <= e.d_to + ${daysApartAtPlace}::int AND o.d_to >= e.d_from - ${daysApartAtPlace}::int
    GROUP BY 1, 2, 3, 4`;
}

/** Nearly the same weight, or without one nearly as many pieces, of the same family, within the days that a year-end report may lie apart. */
async function nearQuantities(load: Load): Promise<void> {
  await load.$executeRaw`
    CREATE TEMP TABLE import_weight ON COMMIT DROP AS
    SELECT o.family, o.mg, o.d_from, o.d_to, max(o.case_id) AS case_id FROM import_other o WHERE o.mg IS NOT NULL GROUP BY 1, 2, 3, 4`;
  await load.$executeRaw`CREATE INDEX ON import_weight (family, mg, d_from)`;
  await load.$executeRaw`
    CREATE TEMP TABLE import_piece ON COMMIT DROP AS
    SELECT o.family, l.unit, l.quantity, o.d_from, o.d_to, max(o.case_id) AS case_id
    FROM import_other o JOIN case_line l ON l.case_id = o.case_id JOIN substance s ON s.id = l.substance_id AND s.family = o.family
    WHERE o.mg IS NULL AND l.unit IS NOT NULL AND l.quantity IS NOT NULL GROUP BY 1, 2, 3, 4, 5`;
  await load.$executeRaw`CREATE INDEX ON import_piece (family, unit, quantity, d_from)`;
  await load.$executeRaw`ANALYZE import_weight`;
  await load.$executeRaw`ANALYZE import_piece`;
  const tolerances = familyCodes.map((family) => ({ family, tolerance: Number(toleranceOf(family)) }));
  await load.$executeRaw`
    CREATE TEMP TABLE import_by_quantity ON COMMIT DROP AS
    WITH weight AS MATERIALIZED (
        SELECT e.*, t.tolerance FROM (SELECT DISTINCT family, mg, d_from, d_to FROM import_event WHERE mg IS NOT NULL) e
        JOIN jsonb_to_recordset(${JSON.stringify(tolerances)}::jsonb) AS t(family text, tolerance bigint) ON t.family = e.family),
      weighed AS MATERIALIZED (
        SELECT w.family, w.mg, w.d_from, w.d_to, o.case_id FROM weight w CROSS JOIN LATERAL (
          SELECT o.case_id FROM import_weight o
          WHERE o.family = w.family AND o.mg BETWEEN (w.mg * (100 - w.tolerance) + 99) / 100 AND w.mg * (100 + w.tolerance) / 100
            AND o.d_from <= w.d_to + ${daysApartByQuantity}::int AND o.d_to >= w.d_from - ${daysApartByQuantity}::int LIMIT 1) o),
      counted AS MATERIALIZED (
        SELECT DISTINCT e.family, p.unit, p.quantity, e.d_from, e.d_to FROM import_event e CROSS JOIN LATERAL jsonb_to_recordset(e.pieces) AS p(unit text, quantity numeric)
        WHERE e.mg IS NULL),
      pieces AS MATERIALIZED (
        SELECT c.*, o.case_id FROM counted c CROSS JOIN LATERAL (
          SELECT o.case_id FROM import_piece o
          WHERE o.family = c.family AND o.unit = c.unit
            AND o.quantity BETWEEN c.quantity * (100 - ${toleranceOfPieces}::int) / 100 AND c.quantity * (100 + ${toleranceOfPieces}::int) / 100
            AND o.d_from <= c.d_to + ${daysApartByQuantity}::int AND o.d_to >= c.d_from - ${daysApartByQuantity}::int LIMIT 1) o)
    SELECT e.row, w.case_id FROM import_event e JOIN weighed w USING (family, mg, d_from, d_to)
    UNION ALL
    SELECT e.row, p.case_id FROM import_event e CROSS JOIN LATERAL jsonb_to_recordset(e.pieces) AS x(unit text, quantity numeric)
      JOIN pieces p ON (p.family, p.unit, p.quantity, p.d_from, p.d_to) = (e.family, x.unit, x.quantity, e.d_from, e.d_to) WHERE e.mg IS NULL`;
}
