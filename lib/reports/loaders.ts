import { z } from "zod";
import { consult, namesOfCase } from "@/lib/audit/consult";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { isOfVersion, peopleOf } from "@/lib/cases/rules";
import type { StandingChange } from "@/lib/cases/types";
import { familyCodes, formCodes, userRoleCodes } from "@/lib/codes";
import { delayBetween } from "@/lib/dates/delay";
import { parseDate } from "@/lib/dates/parse";
import type { RegisterDate } from "@/lib/dates/types";
import type { Tx } from "@/lib/db/client";
import { withViewer } from "@/lib/db/with-viewer";
import { AppError } from "@/lib/errors";
import { monthOfNumber } from "@/lib/filter/period";
import { conversionFactor } from "@/lib/quantity/schema";
import { lastReportOf } from "./defaults";
import { draftOf, listDrafts, reportedUnder } from "./drafts";
import { readMyReports } from "./mine";
import { readNames } from "./people";
import type { CaseRow, ReportRow } from "./queries";
import { caseOfReport, memberIds, readCase, readReports, readSlugNames } from "./queries";
import { actor, assertMayAmend, decisionRight, differingParts, historyOf, mayAmend } from "./rules";
import { sourcesById, sourcesFor } from "./sources";
import type {
  AccountNames,
  CaseFile,
  Difference,
  FileInvolvement,
  FileLine,
  FileReport,
  FormAmendment,
  FormSource,
  GramRange,
  MyReports,
  ReportForm,
  ReportPage,
} from "./types";
import { withdrawalsOf } from "./withdrawal";

/**
 * One case with everything that its page shows. Where it holds names that this viewer may read, the consultation is logged before they
 * are shown. A constant number of statements, whatever the case holds.
 * @throws AppError NOT_FOUND for a reference that is nobody's, and alike for a case out of the viewer's scope; FORBIDDEN for a role that
 * reads no cases
 */
export async function loadCaseFile(viewer: Viewer, reference: string): Promise<CaseFile> {
  assertMay(viewer, "case.read");
  return consult(
    viewer,
    (tx) => namesOfCase(tx, reference),
    (tx) => readCaseFile(tx, viewer, reference),
  );
}

async function readCaseFile(tx: Tx, viewer: Viewer, reference: string): Promise<CaseFile> {
  const row = await readCase(tx, reference);
  if (!row) throw new AppError("NOT_FOUND");
  const reports = await readReports(tx, row.id);
  const date = row.edtf === null ? null : dateOf(row.edtf);
  const { id, principal, edtf, ownerAgencyId, arrestsKind, arrestsCount, arrestsWords, parent, ...same } = row;
  const { low, central, high, lines, involvements, assets, team, month, point, ...plain } = same;
  const differences = differencesOf(row, reports);
  const withdrawals = await withdrawalsOf(tx, viewer, row.id);
  return {
    ...plain,
    date,
    month: month === null ? null : monthOfNumber(month),
    point: point && { ...point, parent },
    arrests: { kind: arrestsKind, count: arrestsCount, words: arrestsWords },
    lines: lines.map(lineOf),
    total: central === null ? null : { low, central, high },
    involvements: involvements.map(involvementOf),
    people: peopleOf({
      arrestsKind,
      arrestsCount,
      persons: involvements.filter(({ personId }) => personId !== null).length,
      groups: involvements.flatMap(({ qualifier, count }) => (qualifier ? [{ qualifier, count }] : [])),
    }),
    assets: assets.map(assetOf),
    team: team.map(actor),
    reports: reports.map((report) =>
      reportOf(viewer, row, report, date, differences.get(report.id) ?? null, withdrawals.get(report.id) ?? null),
    ),
    history: historyOf(reports),
    names: await namesIn(tx, reports),
  };
}

function dateOf(edtf: string): RegisterDate {
  const parsed = parseDate(edtf);
  if (!parsed.ok) throw new Error(`the register holds "${edtf}", which is not a date`);
  return parsed.date;
}

function lineOf({ mass, ...line }: CaseRow["lines"][number]): FileLine {
  if (!mass || mass.basis === "unknown" || mass.central === null) return { ...line, mass: null };
  const { basis, set, factor, low, central, high } = mass;
  return {
    ...line,
    mass: {
      basis,
      set,
      grams: { low, central, high },
      factor: factor && { range: rangeOf(factor), unit: factor.unit, source: factor.source, note: factor.note },
    },
  };
}

