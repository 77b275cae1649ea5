import { z } from "zod";
import type { Account } from "@/lib/cases/schema";
import { accountSchema } from "@/lib/cases/schema";
import {
  arrestCodes,
  arrestsKindCodes,
  assetKindCodes,
  attributionCodes,
  basisCodes,
  credibilityCodes,
  dataSubjectCodes,
  decisionCodes,
  familyCodes,
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
  userRoleCodes,
} from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { massesUnder, massSums } from "@/lib/db/mass";
import { planOnce } from "@/lib/db/prepared";
import { AppError, invalid } from "@/lib/errors";
import type { ConfirmedWarning } from "./warnings";
import { warningCodes } from "./warnings";

const caseForReport = z.object({
  id: z.number(),
  reference: z.string(),
  ownerAgencyId: z.number(),
  handling: z.enum(handlingCodes),
});
export type CaseForReport = z.infer<typeof caseForReport>;

/** The case a further source is logged on. @throws AppError INVALID at `attachTo` when the viewer cannot see such a case */
export async function caseToAttachTo(tx: Tx, reference: string): Promise<CaseForReport> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id, reference, owner_agency_id AS "ownerAgencyId", handling FROM case_file WHERE reference = ${reference} AND resolves_to_id IS NULL FOR UPDATE`;
  if (!rows[0]) throw invalid("attachTo", "reports.error.case-unknown");
  return caseForReport.parse(rows[0]);
}

const lockedReport = z.object({
  id: z.string(),
  authorId: z.number(),
  agencyId: z.number(),
  sourceId: z.number(),
  status: z.enum(statusCodes),
  latestVersion: z.number(),
  verifiedVersion: z.number().nullable(),
  latestAuthorId: z.number(),
  latestDecision: z.enum(decisionCodes),
  reference: z.string(),
  caseFile: caseForReport,
});
export type LockedReport = z.infer<typeof lockedReport>;

/** One writer at a time per draft id: its saves, its discarding, and the report it becomes. */
export async function lockDraft(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))::text`;
}

/** Locks the report's case, then reads the report as it stands: what a mutation decides on. @throws AppError NOT_FOUND */
export async function lockReport(tx: Tx, reportId: string): Promise<LockedReport> {
  if (!z.uuid().safeParse(reportId).success) throw new AppError("NOT_FOUND");
  await tx.$queryRaw`${planOnce}SELECT c.id FROM case_file c WHERE c.id = (SELECT r.case_id FROM report r WHERE r.id = ${reportId}::uuid) FOR UPDATE`;
  const rows = await tx.$queryRaw<unknown[]>`${planOnce}
    SELECT r.id::text AS id, r.author_id AS "authorId", r.agency_id AS "agencyId", r.source_id AS "sourceId", r.status,
      r.latest_version AS "latestVersion", r.verified_version AS "verifiedVersion", v.author_id AS "latestAuthorId",
      (SELECT d.kind FROM report_decision d WHERE d.report_id = r.id AND d.version = r.latest_version
          AND d.kind NOT IN ('withdrawn', 'reinstated') ORDER BY d.id DESC LIMIT 1) AS "latestDecision",
      c.reference, jsonb_build_object('id', c.id, 'reference', c.reference, 'ownerAgencyId', c.owner_agency_id, 'handling', c.handling) AS "caseFile"
    FROM report r JOIN case_file c ON c.id = r.case_id JOIN report_version v ON v.report_id = r.id AND v.number = r.latest_version
    WHERE r.id = ${reportId}::uuid`;
  if (!rows[0]) throw new AppError("NOT_FOUND");
  return lockedReport.parse(rows[0]);
}

/** A warning as a version keeps it. */
export const confirmedWarning = z.object({
  code: z.enum(warningCodes),
  path: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  reason: z.string(),
});

