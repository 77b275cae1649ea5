import { z } from "zod";
import {
  arrestCodes,
  arrestsKindCodes,
  assetKindCodes,
  attributionCodes,
  basisCodes,
  credibilityCodes,
  dataSubjectCodes,
  formCodes,
  handlingCodes,
  legKindCodes,
  purityBasisCodes,
  qualifierCodes,
  roleCodes,
  tierCodes,
  transportCodes,
  unitCodes,
} from "@/lib/codes";
import { mostOf } from "@/lib/quantity/units";

const words = (max: number) => z.string().trim().min(1).max(max).nullable();
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const country = z.string().regex(/^[A-Z]{2}$/);
const currency = z.string().regex(/^[A-Z]{3}$/);
/** A decimal as digits: no sign, no exponent, no grouping. */
const decimal = z
  .string()
  .regex(/^(0|[1-9]\d*)(\.\d+)?$/)
  .max(40);
const positive = decimal.refine((text) => /[1-9]/.test(text), { message: "above-zero" });

/** A seizure line as reported. Quantity and purity are decimal strings; a null quantity is unknown, never 0. */
const accountLine = z
  .strictObject({
    asReported: z.string().trim().min(1).max(200),
    substance: slug,
    form: z.enum(formCodes),
    quantity: positive.nullable(),
    unit: z.enum(unitCodes).nullable(),
    unitAsReported: words(60),
    qualifier: z.enum(qualifierCodes),
    /** per cent */
    purity: decimal.refine((text) => Number(text) <= 100, { message: "at-most-100" }).nullable(),
    purityBasis: z.enum(purityBasisCodes).nullable(),
  })
  .refine((line) => (line.quantity === null) === (line.qualifier === "unknown"), {
    path: ["qualifier"],
    message: "qualifier-quantity",
  })
  .refine((line) => line.quantity === null || Number(line.quantity) <= mostOf(line.unit), {
    path: ["quantity"],
    message: "too-much",
  })
  .refine((line) => line.quantity === null || line.unit !== null, { path: ["unit"], message: "unit-missing" })
  .refine((line) => (line.purity === null) === (line.purityBasis === null), {
    path: ["purityBasis"],
    message: "purity-basis",
  });

const involvementCore = {
  role: z.enum(roleCodes),
  tier: z.enum(tierCodes),
  arrest: z.enum(arrestCodes),
  basis: z.enum(basisCodes),
  dataSubject: z.enum(dataSubjectCodes),
  nationality: country.nullable(),
};

/** An unnamed group; its count may be a lower bound, or unknown with the source's words ("several"). */
const groupCount = z
  .strictObject({
    qualifier: z.enum(["exact", "about", "at-least", "unknown"]),
    count: z.number().int().min(1).max(100_000).nullable(),
    words: words(120),
  })
  .refine((group) => (group.qualifier === "unknown") === (group.count === null), {
    path: ["count"],
    message: "group-count",
  });

/** Someone's part in a case: a person by id (names stand in `person` alone), or a group. */
const accountInvolvement = z
  .strictObject({ person: z.number().int().positive().nullable(), group: groupCount.nullable(), ...involvementCore })
  .refine((one) => (one.person === null) !== (one.group === null), { message: "person-or-group" });

const accountAsset = z
  .strictObject({
    kind: z.enum(assetKindCodes),
    description: words(200),
    count: z.number().int().min(1).max(1_000_000).nullable(),
    amount: positive.nullable(),
    currency: currency.nullable(),
    /** the source's own conversion of the amount */
    stated: z.strictObject({ amount: positive, currency, about: z.boolean() }).nullable(),
  })
  .refine((asset) => (asset.amount === null) === (asset.currency === null), {
    path: ["currency"],
    message: "amount-currency",
  })
  .refine((asset) => asset.stated === null || asset.amount !== null, { path: ["stated"], message: "stated-amount" })
  .refine((asset) => asset.amount !== null || asset.count !== null || asset.description !== null, {
    message: "asset-empty",
  });

const accountLeg = z
  .strictObject({
    kind: z.enum(legKindCodes),
    place: words(200),
    country: country.nullable(),
    point: slug.nullable(),
  })
  .refine((leg) => leg.place !== null || leg.country !== null || leg.point !== null, { message: "leg-empty" });

/** What a source says as a number of arrests. */
const statedArrests = z
  .strictObject({
    kind: z.enum(arrestsKindCodes),
    count: z.number().int().min(0).max(100_000).nullable(),
    words: words(200),
  })
  .refine((arrests) => (arrests.kind === "unknown") === (arrests.count === null), {
    path: ["count"],
    message: "arrests-count",
  });

/** Rows of each kind that an account has room for. */
export const mostRows = { lines: 200, people: 500, assets: 100, route: 50 } as const;

const accountCore = {
  schema: z.literal(1),
  /** EDTF; null: the source gives no date */
  date: z.string().max(60).nullable(),
  point: slug.nullable(),
  attribution: z.enum(attributionCodes).nullable(),
  place: words(300),
  /** the seizing agency as stated */
  seizingAgency: words(200),
  transportMode: z.enum(transportCodes).nullable(),
  concealment: words(300),
  note: words(10_000),
  arrests: statedArrests,
  lines: z.array(accountLine).min(1).max(mostRows.lines),
  assets: z.array(accountAsset).max(mostRows.assets),
  route: z.array(accountLeg).max(mostRows.route),
  credibility: z.enum(credibilityCodes),
  handling: z.enum(handlingCodes),
  externalReference: words(120),
};

/** One source's account of a case, as a report's version keeps it. Append-only: a new shape is a new `schema` number. */
export const accountSchema = z
  .strictObject({
    ...accountCore,
    source: z.number().int().positive(),
    people: z.array(accountInvolvement).max(mostRows.people),
  })
  .refine((account) => (account.point === null) === (account.attribution === null), {
    path: ["attribution"],
    message: "point-basis",
  });
export type Account = z.infer<typeof accountSchema>;

/** A person as typed: at least one way in which somebody is known. The original script beside its Latin spelling. */
export const typedPerson = z
  .strictObject({ name: words(120), nameLatin: words(120), alias: words(120), aliasLatin: words(120) })
  .refine((p) => p.name !== null || p.nameLatin !== null || p.alias !== null || p.aliasLatin !== null, {
    message: "person-empty",
  });
export type TypedPerson = z.infer<typeof typedPerson>;

/** As accountInvolvement, but a person may still be a typed name: the mutation writes it to `person` and keeps its id. */
export const typedInvolvement = z
  .strictObject({
    person: z.union([z.number().int().positive(), typedPerson]).nullable(),
    group: groupCount.nullable(),
    ...involvementCore,
  })
  .refine((one) => (one.person === null) !== (one.group === null), { message: "person-or-group" });
export type TypedInvolvement = z.infer<typeof typedInvolvement>;

/** What a mutation is given: an account with people still by name and without its source, which may be new. */
export const typedAccount = z
  .strictObject({ ...accountCore, people: z.array(typedInvolvement).max(mostRows.people) })
  .refine((account) => (account.point === null) === (account.attribution === null), {
    path: ["attribution"],
    message: "point-basis",
  });
export type TypedAccount = z.infer<typeof typedAccount>;
