import { z } from "zod";
import type { Locale } from "@/lib/codes";
import {
  arrestCodes,
  arrestsKindCodes,
  assetKindCodes,
  attributionCodes,
  basisCodes,
  credibilityCodes,
  dataSubjectCodes,
  formCodes,
  handlingCodes,
  legKindCodes,
  purityBasisCodes,
  qualifierCodes,
  reliabilityCodes,
  roleCodes,
  statusCodes,
  tierCodes,
  transportCodes,
  unitCodes,
} from "@/lib/codes";
import { Prisma } from "@/lib/db/generated/client";
import { massesUnder, massSums } from "@/lib/db/mass";
import type { Snapshot } from "@/lib/db/with-viewer-stream";
import { monthOfNumber } from "@/lib/filter/period";
import type { Names } from "@/lib/i18n/names";
import { nameIn } from "@/lib/i18n/names";
import type { ExportCase, ExportSummary } from "./types";

const summaryRow = z.object({
  cases: z.coerce.number(),
  lines: z.coerce.number(),
  handling: z.number().nullable(),
  set: z.string().nullable(),
  at: z.date(),
  synthetic: z.boolean(),
});

/** Which cases are exported, over `f`, a row of case_flat; and the conversion set of their weights by its id (null: the current one). */
export type ExportWhere = { where: Prisma.Sql; setId: number | null };

const setOf = (setId: number | null) =>
  Prisma.sql`(SELECT t.id FROM conversion_set t WHERE ${setId === null ? Prisma.sql`t.is_current` : Prisma.sql`t.id = ${setId}`})`;

/** How many cases and lines there are, and the strictest handling among them. */
export async function readSummary(snapshot: Snapshot, { where, setId }: ExportWhere): Promise<ExportSummary> {
  const rows = await snapshot.all(Prisma.sql`
    WITH chosen AS MATERIALIZED (SELECT f.case_id, f.handling FROM case_flat f WHERE ${where})
    SELECT (SELECT count(*) FROM chosen) AS cases, (SELECT max(handling) FROM chosen) AS handling,
      (SELECT count(*) FROM chosen x JOIN case_line l ON l.case_id = x.case_id) AS lines,
      (SELECT t.name FROM conversion_set t WHERE t.id = ${setOf(setId)}) AS set, transaction_timestamp() AS at, is_synthetic() AS synthetic`);
  const { cases, lines, handling, set, at, synthetic } = summaryRow.parse(rows[0]);
  const strictest = handling === null ? null : (handlingCodes[handling] ?? null);
  return { cases, lines, handling: strictest, conversionSet: set, asOf: at, synthetic };
}

const text = z.string().nullable();
const names = z.object({ slug: z.string(), nameEn: z.string(), nameZh: z.string(), nameKo: z.string() });
const caseRow = z.object({
  reference: z.string(),
  status: z.enum(statusCodes),
  verifiedAtSource: z.boolean(),
  documented: z.boolean(),
  handling: z.enum(handlingCodes),
  ownerAgency: z.string(),
  operation: text,
  edtf: text,
  from: text,
  to: text,
  month: z.number().nullable(),
  point: names.nullable(),
  attribution: z.enum(attributionCodes).nullable(),
  place: text,
  seizingAgency: text,
  transportMode: z.enum(transportCodes).nullable(),
  concealment: text,
  arrestsKind: z.enum(arrestsKindCodes),
  arrestsCount: z.number().nullable(),
  arrestsWords: text,
  reliability: z.number(),
  credibility: z.number(),
  source: text,
  externalReference: text,
  note: text,
  low: text,
  central: text,
  high: text,
  lines: z.array(
    z.object({
      line: z.number(),
      asReported: z.string(),
      substance: names,
      form: z.enum(formCodes),
      quantity: text,
      unit: z.enum(unitCodes).nullable(),
      unitAsReported: text,
      qualifier: z.enum(qualifierCodes),
      purity: text,
      purityBasis: z.enum(purityBasisCodes).nullable(),
      basis: z.enum(["stated", "factor", "unknown"]).nullable(),
      low: text,
      central: text,
      high: text,
    }),
  ),
  involvements: z.array(
    z.object({
      person: z.boolean(),
      qualifier: z.enum(["exact", "about", "at-least", "unknown"]).nullable(),
      count: z.number().nullable(),
      words: text,
      role: z.enum(roleCodes),
      tier: z.enum(tierCodes),
      arrest: z.enum(arrestCodes),
      basis: z.enum(basisCodes),
      dataSubject: z.enum(dataSubjectCodes),
      nationality: text,
    }),
  ),
  assets: z.array(
    z.object({
      kind: z.enum(assetKindCodes),
      description: text,
      count: z.number().nullable(),
      amount: text,
      currency: text,
      statedAmount: text,
      statedCurrency: text,
      statedAbout: z.boolean(),
    }),
  ),
  route: z.array(z.object({ kind: z.enum(legKindCodes), place: text, country: text, point: names.nullable() })),
});

const nameJson = (of: "p" | "s") =>
  Prisma.raw(
    `jsonb_build_object('slug', ${of}.slug, 'nameEn', ${of}.name_en, 'nameZh', ${of}.name_zh, 'nameKo', ${of}.name_ko)`,
  );

/** Which parts of its cases an export has room for. */
export type ExportParts = { lines: boolean; others: boolean };

/**
 * The cases of an export as they come, newest first as the list has them. One statement of which each case's parts are looked up by its
 * number: nothing is held, however many there are. Names of people are not among what is read.
 */
