import type { ArrestsKind, Credibility, Form, Handling, Qualifier, Reliability, Status, Unit } from "@/lib/codes";
import type { Filter, FilterField, Page, Problem } from "@/lib/filter/fields";
import type { PointName } from "@/lib/filter/points";
import type { Facets, FilterLists, SubstanceName } from "@/lib/filter/types";
import type { Names } from "@/lib/i18n/names";

/** A seizure line as reported. A null quantity is unknown, never 0. */
export type RowLine = {
  asReported: string;
  substance: SubstanceName;
  form: Form;
  /** decimal digits */
  quantity: string | null;
  unit: Unit | null;
  unitAsReported: string | null;
  qualifier: Qualifier;
};

/** What a case's lines weigh together under the current conversion set, in grams as exact decimal strings. */
export type RowMass = {
  /** `0` where no line has a lower bound */
  low: string;
  central: string;
  /** null: no upper bound */
  high: string | null;
  /** some line's weight comes from a count or a volume times a factor */
  converted: boolean;
  /** some line has no weight at all: the sum is a lower bound */
  incomplete: boolean;
};

/** How many people a case tells of. `unknown` is not 0. */
export type PeopleCount = { kind: "exact" | "at-least" | "about"; count: number } | { kind: "unknown"; count: null };

/** One row of the list of cases. */
export type CaseRow = {
  reference: string;
  operation: string | null;
  documented: boolean;
  /** as written; null is "not stated" */
  edtf: string | null;
  point: PointName | null;
  lines: RowLine[];
  mass: RowMass | null;
  people: PeopleCount;
  reliability: Reliability;
  credibility: Credibility;
  handling: Handling;
  status: Status;
  verifiedAtSource: boolean;
  amendmentWaiting: boolean;
};

/** What `/cases` shows, all from one snapshot. */
export type CasesPage = FilterLists & {
  filter: Filter;
  page: Page;
  problems: readonly Problem[];
  facets: Facets;
  rows: readonly CaseRow[];
  /** number of the first row shown, from 1; 0 without rows */
  firstRow: number;
  /** cursors of the neighbouring pages; null at an end */
  next: string | null;
  previous: string | null;
  /** when nothing matches: how many would without each field that is set */
  lift: ReadonlyMap<FilterField, number>;
};

/** Part of the list, for a program. `next` is the cursor of what follows. */
export type ListedCases = {
  problems: readonly Problem[];
  rows: readonly CaseRow[];
  total: number;
  next: string | null;
};

/** What a source states of arrests, and the groups and persons that a case lists. */
export type PeopleFacts = {
  arrestsKind: ArrestsKind;
  arrestsCount: number | null;
  persons: number;
  groups: readonly { qualifier: "exact" | "about" | "at-least" | "unknown"; count: number | null }[];
};

/** Where a case counts: a month (`YYYY-MM`; null: not known) at a point. */
export type CountedAt = { month: string | null; point: (Names & { slug: string; country: string }) | null };

/** Withdrawing a report, or undoing that, and what it makes of the month's bar. */
export type StandingChange = {
  undo: boolean;
  /** null: the case counts nowhere */
  before: CountedAt | null;
  after: CountedAt | null;
  /** title of the source whose report the case's figures then come from, where that changes */
  figures: string | null;
};
