import { z } from "zod";
import type { DraftMapping, ImportField } from "./schema";
import { caseFields, draftMappingSchema, totalFields } from "./schema";

/** The wizard's steps, in their order. */
export const stepCodes = ["table", "columns", "values", "check"] as const;
export type Step = (typeof stepCodes)[number];
/** Whose turn it is: `open` the person's; those that end in -ing the background's; the others are over. */
export const stateCodes = ["open", "reading", "checking", "publishing", "published", "undoing", "undone"] as const;
export type State = (typeof stateCodes)[number];
export const isWorking = (state: State): boolean => state.endsWith("ing");

/** Fields whose words are looked up in a list, and settled one by one. */
export const wordFields = ["transitPoint", "substance", "unit", "agency", "form", "role", "transportMode"] as const;
export type WordField = (typeof wordFields)[number];
/** Fields that a word can be said of for the whole table. */
export const constantFields = ["transitPoint", "substance", "unit", "agency", "country", "indicator", "place"] as const;
/** The wizard's own choice of a column: its name and its cells fill a field each. */
export const unpivotChoice = "*";

/** Formats of dates that are offered; any other can be written. */
export const dateFormats = [
  "YYYY-MM-DD",
  "DD/MM/YYYY",
  "MM/DD/YYYY",
  "DD.MM.YYYY",
  "YYYY/MM/DD",
  "DD/MM/YY",
  "MM/YYYY",
  "YYYYMMDD",
];
export const encodings = [
  "utf-8",
  "utf-16le",
  "gb18030",
  "euc-kr",
  "iso-8859-1",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "windows-1254",
  "koi8-r",
  "big5",
  "shift_jis",
];
export const delimiters = { comma: ",", semicolon: ";", tab: "\t", pipe: "|" } as const;

export const fieldsOf = (record: DraftMapping["record"]): readonly ImportField[] =>
  record === "total" ? totalFields : caseFields;

/** What a form of the wizard holds: names of its controls with their texts, in their order. */
export type Entries = readonly (readonly [string, string])[];

/** What one step says, and with which revision it was shown. */
export const saveSchema = z.object({
  id: z.uuid(),
  revision: z.number().int(),
  step: z.enum(stepCodes),
  entries: z.array(z.tuple([z.string().max(2_100), z.string().max(2_100)])).max(20_000),
  /** on to the next step */
  go: z.boolean(),
});
export type Save = z.output<typeof saveSchema>;
export const draftSchema = z.object({ id: z.uuid(), revision: z.number().int() });
export const batchSchema = z.object({ id: z.string().min(1).max(40) });

/** What of a mapping belongs to the file in hand; the rest comes with a saved mapping. */
const ofFile = ["delimiter", "encoding", "sheet", "headerRow"] as const;

/** A saved mapping put over the one in hand: how this file is cut into cells stays. */
export function reuse(mapping: DraftMapping, saved: DraftMapping): DraftMapping {
  const format = { ...saved.format };
  for (const key of ofFile) delete format[key];
  const own = Object.fromEntries(
    ofFile.flatMap((key) => (mapping.format[key] === undefined ? [] : [[key, mapping.format[key]]])),
  );
  return { ...saved, format: { ...format, ...own } };
}

/**
 * The mapping with what a form says put in. A field that the form does not have stays as it is.
 * @param names of the columns, by place
 */