const rangeOf = ({ low, central, high }: { low: string; central: string; high: string }): GramRange => ({
  low,
  central,
  high,
});

function involvementOf(row: CaseRow["involvements"][number]): FileInvolvement {
  const { personId, name, count, qualifier, words, ...rest } = row;
  return {
    ...rest,
    person: personId === null ? null : { name },
    group: qualifier && { qualifier, count, words },
  };
}

function assetOf(row: CaseRow["assets"][number]): CaseFile["assets"][number] {
  const { statedAmount: amount, statedCurrency: currency, statedAbout: about, statedRate: rate, ...rest } = row;
  return {
    ...rest,
    stated: amount !== null && currency !== null && rate !== null ? { amount, currency, about, rate } : null,
  };
}

function reportOf(
  viewer: Viewer,
  row: CaseRow,
  { versions, decisions, accounts, verifiedVersion, author, ...report }: ReportRow,
  date: RegisterDate | null,
  differs: Difference | null,
  withdrawal: StandingChange | null,
): FileReport {
  const newest = versions.at(-1);
  const last = decisions.filter((d) => d.version === report.latestVersion).findLast(isOfVersion)?.kind;
  const waits = report.status !== "withdrawn" && last === "submitted" && newest !== undefined;
  const { published } = report.source;
  return {
    ...report,
    author: actor(author),
    principal: report.id === row.principal,
    effectiveVersion: verifiedVersion ?? report.latestVersion,
    mayAmend: mayAmend(viewer, { ...report, verifiedVersion }),
    delay: date && published && delayBetween(date, published),
    waiting: waits
      ? {
          version: newest.number,
          author: actor(newest.author),
          differs,
          decision: decisionRight(viewer, { ownerAgencyId: row.ownerAgencyId, authorId: newest.authorId }),
        }
      : null,
    withdrawal,
  };
}

/** By report: what its newest version says otherwise than the case shows. */
function differencesOf(row: CaseRow, reports: readonly ReportRow[]): Map<string, Difference> {
  const principal = reports.find((report) => report.id === row.principal);
  const shown = principal?.accounts[String(principal.verifiedVersion ?? principal.latestVersion)];
  return new Map(
    reports.flatMap((report) => {
      const says = report.accounts[String(report.latestVersion)];
      const parts = shown && says ? differingParts(shown, says) : [];
      return shown && says && parts.length > 0 ? [[report.id, { parts, shown, says }]] : [];
    }),
  );
}

/** Names of all that these reports' versions mention. */
async function namesIn(tx: Tx, reports: readonly ReportRow[]): Promise<AccountNames> {
  const accounts = reports.flatMap((report) => Object.values(report.accounts));
  const points = accounts.flatMap((a) => [a.point, ...a.route.map((leg) => leg.point)]).filter((slug) => slug !== null);
  const substances = accounts.flatMap((a) => a.lines.map((line) => line.substance));
  const sources = await sourcesById(tx, [...new Set(accounts.map((a) => a.source))]);
  return {
    ...(await readSlugNames(tx, [...new Set(points)], [...new Set(substances)])),
    people: await readNames(tx, accounts),
    sources: Object.fromEntries(sources.map(({ id, title }) => [String(id), title])),
  };
}

/**
 * One report with the version that counts, or the one asked for, and its review trail. Names that this viewer may read are shown after the
 * consultation is logged. @throws AppError NOT_FOUND for a report that is nobody's or out of scope, and for a version it does not have;
 * FORBIDDEN for a role that reads no cases
 */
export async function loadReport(viewer: Viewer, id: string, version: number | null = null): Promise<ReportPage> {
  assertMay(viewer, "case.read");
  return consult(
    viewer,
    async (tx) => {
      const found = await caseOfReport(tx, id);
      return found && namesOfCase(tx, found.reference);
    },
    async (tx) => {
      const found = await caseOfReport(tx, id);
      const row = found && (await readCase(tx, found.reference));
      if (!row) throw new AppError("NOT_FOUND");
      const reports = await readReports(tx, row.id);
      const report = reports.find((one) => one.id === id.toLowerCase());
      const shown = version ?? report?.verifiedVersion ?? report?.latestVersion;
      const account = report?.accounts[String(shown)];
      if (!report || !account || shown === undefined) throw new AppError("NOT_FOUND");
      const date = row.edtf === null ? null : dateOf(row.edtf);
      const differs = differencesOf(row, reports).get(report.id) ?? null;
      const withdrawal = (await withdrawalsOf(tx, viewer, row.id)).get(report.id) ?? null;
      return {
        reference: row.reference,
        ownerAgency: row.ownerAgency,
        report: reportOf(viewer, row, report, date, differs, withdrawal),
        version: shown,
        account,
        returned: returnedFor(report),
        history: historyOf([report]),
        names: await namesIn(tx, [report, ...reports.filter(({ id: other }) => other === row.principal)]),
      };
    },
  );
}

