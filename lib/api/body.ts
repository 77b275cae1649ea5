import { z } from "zod";
import type { TypedAccount } from "@/lib/cases/schema";
import { typedAccount } from "@/lib/cases/schema";
import { reliabilityCodes } from "@/lib/codes";
import type { FieldProblem } from "@/lib/errors";
import { valuesOf } from "@/lib/reports/amendment";
import type { PersonValues, ReportValues } from "@/lib/reports/form";
import { freshPerson, freshReport } from "@/lib/reports/form";
import { maxReason } from "@/lib/reports/types";
import { readBodyAs } from "./parameters";

const words = (max: number) => z.string().trim().min(1).max(max).nullable();

const newSource = z.strictObject({
  title: z.string().trim().min(1).max(500),
  author: words(300),
  publisher: words(300),
  language: words(20).meta({ description: "ISO 639-1." }),
  published: words(60).meta({ description: "EDTF." }),
  pages: words(60),
  url: words(1000),
  reliability: z.enum(reliabilityCodes),
});

/** What a report says beside its account. */
const aroundAccount = {
  source: z
    .union([z.strictObject({ id: z.int().positive() }), z.strictObject({ create: newSource })])
    .meta({ description: "A source of the register, or a new one of the own agency." }),
  operation: words(120).meta({ description: "Optional name that groups cases." }),
  attachTo: words(40).meta({
    description: "Reference of the case that this is a further source on; null for a new event.",
  }),
  team: z.array(z.int().positive()).max(100).meta({ description: "RED only: ids of users beside the key's holder." }),
  confirmed: z
    .array(z.strictObject({ key: z.string().max(500), reason: z.string().trim().min(1).max(300) }))
    .max(200)
    .meta({ description: "Warnings of an earlier answer, each with a word why it is right as it stands." }),
};

/** A report as a program sends it: the account as the register keeps it, with its source. */
export type ReportBody = TypedAccount & {
  source: { id: number } | { create: z.infer<typeof newSource> };
  operation: string | null;
  attachTo: string | null;
  team: number[];
  confirmed: { key: string; reason: string }[];
};

/**
 * The same rules, for who leaves out what is not stated: a field that may be null is null where it is absent, a list that may be empty is
 * empty. Beside that, arrests that are not mentioned are unknown.
 */
function lenient(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape as Record<string, z.ZodType>);
    const shape = Object.fromEntries(fields.map(([name, field]) => [name, absentToo(lenient(field))]));
    return z.core.clone(schema, { ...schema.def, shape });
  }
  if (schema instanceof z.ZodArray)
    return z.core.clone(schema, { ...schema.def, element: lenient(schema.element as z.ZodType) });
  if (schema instanceof z.ZodNullable)
    return z.core.clone(schema, { ...schema.def, innerType: lenient(schema.def.innerType as z.ZodType) });
  if (schema instanceof z.ZodDefault)
    return z.core.clone(schema, { ...schema.def, innerType: lenient(schema.def.innerType as z.ZodType) });
  if (schema instanceof z.ZodUnion)
    return z.core.clone(schema, { ...schema.def, options: schema.def.options.map((one) => lenient(one as z.ZodType)) });
  return schema;
}

function absentToo(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodNullable) return schema.default(null);
  return schema instanceof z.ZodArray && schema.safeParse([]).success ? schema.default([]) : schema;
}

const accountAnd = (more: z.core.$ZodLooseShape): z.ZodType =>
  lenient(
    z.core.clone(typedAccount, {
      ...typedAccount.def,
      shape: {
        ...typedAccount.shape,
        ...more,
        schema: z.literal(1).default(1) as unknown as z.ZodLiteral<1>,
        arrests: typedAccount.shape.arrests.default({
          kind: "unknown",
          count: null,
          words: null,
        }) as unknown as typeof typedAccount.shape.arrests,
      },
    }),
  );

/** The body of POST /reports. It reads as a ReportBody. */
export const reportBody = accountAnd(aroundAccount).meta({
  id: "Report",
  description: "One source's account of a seizure. What is not stated is left out, or null.",
});