/** What a version says, and what its author confirmed. @throws AppError NOT_FOUND where there is no such version in the viewer's scope */
export async function versionOf(
  tx: Tx,
  reportId: string,
  version: number,
): Promise<{ account: Account; confirmed: ConfirmedWarning[]; otherEvents: string[] }> {
  const row = await tx.reportVersion.findUnique({
    where: { reportId_number: { reportId, number: version } },
    select: { account: true, confirmed: true, otherEvents: true },
  });
  if (!row) throw new AppError("NOT_FOUND");
  const { account, confirmed, otherEvents } = row;
  return { account: accountSchema.parse(account), confirmed: z.array(confirmedWarning).parse(confirmed), otherEvents };
}

const member = z.object({ id: z.number(), role: z.enum(userRoleCodes), agencyId: z.number(), active: z.boolean() });
export type Member = z.infer<typeof member>;

/** The users asked for, with those who are on the case already. @throws AppError INVALID at `team` for an unknown or disabled user */
export async function teamOf(tx: Tx, caseFile: CaseForReport, asked: readonly number[]): Promise<Member[]> {
  const rows = z.array(member).parse(
    await tx.$queryRaw`${planOnce}
      SELECT u.id, u.role, u.agency_id AS "agencyId", u.active FROM app_user u
      WHERE (u.id = ANY (${[...asked]}::int[]) AND u.active AND u.role IN ('analyst', 'reviewer', 'viewer'))
        OR EXISTS (SELECT 1 FROM case_member m WHERE m.case_id = ${caseFile.id} AND m.user_id = u.id)
      ORDER BY u.id`,
  );
  if (asked.some((id) => !rows.some((m) => m.id === id))) throw invalid("team", "reports.error.team-unknown");
  return rows;
}

const named = { nameEn: z.string(), nameZh: z.string(), nameKo: z.string() };
const pointName = z.object({ slug: z.string(), country: z.string(), ...named });
const substanceName = z.object({ slug: z.string(), family: z.enum(familyCodes), ...named });
const user = z.object({ name: z.string(), role: z.enum(userRoleCodes) });
const text = z.string().nullable();

const lineRow = z.object({
  position: z.number(),
  asReported: z.string(),
  substance: substanceName,
  form: z.enum(formCodes),
  quantity: text,
  unit: z.enum(unitCodes).nullable(),
  unitAsReported: text,
  qualifier: z.enum(qualifierCodes),
  purity: text,
  purityBasis: z.enum(purityBasisCodes).nullable(),
  mass: z
    .object({
      basis: z.enum(["stated", "factor", "unknown"]),
      low: text,
      central: text,
      high: text,
      set: z.string(),
      factor: z
        .object({
          unit: z.enum(unitCodes),
          low: z.string(),
          central: z.string(),
          high: z.string(),
          source: z.string(),
          note: text,
        })
        .nullable(),
    })
    .nullable(),
});
const involvementRow = z.object({
  position: z.number(),
  personId: z.number().nullable(),
  /** null where there is no person, and where this transaction may not read the name */
  name: z.object({ name: text, nameLatin: text, alias: text, aliasLatin: text }).nullable(),
  count: z.number().nullable(),
  qualifier: z.enum(["exact", "about", "at-least", "unknown"]).nullable(),
  words: text,
  role: z.enum(roleCodes),
  tier: z.enum(tierCodes),
  arrest: z.enum(arrestCodes),
  basis: z.enum(basisCodes),
  dataSubject: z.enum(dataSubjectCodes),
  nationality: text,
});
const assetRow = z.object({
  position: z.number(),
  kind: z.enum(assetKindCodes),
  description: text,
  count: z.number().nullable(),
  amount: text,
  currency: text,
  statedAmount: text,
  statedCurrency: text,
  statedAbout: z.boolean(),
  statedRate: text,
});
const caseRow = z.object({
  id: z.number(),
  reference: z.string(),
  operation: text,
  documented: z.boolean(),
  status: z.enum(statusCodes),
  verifiedAtSource: z.boolean(),
  amendmentWaiting: z.boolean(),
  handling: z.enum(handlingCodes),
  ownerAgencyId: z.number(),
  ownerAgency: z.string(),
  principal: text,
  edtf: text,
  attribution: z.enum(attributionCodes).nullable(),
  place: text,
  seizingAgency: text,
  transportMode: z.enum(transportCodes).nullable(),
  concealment: text,
  note: text,
  arrestsKind: z.enum(arrestsKindCodes),
  arrestsCount: z.number().nullable(),
  arrestsWords: text,
  month: z.number().nullable(),
  low: text,
  central: text,
  high: text,
  segment: substanceName.nullable(),
  point: pointName.nullable(),
  parent: pointName.nullable(),
  lines: z.array(lineRow),
  involvements: z.array(involvementRow),
  assets: z.array(assetRow),
  route: z.array(
    z.object({
      kind: z.enum(legKindCodes),
      place: text,
      country: text,
      point: pointName.nullable(),
    }),
  ),
  team: z.array(user),
});
export type CaseRow = z.infer<typeof caseRow>;