export async function* streamCases(
  snapshot: Snapshot,
  of: ExportWhere,
  parts: ExportParts,
  locale: Locale,
): AsyncGenerator<ExportCase> {
  for await (const row of snapshot.rows(casesQuery(of, parts))) yield caseOf(caseRow.parse(row), locale);
}

function casesQuery({ where, setId }: ExportWhere, { lines, others }: ExportParts): Prisma.Sql {
  const none = Prisma.sql`'[]'::jsonb`;
  return Prisma.sql`
    SELECT c.reference, c.status, c.verified_at_source AS "verifiedAtSource", c.documented, c.handling, a.code AS "ownerAgency", c.operation,
      c.edtf, c.date_from::text AS "from", c.date_to::text AS "to", f.month,
      CASE WHEN p.id IS NOT NULL THEN ${nameJson("p")} END AS point, c.attribution, c.place, c.seizing_agency AS "seizingAgency",
      c.transport_mode AS "transportMode", c.concealment, c.arrests_kind AS "arrestsKind", c.arrests_count AS "arrestsCount",
      c.arrests_words AS "arrestsWords", f.reliability, f.credibility, o.title AS source, r.external_reference AS "externalReference", c.note,
      m.low, m.central, m.high,
      ${lines ? linesOf(setId) : none} AS lines,
      ${others ? involvementsOf : none} AS involvements, ${others ? assetsOf : none} AS assets, ${others ? routeOf : none} AS route
    FROM case_flat f
    JOIN case_file c ON c.id = f.case_id
    JOIN agency a ON a.id = c.owner_agency_id
    LEFT JOIN transit_point p ON p.id = f.point_id
    LEFT JOIN report r ON r.id = c.principal_report_id
    LEFT JOIN source o ON o.id = r.source_id
    CROSS JOIN LATERAL (SELECT ${massSums} FROM ${massesUnder(setId)} WHERE y.case_id = f.case_id) m
    WHERE ${where}
    ORDER BY f.d_from DESC NULLS LAST, f.case_id DESC`;
}

const linesOf = (
  setId: number | null,
) => Prisma.sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('line', l.position + 1, 'asReported', l.substance_as_reported,
    'substance', ${nameJson("s")}, 'form', l.form, 'quantity', l.quantity::text, 'unit', l.unit, 'unitAsReported', l.unit_as_reported,
    'qualifier', l.qualifier, 'purity', l.purity::text, 'purityBasis', l.purity_basis, 'basis', y.basis, 'low', y.grams_low::text,
    'central', y.grams::text, 'high', y.grams_high::text) ORDER BY l.position), '[]')
  FROM case_line l JOIN substance s ON s.id = l.substance_id
  LEFT JOIN line_mass y ON y.case_id = l.case_id AND y.position = l.position
    AND y.set_id = ${setOf(setId)}
  WHERE l.case_id = f.case_id)`;

const involvementsOf = Prisma.sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('person', i.person_id IS NOT NULL, 'qualifier', i.group_qualifier,
    'count', i.group_count, 'words', i.group_words, 'role', i.role, 'tier', i.tier, 'arrest', i.arrest, 'basis', i.basis,
    'dataSubject', i.data_subject, 'nationality', i.nationality) ORDER BY i.position), '[]')
  FROM involvement i WHERE i.case_id = f.case_id)`;

const assetsOf = Prisma.sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'description', e.description, 'count', e.count,
    'amount', e.amount::text, 'currency', e.currency, 'statedAmount', e.stated_amount::text, 'statedCurrency', e.stated_currency,
    'statedAbout', e.stated_about) ORDER BY e.position), '[]')
  FROM asset e WHERE e.case_id = f.case_id)`;

const routeOf = Prisma.sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('kind', g.kind, 'place', g.place, 'country', g.country,
    'point', (SELECT ${nameJson("p")} FROM transit_point p WHERE p.id = g.point_id)) ORDER BY g.position), '[]')
  FROM route_leg g WHERE g.case_id = f.case_id)`;

function caseOf(row: z.infer<typeof caseRow>, locale: Locale): ExportCase {
  const { edtf, from, to, month, point, low, central, high, arrestsKind, arrestsCount, arrestsWords, ...same } = row;
  const named = (it: Names & { slug: string }) => ({ code: it.slug, name: nameIn(it, locale) });
  return {
    ...same,
    date: edtf !== null && from !== null && to !== null ? { edtf, from, to } : null,
    month: month === null ? null : monthOfNumber(month),
    transitPoint: point && named(point),
    arrests: { kind: arrestsKind, count: arrestsCount, words: arrestsWords },
    reliability: reliabilityCodes[row.reliability] ?? "F",
    credibility: credibilityCodes[row.credibility] ?? "6",
    grams: central === null ? null : { low, central, high },
    lines: row.lines.map(({ substance, basis, low, central, high, ...line }) => ({
      ...line,
      substance: named(substance),
      grams: basis === null || basis === "unknown" || central === null ? null : { basis, low, central, high },
    })),
    involvements: row.involvements.map(({ qualifier, count, words, ...rest }) => ({
      ...rest,
      group: qualifier && { qualifier, count, words },
    })),
    assets: row.assets.map(({ statedAmount, statedCurrency, statedAbout, ...asset }) => ({
      ...asset,
      stated:
        statedAmount !== null && statedCurrency !== null
          ? { amount: statedAmount, currency: statedCurrency, about: statedAbout }
          : null,
    })),
    route: row.route.map(({ point: at, ...leg }) => ({ ...leg, transitPoint: at && named(at) })),
  };
}