const { source, team, confirmed } = aroundAccount;
const reason = z.string().trim().min(1).max(maxReason).meta({ description: "Why the version is written." });

/** The body of PUT /reports/{id}: the whole account as it is to be. It reads as an AmendmentBody. */
export const amendmentBody = accountAnd({ source, team, confirmed, reason }).meta({
  id: "Amendment",
  description: "The whole account as it is to be, and why. What is left out is not stated any more.",
});
type AmendmentBody = Omit<ReportBody, "operation" | "attachTo"> & { reason: string };

/** What an amendment says, and why. @throws AppError INVALID with every mistake at its path */
export function readAmendment(body: unknown): { report: ReportBody; reason: string } {
  const { reason: why, ...report } = readBodyAs(amendmentBody, body) as AmendmentBody;
  return { report: { ...report, operation: null, attachTo: null }, reason: why };
}

/** Reads a body. @throws AppError INVALID with every mistake at its path */
export const readBody = (body: unknown): ReportBody => readBodyAs(reportBody, body) as ReportBody;

/** The body of POST /sources. */
export const sourceBody = lenient(newSource.extend({ shared: z.boolean().default(false) })).meta({
  id: "NewSource",
  description: "`shared`: on everybody's list, which is a reviewer's to say.",
});

const asCode = (code: string) => code;

/** The form that says what the body says: so that one set of rules reads both. */
export function formOf({ source, operation, attachTo, team, confirmed, ...account }: ReportBody): ReportValues {
  const known = "id" in source ? source.id : 0;
  const values = valuesOf(
    { ...account, source: known, people: [] },
    { point: asCode, substance: asCode, unit: asCode, country: asCode, source: () => ({ text: "", reliability: "" }) },
  );
  return {
    ...values,
    attribution: account.attribution ?? "",
    people: account.people.map((one, at) => personOf(one, String(at + 1))),
    source:
      "create" in source ? newSourceOf(source.create) : { ...values.source, found: { id: String(known), text: "" } },
    operation: operation ?? "",
    attachTo,
    team,
    confirmed,
  };
}

function newSourceOf({ language, ...source }: z.infer<typeof newSource>): ReportValues["source"] {
  return {
    ...freshReport().source,
    mode: "new",
    title: source.title,
    author: source.author ?? "",
    publisher: source.publisher ?? "",
    language: { id: language ?? "", text: language ?? "" },
    published: source.published ?? "",
    pages: source.pages ?? "",
    url: source.url ?? "",
    reliability: source.reliability,
  };
}

function personOf(one: TypedAccount["people"][number], key: string): PersonValues {
  const { person, group, nationality, ...codes } = one;
  const names = typeof person === "object" && person !== null ? person : null;
  return {
    ...freshPerson(key, person === null ? "group" : "person"),
    ...codes,
    person: typeof person === "number" ? String(person) : "",
    name: names?.name ?? "",
    nameLatin: names?.nameLatin ?? "",
    alias: names?.alias ?? "",
    aliasLatin: names?.aliasLatin ?? "",
    qualifier: group?.qualifier ?? "exact",
    count: group?.count == null ? "" : String(group.count),
    words: group?.words ?? "",
    nationality: { id: nationality ?? "", text: nationality ?? "" },
  };
}

/** A problem of the form at the field of the body that it comes from. */
export function inBody({ path, ...problem }: FieldProblem): FieldProblem {
  return {
    ...problem,
    path: path
      .replace(/^amends\.reason$/, "reason")
      .replace(/^source\.found$/, "source.id")
      .replace(/^source\.(?!id$)(\w+)$/, "source.create.$1")
      .replace(/^(people\.\d+)\.(name|nameLatin|alias|aliasLatin)$/, "$1.person.$2")
      .replace(/^(people\.\d+)\.(qualifier|count|words)$/, "$1.group.$2")
      .replace(
        /^(assets\.\d+)\.stated(Amount|Currency|About)$/,
        (_, row: string, field: string) => `${row}.stated.${field.toLowerCase()}`,
      ),
  };
}
