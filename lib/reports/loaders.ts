import { z } from "zod";
import { consult, namesOfCase } from "@/lib/audit/consult";
import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { isOfVersion, peopleOf } from "@/lib/cases/rules";
import type { Account } from "@/lib/cases/schema";
import type { StandingChange } from "@/lib/cases/types";
import { delayBetween } from "@/lib/dates/delay";
import { parseDate } from "@/lib/dates/parse";
import type { RegisterDate } from "@/lib/dates/types";
import type { Tx } from "@/lib/db/client";
import { conversionFor } from "@/lib/db/mass";
import { withViewer } from "@/lib/db/with-viewer";
import { duplicatesOfEach } from "@/lib/duplicates/loaders";
import { suspectOf } from "@/lib/duplicates/rules";
import type { LikeCases } from "@/lib/duplicates/types";
import { AppError, parseInput } from "@/lib/errors";
import { monthOfNumber } from "@/lib/filter/period";
import { lastReportOf } from "./defaults";
import { draftOf, listDrafts, reportedUnder } from "./drafts";
import { factsAsked, readWarningFacts } from "./history";
import { readLists, readSlugNames } from "./lists";
import { readMyReports } from "./mine";
import type { MyReports } from "./own";
import { readNames } from "./people";
import type { CaseRow, CaseStepRow, ReportRow } from "./queries";
import { caseOfReport, memberIds, readCase, readCaseSteps, readReports, successorOf } from "./queries";
import {
  actor,
  assertMayAmend,
  assetOf,
  decisionRight,
  differingParts,
  historyOf,
  involvementOf,
  lineOf,
  mayAmend,
  mayChoose,
  mayMove,
} from "./rules";
import { sourcesById, sourcesFor } from "./sources";
import type { FormAsked, StartAsked } from "./templates";
import { attachedCase, nameTemplates, startFrom } from "./templates";
import type {
  AccountNames,
  CaseFile,
  Difference,
  FileReport,
  FormAmendment,
  FormSource,
  ReportForm,
  ReportPage,
} from "./types";
import type { WarningFacts } from "./warnings";
import { withdrawalsOf } from "./withdrawal";

/**
 * One case with everything that its page shows. Where it holds names that this viewer may read, the consultation is logged before they
 * are shown. A constant number of statements, whatever the case holds.
 * @throws AppError NOT_FOUND for a reference that is nobody's, and alike for a case out of the viewer's scope; FORBIDDEN for a role that
 * reads no cases
 */
export async function loadCaseFile(viewer: Viewer, reference: string, set: string | null = null): Promise<CaseFile> {
  assertMay(viewer, "case.read");
  return consult(
    viewer,
    (tx) => namesOfCase(tx, reference),
    (tx) => readCaseFile(tx, viewer, reference, set),
  );
}

/** As loadCaseFile, without names of people and so without a log; `openable`: there are some that this viewer may have opened. */
export async function loadCaseGlance(
  viewer: Viewer,
  reference: string,
): Promise<{ file: CaseFile; openable: boolean }> {
  assertMay(viewer, "case.read");
  return withViewer(viewer, async (tx) => ({
    file: await readCaseFile(tx, viewer, reference, null),
    openable: (await namesOfCase(tx, reference)) !== null,
  }));
}

/** As loadCaseFile, or the reference of the case that this one's reports went to. */
export async function loadCasePage(
  viewer: Viewer,
  reference: string,
  set: string | null = null,
): Promise<CaseFile | string> {
  try {
    return await loadCaseFile(viewer, reference, set);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "NOT_FOUND") throw error;
    const successor = await withViewer(viewer, (tx) => successorOf(tx, reference));
    if (successor === null) throw error;
    return successor;
  }
}

