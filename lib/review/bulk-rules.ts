import { may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { DecisionFact, ReportState } from "@/lib/cases/rules";
import { reportState } from "@/lib/cases/rules";
import type { Bar } from "@/lib/reports/rules";
import { barOf, decisionRight } from "@/lib/reports/rules";
import { mayWithdraw } from "@/lib/reports/withdrawal";
import type { BulkKind, WaitingVersion, WhyNot } from "./types";

/** A report as far as a decision about its case depends on it. `counts`: where a version of it says that the case counts. */
export type BulkReport = {
  id: string;
  createdAt: Date;
  own: boolean;
  authorId: number;
  latestVersion: number;
  /** who wrote the newest version */
  latestAuthorId: number;
  decisions: readonly DecisionFact[];
  state: ReportState;
  counts: (version: number) => { month: string | null; point: string | null };
};
export type BulkCase = {
  reference: string;
  ownerAgencyId: number;
  operation: string | null;
  principal: string | null;
  reports: BulkReport[];
};

type Verdict = { versions: WaitingVersion[] } | { why: WhyNot };

/**
 * Whether a decision applies to a case, and to which of its reports; or why not. Verifying and returning is for the versions that wait and that
 * the viewer may decide about; a case is withdrawn by withdrawing every report of it that stands, so all of them must be the viewer's to withdraw.
 */
export function verdictOf(viewer: Viewer, kind: BulkKind, one: BulkCase): Verdict {
  const { ownerAgencyId, reports } = one;
  const at = ({ id, latestVersion }: BulkReport) => ({ reportId: id, version: latestVersion });
  const ofOwner = ownerAgencyId === viewer.agencyId || viewer.role === "operator";
  if (kind === "operation") return ofOwner ? { versions: [] } : { why: "other-agency" };
  if (kind === "withdraw") {
    const standing = reports.filter(({ state }) => state.status !== "withdrawn");
    if (standing.length === 0) return { why: "withdrawn" };
    for (const { authorId, state } of standing) {
      const { verifiedVersion } = state;
      if (mayWithdraw(viewer, { authorId, verifiedVersion, ownerAgencyId })) continue;
      if (verifiedVersion === null) return { why: "another-author" };
      return { why: may(viewer, "report.withdraw-verified") ? "other-agency" : "needs-reviewer" };
    }
    return { versions: standing.map(at) };
  }
  const waiting = reports.filter(({ state }) => state.waiting);
  if (waiting.length === 0) return { why: "nothing-waits" };
  const right = (report: BulkReport) => decisionRight(viewer, { ownerAgencyId, authorId: report.latestAuthorId });
  const open = waiting.filter((report) => right(report) === "open");
  if (open.length > 0) return { versions: open.map(at) };
  return { why: waiting.some((report) => right(report) === "own-version") ? "own-version" : "other-agency" };
}

/** Where a case counts now, and where once the decision is made. */
export function barsOf(
  kind: BulkKind,
  { principal, reports }: BulkCase,
  versions: readonly WaitingVersion[],
): { before: Bar | null; after: Bar | null } {
  const standing = (decided: boolean) =>
    reports.map((report) => {
      const meant = decided && versions.some(({ reportId }) => reportId === report.id);
      const state = meant ? stateAfter(kind, report) : report.state;
      const { id, createdAt, own } = report;
      // What an undo of a withdrawal looks at says nothing here.
      const past = { wasPrincipal: false, withdrawnAt: 0, verifiedAt: 0, chosenSince: false };
      return { id, createdAt, own, state, ...past, counts: report.counts(state.effectiveVersion) };
    });
  return { before: barOf(principal, standing(false)), after: barOf(principal, standing(true)) };
}

function stateAfter(kind: BulkKind, { latestVersion, decisions, state }: BulkReport): ReportState {
  if (kind === "operation") return state;
  const decision = { verify: "verified", return: "returned", withdraw: "withdrawn" } as const;
  return reportState(latestVersion, [...decisions, { version: latestVersion, kind: decision[kind], atSource: false }]);
}
