import { z } from "zod";
import type { DataSubject, Family, Handling } from "@/lib/codes";
import { decisionCodes, familyCodes, handlingCodes } from "@/lib/codes";
import { parseDate } from "@/lib/dates/parse";
import type { RawTx } from "@/lib/db/client";
import { planOnce } from "@/lib/db/prepared";
import { conversionFactor } from "@/lib/quantity/schema";
import { principalOf, reportState, statedRate, strictest } from "./rules";
import type { Account } from "./schema";
import { accountSchema } from "./schema";
import type { WeighedSet } from "./weigh";
import { massRow, shareWeighing, writeMasses } from "./weigh";

const reportRow = z.object({
  case_id: z.number(),
  chosen: z.string().nullable(),
  case_handling: z.enum(handlingCodes),
  /** of the agency that owns the case */
  own: z.boolean(),
  id: z.string(),
  created_at: z.date(),
  latest_version: z.number(),
  /** of the newest version */
  latest_author_id: z.number(),
  decisions: z.array(
    z.object({ version: z.number(), kind: z.enum(decisionCodes), atSource: z.boolean(), at: z.string() }),
  ),
  accounts: z.record(z.string(), z.unknown()),
});
export type ReportRow = z.infer<typeof reportRow>;

const referenceRow = z.object({
  substances: z.record(z.string(), z.object({ id: z.number(), family: z.enum(familyCodes) })),
  points: z.record(z.string(), z.number()),
  sets: z.array(
    z.object({
      id: z.number(),
      slug: z.string(),
      factors: z.array(conversionFactor),
    }),
  ),
  survivors: z.record(z.string(), z.number()),
});

/** What the projection looks up: substances, points, and every conversion set with its factors. */
export type Reference = {
  substances: Map<string, { id: number; family: Family }>;
  points: Map<string, number>;
  sets: WeighedSet[];
  /** where the reports of merged sources stand, by the id that accounts name */
  survivors: Map<number, number>;
};

type Projected = ReturnType<typeof projectCase>;

/**
 * Makes the projection of cases from their principal reports, and their read-model rows. The only writer of a case's rows, lines,
 * involvements, assets and route, so that form, import, restore and merge cannot disagree. Any number of ids, a constant number of
 * statements. Locks the cases first, in the order of their ids. Runs inside the write's transaction, which must be READ COMMITTED.
 * A case that has no report any more loses its projection and counts nowhere.
 * @throws Error when an account names a substance or a point that is not in the reference lists
 */
export async function resolveCases(tx: RawTx, caseIds: readonly number[]): Promise<void> {
  const ids = [...new Set(caseIds)].sort((a, b) => a - b);
  if (ids.length === 0) return;
  await shareWeighing(tx);
  await tx.$queryRaw`${planOnce}SELECT id FROM case_file WHERE id = ANY (${ids}::int[]) ORDER BY id FOR UPDATE`;

  const reports = z.array(reportRow).parse(await readReports(tx, ids));
  const reference = await readReference(tx);
  const byCase = new Map<number, ReportRow[]>();
  for (const report of reports) byCase.set(report.case_id, [...(byCase.get(report.case_id) ?? []), report]);
  const projected = [...byCase].map(([caseId, rows]) => projectCase(caseId, rows, reference));

  await writeReports(
    tx,
    projected.flatMap((p) => p.reports),
  );
  await writeMentions(
    tx,
    projected.flatMap((p) => p.mentions),
  );
  await writeCases(
    tx,
    projected.map((p) => p.row),
  );
  const emptied = ids.filter((id) => !byCase.has(id));
  await clearCases(tx, emptied);
  const resolved = projected.map((p) => p.row.case_id);
  await clearChildren(tx, [...resolved, ...emptied]);
  await writeChildren(tx, projected);
  await tx.$queryRaw`SELECT refresh_read_model(${resolved}::int[])::text`;
  if (emptied.length > 0) await tx.$queryRaw`SELECT forget_emptied(${emptied}::int[])::text`;
}