const pointJson = Prisma.sql`jsonb_build_object('slug', p.slug, 'country', p.country, 'nameEn', p.name_en, 'nameZh', p.name_zh, 'nameKo', p.name_ko)`;
const substanceJson = Prisma.sql`jsonb_build_object('slug', s.slug, 'family', s.family, 'nameEn', s.name_en, 'nameZh', s.name_zh, 'nameKo', s.name_ko)`;

/**
 * A case with its lines, people, assets, route and team, as one row. Decimals are text. Weights are those of a conversion set (null: the
 * current one), the total their exact sum: the read model's is in milligrams, where a trace is nothing. Null: no such case in the viewer's
 * scope.
 */
export async function readCase(tx: Tx, reference: string, set: number | null = null): Promise<CaseRow | null> {
  const rows = await tx.$queryRaw<unknown[]>`${planOnce}
    SELECT c.id, c.reference, c.operation, c.documented, c.status, c.verified_at_source AS "verifiedAtSource", c.amendment_waiting AS "amendmentWaiting",
      c.handling, c.owner_agency_id AS "ownerAgencyId", a.name AS "ownerAgency", c.principal_report_id::text AS principal, c.edtf, c.attribution,
      c.place, c.seizing_agency AS "seizingAgency", c.transport_mode AS "transportMode", c.concealment, c.note, c.arrests_kind AS "arrestsKind",
      c.arrests_count AS "arrestsCount", c.arrests_words AS "arrestsWords", f.month, w.low, w.central, w.high,
      (SELECT ${substanceJson} FROM substance s WHERE s.id = f.segment) AS segment,
      (SELECT ${pointJson} FROM transit_point p WHERE p.id = c.transit_point_id) AS point,
      (SELECT ${pointJson} FROM transit_point p JOIN transit_point x ON x.parent_id = p.id WHERE x.id = c.transit_point_id) AS parent,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('position', l.position, 'asReported', l.substance_as_reported, 'substance', ${substanceJson}, 'form', l.form,
          'quantity', l.quantity::text, 'unit', l.unit, 'unitAsReported', l.unit_as_reported, 'qualifier', l.qualifier, 'purity', l.purity::text,
          'purityBasis', l.purity_basis, 'mass', m.mass) ORDER BY l.position), '[]')
        FROM case_line l JOIN substance s ON s.id = l.substance_id
        LEFT JOIN LATERAL (
          SELECT jsonb_build_object('basis', y.basis, 'low', y.grams_low::text, 'central', y.grams::text, 'high', y.grams_high::text, 'set', t.name,
            'factor', CASE WHEN k.id IS NOT NULL THEN jsonb_build_object('unit', k.unit, 'low', k.grams_low::text, 'central', k.grams::text,
              'high', k.grams_high::text, 'source', k.source, 'note', k.note) END) AS mass
          FROM ${massesUnder(set)} LEFT JOIN conversion_factor k ON k.id = y.factor_id
          WHERE y.case_id = l.case_id AND y.position = l.position) m ON true
        WHERE l.case_id = c.id) AS lines,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('position', i.position, 'personId', i.person_id, 'name', CASE WHEN n.id IS NOT NULL THEN jsonb_build_object('name', n.name,
          'nameLatin', n.name_latin, 'alias', n.alias, 'aliasLatin', n.alias_latin) END, 'count', i.group_count, 'qualifier', i.group_qualifier,
          'words', i.group_words, 'role', i.role, 'tier', i.tier, 'arrest', i.arrest, 'basis', i.basis, 'dataSubject', i.data_subject,
          'nationality', i.nationality) ORDER BY i.position), '[]')
        FROM involvement i LEFT JOIN person n ON n.id = i.person_id WHERE i.case_id = c.id) AS involvements,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('position', e.position, 'kind', e.kind, 'description', e.description, 'count', e.count, 'amount', e.amount::text,
          'currency', e.currency, 'statedAmount', e.stated_amount::text, 'statedCurrency', e.stated_currency, 'statedAbout', e.stated_about,
          'statedRate', e.stated_rate::text) ORDER BY e.position), '[]')
        FROM asset e WHERE e.case_id = c.id) AS assets,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', g.kind, 'place', g.place, 'country', g.country,
          'point', (SELECT ${pointJson} FROM transit_point p WHERE p.id = g.point_id)) ORDER BY g.position), '[]')
        FROM route_leg g WHERE g.case_id = c.id) AS route,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('name', u.name, 'role', u.role) ORDER BY b.added_at, u.id), '[]')
        FROM case_member b JOIN app_user u ON u.id = b.user_id WHERE b.case_id = c.id) AS team
    FROM case_file c JOIN agency a ON a.id = c.owner_agency_id JOIN case_flat f ON f.case_id = c.id
    CROSS JOIN LATERAL (SELECT ${massSums} FROM ${massesUnder(set)} WHERE y.case_id = c.id) w
    WHERE c.reference = ${reference}`;
  return rows[0] === undefined ? null : caseRow.parse(rows[0]);
}

