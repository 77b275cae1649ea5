import type { Account, TypedAccount } from "@/lib/cases/schema";
import type { PeopleCount, StandingChange } from "@/lib/cases/types";
import type {
  Arrest,
  ArrestsKind,
  AssetKind,
  Attribution,
  Basis,
  Credibility,
  DataSubject,
  Family,
  Form,
  Handling,
  InvolvementRole,
  LegKind,
  PurityBasis,
  Qualifier,
  Reliability,
  Status,
  Tier,
  Transport,
  Unit,
  UserRole,
} from "@/lib/codes";
import type { RegisterDate } from "@/lib/dates/types";
import type { LikeCases } from "@/lib/duplicates/types";
import type { Names } from "@/lib/i18n/names";
import type { Conversion, ConversionSet } from "@/lib/quantity/conversion";
import type { DraftSummary, PersonName, PersonNames, ReportValues, SavedDraft } from "./form";
import type { ConfirmedWarning } from "./warnings";

/** A source not yet in the register. Dates as EDTF. */
export type NewSource = {
  title: string;
  author: string | null;
  publisher: string | null;
  language: string | null;
  published: string | null;
  pages: string | null;
  url: string | null;
  reliability: Reliability;
};

/** What logReport is given. `id` is the draft's: the idempotency key. */
export type NewReport = {
  id: string;
  account: TypedAccount;
  source: { id: number } | { create: NewSource };
  /** the case this is a further source on; null for a new event */
  attachTo: string | null;
  /** optional name that groups cases; for a new event only */
  operation: string | null;
  /** users beside the author; RED asks for at least one reviewer of the owning agency */
  team: number[];
  confirmed?: ConfirmedWarning[];
  /** references of cases that the form held for the same event and its author for others */
  otherEvents?: string[];
  /** for the register and the operator: "verified at source", with what the product itself ships */
  atSource?: { reference?: string; documented?: boolean; reason: string };
};

export type LoggedReport = {
  reportId: string;
  reference: string /** the same draft was logged before: nothing was written now */;
  repeated: boolean;
};

/** Decimal strings, grams. A null bound is unbounded. Of several lines together, `low` is `0` where none has a lower bound. */
export type GramRange = { low: string | null; central: string; high: string | null };
export type FilePoint = Names & { slug: string; country: string };

/** A seizure line as reported, and beside it what Weir derives from it under the current conversion set. */
export type FileLine = {
  /** its place among the account's lines: with the case, its identity */
  position: number;
  asReported: string;
  substance: Names & { slug: string; family: Family };
  form: Form;
  quantity: string | null;
  unit: Unit | null;
  unitAsReported: string | null;
  qualifier: Qualifier;
  /** per cent */
  purity: string | null;
  purityBasis: PurityBasis | null;
  /** null where nothing is known to derive a weight from */
  mass: {
    grams: GramRange;
    /** `stated`: a stated weight in other units; `factor`: a count or volume times `factor` */
    basis: "stated" | "factor";
    set: string;
    factor: { range: GramRange; unit: Unit; source: string; note: string | null } | null;
  } | null;
};

/** Someone's part in the case. Of a person whose name is closed to this viewer, `name` is null. */
export type FileInvolvement = {
  position: number;
  person: { name: PersonName | null } | null;
  group: { qualifier: "exact" | "about" | "at-least" | "unknown"; count: number | null; words: string | null } | null;
  role: InvolvementRole;
  tier: Tier;
  arrest: Arrest;
  basis: Basis;
  dataSubject: DataSubject;
  nationality: string | null;
};

export type FileAsset = {
  position: number;
  kind: AssetKind;
  description: string | null;
  count: number | null;
  amount: string | null;
  currency: string | null;
  /** the source's own conversion, and the rate that it makes: amount over stated amount */
  stated: { amount: string; currency: string; about: boolean; rate: string } | null;
};

export type FileLeg = {
  kind: LegKind;
  place: string | null;
  country: string | null;
  point: FilePoint | null;
};

/** Who did something. `builtIn` actors cannot sign in and are named in the reader's language. */
export type Actor = { name: string; builtIn: "operator" | "register" | null };