/** What `/reports` shows: the viewer's drafts, what waits, what came back. @throws AppError FORBIDDEN for a role that logs nothing */
export async function loadMyReports(viewer: Viewer): Promise<MyReports> {
  assertMay(viewer, "report.log");
  return withViewer(viewer, (tx) => readMyReports(tx, viewer));
}

const names = { nameEn: z.string(), nameZh: z.string(), nameKo: z.string() };
const texts = z.array(z.string());
const lists = z.object({
  points: z.array(
    z.object({
      ...names,
      slug: z.string(),
      parent: z.string().nullable(),
      country: z.string(),
      codes: texts,
      aliases: texts,
    }),
  ),
  substances: z.array(
    z.object({
      ...names,
      slug: z.string(),
      family: z.enum(familyCodes),
      form: z.enum(formCodes).nullable(),
      terms: texts,
    }),
  ),
  set: z.object({
    slug: z.string(),
    name: z.string(),
    factors: z.array(conversionFactor),
  }),
  colleagues: z.array(z.object({ id: z.number(), name: z.string(), role: z.enum(userRoleCodes) })),
  agencies: texts,
  operations: texts,
});

/**
 * The page that logs a report: the draft of this id (or none yet), and the lists that its fields offer. A draft that amends a report comes
 * with the report's versions, and with the names in them that the viewer may read: that they were shown is logged first.
 * @param amends the report that a draft not yet saved is to amend
 * @throws AppError NOT_FOUND when the id is no draft's id at all or the report is out of scope, FORBIDDEN for a viewer who may not log or
 * not amend this report
 */
export async function loadReportForm(viewer: Viewer, id: string, amends: string | null = null): Promise<ReportForm> {
  assertMay(viewer, "report.log");
  if (!z.uuid().safeParse(id).success) throw new AppError("NOT_FOUND");
  return consult(
    viewer,
    async (tx) => {
      const found = await amendedCase(tx, id, amends);
      return found && namesOfCase(tx, found.reference);
    },
    (tx) => readReportForm(tx, viewer, id, amends),
  );
}

async function readReportForm(tx: Tx, viewer: Viewer, id: string, amends: string | null): Promise<ReportForm> {
  const draft = await draftOf(tx, id);
  const submitted = await reportedUnder(tx, viewer, id);
  const reportId = draft?.values.amends?.report ?? amends;
  const report = submitted !== null || reportId === null ? null : await readAmendment(tx, viewer, reportId);
  const used = await sourcesFor(tx, viewer, { limit: 20 });
  const cited = (report?.sources ?? []).filter((source) => !used.some(({ id: known }) => known === source.id));
  return {
    id,
    me: { id: viewer.userId, name: viewer.name, role: viewer.role },
    draft,
    submitted,
    amends: report,
    others: (await listDrafts(tx)).filter((one) => one.id !== id),
    last: await lastReportOf(tx, viewer),
    sources: [...used, ...cited],
    ...(await readLists(tx, viewer)),
  };
}

/** The case of the report that a draft amends. */
async function amendedCase(tx: Tx, id: string, amends: string | null) {
  const reportId = (await draftOf(tx, id))?.values.amends?.report ?? amends;
  return reportId === null ? null : caseOfReport(tx, reportId);
}