async function readCaseFile(tx: Tx, viewer: Viewer, reference: string, set: string | null): Promise<CaseFile> {
  const { setId, conversion } = await conversionFor(tx, set);
  const row = await readCase(tx, reference, setId);
  if (!row) throw new AppError("NOT_FOUND");
  const reports = await readReports(tx, row.id);
  const steps = await readCaseSteps(tx, row.id);
  const date = row.edtf === null ? null : dateOf(row.edtf);
  const { id, principal, edtf, ownerAgencyId, arrestsKind, arrestsCount, arrestsWords, parent, ...same } = row;
  const { low, central, high, lines, involvements, assets, team, month, point, ...plain } = same;
  const differences = differencesOf(row, reports);
  const withdrawals = await withdrawalsOf(tx, viewer, row.id);
  const shown = shownIn(row, reports);
  return {
    ...plain,
    like: may(viewer, "report.log") && shown ? await likeOf(tx, row, reports, shown) : null,
    date,
    month: month === null ? null : monthOfNumber(month),
    point: point && { ...point, parent },
    arrests: { kind: arrestsKind, count: arrestsCount, words: arrestsWords },
    lines: lines.map(lineOf),
    total: central === null ? null : { low, central, high },
    conversion,
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
      reportOf(
        viewer,
        row,
        report,
        date,
        differences.get(report.id) ?? null,
        withdrawals.get(report.id) ?? null,
        steps,
        shown,
      ),
    ),
    history: historyOf(reports, steps),
    names: await namesIn(tx, reports),
    mayAttach: may(viewer, "report.log") && row.status !== "withdrawn",
  };
}

function dateOf(edtf: string): RegisterDate {
  const parsed = parseDate(edtf);
  if (!parsed.ok) throw new Error(`the register holds "${edtf}", which is not a date`);
  return parsed.date;
}

function reportOf(
  viewer: Viewer,
  row: CaseRow,
  { versions, decisions, accounts, verifiedVersion, author, ...report }: ReportRow,
  date: RegisterDate | null,
  differs: Difference | null,
  withdrawal: StandingChange | null,
  steps: readonly CaseStepRow[],
  shown: Account | null,
): FileReport {
  const newest = versions.at(-1);
  const last = decisions.filter((d) => d.version === report.latestVersion).findLast(isOfVersion)?.kind;
  const waits = report.status !== "withdrawn" && last === "submitted" && newest !== undefined;
  const { published } = report.source;
  const effectiveVersion = verifiedVersion ?? report.latestVersion;
  const account = accounts[String(effectiveVersion)];
  if (!account) throw new Error(`report ${report.id} has no version ${effectiveVersion}`);
  const mine = steps.filter(({ reportId }) => reportId === report.id).at(-1);
  return {
    ...report,
    author: actor(author),
    principal: report.id === row.principal,
    effectiveVersion,
    account,
    unlike: shown ? differingParts(shown, account) : [],
    mayCopy: may(viewer, "report.log"),
    mayChoose: report.id !== row.principal && mayChoose(viewer, { report, caseFile: row }),
    mayMove: mayMove(viewer, row),
    mayMoveBack: mine?.kind === "moved-in" && mayMove(viewer, row),
    mayAmend: mayAmend(viewer, { ...report, verifiedVersion }),
    delay: date && published && delayBetween(date, published),
    confirmed: newest?.confirmed ?? [],
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

/** Cases that are probably the same event as this one, but for those that the author of what it shows holds for others. */
async function likeOf(tx: Tx, row: CaseRow, reports: readonly ReportRow[], shown: Account): Promise<LikeCases> {
  const principal = reports.find((report) => report.id === row.principal);
  const setAside = principal?.versions.flatMap(({ otherEvents }) => otherEvents) ?? [];
  const [like] = await duplicatesOfEach(tx, [suspectOf(shown, [row.reference, ...setAside])]);
  return like ?? { cases: [], total: 0 };
}

/** The account that the case's figures come from. */
function shownIn(row: CaseRow, reports: readonly ReportRow[]): Account | null {
  const principal = reports.find((report) => report.id === row.principal);
  return principal?.accounts[String(principal.verifiedVersion ?? principal.latestVersion)] ?? null;
}

/** By report: what its newest version says otherwise than the case shows. */
function differencesOf(row: CaseRow, reports: readonly ReportRow[]): Map<string, Difference> {
  const shown = shownIn(row, reports);
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
      const steps = (await readCaseSteps(tx, row.id)).filter(({ reportId }) => reportId === report.id);
      return {
        reference: row.reference,
        ownerAgency: row.ownerAgency,
        report: reportOf(viewer, row, report, date, differs, withdrawal, steps, null),
        version: shown,
        account,
        returned: returnedFor(report),
        history: historyOf([report], steps),
        names: await namesIn(tx, [report, ...reports.filter(({ id: other }) => other === row.principal)]),
      };
    },
  );
}

