import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Account } from "@/lib/cases/schema";
import { AppError } from "@/lib/errors";
import type { LockedReport, ReportRow } from "./queries";
import type { AccountPart, Actor, DecisionRight, FileEvent } from "./types";
import { accountParts, versionParts } from "./types";

/** The command line and the register act on every agency's reports. */
const anyAgency = (viewer: Viewer) => viewer.role === "operator" || viewer.role === "register";

function refuse(detail: string): never {
  throw new AppError("FORBIDDEN", { detail });
}

type Amendable = Pick<LockedReport, "authorId" | "agencyId" | "verifiedVersion" | "status">;

/** Own reports, and those of the own agency. */
function ownsReport(viewer: Viewer, report: Amendable): boolean {
  const own = report.authorId === viewer.userId;
  if (!may(viewer, own && report.verifiedVersion === null ? "report.amend-own" : "report.amend-agency")) return false;
  return own || report.agencyId === viewer.agencyId || anyAgency(viewer);
}

/** Whether somebody may write a new version of a report as it stands. */
export function mayAmend(viewer: Viewer, report: Amendable): boolean {
  return ownsReport(viewer, report) && report.status !== "withdrawn";
}

/** Own unverified reports; own verified and colleagues' reports of the own agency by a version that waits for review. */
export function assertMayAmend(viewer: Viewer, report: Amendable): void {
  if (!ownsReport(viewer, report)) refuse("this report is not theirs to amend");
  if (report.status === "withdrawn") throw new AppError("CONFLICT", { detail: "the report is withdrawn" });
}

/** Whether somebody may verify or return a version: a reviewer of the case's owning agency, and never one that they wrote. */
export function decisionRight(viewer: Viewer, version: { ownerAgencyId: number; authorId: number }): DecisionRight {
  if (!may(viewer, "report.decide")) return "closed";
  if (version.ownerAgencyId !== viewer.agencyId && !anyAgency(viewer)) return "closed";
  return version.authorId === viewer.userId ? "own-version" : "open";
}

/** A reviewer of the owning agency, and never on a version that they wrote. */
export function assertMayDecide(viewer: Viewer, report: LockedReport): void {
  const { ownerAgencyId } = report.caseFile;
  const right = decisionRight(viewer, { ownerAgencyId, authorId: report.latestAuthorId });
  if (right === "closed") refuse("a case of another agency");
  if (right === "own-version") refuse("nobody decides about a version they wrote");
  if (report.status === "withdrawn") throw new AppError("CONFLICT", { detail: "the report is withdrawn" });
}

/** Own unverified reports; a verified one is a reviewer's to withdraw, in the owning agency. */
export function assertMayWithdraw(viewer: Viewer, report: LockedReport): void {
  assertMay(viewer, report.verifiedVersion === null ? "report.withdraw-own" : "report.withdraw-verified");
  if (anyAgency(viewer)) return;
  if (report.verifiedVersion === null && report.authorId !== viewer.userId) refuse("somebody else's report");
  if (report.verifiedVersion !== null && report.caseFile.ownerAgencyId !== viewer.agencyId)
    refuse("a case of another agency");
}

export function actor({ name, role }: { name: string; role: string }): Actor {
  return { name, builtIn: role === "operator" || role === "register" ? role : null };
}

/** The parts in which one account says something else than another: of two sources, or of two versions of one report. */
export function differingParts(
  shown: Account,
  says: Account,
  parts: readonly AccountPart[] = accountParts,
): AccountPart[] {
  return parts.filter((part) => canonical(shown[part]) !== canonical(says[part]));
}

/** The same text for the same content, whatever the order of keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/**
 * What happened to a case's reports, newest first. A version is submitted by being written, so that the two are one step; what was decided
 * in the same moment as a version was written comes after it.
 */
export function historyOf(reports: readonly ReportRow[]): FileEvent[] {
  const several = reports.length > 1;
  return reports
    .flatMap((report, index) => {
      const title = several ? report.source.title : null;
      const same = { report: title, reportId: report.id };
      const written = report.versions.map(({ number, at, author, reason }): FileEvent => {
        const kind = number > 1 ? "amended" : index === 0 ? "logged" : "attached";
        return { ...same, at, actor: actor(author), kind, version: number, reason, changes: changesIn(report, number) };
      });
      const decided = report.decisions.flatMap(({ version, kind, at, by, atSource, reason }): FileEvent[] =>
        kind === "submitted"
          ? []
          : [
              {
                ...same,
                at,
                actor: actor(by),
                kind: kind === "verified" && atSource ? "verified-at-source" : kind,
                version,
                reason,
                changes: null,
              },
            ],
      );
      return [...written, ...decided];
    })
    .map((event, order) => ({ event, order }))
    .sort((a, b) => b.event.at.getTime() - a.event.at.getTime() || b.order - a.order)
    .map(({ event }) => event);
}

/** What a version says otherwise than the one before it. Null for the first. */
function changesIn({ accounts }: ReportRow, version: number): FileEvent["changes"] {
  const [shown, says] = [accounts[String(version - 1)], accounts[String(version)]];
  return shown && says ? { parts: differingParts(shown, says, versionParts), shown, says } : null;
}
