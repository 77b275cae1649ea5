import { may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { ReportState } from "@/lib/cases/rules";
import { principalOf } from "@/lib/cases/rules";
import type { Account } from "@/lib/cases/schema";
import type { Status } from "@/lib/codes";
import { parseDate } from "@/lib/dates/parse";
import { AppError } from "@/lib/errors";
import type { CaseRow, CaseStepRow, LockedReport, ReportRow } from "./queries";
import type {
  AccountPart,
  Actor,
  CaseFile,
  DecisionRight,
  FileEvent,
  FileInvolvement,
  FileLine,
  GramRange,
} from "./types";
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

/** What a right to choose or to move depends on. */
type Standing = { report: { status: Status }; caseFile: { status: Status; ownerAgencyId: number } };

/** Whether somebody may make a report its case's principal: one that stands; of a verified case a reviewer, and only a verified report. */
export function mayChoose(viewer: Viewer, { report, caseFile }: Standing): boolean {
  if (caseFile.ownerAgencyId !== viewer.agencyId && !anyAgency(viewer)) return false;
  if (caseFile.status === "verified") return may(viewer, "case.choose-verified") && report.status === "verified";
  return may(viewer, "case.choose-principal") && (report.status === "submitted" || report.status === "verified");
}

/** Whether somebody may move reports away from a case, or to it. */
export function mayMove(viewer: Viewer, caseFile: { ownerAgencyId: number }): boolean {
  return may(viewer, "report.move") && (caseFile.ownerAgencyId === viewer.agencyId || anyAgency(viewer));
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
export function canonical(value: unknown): string {
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
export function historyOf(reports: readonly ReportRow[], steps: readonly CaseStepRow[] = []): FileEvent[] {
  const several = reports.length > 1;
  const decided = steps.map(
    ({ actor: by, ...step }): FileEvent => ({ ...step, actor: actor(by), version: 0, changes: null }),
  );
  return reports
    .flatMap((report, index) => {
      const title = several ? report.source.title : null;
      const same = { report: title, reportId: report.id, other: null };
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
    .concat(decided)
    .map((event, order) => ({ event, order }))
    .sort((a, b) => b.event.at.getTime() - a.event.at.getTime() || b.order - a.order)
    .map(({ event }) => event);
}

/** What a version says otherwise than the one before it. Null for the first. */
function changesIn({ accounts }: ReportRow, version: number): FileEvent["changes"] {
  const [shown, says] = [accounts[String(version - 1)], accounts[String(version)]];
  return shown && says ? { parts: differingParts(shown, says, versionParts), shown, says } : null;
}

/** A report of a case as far as it decides where the case counts. `counts` is what its effective version says. */
export type StandingReport = {
  id: string;
  createdAt: Date;
  /** of the agency that owns the case */
  own: boolean;
  state: ReportState;
  /** it was the principal when it was last withdrawn */
  wasPrincipal: boolean;
  /** somebody has chosen the case's principal by hand since it was last withdrawn */
  chosenSince: boolean;
  /** places of its last withdrawal and its last verification in the order of all decisions; 0 for none */
  withdrawnAt: number;
  verifiedAt: number;
  counts: { month: string | null; point: string | null };
};

/** Where a case counts: the month (`YYYY-MM`, null: not known) and the point of its principal report, or nowhere. */
export type Bar = { report: string; counted: boolean; month: string | null; point: string | null };

/** The month that a date's whole interval lies in; null where there is none. */
export function monthOf(edtf: string | null): string | null {
  const parsed = edtf === null ? null : parseDate(edtf);
  if (!parsed?.ok) return null;
  const { from, to } = parsed.date;
  return from !== null && to !== null && from.slice(0, 7) === to.slice(0, 7) ? from.slice(0, 7) : null;
}

/** Where a case of these reports counts. */
export function barOf(principal: string | null, reports: readonly StandingReport[]): Bar | null {
  const report = principalOf(principal, reports);
  if (!report) return null;
  const { status } = report.state;
  return { report: report.id, counted: status === "submitted" || status === "verified", ...report.counts };
}

/** Where the case counts once a report is withdrawn. */
export function withdrawn(id: string, principal: string | null, reports: readonly StandingReport[]): Bar | null {
  return barOf(
    principal,
    reports.map((report) =>
      report.id === id ? { ...report, state: { ...report.state, status: "withdrawn" as const } } : report,
    ),
  );
}

/** Where the case counts once a report's withdrawal is undone. */
export function reinstated(id: string, principal: string | null, reports: readonly StandingReport[]): Bar | null {
  const standing = reports.map((report) =>
    report.id === id ? { ...report, state: { ...report.state, status: report.state.standing } } : report,
  );
  return barOf(takesPlaceBack(id, principal, reports) ? id : principal, standing);
}

/**
 * Whether a report whose withdrawal is undone gives the case its figures again: it did before. Not where somebody has chosen by hand since,
 * and where the case was verified since by the report that took its place, only if it is verified itself.
 */
export function takesPlaceBack(id: string, principal: string | null, reports: readonly StandingReport[]): boolean {
  const report = reports.find((one) => one.id === id);
  if (!report?.wasPrincipal || report.chosenSince) return false;
  const now = principalOf(principal, reports);
  const verifiedSince = now?.state.status === "verified" && now.verifiedAt > report.withdrawnAt;
  return report.state.verifiedVersion !== null || !verifiedSince;
}

/** A line as its case file shows it: what Weir derives from it beside it. */
export function lineOf({ mass, ...line }: CaseRow["lines"][number]): FileLine {
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

/** Someone's part in a case; a closed name is null. */
export function involvementOf(row: CaseRow["involvements"][number]): FileInvolvement {
  const { personId, name, count, qualifier, words, ...rest } = row;
  return {
    ...rest,
    person: personId === null ? null : { name },
    group: qualifier && { qualifier, count, words },
  };
}

/** Cash or goods, with the source's own conversion where it gives one. */
export function assetOf(row: CaseRow["assets"][number]): CaseFile["assets"][number] {
  const { statedAmount: amount, statedCurrency: currency, statedAbout: about, statedRate: rate, ...rest } = row;
  return {
    ...rest,
    stated: amount !== null && currency !== null && rate !== null ? { amount, currency, about, rate } : null,
  };
}