export function applyEntries(mapping: DraftMapping, entries: Entries, names: readonly string[]): DraftMapping {
  const text = new Map(entries);
  const next = structuredClone(mapping);
  const said = (name: string) => text.get(name)?.trim();
  const put = <K extends keyof DraftMapping["format"]>(key: K, value: DraftMapping["format"][K] | undefined) => {
    if (value === undefined) delete next.format[key];
    else next.format[key] = value;
  };
  for (const key of ["encoding", "delimiter", "sheet", "dateFormat"] as const)
    if (text.has(key)) put(key, (key === "delimiter" ? delimiterOf(text.get(key) ?? "") : said(key)) || undefined);
  if (text.has("otherDateFormat") && said("dateFormat") === "other")
    put("dateFormat", said("otherDateFormat") || undefined);
  if (next.format.dateFormat === "other") put("dateFormat", undefined);
  if (text.has("decimal"))
    put("decimal", said("decimal") === "." || said("decimal") === "," ? (said("decimal") as "." | ",") : undefined);
  if (text.has("datePrecision")) put("datePrecision", said("datePrecision") === "month" ? "month" : undefined);
  if (text.has("fiscalYearStart")) put("fiscalYearStart", Number(said("fiscalYearStart")) || undefined);
  if (text.has("headerRow")) {
    const rows = (said("headerRow") ?? "")
      .split(/[^\d]+/)
      .map(Number)
      .filter((row) => row >= 1 && row <= 10_000);
    put("headerRow", rows.length > 0 ? rows.slice(0, 3) : undefined);
  }
  if (text.has("record")) next.record = said("record") === "total" ? "total" : "case";
  if (said("name")) next.name = said("name") ?? next.name;
  if (text.has("source")) next.source = said("source") || undefined;
  if (text.has("handling")) next.handling = draftMappingSchema.shape.handling.parse(said("handling"));
  if (text.has("status")) next.status = said("status") === "verified" ? "verified" : "submitted";
  if (text.has("skipColumn")) {
    const column = said("skipColumn");
    const equals = (said("skipEquals") ?? "")
      .split("|")
      .map((one) => one.trim())
      .filter((one) => one !== "");
    // The form holds the first rule; others come with a mapping and stay.
    const rules = [
      ...(column && equals.length > 0 ? [{ column, equals }] : []),
      ...(next.format.skipRows ?? []).slice(1),
    ];
    put("skipRows", rules.length > 0 ? rules : undefined);
  }
  putColumns(next, entries, names);
  for (const [name, value] of entries) {
    const constant = /^constant:(.+)$/.exec(name)?.[1] as ImportField | undefined;
    if (constant) {
      if (value.trim() === "") delete next.constants[constant];
      else next.constants[constant] = value.trim();
    }
    const [, field, word] = /^value:(\w+):([\s\S]*)$/.exec(name) ?? [];
    if (field && word !== undefined) putValue(next, field as ImportField, word, value);
  }
  if (text.has("creatable"))
    next.createMissing = (["transitPoint", "substance"] as const).filter((field) => text.has(`create:${field}`));
  // A column that the mapping names fills its field; a word for all rows would be another answer to the same question.
  for (const field of Object.keys(next.columns) as ImportField[]) delete next.constants[field];
  const into = next.unpivot?.into;
  if (into) for (const field of [into.name, into.value]) delete next.constants[field];
  return draftMappingSchema.parse(next);
}

/** The sign that a name of the form or a mapping stands for. */
function delimiterOf(name: string): string | undefined {
  return Object.hasOwn(delimiters, name) ? delimiters[name as keyof typeof delimiters] : name || undefined;
}

function putColumns(next: DraftMapping, entries: Entries, names: readonly string[]): void {
  const chosen = entries.flatMap(([name, value]) => {
    const place = /^column:(\d+)$/.exec(name)?.[1];
    return place === undefined ? [] : [{ column: names[Number(place)] ?? "", field: value }];
  });
  if (chosen.length === 0) return;
  const fields = fieldsOf(next.record);
  next.columns = {};
  for (const { column, field } of chosen)
    if (column !== "" && fields.includes(field as ImportField)) next.columns[field as ImportField] ??= column;
  const wide = chosen.filter(({ field }) => field === unpivotChoice).map(({ column }) => column);
  const text = new Map(entries);
  const [name, value] = [text.get("unpivotName") as ImportField, text.get("unpivotValue") as ImportField];
  delete next.unpivot;
  if (wide.length === 0) return;
  const into = {
    name: fields.includes(name) ? name : next.record === "total" ? ("year" as const) : ("unit" as const),
    value: fields.includes(value) ? value : next.record === "total" ? ("value" as const) : ("quantity" as const),
  };
  for (const field of [into.name, into.value]) delete next.columns[field];
  next.unpivot = { columns: wide, into };
}

function putValue(next: DraftMapping, field: ImportField, word: string, value: string): void {
  const words = { ...(next.values[field] ?? {}) };
  if (value === "") delete words[word];
  else words[word] = value;
  if (Object.keys(words).length === 0) delete next.values[field];
  else next.values[field] = words;
}

/** Columns that two choices of the form name for one field: the second one would be lost in silence. */
export function doubleFields(entries: Entries): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const [name, value] of entries) {
    if (!name.startsWith("column:") || value === "" || value === unpivotChoice) continue;
    if (seen.has(value)) twice.add(value);
    seen.add(value);
  }
  return [...twice];
}

/** How far the background has come. */
export type Progress = {
  step: "words" | "reading" | "checking" | "preparing" | "publishing" | "done";
  done: number;
  total: number | null;
};
/** Why the background gave up: a code of a table's, of the closed set, or `DEFECT` with its id in the log. */
export type DraftFailure = { code: string; detail: string | null; id: string | null; row?: number };
/** Counts of a dry run, as lists and buttons need them. */
export type Counts = Record<
  "rows" | "imported" | "updated" | "unchanged" | "refused" | "possibleDuplicates" | "gone" | "warnings" | "refusals",
  number
>;