export type FileSource = {
  title: string;
  author: string | null;
  publisher: string | null;
  language: string | null;
  /** EDTF, and the days it stands for */
  published: { edtf: string; from: string; to: string } | null;
  pages: string | null;
  url: string | null;
  reliability: Reliability;
  /** title of the publication it was found cited in */
  citedIn: string | null;
};

export type FileReport = {
  id: string;
  source: FileSource;
  credibility: Credibility;
  handling: Handling;
  status: Status;
  externalReference: string | null;
  author: Actor;
  agency: string;
  principal: boolean;
  confirmed: ConfirmedWarning[]; // of its newest version
  latestVersion: number;
  /** the version whose account counts */
  effectiveVersion: number;
  /** whether this viewer may write a new version */
  mayAmend: boolean;
  /** whether this viewer may begin a new report with what it says */
  mayCopy: boolean;
  /** whether this viewer may make the case's figures rest on it */
  mayChoose: boolean;
  /** whether this viewer may move it to another case */
  mayMove: boolean;
  /** it came here by a move that this viewer may take back */
  mayMoveBack: boolean;
  /** the account that counts, and where it says something else than the principal's */
  account: Account;
  unlike: AccountPart[];
  /** days between the event and the publication; null where either is not dated */
  delay: { least: number; most: number } | null;
  /** the version that waits for a reviewer */
  waiting: {
    version: number;
    author: Actor;
    /** what it says otherwise than the case shows: nothing where the case shows it */
    differs: Difference | null;
    decision: DecisionRight;
  } | null;
  /** what this viewer may do about its standing; null for who may not */
  withdrawal: StandingChange | null;
};

export const maxReason = 2000; // characters of a decision's reason

/** Whether this viewer may verify or return a waiting version: `own-version` is one that they wrote themselves. */
export type DecisionRight = "open" | "own-version" | "closed";

/** The parts in which two accounts are compared, in the order in which a file shows them. */
export const accountParts = [
  "date",
  "point",
  "attribution",
  "place",
  "seizingAgency",
  "transportMode",
  "concealment",
  "route",
  "lines",
  "arrests",
  "people",
  "assets",
  "note",
  "credibility",
  "handling",
  "externalReference",
] as const satisfies readonly (keyof Account)[];
/** What two versions of one report are compared in: its source may change, too. */
export const versionParts = [...accountParts, "source"] as const satisfies readonly (keyof Account)[];
export type AccountPart = (typeof versionParts)[number];
export type Difference = { parts: AccountPart[]; shown: Account; says: Account };
/** Names of the points and substances that accounts mention by slug. */
export type SlugNames = { points: Record<string, FilePoint>; substances: Record<string, Names> };
/** Names of everything that accounts mention: people whose names are open to this viewer, and titles of sources by id. */
export type AccountNames = SlugNames & { people: PersonNames; sources: Record<string, string> };

/** What is decided about a case as a whole. `moved-back`: a move into another case was taken back. */
export type CaseStep = "principal" | "moved-in" | "moved-out" | "moved-back";

/** One step in the life of a report, newest first in a file. */
export type FileEvent = {
  at: Date;
  actor: Actor;
  kind:
    | "logged"
    | "attached"
    | "amended"
    | "verified"
    | "verified-at-source"
    | "returned"
    | "withdrawn"
    | "reinstated"
    | CaseStep;
  version: number;
  /** of a move: reference of the other case, where this viewer sees it */
  other: string | null;
  reason: string | null;
  /** title of the source, where the case has several reports */
  report: string | null;
  reportId: string;
  /** of an amendment: what it says otherwise than the version before it */
  changes: Difference | null;
};

