import { z } from "zod";
import type { AssetKind, LegKind } from "@/lib/codes";

/** What Postgres cannot keep in a text: the null character, and halves of a character that a paste has cut. */
const text = z
  .string()
  .catch("")
  .transform((value) => value.replaceAll("\u0000", "").replace(/\p{Surrogate}/gu, ""));
/** What was chosen from a list, and what stands in the field: without an id, text that names nothing yet. */
const picked = z.object({ id: text, text }).catch({ id: "", text: "" });

const lineValues = z.object({
  key: text,
  asReported: text,
  substance: picked,
  form: text,
  qualifier: text,
  quantity: text,
  unit: picked,
  unitAsReported: text,
  purity: text,
  purityBasis: text,
});
const personValues = z.object({
  key: text,
  kind: z.enum(["person", "group"]).catch("group"),
  /** id of somebody whom the amended report names already; their name stands in no draft. Empty: as typed */
  person: text,
  name: text,
  nameLatin: text,
  alias: text,
  aliasLatin: text,
  qualifier: text,
  count: text,
  words: text,
  role: text,
  tier: text,
  arrest: text,
  basis: text,
  dataSubject: text,
  nationality: picked,
});
const assetValues = z.object({
  key: text,
  kind: text,
  description: text,
  count: text,
  amount: text,
  currency: picked,
  statedAmount: text,
  statedCurrency: picked,
  statedAbout: z.boolean().catch(false),
});
const legValues = z.object({ key: text, kind: text, place: text, country: picked, point: picked });
const sourceValues = z.object({
  mode: z.enum(["found", "new"]).catch("found"),
  found: picked,
  title: text,
  author: text,
  publisher: text,
  language: picked,
  published: text,
  pages: text,
  url: text,
  reliability: text,
});

/** The form as typed: every field a text, nothing checked, rows without number. What a draft keeps, and what `reportSchema` reads. */
const reportValues = z.object({
  date: text,
  point: picked,
  attribution: text,
  place: text,
  seizingAgency: text,
  operation: text,
  transportMode: text,
  concealment: text,
  lines: z.array(lineValues).catch([]),
  arrests: z.object({ kind: text, count: text, words: text }).catch({ kind: "unknown", count: "", words: "" }),
  people: z.array(personValues).catch([]),
  assets: z.array(assetValues).catch([]),
  route: z.array(legValues).catch([]),
  source: sourceValues.catch(() => freshSource()),
  credibility: text,
  handling: text,
  team: z.array(z.number().int().positive()).catch([]),
  externalReference: text,
  note: text,
  /** warnings that were confirmed, by what was seen, each with a word why it is right */
  confirmed: z.array(z.object({ key: text, reason: text })).catch([]),
  /** reference of the case that the report is to be a further source on; null for a new event */
  attachTo: text.transform((reference) => reference.trim() || null),
  /** references of cases that looked like this event and are another */
  otherEvents: z.array(text).catch([]),
  /** the report that this amends, the version it was written from, and why; null for a new report */
  amends: z.object({ report: z.uuid(), base: z.number().int().positive(), reason: text }).nullable().catch(null),
});
export type ReportValues = z.output<typeof reportValues>;
export type LineValues = ReportValues["lines"][number];
export type PersonValues = ReportValues["people"][number];
export type AssetValues = ReportValues["assets"][number];
export type LegValues = ReportValues["route"][number];
export type SourceValues = ReportValues["source"];
export type Picked = LineValues["unit"];

const nothing: Picked = { id: "", text: "" };

export function freshLine(key: string): LineValues {
  return {
    key,
    asReported: "",
    substance: nothing,
    form: "unknown",
    qualifier: "exact",
    quantity: "",
    unit: nothing,
    unitAsReported: "",
    purity: "",
    purityBasis: "unstated",
  };
}

export function freshPerson(key: string, kind: PersonValues["kind"]): PersonValues {
  return {
    key,
    kind,
    person: "",
    name: "",
    nameLatin: "",
    alias: "",
    aliasLatin: "",
    qualifier: "exact",
    count: "",
    words: "",
    role: "unknown",
    tier: "unknown",
    arrest: "unknown",
    basis: "fact",
    dataSubject: "unclassified",
    nationality: nothing,
  };
}

export function freshAsset(key: string, kind: AssetKind): AssetValues {
  return {
    key,
    kind,
    description: "",
    count: "",
    amount: "",
    currency: nothing,
    statedAmount: "",
    statedCurrency: nothing,
    statedAbout: false,
  };
}

export function freshLeg(key: string, kind: LegKind): LegValues {
  return { key, kind, place: "", country: nothing, point: nothing };
}

function freshSource(): SourceValues {
  return {
    mode: "found",
    found: nothing,
    title: "",
    author: "",
    publisher: "",
    language: nothing,
    published: "",
    pages: "",
    url: "",
    reliability: "",
  };
}

/** An empty form: one line to begin with; the handling that stays in the own agency until somebody says otherwise. */
export function freshReport(): ReportValues {
  return {
    date: "",
    point: nothing,
    attribution: "seized-at",
    place: "",
    seizingAgency: "",
    operation: "",
    transportMode: "",
    concealment: "",
    lines: [freshLine("1")],
    arrests: { kind: "unknown", count: "", words: "" },
    people: [],
    assets: [],
    route: [],
    source: freshSource(),
    credibility: "",
    handling: "amber",
    team: [],
    externalReference: "",
    note: "",
    confirmed: [],
    attachTo: null,
    otherEvents: [],
    amends: null,
  };
}

/** A draft's body: anything half-typed, from any version of the form. What it does not understand is left at its empty value. */
export const draftValues = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform((body) => reportValues.parse({ ...freshReport(), ...body }));

/** Whether nothing is said of a part of the route: what it is alone says nothing. */
export function isFreshLeg({ place, country, point }: LegValues): boolean {
  return [place, country.text, point.text].every((words) => words.trim() === "");
}

/** Whether nothing has been typed in a row since it was added. */
export function isFreshRow(row: LineValues | PersonValues): boolean {
  const fresh = "kind" in row ? freshPerson(row.key, row.kind) : freshLine(row.key);
  return JSON.stringify({ ...fresh, ...row }) === JSON.stringify(fresh);
}

/** One save of a draft. `editor` is the page that sends it, `base` the revision it last knew, `revision` its own count above that. */
export type DraftSave = { id: string; editor: string; base: number; revision: number; values: ReportValues };

/** A draft as it stands. Instants are ISO texts. */
export type SavedDraft = { revision: number; editor: string; savedAt: string; values: ReportValues };

/** `conflict`: another page saved meanwhile. `submitted`: a report has this id. `taken`: somebody else's draft has it. */
export type DraftAnswer =
  | { kind: "saved"; revision: number; savedAt: string }
  | { kind: "conflict"; current: SavedDraft }
  | { kind: "submitted"; reference: string }
  | { kind: "taken" };

/** What there is of a draft now: its newest text, nothing, or the case that it has become a report on. */
export type DraftNow = { kind: "draft"; current: SavedDraft | null } | { kind: "submitted"; reference: string };

export type PersonName = {
  name: string | null;
  nameLatin: string | null;
  alias: string | null;
  aliasLatin: string | null;
};

/** By the person's id. Somebody whose name is closed to this viewer is not in it. */
export type PersonNames = Record<string, PersonName>;

/** A draft in a list: what tells one from another. `point` is the place where no point was chosen. */
export type DraftSummary = { id: string; savedAt: string; date: string; point: string; reported: string };
