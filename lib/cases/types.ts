import type {
  ArrestsKind,
  Credibility,
  Form,
  Handling,
  InvolvementRole,
  Qualifier,
  Reliability,
  Status,
  Transport,
  Unit,
} from "@/lib/codes";
import type { Filter, FilterField, Page, Problem } from "@/lib/filter/fields";
import type { PointName } from "@/lib/filter/points";
import type { ChoiceName, Facets, FilterLists, Offer, PanelFacets, RowMatch, SubstanceName } from "@/lib/filter/types";
import type { Names } from "@/lib/i18n/names";
import type { Conversion } from "@/lib/quantity/conversion";
import type { SavedView } from "@/lib/views/types";
import type { Density, ShownColumn } from "./columns";
import type { Listing } from "./listing";

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

/** One row of the list of cases. What costs a join is there only where its column is shown; else it is null or empty. */
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
  /** as the source states them */
  arrests: { kind: ArrestsKind; count: number | null };
  /** how many people have each role, in the account's order; `open`: a lower bound */
  roles: { role: InvolvementRole; count: number; open: boolean }[];
  reliability: Reliability;
  credibility: Credibility;
  handling: Handling;
  status: Status;
  verifiedAtSource: boolean;
  amendmentWaiting: boolean;
  /** of the seizure */
  place: string | null;
  /** as stated */
  seizingAgency: string | null;
  /** name of the agency that owns the case */
  owner: string | null;
  transport: Transport | null;
  concealment: string | null;
  /** how many reports it rests on */
  sources: number | null;
  logged: Date;
  /** when a report of it was last written, decided about or moved */
  changed: Date | null;
};

/** The rows of `/cases` and how they are to be shown. */
export type CasesList = FilterLists & {
  filter: Filter;
  page: Page;
  listing: Listing;
  /** which conversion set the rows' weights are under */
  conversion: Conversion;
  problems: readonly Problem[];
  /** what is shown of each row: the address's choice, else that of one's default view, else the product's */
  columns: readonly ShownColumn[];
  /** the columns are somebody's choice, not the product's */
  ownColumns: boolean;
  density: Density | null;
  rows: readonly CaseRow[];
  /** where in the rows the filter's text was found, by reference; empty without a text */
  matches: ReadonlyMap<string, RowMatch>;
  /** what the text may mean beside itself */
  offers: readonly Offer[];
  /** number of the first row shown, from 1; 0 without rows */
  firstRow: number;
  /** cursors of the neighbouring pages; null at an end */
  next: string | null;
  previous: string | null;
  views: readonly SavedView[];
  /** the saved view in whose name the address stands */
  named: number | null;
  /** the address as it was understood, without `?` and without a place in the list */
  query: string;
};

/** What is counted beside the rows. */
export type CasesCounts = {
  facets: PanelFacets;
  /** when nothing matches: how many would without each field that is set */
  lift: ReadonlyMap<FilterField, number>;
};

/** All of `/cases`, from one snapshot. */
export type CasesPage = CasesList & CasesCounts;

/** Facets with all that names their values. */
export type NamedFacets = Pick<FilterLists, "points" | "substances" | "owners"> &
  Record<"agency" | "operation" | "source", readonly ChoiceName[]> & { facets: Facets };

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

/** Cookie in which a browser remembers how much room a row takes. */
export const densityCookie = "weir-density";