/** Everything that the page of one case shows to one viewer. */
export type CaseFile = {
  /** cases that are probably the same event, but for those that its author set aside; null for a role that logs nothing */
  like: LikeCases | null;
  reference: string;
  operation: string | null;
  documented: boolean;
  status: Status;
  verifiedAtSource: boolean;
  amendmentWaiting: boolean;
  handling: Handling;
  ownerAgency: string;
  date: RegisterDate | null;
  /** `YYYY-MM` that the case counts in; null where its date does not lie in one month */
  month: string | null;
  /** the substance whose segment it stands in; null: two or more */
  segment: (Names & { slug: string; family: Family }) | null;
  point: (FilePoint & { parent: FilePoint | null }) | null;
  attribution: Attribution | null;
  place: string | null;
  seizingAgency: string | null;
  transportMode: Transport | null;
  concealment: string | null;
  note: string | null;
  arrests: { kind: ArrestsKind; count: number | null; words: string | null };
  lines: FileLine[];
  /** the lines' weights together; null where none has one */
  total: GramRange | null;
  conversion: Conversion;
  involvements: FileInvolvement[];
  /** how many people it tells of: the number in the list of cases */
  people: PeopleCount;
  assets: FileAsset[];
  route: FileLeg[];
  team: Actor[];
  reports: FileReport[];
  history: FileEvent[];
  names: AccountNames;
  /** whether this viewer may log a further source on it */
  mayAttach: boolean;
};

/** Everything that the page of one report shows to one viewer. */
export type ReportPage = {
  /** of its case, and who owns that */
  reference: string;
  ownerAgency: string;
  report: FileReport;
  /** the version shown: the one that counts, or the one asked for */
  version: number;
  account: Account;
  /** what a reviewer said when they returned the newest version */
  returned: { reason: string; by: Actor; at: string } | null;
  history: FileEvent[];
  names: AccountNames;
};

export type FormPoint = Names & {
  slug: string;
  parent: string | null;
  /** ISO 3166-1 alpha-2 */
  country: string;
  codes: string[];
  aliases: string[];
};
export type FormSubstance = Names & { slug: string; family: Family; form: Form | null; terms: string[] };
export type FormSource = {
  id: number;
  title: string;
  author: string | null;
  publisher: string | null;
  /** EDTF */
  published: string | null;
  reliability: Reliability;
};
export type Colleague = { id: number; name: string; role: UserRole };

/** One version of a report. `at` is an ISO text. */
export type FormVersion = {
  number: number;
  account: Account;
  author: Actor;
  at: string;
  reason: string | null;
  confirmed: ConfirmedWarning[];
  otherEvents: string[];
};

/** What the form knows of the report that it amends. */
export type FormAmendment = {
  reportId: string;
  reference: string;
  /** the title of the report's source, to tell the report from others on the case */
  title: string;
  /** all of them, the newest last */
  versions: FormVersion[];
  verifiedVersion: number | null;
  /** what a reviewer said when they returned the newest version */
  returned: { reason: string; by: Actor; at: string } | null;
  names: PersonNames;
  /** the sources that the versions rest on */
  sources: FormSource[];
  /** users on the case's team */
  team: number[];
};

/** All that the form shows beside what is typed. */
export type ReportForm = {
  id: string;
  draft: SavedDraft | null;
  /** the case of the report that this draft has become */
  submitted: string | null;
  /** the report that this draft is a new version of; null for a new report */
  amends: FormAmendment | null;
  /** the case that a new draft is to be a further source on; the handling to begin with, where the case is another agency's */
  attach: { reference: string; handling: Handling | null } | null;
  /** what a new draft begins with: what another report says, or a template */
  start:
    | { kind: "report"; reference: string; account: Account; operation: string | null }
    | { kind: "template"; name: string; values: ReportValues }
    | null;
  /** one's own templates and those shared in the agency, by name */
  templates: { id: string; name: string }[];
  /** the viewer's other drafts, newest first */
  others: DraftSummary[];
  points: FormPoint[];
  substances: FormSubstance[];
  /** factors of the current conversion set */
  set: ConversionSet & { name: string };
  /** who logs */
  me: Colleague;
  /** who may be named on a RED case beside the viewer: active users of the own agency */
  colleagues: Colleague[];
  /** what the viewer's last report says that the next one may say too */
  last: { handling: Handling; attribution: Attribution | null; units: Unit[]; source: FormSource } | null;
  /** the sources that the viewer used last, then the newest */
  sources: FormSource[];
  /** seizing agencies and operations as lately stated in reports of the own agency */
  agencies: string[];
  operations: string[];
};
