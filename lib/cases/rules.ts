import Big from "big.js";
import type { Decision, Handling, Status } from "@/lib/codes";
import { handlingCodes } from "@/lib/codes";
import type { PeopleCount, PeopleFacts } from "./types";

/** A decision beside a version, in the order it was taken. */
export type DecisionFact = { version: number; kind: Decision; atSource: boolean };

/** Where a report stands, from its decisions alone. */
export type ReportState = {
  status: Status;
  /** the status but for a withdrawal */
  standing: Status;
  /** newest version that a reviewer, or the source's own authority, verified */
  verifiedVersion: number | null;
  /** the version whose account counts: the last verified one, else the latest */
  effectiveVersion: number;
  verifiedAtSource: boolean;
  /** the newest version waits for a reviewer */
  waiting: boolean;
  /** the newest version came back to its author */
  cameBack: boolean;
  /** a newer version than the verified one waits for review */
  amendmentWaiting: boolean;
};

/**
 * Withdrawn if that is the last decision (undoing it is one more); else verified if any version is; else what was last decided about the latest version.
 * `decisions` in the order taken; a report always has at least `submitted` for each version.
 */
export function reportState(latestVersion: number, decisions: readonly DecisionFact[]): ReportState {
  const verified = decisions.filter((d) => d.kind === "verified");
  const verifiedVersion = verified.length > 0 ? Math.max(...verified.map((d) => d.version)) : null;
  const latest = decisions.filter((d) => d.version === latestVersion).findLast(isOfVersion)?.kind ?? "submitted";
  const standing = verifiedVersion !== null ? "verified" : latest;
  const withdrawn = decisions.at(-1)?.kind === "withdrawn";
  const waiting = latest === "submitted" && !withdrawn;
  return {
    status: withdrawn ? "withdrawn" : standing,
    standing,
    verifiedVersion,
    effectiveVersion: verifiedVersion ?? latestVersion,
    verifiedAtSource: verified.some((d) => d.version === verifiedVersion && d.atSource),
    waiting,
    cameBack: latest === "returned" && !withdrawn,
    amendmentWaiting: waiting && verifiedVersion !== null && verifiedVersion < latestVersion,
  };
}

type VersionDecision = Exclude<Decision, "withdrawn" | "reinstated">;

/** Whether a decision is about a version, not about the whole report. */
export function isOfVersion<D extends { kind: Decision }>(decision: D): decision is D & { kind: VersionDecision } {
  return decision.kind !== "withdrawn" && decision.kind !== "reinstated";
}

type Candidate = { id: string; createdAt: Date; own: boolean; state: ReportState };

/**
 * The report a case's figures come from: the chosen one as long as it is not withdrawn; then the next, the owning
 * agency's before others', verified before unverified, older before newer. A case whose reports are all withdrawn keeps the chosen one, and is withdrawn with it.
 */
export function principalOf<R extends Candidate>(chosen: string | null, reports: readonly R[]): R | undefined {
  const current = reports.find((r) => r.id === chosen);
  if (current && current.state.status !== "withdrawn") return current;
  const rank = (r: R) => (r.own ? 0 : 2) + (r.state.status === "verified" ? 0 : 1);
  const standing = reports
    .filter((r) => r.state.status !== "withdrawn")
    .sort((a, b) => rank(a) - rank(b) || a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
  return standing[0] ?? current ?? reports[0];
}

/** The strictest of several handlings. TLP 2.0, from CLEAR to RED. */
export function strictest(handlings: readonly Handling[]): Handling {
  return handlings.reduce<Handling>((a, b) => (handlingCodes.indexOf(b) > handlingCodes.indexOf(a) ? b : a), "clear");
}

/** The rate a source used: its amount in one currency over its amount in the other, to six decimals, half up. */
export function statedRate(amount: string, stated: string): string {
  return new Big(amount).div(stated).round(6, Big.roundHalfUp).toFixed();
}

/**
 * How many people a case tells of, wherever it is shown: the stated number of arrests or what the involvements add up to, whichever is more.
 * One lower bound among them makes the figure one, whatever else is about a number: an "about" is taken at its word, as in weights. A group
 * without a number ("several") adds nothing and is such a bound. Nothing said and nobody listed is unknown, not 0.
 */
export function peopleOf({ arrestsKind, arrestsCount, persons, groups }: PeopleFacts): PeopleCount {
  const listed = groups.reduce((total, group) => total + (group.count ?? 0), persons);
  const count = Math.max(listed, arrestsCount ?? 0);
  const open =
    arrestsKind === "at-least" || groups.some((group) => group.qualifier === "at-least" || group.count === null);
  if (count === 0 && (open || arrestsKind === "unknown")) return { kind: "unknown", count: null };
  if (open) return { kind: "at-least", count };
  const about = listed === count && groups.some((group) => group.qualifier === "about");
  return { kind: about ? "about" : "exact", count };
}
