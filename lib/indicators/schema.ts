import { z } from "zod";
import { qualifierCodes } from "@/lib/codes";
import { parseDate } from "@/lib/dates/parse";
import { compare } from "@/lib/quantity/decimal";

/** Longest name, text, note and so on, in characters. */
const limits = { name: 160, text: 1_000, note: 500, words: 200, slug: 60, unit: 30, code: 40 } as const;

const text = (most: number) => z.string().trim().max(most, "indicators.error.too-long");
/** Empty is "not stated". */
const orNull = <S extends z.ZodType<string>>(schema: S) =>
  z
    .union([z.null(), z.literal(""), schema])
    .transform((value): string | null => (value === null || value === "" ? null : value));
const version = z.number().int().min(1);
const known = z.string().min(1).max(limits.slug);
const sourceId = z.number().int().min(1);
/** Permanent: lower case, digits and single hyphens. */
const slug = z
  .string()
  .trim()
  .min(1, "indicators.error.slug-missing")
  .max(limits.slug, "indicators.error.too-long")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "indicators.error.slug-shape")
  .refine((asked) => asked !== "new", "indicators.error.slug-reserved");
const date = z
  .string()
  .trim()
  .max(60, "indicators.error.too-long")
  .refine((typed) => parseDate(typed).ok, "indicators.error.date");
/** An exact decimal, never a float. */
const decimal = z
  .string()
  .trim()
  .regex(/^-?\d{1,15}(\.\d{1,30})?$/, "indicators.error.number");
const placeCode = z
  .string()
  .trim()
  .min(1, "indicators.error.place-missing")
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u, "indicators.error.place-code")
  .max(limits.code, "indicators.error.too-long");

const indicatorFields = {
  nameEn: text(limits.name).min(1, "indicators.error.name-missing"),
  nameZh: text(limits.name),
  nameKo: text(limits.name),
  /** what its values count: `persons`, `percent`, a unit's code, or any word */
  unit: text(limits.unit).min(1, "indicators.error.unit-missing"),
  note: orNull(text(limits.note)),
  /** where the series comes from; a value may name its own */
  source: sourceId.nullable(),
};
export const addIndicatorSchema = z.strictObject({ slug, ...indicatorFields });
export const changeIndicatorSchema = z.strictObject({ slug: known, version, ...indicatorFields });
export const removeIndicatorSchema = z.strictObject({ slug: known, version });
export type AddIndicator = z.output<typeof addIndicatorSchema>;
export type ChangeIndicator = z.output<typeof changeIndicatorSchema>;
export type RemoveIndicator = z.output<typeof removeIndicatorSchema>;

const figures = {
  qualifier: z.enum(qualifierCodes),
  value: orNull(decimal),
  low: orNull(decimal),
  high: orNull(decimal),
  /** in the source's words where it gives no number */
  words: orNull(text(limits.words)),
};
export type Figures = {
  qualifier: string;
  value: string | null;
  low: string | null;
  high: string | null;
  words: string | null;
};

/** What one figure says of another. */
function agree({ qualifier, value, low, high, words }: Figures, context: z.RefinementCtx): void {
  const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (value === null && low === null && high === null && words === null)
    refuse("value", "indicators.error.value-missing");
  if (qualifier === "unknown" && value !== null) refuse("value", "indicators.error.value-unknown");
  const above = (a: string | null, b: string | null) => a !== null && b !== null && compare(a, b) > 0;
  if (above(low, high)) refuse("high", "indicators.error.order");
  else if (above(low, value)) refuse("low", "indicators.error.low");
  else if (above(value, high)) refuse("high", "indicators.error.high");
}

export const saveValueSchema = z
  .strictObject({
    /** null for a new one, and then `version` counts for nothing */
    id: z.number().int().nullable(),
    version,
    /** slug */
    indicator: known,
    placeCode,
    placeEn: text(limits.name).min(1, "indicators.error.place-missing"),
    placeZh: text(limits.name),
    placeKo: text(limits.name),
    /** slug of the transit point that the place is or lies in */
    point: known.nullable(),
    /** EDTF */
    period: date,
    ...figures,
    noteEn: orNull(text(limits.note)),
    noteZh: orNull(text(limits.note)),
    noteKo: orNull(text(limits.note)),
    source: sourceId.nullable(),
  })
  .superRefine(agree);
export const removeValueSchema = z.strictObject({ indicator: known, id: z.number().int(), version });
export type SaveValue = z.output<typeof saveValueSchema>;
export type RemoveValue = z.output<typeof removeValueSchema>;

/** A value as a file or a program states it. Names of a place that the register knows may be left out. */
const recordedSchema = z
  .strictObject({
    place: z.strictObject({
      code: placeCode,
      en: text(limits.name).optional(),
      zh: text(limits.name).optional(),
      ko: text(limits.name).optional(),
    }),
    /** slug; left out, it is found by the place's code */
    point: known.optional(),
    period: date,
    qualifier: figures.qualifier.default("exact"),
    value: figures.value.default(null),
    low: figures.low.default(null),
    high: figures.high.default(null),
    words: figures.words.default(null),
    /** null leaves the note that is there */
    note: orNull(text(limits.note)).default(null),
  })
  .superRefine(agree);
/** Values of one indicator that one source states. */
export const recordValuesSchema = z.strictObject({
  indicator: known,
  source: sourceId.nullable(),
  values: z.array(recordedSchema),
});
export type RecordValues = z.input<typeof recordValuesSchema>;

const texts = {
  textEn: text(limits.text).min(1, "indicators.error.text-missing"),
  textZh: text(limits.text),
  textKo: text(limits.text),
};
const id = z.number().int();

export const saveMarkerSchema = z.strictObject({
  /** null for a new one */
  id: id.nullable(),
  version,
  /** EDTF */
  date,
  ...texts,
  /** slugs; none: the whole border */
  points: z.array(known).max(50),
  source: sourceId.nullable(),
});
export const saveAssessmentSchema = z.strictObject({
  id: id.nullable(),
  version,
  date,
  ...texts,
  /** whose judgement it is */
  source: sourceId.nullable().refine((asked) => asked !== null, "indicators.error.source-missing"),
});
export const removeTextSchema = z.strictObject({ id, version });
export type SaveMarker = z.output<typeof saveMarkerSchema>;
export type SaveAssessment = z.output<typeof saveAssessmentSchema>;
export type RemoveText = z.output<typeof removeTextSchema>;
