import type {
  Arrest,
  ArrestsKind,
  AssetKind,
  Attribution,
  Basis,
  Credibility,
  DataSubject,
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
} from "@/lib/codes";
import type { Filter } from "@/lib/filter/fields";

export const exportFormats = ["csv", "jsonl", "xlsx"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What is exported: the cases of a filter, or chosen ones. */
export type ExportOf = { filter: Filter } | { references: readonly string[] };

type Named = { code: string; name: string };

export type ExportLine = {
  /** its place in the report, from 1 */
  line: number;
  asReported: string;
  substance: Named;
  form: Form;
  quantity: string | null;
  unit: Unit | null;
  unitAsReported: string | null;
  qualifier: Qualifier;
  purity: string | null;
  purityBasis: PurityBasis | null;
  /** under the conversion set of the export; all null where nothing is known to derive a weight from */
  grams: { basis: "stated" | "factor"; low: string | null; central: string; high: string | null } | null;
};

/** A case as it leaves the register: decimals as exact text, people without names. */
export type ExportCase = {
  reference: string;
  status: Status;
  verifiedAtSource: boolean;
  documented: boolean;
  handling: Handling;
  ownerAgency: string;
  operation: string | null;
  /** EDTF as written, and the days it stands for */
  date: { edtf: string; from: string; to: string } | null;
  /** YYYY-MM; null where the date does not lie in one month */
  month: string | null;
  transitPoint: Named | null;
  attribution: Attribution | null;
  place: string | null;
  seizingAgency: string | null;
  transportMode: Transport | null;
  concealment: string | null;
  arrests: { kind: ArrestsKind; count: number | null; words: string | null };
  reliability: Reliability;
  credibility: Credibility;
  /** of the principal report */
  source: string | null;
  externalReference: string | null;
  note: string | null;
  lines: ExportLine[];
  /** what the lines weigh together */
  grams: { low: string | null; central: string; high: string | null } | null;
  /** `person`: somebody whom the register knows by a name, which is not exported */
  involvements: {
    person: boolean;
    group: { qualifier: "exact" | "about" | "at-least" | "unknown"; count: number | null; words: string | null } | null;
    role: InvolvementRole;
    tier: Tier;
    arrest: Arrest;
    basis: Basis;
    dataSubject: DataSubject;
    nationality: string | null;
  }[];
  assets: {
    kind: AssetKind;
    description: string | null;
    count: number | null;
    amount: string | null;
    currency: string | null;
    stated: { amount: string; currency: string; about: boolean } | null;
  }[];
  route: { kind: LegKind; place: string | null; country: string | null; transitPoint: Named | null }[];
};

/** What an export holds, known before its first byte. */
export type ExportSummary = {
  cases: number;
  lines: number;
  /** the strictest of its cases; null without cases */
  handling: Handling | null;
  conversionSet: string | null;
  asOf: Date;
  /** the register is an invented one */
  synthetic: boolean;
};

/** The sheet about an export, or what stands for it: pairs of a heading and what it says. */
export type ExportAbout = readonly (readonly [heading: string, text: string])[];

/** An export that is open: its file, and its bytes as they are made. */
export type OpenedExport = {
  fileName: string;
  contentType: string;
  summary: ExportSummary;
  body: AsyncGenerator<Uint8Array, void, undefined>;
};

/** How far an export has come. */
export type ExportProgress = {
  state: "running" | "done" | "cancelled" | "failed";
  cases: number;
  /** null until it is counted */
  total: number | null;
};
