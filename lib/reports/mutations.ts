import { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { newReference } from "@/lib/cases/references";
import { resolveCases } from "@/lib/cases/resolve";
import type { Account, TypedAccount } from "@/lib/cases/schema";
import { accountSchema } from "@/lib/cases/schema";
import type { Decision } from "@/lib/codes";
import { parseDate } from "@/lib/dates/parse";
import type { Tx } from "@/lib/db/client";
import { sqlState } from "@/lib/db/failure";
import { enterCaseScope, withViewerWrite } from "@/lib/db/with-viewer";
import { AppError, invalid } from "@/lib/errors";
import { reportedUnder } from "./drafts";
import { draftValues } from "./form";
import { admitWarnings } from "./history";
import { writePeople } from "./people";
import type { CaseForReport, LockedReport } from "./queries";
import { caseToAttachTo, lockDraft, lockReport, teamOf, versionOf } from "./queries";
import { assertMayAmend, assertMayDecide } from "./rules";
import { problemsOf, reportSchema } from "./schema";
import type { LoggedReport, NewReport } from "./types";
import type { ConfirmedWarning } from "./warnings";

/**
 * Logs one source's account: a new case with its principal report, or a further report on a case. Written once per draft id: a double
 * click, a retry or a second tab gets the first answer. All in the running transaction (withViewerWrite).
 * @throws AppError FORBIDDEN by the matrix, INVALID with fields (source, team, point …), NOT_FOUND for a case out of scope
 */
export async function logReport(tx: Tx, viewer: Viewer, input: NewReport): Promise<LoggedReport> {
  assertMay(viewer, "report.log");
  if (input.atSource) assertMay(viewer, "report.verify-at-source");
  await lockDraft(tx, input.id);
  const before = await tx.report.findUnique({
    where: { id: input.id },
    select: { authorId: true, caseFile: { select: { reference: true } } },
  });
  if (before) {
    if (before.authorId !== viewer.userId)
      throw new AppError("CONFLICT", { detail: "another user's report has this id" });
    return { reportId: input.id, reference: before.caseFile.reference, repeated: true };
  }

  const attach = input.attachTo === null ? null : await caseToAttachTo(tx, input.attachTo);
  const reference = attach?.reference ?? input.atSource?.reference ?? newReference();
  await appendAction(tx, {
    action: attach ? "report.attach" : "report.log",
    subjectType: "case",
    subjectId: reference,
    reason: input.atSource?.reason,
    details: { report: input.id },
  });
  await assertListed(tx, input.account);
  const source = await sourceFor(tx, viewer, input.source);
  const caseFile = attach ?? (await openCase(tx, viewer, input, reference));
  await admitHandling(tx, viewer, caseFile, input);

  await refusingTakenReference(tx.$executeRaw`
    INSERT INTO report (id, case_id, source_id, author_id, agency_id, external_reference, credibility, handling)
    VALUES (${input.id}::uuid, ${caseFile.id}, ${source}, ${viewer.userId}, ${viewer.agencyId}, ${input.account.externalReference}, ${input.account.credibility}, ${input.account.handling})`);
  const account = await writePeople(tx, viewer, input.id, input.account);
  await writeVersion(tx, viewer, input.id, 1, accountSchema.parse({ ...account, source }), null, {
    confirmed: input.confirmed,
    otherEvents: input.otherEvents,
  });
  await decide(tx, viewer, input.id, 1, "submitted", null);
  if (input.atSource) await decide(tx, viewer, input.id, 1, "verified", input.atSource.reason, true);
  await resolveCases(tx, [caseFile.id]);
  await tx.$executeRaw`DELETE FROM draft WHERE id = ${input.id}::uuid`;
  return { reportId: input.id, reference, repeated: false };
}

/**
 * A new version of a report, checked against the version it was written from. Of a verified report the amendment waits for review and
 * counts nowhere until then; a returned one is submitted again by it. Written once per draft id, as a report is.
 * @throws AppError CONFLICT when somebody else's version came first
 */
export async function amendReport(
  tx: Tx,
  viewer: Viewer,
  input: {
    reportId: string;
    baseVersion: number;
    account: TypedAccount;
    source?: NewReport["source"];
    reason: string | null;
    /** users to add to the team: an amendment may make a case RED */
    team?: number[];
    /** the draft it was written in */
    draft?: string;
    /** warnings that its author confirmed with a word */
    confirmed?: ConfirmedWarning[];
    /** references of cases that its author holds for other events */
    otherEvents?: string[];
    /** the earlier version that it goes back to */
    restores?: number;
  },
): Promise<{ version: number; reference: string; repeated: boolean }> {
  assertMay(viewer, "report.amend-own");
  const before = input.draft === undefined ? null : await amendedUnder(tx, viewer, input.draft, input.reportId);
  if (before) return { ...before, repeated: true };
  const report = await lockReport(tx, input.reportId);
  assertMayAmend(viewer, report);
  assertCurrent(report, input.baseVersion);
  const version = report.latestVersion + 1;
  await appendAction(tx, {
    action: "report.amend",
    subjectType: "case",
    subjectId: report.reference,
    reason: input.reason,
    details: { report: report.id, version, ...(input.restores === undefined ? {} : { restores: input.restores }) },
  });
  await assertListed(tx, input.account);
  await admitHandling(tx, viewer, report.caseFile, { account: input.account, team: input.team ?? [] });
  await bumpVersion(tx, report, version);
  const source = input.source === undefined ? report.sourceId : await sourceFor(tx, viewer, input.source);
  const account = await writePeople(tx, viewer, report.id, input.account);
  const { reason, draft, confirmed, otherEvents } = input;
  const whole = accountSchema.parse({ ...account, source });
  await writeVersion(tx, viewer, report.id, version, whole, reason, { draft, confirmed, otherEvents });
  await decide(tx, viewer, report.id, version, "submitted", null);
  await refusingTakenReference(resolveCases(tx, [report.caseFile.id]));
  if (draft !== undefined) await tx.$executeRaw`DELETE FROM draft WHERE id = ${draft}::uuid`;
  return { version, reference: report.reference, repeated: false };
}

/**
 * Goes back to an earlier version by a new one that says the same.
 * @param input.newest the version that it follows @throws AppError as amendReport, NOT_FOUND when there is no such version
 */
export async function restoreVersion(
  tx: Tx,
  viewer: Viewer,
  input: { reportId: string; version: number; newest: number; reason: string },
): Promise<{ version: number }> {
  if (input.reason.trim() === "") throw invalid("reason", "reports.error.reason-missing");
  const { account, confirmed, otherEvents } = await versionOf(tx, input.reportId, input.version);
  const { source, ...says } = account;
  const { reportId, newest: baseVersion, reason, version: restores } = input;
  const written = { account: says, source: { id: source }, confirmed, otherEvents };
  return amendReport(tx, viewer, { reportId, baseVersion, reason, restores, ...written });
}

/** The version that this draft has become. Holds the draft until the transaction ends. @throws AppError CONFLICT for another user's */
async function amendedUnder(
  tx: Tx,
  viewer: Viewer,
  draft: string,
  reportId: string,
): Promise<{ version: number; reference: string } | null> {
  await lockDraft(tx, draft);
  const before = await tx.reportVersion.findUnique({
    where: { draftId: draft },
    select: {
      number: true,
      authorId: true,
      reportId: true,
      report: { select: { caseFile: { select: { reference: true } } } },
    },
  });
  if (!before) return null;
  if (before.authorId !== viewer.userId)
    throw new AppError("CONFLICT", { detail: "another user's version has this id" });
  if (before.reportId !== reportId) throw new AppError("CONFLICT", { detail: "another report's version has this id" });
  return { version: before.number, reference: before.report.caseFile.reference };
}

/** A reviewer stands for a version that somebody else wrote. @throws AppError CONFLICT when it is no longer the newest, or not waiting */
export async function verifyReport(
  tx: Tx,
  viewer: Viewer,
  input: { reportId: string; version: number; reason: string | null },
): Promise<void> {
  await review(tx, viewer, input, "verified");
}

/** A reviewer sends an unverified version back with a reason; the case counts nowhere until it is submitted again. */
export async function returnReport(
  tx: Tx,
  viewer: Viewer,
  input: { reportId: string; version: number; reason: string },
): Promise<void> {
  assertMay(viewer, "report.decide");
  if (input.reason.trim() === "") throw invalid("reason", "reports.error.reason-missing");
  await review(tx, viewer, input, "returned");
}

async function review(
  tx: Tx,
  viewer: Viewer,
  input: { reportId: string; version: number; reason: string | null },
  kind: "verified" | "returned",
): Promise<void> {
  assertMay(viewer, "report.decide");
  const report = await lockReport(tx, input.reportId);
  assertMayDecide(viewer, report);
  assertCurrent(report, input.version);
  if (report.latestDecision !== "submitted")
    throw new AppError("CONFLICT", { detail: `the version is ${report.latestDecision} already` });
  await appendAction(tx, {
    action: kind === "verified" ? "report.verify" : "report.return",
    subjectType: "case",
    subjectId: report.reference,
    reason: input.reason,
    details: { report: report.id, version: input.version },
  });
  await decide(tx, viewer, report.id, input.version, kind, input.reason);
  await resolveCases(tx, [report.caseFile.id]);
}

/**
 * Submits a form as it was typed, under its draft's id: read by the one schema, logged in one transaction, or not at all.
 * @throws AppError INVALID with every refusal at its field, and as logReport does
 */
export async function submitForm(
  viewer: Viewer,
  form: { id: string; values: unknown },
): Promise<Omit<LoggedReport, "reportId">> {
  assertMay(viewer, "report.log");
  const read = reportSchema({ timeZone: viewer.timeZone }).safeParse(form.values);
  if (!read.success) throw new AppError("INVALID", { fields: problemsOf(read.error) });
  const { amends, ...report } = read.data;
  const values = draftValues.parse(form.values);
  const { reference, repeated } = await withViewerWrite<Omit<LoggedReport, "reportId">>(viewer, async (tx) => {
    // What was written before is answered as it was then: its own figures are history by now.
    const before = await reportedUnder(tx, viewer, form.id, amends === null ? "report" : "version");
    const confirmed = before === null ? await admitWarnings(tx, values) : [];
    return amends === null
      ? logReport(tx, viewer, { ...report, id: form.id, confirmed })
      : amendReport(tx, viewer, { ...report, ...amends, draft: form.id, confirmed });
  });
  return { reference, repeated };
}

function assertCurrent(report: LockedReport, version: number): void {
  if (report.latestVersion !== version)
    throw new AppError("CONFLICT", { detail: `version ${report.latestVersion} came after version ${version}` });
}

async function openCase(tx: Tx, viewer: Viewer, input: NewReport, reference: string): Promise<CaseForReport> {
  const [next] = await tx.$queryRaw<{ id: number }[]>`SELECT nextval('case_file_id_seq')::int AS id`;
  if (!next) throw new Error("no id for a case");
  if (input.account.handling === "red") await enterCaseScope(tx, next.id);
  await tx.$executeRaw`
    INSERT INTO case_file (id, reference, owner_agency_id, created_by_id, operation, handling, documented)
    VALUES (${next.id}, ${reference}, ${viewer.agencyId}, ${viewer.userId}, ${input.operation}, ${input.account.handling}, ${input.atSource?.documented ?? false})`;
  await tx.$executeRaw`INSERT INTO case_member (case_id, user_id, added_by_id) VALUES (${next.id}, ${viewer.userId}, ${viewer.userId})`;
  return { id: next.id, reference, ownerAgencyId: viewer.agencyId, handling: input.account.handling };
}

/** Names the team, and lets the transaction go on in a case that this report makes RED. */
async function admitHandling(
  tx: Tx,
  viewer: Viewer,
  caseFile: CaseForReport,
  input: { account: TypedAccount; team: number[] },
): Promise<void> {
  const { handling } = input.account;
  if (handling !== "clear" && handling !== "green" && caseFile.ownerAgencyId !== viewer.agencyId)
    throw invalid("handling", "reports.error.handling-of-others");
  // The team decides who reads names and RED cases: it is the owner's to name, never a further source's.
  if (caseFile.ownerAgencyId !== viewer.agencyId) {
    if (input.team.length > 0) throw invalid("team", "reports.error.team-of-others");
    return;
  }
  const asked = handling === "red" && !isBuiltIn(viewer) ? [...input.team, viewer.userId] : input.team;
  const team = await teamOf(tx, caseFile, asked);
  if (handling === "red") {
    if (!team.some((m) => m.active && m.role === "reviewer" && m.agencyId === caseFile.ownerAgencyId))
      throw invalid("team", "reports.error.red-team");
    await enterCaseScope(tx, caseFile.id);
  }
  const ids = team.map((member) => member.id);
  await tx.$executeRaw`
    INSERT INTO case_member (case_id, user_id, added_by_id)
    SELECT ${caseFile.id}, u, ${viewer.userId} FROM unnest(${ids}::int[]) u ON CONFLICT DO NOTHING`;
}

const isBuiltIn = (viewer: Viewer) => viewer.role === "operator" || viewer.role === "register";

/** One agency logs one source's number once. @throws AppError INVALID at `externalReference` when it has */
async function refusingTakenReference<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (sqlState(error) === "23505") throw invalid("externalReference", "reports.error.reference-taken");
    throw error;
  }
}