/** Each report with its decisions in order, and the accounts of its latest and its last verified version. */
function readReports(tx: RawTx, ids: number[]): Promise<unknown> {
  return tx.$queryRaw`${planOnce}
    SELECT c.id AS case_id, c.principal_report_id::text AS chosen, c.handling AS case_handling, r.agency_id = c.owner_agency_id AS own, r.id::text AS id, r.created_at, r.latest_version,
      d.decisions, v.accounts, v.latest_author_id
    FROM case_file c JOIN report r ON r.case_id = c.id
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(jsonb_build_object('version', x.version, 'kind', x.kind, 'atSource', x.at_source, 'at', x.decided_at) ORDER BY x.id), '[]') AS decisions,
        max(x.version) FILTER (WHERE x.kind = 'verified') AS verified
      FROM report_decision x WHERE x.report_id = r.id) d
    CROSS JOIN LATERAL (
      SELECT jsonb_object_agg(n.number, n.account) AS accounts, max(n.author_id) FILTER (WHERE n.number = r.latest_version) AS latest_author_id
      FROM report_version n WHERE n.report_id = r.id AND n.number IN (r.latest_version, coalesce(d.verified, r.latest_version))) v
    WHERE c.id = ANY (${ids}::int[])
    ORDER BY c.id, r.created_at, r.id`;
}

/** The reference lists that `projectCase` looks things up in. One statement. */
export async function readReference(tx: RawTx): Promise<Reference> {
  const rows = await tx.$queryRaw<unknown[]>`${planOnce}
    SELECT (SELECT jsonb_object_agg(s.slug, jsonb_build_object('id', s.id, 'family', s.family)) FROM substance s) AS substances,
      (SELECT coalesce(jsonb_object_agg(p.slug, p.id), '{}') FROM transit_point p) AS points,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'slug', t.slug, 'factors', (
          SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'substance', s.slug, 'family', f.family, 'form', f.form, 'unit', f.unit,
            'gramsLow', f.grams_low::text, 'grams', f.grams::text, 'gramsHigh', f.grams_high::text, 'source', f.source) ORDER BY f.id), '[]')
          FROM conversion_factor f LEFT JOIN substance s ON s.id = f.substance_id WHERE f.set_id = t.id)) ORDER BY t.id), '[]')
        FROM conversion_set t) AS sets,
      (SELECT coalesce(jsonb_object_agg(m.id, m.root), '{}') FROM merged_sources() m) AS survivors`;
  const { substances, points, sets, survivors } = referenceRow.parse(rows[0]);
  return {
    substances: new Map(Object.entries(substances)),
    points: new Map(Object.entries(points)),
    sets,
    survivors: new Map(Object.entries(survivors).map(([id, root]) => [Number(id), root])),
  };
}

function known<V>(map: Map<string, V>, key: string, what: string): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`no ${what} "${key}" in the reference lists`);
  return value;
}

function accountOf(report: ReportRow, version: number): Account {
  return accountSchema.parse(report.accounts[String(version)]);
}

/**
 * What a case's reports make of it, as rows of the tables that hold it, by their columns' names. Pure. `resolveCases` writes them; a bulk
 * load of a new register may copy them instead.
 * @throws Error when an account names a substance or a point that is not in the reference lists
 */
