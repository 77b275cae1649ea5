import type { Credibility, Family, Form, Handling, Qualifier, Reliability, Unit } from "@/lib/codes";
import type { LikeCases } from "@/lib/duplicates/types";
import type { Failure } from "@/lib/errors";
import type { Problem } from "@/lib/filter/fields";
import type { PointName, PointNode } from "@/lib/filter/points";
import type { Counted } from "@/lib/i18n/format";
import type { Names } from "@/lib/i18n/names";
import type { AccountPart, Actor, DecisionRight } from "@/lib/reports/types";
import type { ConfirmedWarning } from "@/lib/reports/warnings";

/** What narrows the queue; null is not set. `q` searches the case, as everywhere. */
export type QueueFilter = {
  /** as the filter's `point`: a slug with its children, `SLUG~only`, or `none` */
  point: string | null;
  handling: Handling | null;
  /** code of the agency that owns the case, and so decides */
  owner: string | null;
  q: string | null;
};

/** A line of a waiting version, as reported. */
export type QueueLine = {
  asReported: string;
  substance: (Names & { slug: string; family: Family | string }) | null;
  form: Form;
  quantity: string | null;
  unit: Unit | null;
  unitAsReported: string | null;
  qualifier: Qualifier;
};

/** A version that waits for a reviewer: what it says itself, not what its case shows. */
export type QueueRow = {
  reportId: string;
  version: number;
  /** of its case */
  reference: string;
  edtf: string | null;
  point: PointName | null;
  /** where no point is attributed */
  place: string | null;
  lines: QueueLine[];
  source: string;
  reliability: Reliability;
  credibility: Credibility;
  handling: Handling;
  /** who wrote the version */
  author: Actor;
  since: Date;
  /** `first`: a new case; `further`: one more source of a case; `again`: returned, and now submitted anew; `amendment`: of a verified report */
  kind: "first" | "further" | "again" | "amendment";
  /** what looked odd to the form, each with its author's word why it is right */
  confirmed: ConfirmedWarning[];
  /** cases that are probably the same event, the most probable first, and how many there are; `setAside`: the author holds it for another */
  duplicates: { cases: (LikeCases["cases"][number] & { setAside: boolean })[]; total: number };
  /** the version that it is compared with, the last verified or else the last returned one; null for the first version */
  before: number | null;
  /** in what it differs from that */
  changed: AccountPart[];
  decision: DecisionRight;
  /** who decides */
  ownerAgency: string;
};

/** What `/review` shows, all from one snapshot. */
export type ReviewPage = Counted & {
  filter: QueueFilter;
  problems: readonly Problem[];
  rows: readonly QueueRow[];
  /** number of the first row shown, from 1; 0 without rows, null where it was not counted so far */
  firstRow: number | null;
  /** cursors of the neighbouring pages; null at an end */
  next: string | null;
  previous: string | null;
  points: readonly PointNode[];
  /** the viewer's own first */
  agencies: readonly { code: string; name: string }[];
};

/** The oldest of what waits for the viewer's own agency to decide, for a start page. */
export type QueueHead = Counted & {
  /** where all of it is listed */
  href: string;
  rows: readonly {
    reportId: string;
    reference: string;
    since: Date;
    edtf: string | null;
    /** slug, as the version says it */
    point: string | null;
    place: string | null;
    lines: readonly (Pick<QueueLine, "asReported" | "quantity" | "unit" | "unitAsReported" | "qualifier"> & {
      position: number;
    })[];
  }[];
};

/** What came of one of several decisions. */
export type Decided = { reportId: string; version: number; failure: Failure | null };

/** What can be decided about several cases at once. */
export type BulkKind = "verify" | "return" | "withdraw" | "operation";
/** Why a decision does not apply to a case. */
export type WhyNot =
  | "nothing-waits"
  | "own-version"
  | "other-agency"
  | "withdrawn"
  | "needs-reviewer"
  | "another-author"
  | "gone";
export type WaitingVersion = { reportId: string; version: number };

/** What a decision would do, before it is done. */
export type BulkPlan = {
  applies: { reference: string; versions: WaitingVersion[] }[];
  against: { reference: string; why: WhyNot }[];
  /** bars of the trends that get `by` cases more or fewer, by month (`YYYY-MM`; null: not known) */
  bars: { month: string | null; point: (Names & { slug: string; country: string }) | null; by: number }[];
  /** the filter finds more cases than one decision may be about */
  more: boolean;
};

/** What came of a decision about one of several cases. */
export type BulkDone = { reference: string; failure: Failure | null };