/** Points and substances come from lists that somebody may have changed since the form was opened. */
async function assertListed(tx: Tx, account: TypedAccount): Promise<void> {
  const slugs = [...new Set(account.lines.map((line) => line.substance))];
  const known = new Set(
    (await tx.substance.findMany({ where: { slug: { in: slugs } }, select: { slug: true } })).map((row) => row.slug),
  );
  const at = account.lines.findIndex((line) => !known.has(line.substance));
  if (at >= 0) throw invalid(`lines.${at}.substance`, "reports.error.substance-unknown");
  const named = [account.point, ...account.route.map((leg) => leg.point)].filter((slug) => slug !== null);
  const points = new Set(
    (await tx.transitPoint.findMany({ where: { slug: { in: named } }, select: { slug: true } })).map((row) => row.slug),
  );
  if (account.point !== null && !points.has(account.point)) throw invalid("point", "reports.error.point-unknown");
  const leg = account.route.findIndex(({ point }) => point !== null && !points.has(point));
  if (leg >= 0) throw invalid(`route.${leg}.point`, "reports.error.point-unknown");
}

async function bumpVersion(tx: Tx, report: LockedReport, version: number): Promise<void> {
  const changed =
    await tx.$executeRaw`UPDATE report SET latest_version = ${version} WHERE id = ${report.id}::uuid AND latest_version = ${report.latestVersion}`;
  if (changed !== 1) throw new AppError("CONFLICT", { detail: "another version came first" });
}