export function projectCase(caseId: number, rows: readonly ReportRow[], reference: Reference) {
  const reports = rows.map((row) => {
    const state = reportState(row.latest_version, row.decisions);
    const account = accountOf(row, state.effectiveVersion);
    const latest = state.effectiveVersion === row.latest_version ? account : accountOf(row, row.latest_version);
    // A stricter version counts for who may see from the moment it is written, not from its review on.
    const handling = strictest([account.handling, latest.handling]);
    const mentions = mentionsOf(row.id, [account, latest]);
    const submitted = row.decisions.find((d) => d.kind === "submitted" && d.version === row.latest_version);
    const waitingSince = state.waiting ? (submitted?.at ?? row.created_at.toISOString()) : null;
    const inHandOf = state.waiting || state.cameBack ? row.latest_author_id : null;
    const { id, created_at: createdAt, own } = row;
    return { id, createdAt, own, state, account, handling, mentions, waitingSince, inHandOf };
  });
  const principal = principalOf(rows[0]?.chosen ?? null, reports);
  if (!principal) throw new Error(`case ${caseId} has no report`);
  const { account, state } = principal;
  const date = account.date === null ? null : parseDate(account.date);
  if (date && !date.ok) throw new Error(`case ${caseId}: "${account.date}" is not a date`);
  // A report raises the case's handling and nothing here lowers it: the history of a case shows what was once stricter.
  const handling: Handling = strictest([rows[0]?.case_handling ?? "clear", ...reports.map((r) => r.handling)]);

  const row = {
    case_id: caseId,
    principal_report_id: principal.id,
    handling,
    status: state.status,
    verified_at_source: state.status === "verified" && state.verifiedAtSource,
    amendment_waiting: state.amendmentWaiting,
    edtf: date?.date.edtf ?? null,
    date_from: date?.date.from ?? null,
    date_to: date?.date.to ?? null,
    date_precision: date?.date.precision ?? null,
    transit_point_id: account.point === null ? null : known(reference.points, account.point, "transit point"),
    attribution: account.attribution,
    place: account.place,
    seizing_agency: account.seizingAgency,
    transport_mode: account.transportMode,
    concealment: account.concealment,
    note: account.note,
    arrests_kind: account.arrests.kind,
    arrests_count: account.arrests.count,
    arrests_words: account.arrests.words,
  };
  return {
    row,
    reports: reports.map((r) => ({
      id: r.id,
      status: r.state.status,
      verified_version: r.state.verifiedVersion,
      source_id: reference.survivors.get(r.account.source) ?? r.account.source,
      credibility: r.account.credibility,
      handling: r.handling,
      external_reference: r.account.externalReference,
      waiting_since: r.waitingSince,
      in_hand_of_id: r.inHandOf,
    })),
    mentions: reports.flatMap((r) => r.mentions),
    lines: account.lines.map((line, position) => ({
      case_id: caseId,
      position,
      substance_as_reported: line.asReported,
      substance_id: known(reference.substances, line.substance, "substance").id,
      form: line.form,
      quantity: line.quantity,
      unit: line.unit,
      unit_as_reported: line.unitAsReported,
      qualifier: line.qualifier,
      purity: line.purity,
      purity_basis: line.purityBasis,
    })),
    masses: account.lines.flatMap((line, position) =>
      reference.sets.map((set) => {
        const family = known(reference.substances, line.substance, "substance").family;
        return massRow(caseId, position, { ...line, family }, set);
      }),
    ),
    involvements: account.people.map((one, position) => ({
      case_id: caseId,
      position,
      person_id: one.person,
      group_count: one.group?.count ?? null,
      group_qualifier: one.group?.qualifier ?? null,
      group_words: one.group?.words ?? null,
      role: one.role,
      tier: one.tier,
      arrest: one.arrest,
      basis: one.basis,
      data_subject: one.dataSubject,
      nationality: one.nationality,
    })),
    assets: account.assets.map((asset, position) => ({
      case_id: caseId,
      position,
      kind: asset.kind,
      description: asset.description,
      count: asset.count,
      amount: asset.amount,
      currency: asset.currency,
      stated_amount: asset.stated?.amount ?? null,
      stated_currency: asset.stated?.currency ?? null,
      stated_about: asset.stated?.about ?? false,
      stated_rate: asset.stated && asset.amount !== null ? statedRate(asset.amount, asset.stated.amount) : null,
    })),
    legs: account.route.map((leg, position) => ({
      case_id: caseId,
      position,
      kind: leg.kind,
      place: leg.place,
      country: leg.country,
      point_id: leg.point === null ? null : known(reference.points, leg.point, "transit point"),
    })),
  };
}

/**
 * In which category a report places the people it names: `unclassified`, which closes the name, as long as the version that counts or one
 * that waits says so. So no version opens a name before it was reviewed.
 */
function mentionsOf(reportId: string, accounts: readonly Account[]) {
  const categories = new Map<number, DataSubject>();
  for (const { person, dataSubject } of accounts.flatMap((account) => account.people))
    if (person !== null && (!categories.has(person) || dataSubject === "unclassified"))
      categories.set(person, dataSubject);
  return [...categories].map(([person_id, data_subject]) => ({ report_id: reportId, person_id, data_subject }));
}

