import type { UserRole } from "@/lib/codes";

/** What can be proposed: each is a write that who keeps the lists makes directly. */
export const proposalKinds = [
  "point.add",
  "point.change",
  "point.remove",
  "coverage.save",
  "coverage.remove",
  "nil.add",
  "nil.remove",
  "substance.add",
  "substance.change",
  "substance.remove",
  "conversion.make",
  "indicator.add",
  "indicator.change",
  "indicator.remove",
  "value.save",
  "value.remove",
  "marker.save",
  "marker.remove",
  "assessment.save",
  "assessment.remove",
] as const;
export type ProposalKind = (typeof proposalKinds)[number];
export type ProposalState = "open" | "accepted" | "declined" | "withdrawn";

/** One field of a proposal: as it stands (null: it is not there) and as it would be. Values as the lists hold them: text, numbers, codes, slugs. */
export type ProposedField = { field: string; before: string | null; after: string | null };

type Person = { name: string; role: UserRole; agency: string };

export type ProposalRow = {
  id: number;
  kind: ProposalKind;
  /** slug of what it is about, or of what it would make */
  subject: string;
  reason: string | null;
  by: Person;
  at: Date;
  state: ProposalState;
  decision: { by: Person; at: Date; reason: string | null } | null;
  /** of an open one: what would change; of something new, everything that it says */
  fields: readonly ProposedField[];
  /** the version of the row that `before` shows; null: it is new, or counts none */
  seen: number | null;
  /** what it is about is not there any more */
  gone: boolean;
  mine: boolean;
};

export type ProposalsPage = {
  /** may accept and decline */
  decides: boolean;
  open: readonly ProposalRow[];
  /** the last that were decided, newest first */
  decided: readonly ProposalRow[];
};