async function writeVersion(
  tx: Tx,
  viewer: Viewer,
  reportId: string,
  number: number,
  account: Account,
  reason: string | null,
  {
    draft = null,
    confirmed = [],
    otherEvents = [],
  }: { draft?: string | null; confirmed?: readonly ConfirmedWarning[]; otherEvents?: readonly string[] } = {},
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO report_version (report_id, number, account, author_id, reason, draft_id, confirmed, other_events)
    VALUES (${reportId}::uuid, ${number}, ${JSON.stringify(account)}::jsonb, ${viewer.userId}, ${reason}, ${draft}::uuid, ${JSON.stringify(confirmed)}::jsonb, ${otherEvents}::text[])`;
}

async function decide(
  tx: Tx,
  viewer: Viewer,
  reportId: string,
  version: number,
  kind: Decision,
  reason: string | null,
  atSource = false,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO report_decision (report_id, version, kind, decided_by_id, at_source, reason)
    VALUES (${reportId}::uuid, ${version}, ${kind}, ${viewer.userId}, ${atSource}, ${reason})`;
}

/** The id of the source a report rests on: one the viewer may see, or a new one of the own agency. @throws AppError INVALID at `source` */
async function sourceFor(tx: Tx, viewer: Viewer, source: NewReport["source"]): Promise<number> {
  if ("id" in source) {
    const found = await tx.source.findUnique({ where: { id: source.id }, select: { id: true } });
    if (!found) throw invalid("source", "reports.error.source-unknown");
    // A form opened before a merge names the other one still.
    const [merged] = await tx.$queryRaw<{ root: number }[]>`SELECT root FROM merged_sources() WHERE id = ${found.id}`;
    return merged?.root ?? found.id;
  }
  assertMay(viewer, "source.add");
  const { create } = source;
  const published = create.published === null ? null : parseDate(create.published);
  if (published && !published.ok) throw invalid("source.published", "reports.error.source-published");
  const rows = z.array(z.object({ id: z.number() })).parse(
    await tx.$queryRaw`
      INSERT INTO source (title, author, publisher, language, published_edtf, published_from, published_to, pages, url, reliability, owner_agency_id)
      VALUES (${create.title}, ${create.author}, ${create.publisher}, ${create.language}, ${published?.date.edtf ?? null},
        ${published?.date.from ?? null}::date, ${published?.date.to ?? null}::date, ${create.pages}, ${create.url}, ${create.reliability}, ${viewer.agencyId})
      RETURNING id`,
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error("the source was not written");
  return id;
}
