import { z } from "zod";
import { familyCodes, formCodes, localeCodes, unitCodes } from "@/lib/codes";
import { countryCodes } from "@/lib/i18n/world";

/** Longest name, term and note, in characters. */
const limits = { name: 120, term: 120, note: 500, slug: 60 } as const;

/** Addresses below the lists that no entry may take: `/reference/points/new`. `none` is the filter's word for "no point". */
const reserved = ["new", "none"];

const text = (most: number) => z.string().trim().max(most, "reference.error.too-long");
const name = text(limits.name).min(1, "reference.error.name-missing");
/** Empty is "not stated". */
const orNull = <S extends z.ZodType<string>>(schema: S) =>
  z
    .union([z.null(), z.literal(""), schema])
    .transform((value): string | null => (value === null || value === "" ? null : value));
const version = z.number().int().min(1);
/** Permanent: lower case, digits and single hyphens. */
const slugSchema = z
  .string()
  .trim()
  .min(1, "reference.error.slug-missing")
  .max(limits.slug, "reference.error.too-long")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "reference.error.slug-shape")
  .refine((slug) => !reserved.includes(slug), "reference.error.slug-reserved");
const known = z.string().min(1).max(limits.slug);
const day = z.iso.date("reference.error.day");
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "reference.error.month");
const names = { nameEn: name, nameZh: text(limits.name), nameKo: text(limits.name) };

const degrees = (most: number) =>
  z.number("reference.error.degrees").min(-most, "reference.error.degrees").max(most, "reference.error.degrees");

const pointFields = {
  ...names,
  /** slug of the point whose figures include this one's; null: none */
  parent: known.nullable(),
  /** slug of the point across the border */
  opposite: known.nullable(),
  /** slug of the point that it comes after along the border; null: it comes first */
  after: known.nullable(),
  country: z.string().refine((code) => countryCodes.includes(code), "reference.error.country"),
  subdivision: orNull(
    z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, "reference.error.subdivision"),
  ),
  unlocode: orNull(
    z
      .string()
      .trim()
      .toUpperCase()
      .transform((code) => code.replace(/\s+/g, ""))
      .pipe(z.string().regex(/^[A-Z]{2}[A-Z2-9]{3}$/, "reference.error.unlocode")),
  ),
  nationalCode: orNull(
    z
      .string()
      .trim()
      .regex(/^[\p{L}\p{N}./-]{1,20}$/u, "reference.error.national-code"),
  ),
  latitude: degrees(90).nullable(),
  longitude: degrees(180).nullable(),
};

type PointCodes = {
  country: string;
  subdivision: string | null;
  unlocode: string | null;
  latitude: number | null;
  longitude: number | null;
};

/** What one field of a point says of another. */
function agree(point: PointCodes, context: z.RefinementCtx): void {
  const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (point.subdivision && !point.subdivision.startsWith(`${point.country}-`))
    refuse("subdivision", "reference.error.subdivision-country");
  if (point.unlocode && !point.unlocode.startsWith(point.country))
    refuse("unlocode", "reference.error.unlocode-country");
  if ((point.latitude === null) !== (point.longitude === null))
    refuse(point.latitude === null ? "latitude" : "longitude", "reference.error.half-place");
}

export const addPointSchema = z
  .strictObject({ slug: slugSchema, ...pointFields, aliases: z.array(text(limits.term).min(1)).max(50) })
  .superRefine(agree);
export const changePointSchema = z.strictObject({ slug: known, version, ...pointFields }).superRefine(agree);
export const removeSchema = z.strictObject({ slug: known, version });
export type AddPoint = z.output<typeof addPointSchema>;
export type ChangePoint = z.output<typeof changePointSchema>;
export type Remove = z.output<typeof removeSchema>;

const term = text(limits.term).min(1, "reference.error.term-missing");
/** `anyway`: somebody has read that the word already belongs to another entry, and means it all the same. */
export const addAliasSchema = z.strictObject({ point: known, term, anyway: z.boolean() });
export const removeAliasSchema = z.strictObject({ point: known, term: z.string() });
export type AddAlias = z.output<typeof addAliasSchema>;

export const saveCoverageSchema = z
  .strictObject({
    /** null for a new one, and then `version` counts for nothing */
    id: z.number().int().nullable(),
    version,
    point: known,
    /** code of the agency that reports; null: not stated */
    agency: known.nullable(),
    kind: z.enum(["covered", "gap"]),
    from: day,
    /** null: still */
    to: day.nullable(),
    note: orNull(text(limits.note)),
    /** takes in the periods that it overlaps or touches */
    join: z.boolean(),
  })
  .superRefine(({ kind, from, to }, context) => {
    if (to !== null && to < from) context.addIssue({ code: "custom", path: ["to"], message: "reference.error.order" });
    if (kind === "gap" && to === null)
      context.addIssue({ code: "custom", path: ["to"], message: "reference.error.gap-open" });
  });
export const removeCoverageSchema = z.strictObject({ point: known, id: z.number().int(), version });
export const addNilSchema = z.strictObject({ point: known, month, note: orNull(text(limits.note)) });
export const removeNilSchema = z.strictObject({ point: known, month });
export type SaveCoverage = z.output<typeof saveCoverageSchema>;
export type RemoveCoverage = z.output<typeof removeCoverageSchema>;
export type AddNil = z.output<typeof addNilSchema>;
export type RemoveNil = z.output<typeof removeNilSchema>;

const substanceFields = {
  ...names,
  family: z.enum(familyCodes),
  form: z.enum(formCodes).nullable(),
  inn: orNull(text(limits.name)),
  cas: orNull(z.string().trim().refine(isCas, "reference.error.cas")),
  /** by unit what one seizure is not expected to exceed */
  ceilings: z.partialRecord(
    z.enum(unitCodes),
    z
      .string()
      .trim()
      .regex(/^(?!0*(\.0*)?$)\d{1,15}(\.\d{1,6})?$/, "reference.error.ceiling"),
  ),
};
export const addSubstanceSchema = z.strictObject({ slug: slugSchema, ...substanceFields });
export const changeSubstanceSchema = z.strictObject({ slug: known, version, ...substanceFields });
export type AddSubstance = z.output<typeof addSubstanceSchema>;
export type ChangeSubstance = z.output<typeof changeSubstanceSchema>;

export const addSynonymSchema = z.strictObject({
  substance: known,
  term,
  lang: z.enum(localeCodes),
  kind: z.enum(["term", "street"]),
  anyway: z.boolean(),
});
export const removeSynonymSchema = z.strictObject({ substance: known, term: z.string() });
export type AddSynonym = z.output<typeof addSynonymSchema>;

/** A part of the world, in degrees, as an address says it. */
export const windowSchema = z.object({
  lon: z.coerce.number().min(-360).max(360),
  lat: z.coerce.number().min(-90).max(90),
  span: z.coerce.number().positive().max(360),
});

/** A CAS registry number with its check digit: the digits before it, from the right, times 1, 2, 3 …, modulo 10. */
export function isCas(text: string): boolean {
  const [, head, two, check] = /^([1-9]\d{1,6})-(\d{2})-(\d)$/.exec(text) ?? [];
  if (!head || !two || !check) return false;
  const sum = [...`${head}${two}`].reverse().reduce((total, digit, at) => total + Number(digit) * (at + 1), 0);
  return sum % 10 === Number(check);
}

/** A slug for a name: its Latin letters and digits, accents gone, everything else a hyphen. Empty where it has none. */
export function slugFor(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}|['’ʼ]/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, limits.slug)
    .replace(/-$/, "");
}
