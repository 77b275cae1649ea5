import { z } from "zod";
import { handlingCodes, statusCodes } from "@/lib/codes";

/** What a column may say of a case. */
export const caseFields = [
  "date",
  "dateEnd",
  "year",
  "month",
  "day",
  "country",
  "transitPoint",
  "place",
  "substance",
  "form",
  "quantity",
  "unit",
  "qualifier",
  "purity",
  "role",
  "personCount",
  "nationality",
  "transportMode",
  "concealment",
  "origin",
  "departure",
  "destination",
  "arrests",
  "agency",
  "externalReference",
  "note",
] as const;
/** What of a case each of its lines says for itself. */
const lineFields: readonly string[] = ["substance", "form", "quantity", "unit", "qualifier", "purity"];
/** What a column may say of a total. */
export const totalFields = [
  "date",
  "dateEnd",
  "year",
  "month",
  "place",
  "indicator",
  "count",
  "value",
  "unit",
] as const;
const fields = [...new Set([...caseFields, ...totalFields])] as const;
export type ImportField = (typeof fields)[number];

const field = z.enum(fields as readonly [ImportField, ...ImportField[]]);
const column = z.union([z.string().min(1).max(2000), z.number().transform(String)], "import.mapping.column");
const text = z.union([z.string().max(2000), z.number().transform(String)]);
const rule = z.strictObject({ column, equals: z.union([text.transform((one) => [one]), z.array(text)]) });
const rules = z.union([rule.transform((one) => [one]), z.array(rule)], "import.mapping.skip-rows");

const rowNumber = z.number().int().min(1).max(10_000);

const format = z.strictObject({
  delimiter: z.string().min(1).max(20).optional(),
  decimal: z.enum([".", ","]).optional(),
  encoding: z.string().min(1).max(40).optional(),
  dateFormat: z.string().min(1).max(40).optional(),
  /** number of the row with the columns' names; two rows where a second one divides the first */
  headerRow: z
    .union([rowNumber.transform((row) => [row]), z.array(rowNumber).min(1).max(3)], "import.mapping.header-row")
    .optional(),
  skipRows: rules.optional(),
  /** the month that a fiscal year begins in; it is named for the year it ends in */
  fiscalYearStart: z.number().int().min(1).max(12).optional(),
  /** `month`: the days of the dates are made up, and only their months are read */
  datePrecision: z.enum(["day", "month"]).optional(),
  sheet: z.string().min(1).max(200).optional(),
});

const lower = (text: unknown) =>
  typeof text === "string"
    ? text.trim().toLowerCase().replaceAll("+", "-").replaceAll("_", "-").replaceAll(" ", "-")
    : text;

/**
 * What comes out of an unpivot may be named as a field at once, or as a column that `columns` then gives to a field: both mean the same.
 * Anything that has another shape is left for the schema to refuse.
 */
function intoFields(mapping: unknown): unknown {
  const loose = z.looseObject({
    columns: z.record(z.string(), z.unknown()),
    unpivot: z.looseObject({ into: z.looseObject({ name: z.string(), value: z.string() }) }),
  });
  const read = loose.safeParse(mapping);
  if (!read.success) return mapping;
  const { columns, unpivot } = read.data;
  const given = { ...columns };
  const into = { ...unpivot.into };
  for (const part of ["name", "value"] as const) {
    const named = Object.keys(given).find((field) => given[field] === into[part]);
    if (named === undefined) continue;
    into[part] = named;
    delete given[named];
  }
  return { ...read.data, columns: given, unpivot: { ...unpivot, into } };
}

/** A mapping that need not be complete yet, as the wizard fills it in. */
export const draftMappingSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** title of the source; default: the mapping's name */
  source: z.string().trim().min(1).max(500).optional(),
  record: z.preprocess((value) => (value === "totals" ? "total" : value), z.enum(["case", "total"]).default("case")),
  format: format.default({}),
  columns: z.partialRecord(field, column).default({}),
  constants: z.partialRecord(field, text).default({}),
  values: z.partialRecord(field, z.record(z.string(), z.union([text, z.null().transform(() => "")]))).default({}),
  unpivot: z
    .strictObject({ columns: z.array(column).min(1).max(5000), into: z.strictObject({ name: field, value: field }) })
    .optional(),
  createMissing: z.array(z.enum(["transitPoint", "substance", "indicator"])).default([]),
  handling: z.preprocess(lower, z.enum(handlingCodes).default("amber")),
  status: z.preprocess(lower, z.enum(statusCodes).default("submitted")),
});
export type DraftMapping = z.output<typeof draftMappingSchema>;

/** How a file is to be read: contract.md's import mapping. An unknown key is refused, so that a slip of the keyboard is no silence. */
const mappingShape = draftMappingSchema.superRefine((mapping, context) => {
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: "custom", path: path.split("."), message });
  if (mapping.handling === "red") refuse("handling", "import.mapping.red");
  if (mapping.status !== "submitted" && mapping.status !== "verified") refuse("status", "import.mapping.status");
  const known: readonly string[] = mapping.record === "case" ? caseFields : totalFields;
  for (const part of ["columns", "constants"] as const)
    for (const name of Object.keys(mapping[part]))
      if (!known.includes(name)) refuse(`${part}.${name}`, "import.mapping.other-record");
  const into = mapping.unpivot && Object.values(mapping.unpivot.into);
  for (const name of into ?? []) if (!known.includes(name)) refuse("unpivot.into", "import.mapping.other-record");
  if (mapping.record === "case" && into?.some((name) => !lineFields.includes(name)))
    refuse("unpivot.into", "import.mapping.unpivot-head");
  if (into && into[0] === into[1]) refuse("unpivot.into", "import.mapping.same-field");
  for (const name of into ?? [])
    if (mapping.columns[name] !== undefined) refuse(`columns.${name}`, "import.mapping.twice");
  for (const name of Object.keys(mapping.constants))
    if (field.safeParse(name).success && Object.hasOwn(mapping.columns, name))
      refuse(`constants.${name}`, "import.mapping.twice");
  const has = (name: ImportField) =>
    mapping.columns[name] !== undefined || mapping.constants[name] !== undefined || into?.includes(name) === true;
  if (
    mapping.record === "case" &&
    !["date", "year", "substance", "quantity", "externalReference", "place", "transitPoint"].some((name) =>
      has(name as ImportField),
    )
  )
    refuse("columns", "import.mapping.nothing");
  if (mapping.record === "total") {
    if (!has("date") && !has("year")) refuse("columns.date", "import.mapping.no-date");
    if (!has("count") && !has("value")) refuse("columns.value", "import.mapping.no-value");
  }
  if ((has("month") && !has("year")) || (has("day") && !has("month")))
    refuse("columns.year", "import.mapping.half-date");
  if (has("date") && has("year")) refuse("columns.date", "import.mapping.two-dates");
  if (has("dateEnd") && !has("date")) refuse("columns.dateEnd", "import.mapping.half-date");
});
export const mappingSchema = z.preprocess(intoFields, mappingShape);
export type Mapping = z.output<typeof mappingSchema>;