const reportRow = z.object({
  id: z.string(),
  status: z.enum(statusCodes),
  credibility: z.enum(credibilityCodes),
  handling: z.enum(handlingCodes),
  externalReference: text,
  latestVersion: z.number(),
  verifiedVersion: z.number().nullable(),
  authorId: z.number(),
  author: user,
  agencyId: z.number(),
  agency: z.string(),
  source: z.object({
    title: z.string(),
    author: text,
    publisher: text,
    language: text,
    published: z.object({ edtf: z.string(), from: z.string(), to: z.string() }).nullable(),
    pages: text,
    url: text,
    reliability: z.enum(reliabilityCodes),
    citedIn: text,
  }),
  versions: z.array(
    z.object({
      number: z.number(),
      at: z.coerce.date(),
      authorId: z.number(),
      author: user,
      reason: text,
      confirmed: z.array(confirmedWarning),
      otherEvents: z.array(z.string()),
    }),
  ),
  decisions: z.array(
    z.object({
      version: z.number(),
      kind: z.enum(decisionCodes),
      at: z.coerce.date(),
      by: user,
      atSource: z.boolean(),
      reason: text,
    }),
  ),
  /** the accounts of all versions, by number */
  accounts: z.record(z.string(), accountSchema),
});
export type ReportRow = z.infer<typeof reportRow>;

