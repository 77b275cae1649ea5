import { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { resolveCases } from "@/lib/cases/resolve";
import { reportState } from "@/lib/cases/rules";
import type { StandingChange } from "@/lib/cases/types";
import { decisionCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { AppError, invalid } from "@/lib/errors";
import { readSlugNames } from "./lists";
import { lockReport } from "./queries";
import type { StandingReport } from "./rules";
import { barOf, monthOf, reinstated, takesPlaceBack, withdrawn } from "./rules";

/** Own unverified reports; a verified one is a reviewer's to withdraw, in the owning agency. Whoever may withdraw a report may undo it. */
export function mayWithdraw(
  viewer: Viewer,
  report: { authorId: number; verifiedVersion: number | null; ownerAgencyId: number },
): boolean {
  const verified = report.verifiedVersion !== null;
  if (!may(viewer, verified ? "report.withdraw-verified" : "report.withdraw-own")) return false;
  if (viewer.role === "operator" || viewer.role === "register") return true;
  return verified ? report.ownerAgencyId === viewer.agencyId : report.authorId === viewer.userId;
}

type Input = { reportId: string; reason: string };

/**
 * Takes a report out of the count, with a reason. Was it the principal, the next is chosen in the same step.
 * @throws AppError FORBIDDEN by the matrix, CONFLICT when it is withdrawn already
 */
export async function withdrawReport(tx: Tx, viewer: Viewer, input: Input): Promise<void> {
  const report = await lockForWithdrawal(tx, viewer, input);
  if (report.status === "withdrawn") throw new AppError("CONFLICT", { detail: "the report is withdrawn already" });
  await appendAction(tx, {
    action: "report.withdraw",
    subjectType: "case",
    subjectId: report.reference,
    reason: input.reason,
    details: { report: report.id },
  });
  await tx.$executeRaw`
    INSERT INTO report_decision (report_id, version, kind, decided_by_id, reason, was_principal)
    SELECT r.id, r.latest_version, 'withdrawn', ${viewer.userId}, ${input.reason}, c.principal_report_id IS NOT DISTINCT FROM r.id
    FROM report r JOIN case_file c ON c.id = r.case_id WHERE r.id = ${report.id}::uuid`;
  await resolveCases(tx, [report.caseFile.id]);
}

/**
 * Undoes a withdrawal, with a reason: the report stands as it stood, waiting for review if it waited. Was it the principal, it is so again,
 * unless somebody has chosen one by hand since, or it is unverified and another was verified in its place.
 * @throws AppError FORBIDDEN by the matrix, CONFLICT when it is not withdrawn
 */
export async function reinstateReport(tx: Tx, viewer: Viewer, input: Input): Promise<void> {
  const report = await lockForWithdrawal(tx, viewer, input);
  if (report.status !== "withdrawn") throw new AppError("CONFLICT", { detail: "the report is not withdrawn" });
  await appendAction(tx, {
    action: "report.reinstate",
    subjectType: "case",
    subjectId: report.reference,
    reason: input.reason,
    details: { report: report.id },
  });
  const before = await readStanding(tx, report.caseFile.id);
  const back = takesPlaceBack(report.id, before.principal, before.reports);
  await tx.$executeRaw`
    INSERT INTO report_decision (report_id, version, kind, decided_by_id, reason)
    VALUES (${report.id}::uuid, ${report.latestVersion}, 'reinstated', ${viewer.userId}, ${input.reason})`;
  if (back)
    await tx.$executeRaw`UPDATE case_file SET principal_report_id = ${report.id}::uuid WHERE id = ${report.caseFile.id}`;
  await resolveCases(tx, [report.caseFile.id]);
}

async function lockForWithdrawal(tx: Tx, viewer: Viewer, { reportId, reason }: Input) {
  assertMay(viewer, "report.withdraw-own");
  if (reason.trim() === "") throw invalid("reason", "reports.error.reason-missing");
  const report = await lockReport(tx, reportId);
  if (!mayWithdraw(viewer, { ...report, ownerAgencyId: report.caseFile.ownerAgencyId }))
    throw new AppError("FORBIDDEN", { detail: "this report is not theirs to withdraw" });
  return report;
}

const standingRow = z.object({
  id: z.string(),
  createdAt: z.coerce.date(),
  own: z.boolean(),
  authorId: z.number(),
  ownerAgencyId: z.number(),
  latestVersion: z.number(),
  wasPrincipal: z.boolean(),
  chosenSince: z.boolean(),
  withdrawnAt: z.number(),
  verifiedAt: z.number(),
  principal: z.string().nullable(),
  title: z.string(),
  decisions: z.array(z.object({ version: z.number(), kind: z.enum(decisionCodes), atSource: z.boolean() })),
  says: z.record(z.string(), z.object({ date: z.string().nullable(), point: z.string().nullable() })),
});

type Standing = StandingReport & { authorId: number; ownerAgencyId: number; title: string };

/** A case's reports as far as they decide where it counts, and the one its figures come from. One statement. */
async function readStanding(tx: Tx, caseId: number): Promise<{ principal: string | null; reports: Standing[] }> {
  const rows = z.array(standingRow).parse(
    await tx.$queryRaw`
      SELECT r.id::text AS id, r.created_at AS "createdAt", r.agency_id = c.owner_agency_id AS own, r.author_id AS "authorId",
        c.owner_agency_id AS "ownerAgencyId", r.latest_version AS "latestVersion", c.principal_report_id::text AS principal, s.title,
        coalesce((SELECT d.was_principal FROM report_decision d WHERE d.report_id = r.id AND d.kind = 'withdrawn' ORDER BY d.id DESC LIMIT 1), FALSE) AS "wasPrincipal",
        EXISTS (SELECT 1 FROM case_decision k WHERE k.case_id = r.case_id AND k.kind = 'principal' AND k.decided_at >
          (SELECT max(d.decided_at) FROM report_decision d WHERE d.report_id = r.id AND d.kind = 'withdrawn')) AS "chosenSince",
        coalesce((SELECT max(d.id) FROM report_decision d WHERE d.report_id = r.id AND d.kind = 'withdrawn'), 0) AS "withdrawnAt",
        coalesce((SELECT max(d.id) FROM report_decision d WHERE d.report_id = r.id AND d.kind = 'verified'), 0) AS "verifiedAt",
        (SELECT jsonb_agg(jsonb_build_object('version', d.version, 'kind', d.kind, 'atSource', d.at_source) ORDER BY d.id)
          FROM report_decision d WHERE d.report_id = r.id) AS decisions,
        (SELECT jsonb_object_agg(v.number, jsonb_build_object('date', v.account -> 'date', 'point', v.account -> 'point'))
          FROM report_version v WHERE v.report_id = r.id) AS says
      FROM report r JOIN case_file c ON c.id = r.case_id JOIN source s ON s.id = r.source_id
      WHERE r.case_id = ${caseId} ORDER BY r.created_at, r.id`,
  );
  return {
    principal: rows[0]?.principal ?? null,
    reports: rows.map(({ decisions, says, latestVersion, principal: _, ...row }) => {
      const state = reportState(latestVersion, decisions);
      const { date = null, point = null } = says[String(state.effectiveVersion)] ?? {};
      return { ...row, state, counts: { month: monthOf(date), point } };
    }),
  };
}

/** By report: whether this viewer may withdraw it or undo that, and what this makes of the month's bar. */
export async function withdrawalsOf(tx: Tx, viewer: Viewer, caseId: number): Promise<Map<string, StandingChange>> {
  const { principal, reports } = await readStanding(tx, caseId);
  const possible = reports.filter((report) =>
    mayWithdraw(viewer, { ...report, verifiedVersion: report.state.verifiedVersion }),
  );
  if (possible.length === 0) return new Map();
  const before = barOf(principal, reports);
  const changes = possible.map((report) => {
    const undo = report.state.status === "withdrawn";
    const after = undo ? reinstated(report.id, principal, reports) : withdrawn(report.id, principal, reports);
    return { report, undo, after };
  });
  const slugs = [before, ...changes.map(({ after }) => after)].flatMap((bar) => bar?.point ?? []);
  const { points } = await readSlugNames(tx, [...new Set(slugs)], []);
  const shown = (bar: typeof before): StandingChange["before"] =>
    bar?.counted ? { month: bar.month, point: bar.point === null ? null : (points[bar.point] ?? null) } : null;
  return new Map(
    changes.map(({ report, undo, after }) => [
      report.id,
      {
        undo,
        before: shown(before),
        after: shown(after),
        figures:
          after && before && after.report !== before.report
            ? (reports.find(({ id }) => id === after.report)?.title ?? null)
            : null,
      },
    ]),
  );
}