async function readAmendment(tx: Tx, viewer: Viewer, reportId: string): Promise<FormAmendment> {
  const found = await caseOfReport(tx, reportId);
  const report = found && (await readReports(tx, found.id)).find((one) => one.id === reportId.toLowerCase());
  if (!found || !report) throw new AppError("NOT_FOUND");
  assertMayAmend(viewer, report);
  const versions = report.versions.flatMap(({ number, at, author, reason }) => {
    const account = report.accounts[String(number)];
    return account ? [{ number, account, author: actor(author), at: at.toISOString(), reason }] : [];
  });
  const accounts = versions.map(({ account }) => account);
  return {
    reportId: report.id,
    reference: found.reference,
    title: report.source.title,
    versions,
    verifiedVersion: report.verifiedVersion,
    returned: returnedFor(report),
    names: await readNames(tx, accounts),
    sources: await sourcesById(
      tx,
      accounts.map(({ source }) => source),
    ),
    team: await memberIds(tx, found.id),
  };
}

/** Why a reviewer returned the newest version, as long as that is the last word on it. */
function returnedFor({ decisions, latestVersion }: ReportRow): FormAmendment["returned"] {
  const last = decisions.filter(({ version }) => version === latestVersion).at(-1);
  return last?.kind === "returned"
    ? { reason: last.reason ?? "", by: actor(last.by), at: last.at.toISOString() }
    : null;
}

/** What the form's source field offers for a typed text, best first; without a text the sources used last. @throws AppError FORBIDDEN */
export async function findSources(viewer: Viewer, text: string): Promise<FormSource[]> {
  assertMay(viewer, "report.log");
  return withViewer(viewer, (tx) => sourcesFor(tx, viewer, { text, limit: 20 }));
}

async function readLists(tx: Tx, viewer: Viewer) {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH lately AS MATERIALIZED (SELECT c.id, c.transit_point_id, c.seizing_agency, c.operation FROM case_file c ORDER BY c.id DESC LIMIT 200),
      points AS (SELECT transit_point_id AS id, count(*) AS cases FROM lately GROUP BY 1),
      substances AS (SELECT l.substance_id AS id, count(*) AS cases FROM case_line l WHERE l.case_id IN (SELECT id FROM lately) GROUP BY 1)
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', p.slug, 'nameEn', p.name_en, 'nameZh', p.name_zh, 'nameKo', p.name_ko,
          'parent', parent.slug, 'country', p.country,
          'codes', array_remove(ARRAY[p.gb_code, p.unlocode, p.slug], NULL),
          'aliases', ARRAY(SELECT a.term FROM transit_point_alias a WHERE a.point_id = p.id ORDER BY a.term)) ORDER BY used.cases DESC NULLS LAST, p.position, p.slug), '[]')
        FROM transit_point p LEFT JOIN transit_point parent ON parent.id = p.parent_id LEFT JOIN points used ON used.id = p.id) AS points,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', s.slug, 'nameEn', s.name_en, 'nameZh', s.name_zh, 'nameKo', s.name_ko,
          'family', s.family, 'form', s.form,
          'terms', array_remove(ARRAY[s.inn, s.cas, s.slug], NULL) || ARRAY(SELECT y.term FROM substance_synonym y WHERE y.substance_id = s.id ORDER BY y.term))
          ORDER BY used.cases DESC NULLS LAST, s.position, s.slug), '[]')
        FROM substance s LEFT JOIN substances used ON used.id = s.id) AS substances,
      (SELECT jsonb_build_object('slug', t.slug, 'name', t.name, 'factors', (
          SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'substance', s.slug, 'family', f.family, 'form', f.form, 'unit', f.unit,
            'gramsLow', f.grams_low::text, 'grams', f.grams::text, 'gramsHigh', f.grams_high::text, 'source', f.source, 'note', f.note) ORDER BY f.id), '[]')
          FROM conversion_factor f LEFT JOIN substance s ON s.id = f.substance_id WHERE f.set_id = t.id))
        FROM conversion_set t WHERE t.is_current) AS set,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'role', u.role) ORDER BY u.role = 'reviewer' DESC, u.name, u.id), '[]')
        FROM app_user u
        WHERE u.agency_id = ${viewer.agencyId} AND u.id <> ${viewer.userId} AND u.active AND u.role IN ('viewer', 'analyst', 'reviewer')) AS colleagues,
      (SELECT coalesce(jsonb_agg(DISTINCT c.seizing_agency) FILTER (WHERE c.seizing_agency IS NOT NULL), '[]') FROM lately c) AS agencies,
      (SELECT coalesce(jsonb_agg(DISTINCT c.operation) FILTER (WHERE c.operation IS NOT NULL), '[]') FROM lately c) AS operations`;
  return lists.parse(rows[0]);
}