async function writeMentions(tx: RawTx, rows: Projected["mentions"]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE person_mention m SET data_subject = x.data_subject
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(report_id uuid, person_id int, data_subject text)
    WHERE m.report_id = x.report_id AND m.person_id = x.person_id AND m.data_subject <> x.data_subject`;
}

async function writeReports(tx: RawTx, rows: Projected["reports"]): Promise<void> {
  await tx.$executeRaw`
    UPDATE report r SET (status, verified_version, source_id, credibility, handling, external_reference, waiting_since, in_hand_of_id)
      = (x.status, x.verified_version, x.source_id, x.credibility, x.handling, x.external_reference, x.waiting_since, x.in_hand_of_id)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS x(id uuid, status text, verified_version int, source_id int, credibility text, handling text, external_reference text, waiting_since timestamptz(3),
        in_hand_of_id int)
    WHERE r.id = x.id AND (r.status, r.verified_version, r.source_id, r.credibility, r.handling, r.external_reference, r.waiting_since, r.in_hand_of_id)
      IS DISTINCT FROM (x.status, x.verified_version, x.source_id, x.credibility, x.handling, x.external_reference, x.waiting_since, x.in_hand_of_id)`;
}

async function writeCases(tx: RawTx, rows: Projected["row"][]): Promise<void> {
  await tx.$executeRaw`
    UPDATE case_file c SET (principal_report_id, handling, status, verified_at_source, amendment_waiting, edtf, date_from, date_to, date_precision,
        transit_point_id, attribution, place, seizing_agency, transport_mode, concealment, note, arrests_kind, arrests_count, arrests_words)
      = (x.principal_report_id, x.handling, x.status, x.verified_at_source, x.amendment_waiting, x.edtf, x.date_from, x.date_to, x.date_precision,
        x.transit_point_id, x.attribution, x.place, x.seizing_agency, x.transport_mode, x.concealment, x.note, x.arrests_kind, x.arrests_count, x.arrests_words)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS x(case_id int, principal_report_id uuid, handling text, status text, verified_at_source boolean, amendment_waiting boolean, edtf text,
        date_from date, date_to date, date_precision text, transit_point_id int, attribution text, place text, seizing_agency text,
        transport_mode text, concealment text, note text, arrests_kind text, arrests_count int, arrests_words text)
    WHERE c.id = x.case_id`;
}

async function clearCases(tx: RawTx, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    UPDATE case_file SET principal_report_id = NULL, status = 'withdrawn', verified_at_source = false, amendment_waiting = false, edtf = NULL,
      date_from = NULL, date_to = NULL, date_precision = NULL, transit_point_id = NULL, attribution = NULL, place = NULL, seizing_agency = NULL,
      transport_mode = NULL, concealment = NULL, note = NULL, arrests_kind = 'unknown', arrests_count = NULL, arrests_words = NULL
    WHERE id = ANY (${ids}::int[])`;
}

async function clearChildren(tx: RawTx, ids: number[]): Promise<void> {
  await tx.$executeRaw`
    WITH m AS (DELETE FROM line_mass WHERE case_id = ANY (${ids}::int[])),
      i AS (DELETE FROM involvement WHERE case_id = ANY (${ids}::int[])),
      a AS (DELETE FROM asset WHERE case_id = ANY (${ids}::int[])),
      r AS (DELETE FROM route_leg WHERE case_id = ANY (${ids}::int[]))
    SELECT 1`;
  await tx.$executeRaw`DELETE FROM case_line WHERE case_id = ANY (${ids}::int[])`;
}

async function writeChildren(tx: RawTx, projected: Projected[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO case_line (case_id, position, substance_as_reported, substance_id, form, quantity, unit, unit_as_reported, qualifier, purity, purity_basis)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(projected.flatMap((p) => p.lines))}::jsonb)
      AS x(case_id int, position int, substance_as_reported text, substance_id int, form text, quantity numeric, unit text, unit_as_reported text,
        qualifier text, purity numeric, purity_basis text)`;
  await writeMasses(
    tx,
    projected.flatMap((p) => p.masses),
  );
  await tx.$executeRaw`
    INSERT INTO involvement (case_id, position, person_id, group_count, group_qualifier, group_words, role, tier, arrest, basis, data_subject, nationality)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(projected.flatMap((p) => p.involvements))}::jsonb)
      AS x(case_id int, position int, person_id int, group_count int, group_qualifier text, group_words text, role text, tier text, arrest text,
        basis text, data_subject text, nationality char(2))`;
  if (projected.some((p) => p.assets.length > 0))
    await tx.$executeRaw`
    INSERT INTO asset (case_id, position, kind, description, count, amount, currency, stated_amount, stated_currency, stated_about, stated_rate)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(projected.flatMap((p) => p.assets))}::jsonb)
      AS x(case_id int, position int, kind text, description text, count int, amount numeric, currency char(3), stated_amount numeric,
        stated_currency char(3), stated_about boolean, stated_rate numeric)`;
  if (projected.some((p) => p.legs.length > 0))
    await tx.$executeRaw`
    INSERT INTO route_leg (case_id, position, kind, place, country, point_id)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(projected.flatMap((p) => p.legs))}::jsonb)
      AS x(case_id int, position int, kind text, place text, country char(2), point_id int)`;
}
