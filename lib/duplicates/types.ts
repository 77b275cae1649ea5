import type { Family, Qualifier, Status, Unit } from "@/lib/codes";

/** What the search for duplicates knows of an event, typed or in the register. Days are inclusive, `YYYY-MM-DD`. */
export type Event = {
  days: { from: string; to: string } | null;
  /** slug */
  point: string | null;
  families: readonly Family[];
  /** what its lines weigh together, in whole milligrams; null where no line has a weight */
  milligrams: bigint | null;
  /** the lines that state a quantity, as decimals: what is compared where nothing has a weight */
  counted: readonly { family: Family; unit: Unit; quantity: string }[];
  references: readonly string[];
};

/** How two events compare, field by field; null where one of them does not say. */
export type Comparison = {
  /** days between them; 0 when the intervals touch or overlap */
  date: { apart: number; same: boolean } | null;
  /** `above`: the case's point holds the typed one; `below`: it lies in it */
  point: "same" | "above" | "below" | "other" | null;
  family: "same" | "other" | null;
  quantity: "near" | "other" | null;
  reference: "same" | "other" | null;
};

/** Why a case is probably the same event. A case is hinted at for one of them or more. */
export const duplicateReasons = ["reference", "place", "quantity"] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

/** A case that is probably the same event, with what is compared. */
export type DuplicateHint = {
  reference: string;
  status: Status;
  /** as written; null is "not stated" */
  edtf: string | null;
  /** slug */
  point: string | null;
  lines: {
    asReported: string;
    substance: string;
    quantity: string | null;
    unit: Unit | null;
    unitAsReported: string | null;
    qualifier: Qualifier;
  }[];
  /** decimal grams; null where no line has a weight */
  grams: string | null;
  externalReferences: string[];
  reasons: DuplicateReason[];
  comparison: Comparison;
};

/** The most probable ones, best first, and how many there are beside them. */
export type Duplicates = { hints: DuplicateHint[]; more: number };

/** The cases that are probably the same event as an account, the best first, and how many there are. */
export type LikeCases = { cases: { reference: string; reasons: DuplicateReason[] }[]; total: number };