/** What `/reports` shows: the viewer's drafts, what waits, what came back. @throws AppError FORBIDDEN for a role that logs nothing */
export async function loadMyReports(viewer: Viewer, how: { exact?: boolean } = {}): Promise<MyReports> {
  assertMay(viewer, "report.log");
  return withViewer(viewer, (tx) => readMyReports(tx, viewer, how));
}

/**
 * The page that logs a report: the draft of this id (or none yet), and the lists that its fields offer. A draft that amends a report comes
 * with the report's versions, and with the names in them that the viewer may read: that they were shown is logged first.
 * Asked for are what a draft not yet saved amends, the case that it is a further source on, or what it begins with.
 * @throws AppError NOT_FOUND when the id is no draft's id at all or the report is out of scope, FORBIDDEN for a viewer who may not log or
 * not amend this report
 */
export async function loadReportForm(
  viewer: Viewer,
  id: string,
  { amends = null, attachTo = null, from = null, template = null }: FormAsked = {},
): Promise<ReportForm> {
  assertMay(viewer, "report.log");
  if (!z.uuid().safeParse(id).success) throw new AppError("NOT_FOUND");
  return consult(
    viewer,
    async (tx) => {
      const found = await amendedCase(tx, id, amends);
      return found && namesOfCase(tx, found.reference);
    },
    async (tx) => ({
      ...(await readReportForm(tx, viewer, id, amends, { from, template })),
      attach: attachTo === null ? null : await attachedCase(tx, viewer, attachTo),
    }),
  );
}

async function readReportForm(
  tx: Tx,
  viewer: Viewer,
  id: string,
  amends: string | null,
  asked: StartAsked,
): Promise<Omit<ReportForm, "attach">> {
  const draft = await draftOf(tx, id);
  const submitted = await reportedUnder(tx, viewer, id);
  const reportId = draft?.values.amends?.report ?? amends;
  const report = submitted !== null || reportId === null ? null : await readAmendment(tx, viewer, reportId);
  const begun = await startFrom(tx, draft === null && submitted === null ? asked : null);
  const used = await sourcesFor(tx, viewer, { limit: 20 });
  const cited = [...(report?.sources ?? []), ...begun.sources].filter((one) =>
    used.every((known) => known.id !== one.id),
  );
  return {
    id,
    me: { id: viewer.userId, name: viewer.name, role: viewer.role },
    draft,
    submitted,
    amends: report,
    start: begun.start,
    templates: await nameTemplates(tx, viewer),
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
  const versions = report.versions.flatMap(({ number, at, author, reason, confirmed, otherEvents }) => {
    const account = report.accounts[String(number)];
    const written = { author: actor(author), at: at.toISOString(), reason, confirmed, otherEvents };
    return account ? [{ number, account, ...written }] : [];
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

/** What the form compares its quantities and its date with. @throws AppError FORBIDDEN, INVALID */
export async function findWarningFacts(
  viewer: Viewer,
  { source, ...asked }: { substances: unknown; units: unknown; source: string | null },
): Promise<WarningFacts> {
  assertMay(viewer, "report.log");
  const parsed = parseInput(factsAsked, { ...asked, source: source === null ? null : Number(source) });
  return withViewer(viewer, (tx) => readWarningFacts(tx, parsed));
}