/** A case's reports in the order they were logged, each with its source, its versions and its decisions. */
export async function readReports(tx: Tx, caseId: number): Promise<ReportRow[]> {
  const rows = await tx.$queryRaw`${planOnce}
    SELECT r.id::text AS id, r.status, r.credibility, r.handling, r.external_reference AS "externalReference", r.latest_version AS "latestVersion",
      r.verified_version AS "verifiedVersion", r.author_id AS "authorId", jsonb_build_object('name', w.name, 'role', w.role) AS author,
      r.agency_id AS "agencyId", a.name AS agency,
      jsonb_build_object('title', s.title, 'author', s.author, 'publisher', s.publisher, 'language', s.language, 'pages', s.pages, 'url', s.url,
        'reliability', s.reliability, 'citedIn', o.title, 'published', CASE WHEN s.published_edtf IS NOT NULL THEN
          jsonb_build_object('edtf', s.published_edtf, 'from', s.published_from, 'to', s.published_to) END) AS source,
      (SELECT jsonb_agg(jsonb_build_object('number', v.number, 'at', v.created_at, 'authorId', v.author_id,
          'author', jsonb_build_object('name', u.name, 'role', u.role), 'reason', v.reason, 'confirmed', v.confirmed, 'otherEvents', v.other_events) ORDER BY v.number)
        FROM report_version v JOIN app_user u ON u.id = v.author_id WHERE v.report_id = r.id) AS versions,
      (SELECT jsonb_agg(jsonb_build_object('version', d.version, 'kind', d.kind, 'at', d.decided_at, 'by', jsonb_build_object('name', u.name, 'role', u.role),
          'atSource', d.at_source, 'reason', d.reason) ORDER BY d.id)
        FROM report_decision d JOIN app_user u ON u.id = d.decided_by_id WHERE d.report_id = r.id) AS decisions,
      (SELECT jsonb_object_agg(v.number, v.account) FROM report_version v WHERE v.report_id = r.id) AS accounts
    FROM report r JOIN app_user w ON w.id = r.author_id JOIN agency a ON a.id = r.agency_id JOIN source s ON s.id = r.source_id
      LEFT JOIN source o ON o.id = s.cited_in_id
    WHERE r.case_id = ${caseId} ORDER BY r.created_at, r.id`;
  return z.array(reportRow).parse(rows);
}

/** The case of a report, as far as the viewer sees it. */
export async function caseOfReport(tx: Tx, reportId: string): Promise<{ id: number; reference: string } | null> {
  if (!z.uuid().safeParse(reportId).success) return null;
  const row = await tx.report.findUnique({
    where: { id: reportId },
    select: { caseFile: { select: { id: true, reference: true } } },
  });
  return row?.caseFile ?? null;
}

/** Users on a case's team. */
export async function memberIds(tx: Tx, caseId: number): Promise<number[]> {
  const rows = await tx.caseMember.findMany({ where: { caseId }, select: { userId: true } });
  return rows.map(({ userId }) => userId);
}

const caseStep = z.object({
  kind: z.enum(["principal", "moved-in", "moved-out", "moved-back"]),
  at: z.coerce.date(),
  actor: user,
  reason: z.string(),
  reportId: z.string(),
  report: text,
  other: text,
});
export type CaseStepRow = z.infer<typeof caseStep>;

/** What was decided about a case as a whole, in order. The other case of a move is named where the viewer sees it. */
export async function readCaseSteps(tx: Tx, caseId: number): Promise<CaseStepRow[]> {
  const rows = await tx.$queryRaw`
    SELECT CASE WHEN d.undoes_id IS NOT NULL THEN 'moved-back' ELSE d.kind END AS kind, d.decided_at AS at,
      jsonb_build_object('name', u.name, 'role', u.role) AS actor, d.reason, d.report_id::text AS "reportId", s.title AS report, o.reference AS other
    FROM case_decision d JOIN app_user u ON u.id = d.decided_by_id
      LEFT JOIN report r ON r.id = d.report_id LEFT JOIN source s ON s.id = r.source_id LEFT JOIN case_file o ON o.id = d.other_case_id
    WHERE d.case_id = ${caseId} ORDER BY d.id`;
  return z.array(caseStep).parse(rows);
}

/** The case that an emptied case's reference leads to; null for a reference that leads nowhere. */
export async function successorOf(tx: Tx, reference: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ reference: string }[]>`
    WITH RECURSIVE way AS (
      SELECT c.id, c.reference, c.resolves_to_id, 0 AS step FROM case_file c WHERE c.reference = ${reference}
      UNION ALL
      SELECT c.id, c.reference, c.resolves_to_id, way.step + 1 FROM way JOIN case_file c ON c.id = way.resolves_to_id WHERE way.step < 50)
    SELECT reference FROM way WHERE resolves_to_id IS NULL AND step > 0`;
  return rows[0]?.reference ?? null;
}
