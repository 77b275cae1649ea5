import { z } from "zod";
import * as codes from "@/lib/codes";
import { groupKeys } from "@/lib/trends/types";

// What the API answers, as its document describes it. Decimals are strings: a JSON number would round them. Dates are EDTF as written,
// with the calendar days that they stand for. Null is "not stated" or "not known", never 0. Names are in the language asked for.

const decimal = z.string().meta({ description: "An exact decimal.", examples: ["13775", "0.25"] });
const day = z.string().meta({ description: "A calendar day, YYYY-MM-DD." });
const named = z
  .object({ code: z.string().meta({ description: "A permanent slug: what filters take." }), name: z.string() })
  .meta({ id: "Named" });

export const edtfDate = z
  .object({ edtf: z.string().meta({ description: "As written, EDTF." }), from: day, to: day })
  .meta({
    id: "Date",
    description: "When it happened: the text as written, and the first and last day it may have been.",
  });

const grams = z
  .object({
    low: decimal.nullable().meta({ description: "null: no lower bound is known" }),
    central: decimal,
    high: decimal.nullable().meta({ description: "null: no upper bound is known" }),
  })
  .meta({ id: "Grams", description: "Weight in grams, under the current conversion set." });

const people = z
  .object({ kind: z.enum(["exact", "at-least", "about", "unknown"]), count: z.number().int().nullable() })
  .meta({ id: "People", description: "How many people a case tells of. `unknown` is not 0." });

const reportedLine = {
  asReported: z.string().meta({ description: "The source's own word." }),
  substance: named,
  form: z.enum(codes.formCodes),
  quantity: decimal.nullable().meta({ description: "As reported; null is unknown, never 0." }),
  unit: z.enum(codes.unitCodes).nullable(),
  unitAsReported: z.string().nullable(),
  qualifier: z.enum(codes.qualifierCodes),
};

const caseCore = {
  reference: z.string(),
  operation: z.string().nullable(),
  documented: z.boolean().meta({ description: "Ships with Weir, each with its citation." }),
  date: edtfDate.nullable(),
  month: z
    .string()
    .nullable()
    .meta({ description: "YYYY-MM that the case counts in; null where its date does not lie in one month." }),
  transitPoint: named.nullable(),
  people,
  handling: z.enum(codes.handlingCodes).meta({ description: "TLP 2.0." }),
  status: z.enum(codes.statusCodes),
  verifiedAtSource: z.boolean(),
  amendmentWaiting: z.boolean(),
};

/** A case in a list. */
export const caseItem = z
  .object({
    ...caseCore,
    lines: z.array(z.object(reportedLine)),
    grams: grams
      .extend({
        converted: z.boolean().meta({ description: "Some line's weight comes from a count or volume times a factor." }),
        incomplete: z.boolean().meta({ description: "Some line has no weight at all: the sum is a lower bound." }),
      })
      .nullable()
      .meta({ description: "What the lines weigh together; null where none has a weight." }),
    reliability: z.enum(codes.reliabilityCodes),
    credibility: z.enum(codes.credibilityCodes),
  })
  .meta({ id: "Case" });

const personName = z.object({
  name: z.string().nullable(),
  nameLatin: z.string().nullable(),
  alias: z.string().nullable(),
  aliasLatin: z.string().nullable(),
});

/** One case with all that its page shows of the case itself. */
export const caseFile = z
  .object({
    ...caseCore,
    ownerAgency: z.string(),
    attribution: z.enum(codes.attributionCodes).nullable(),
    place: z.string().nullable(),
    seizingAgency: z.string().nullable(),
    transportMode: z.enum(codes.transportCodes).nullable(),
    concealment: z.string().nullable(),
    note: z.string().nullable(),
    arrests: z.object({
      kind: z.enum(codes.arrestsKindCodes),
      count: z.number().int().nullable(),
      words: z.string().nullable(),
    }),
    lines: z.array(
      z.object({
        ...reportedLine,
        purity: decimal.nullable().meta({ description: "Per cent." }),
        purityBasis: z.enum(codes.purityBasisCodes).nullable(),
        grams: grams
          .extend({
            basis: z.enum(["stated", "factor"]),
            set: z.string().meta({ description: "The conversion set." }),
            factor: grams
              .extend({ unit: z.enum(codes.unitCodes), source: z.string(), note: z.string().nullable() })
              .nullable()
              .meta({ description: "Grams per one of the unit, and who says so." }),
          })
          .nullable(),
      }),
    ),
    grams: grams.nullable(),
    involvements: z.array(
      z.object({
        person: z.object({ name: personName.nullable() }).nullable().meta({
          description: "A person. `name` is null unless names were asked for and are open to the key's holder.",
        }),
        group: z
          .object({
            qualifier: z.enum(["exact", "about", "at-least", "unknown"]),
            count: z.number().int().nullable(),
            words: z.string().nullable(),
          })
          .nullable()
          .meta({ description: "An unnamed group." }),
        role: z.enum(codes.roleCodes),
        tier: z.enum(codes.tierCodes),
        arrest: z.enum(codes.arrestCodes),
        basis: z.enum(codes.basisCodes),
        dataSubject: z.enum(codes.dataSubjectCodes),
        nationality: z.string().nullable().meta({ description: "ISO 3166-1 alpha-2." }),
      }),
    ),
    assets: z.array(
      z.object({
        kind: z.enum(codes.assetKindCodes),
        description: z.string().nullable(),
        count: z.number().int().nullable(),
        amount: decimal.nullable(),
        currency: z.string().nullable().meta({ description: "ISO 4217." }),
        stated: z
          .object({ amount: decimal, currency: z.string(), about: z.boolean(), rate: decimal })
          .nullable()
          .meta({ description: "The source's own conversion, and the rate that it makes." }),
      }),
    ),
    route: z.array(
      z.object({
        kind: z.enum(codes.legKindCodes),
        place: z.string().nullable(),
        country: z.string().nullable(),
        transitPoint: named.nullable(),
      }),
    ),
    reports: z.array(
      z.object({
        id: z.uuid(),
        principal: z.boolean().meta({ description: "The case's figures come from this report." }),
        status: z.enum(codes.statusCodes),
        credibility: z.enum(codes.credibilityCodes),
        handling: z.enum(codes.handlingCodes),
        externalReference: z.string().nullable(),
        agency: z.string(),
        latestVersion: z.number().int(),
        verifiedVersion: z.number().int().nullable(),
        source: z.object({
          title: z.string(),
          author: z.string().nullable(),
          publisher: z.string().nullable(),
          language: z.string().nullable(),
          published: edtfDate.nullable(),
          pages: z.string().nullable(),
          url: z.string().nullable(),
          reliability: z.enum(codes.reliabilityCodes),
          citedIn: z.string().nullable(),
        }),
      }),
    ),
  })
  .meta({ id: "CaseFile" });

/** Part of a list. */
export function listOf<S extends z.ZodType>(item: S) {
  return z.object({
    data: z.array(item),
    total: z.number().int().meta({ description: "How many there are in all, exactly." }),
    next: z.string().nullable().meta({ description: "The `cursor` of what follows; null at the end." }),
  });
}

export const facets = z
  .object({
    total: z.number().int(),
    facets: z
      .record(
        z.string().meta({ description: "A key of the filter." }),
        z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() })),
      )
      .meta({
        description:
          "Each key counts under all filters but its own. A value's count is the total of the list with that value alone; values without a case are left out, and of agencies, operations and sources all but the hundred with most cases. Counts of substances and people do not add up: a case counts under each that it has.",
      }),
  })
  .meta({ id: "Facets" });

export const trendRow = z
  .object({
    month: z.string().nullable().meta({ description: "YYYY-MM; null: the cases whose month is not known." }),
    transitPoint: named.nullable().optional().meta({ description: "The case's own, never rolled up; null: none." }),
    segment: named.optional().meta({ description: "The only substance, or `mixed`." }),
    substance: named.nullable().optional(),
    unit: z.enum(codes.unitCodes).nullable().optional(),
    cases: z.number().int(),
    quantity: decimal.nullable().meta({ description: "In the row's unit; null without `by=unit`." }),
    gramsLow: decimal.nullable(),
    grams: decimal.nullable(),
    gramsHigh: decimal.nullable(),
    state: z.enum(["complete", "provisional", "uncovered"]),
  })
  .meta({ id: "TrendRow", description: `Keys of ${groupKeys.join(", ")} are there only where \`by\` asks for them.` });

export const transitPoint = z
  .object({
    code: z.string(),
    name: z.string(),
    names: z.object({ en: z.string(), zh: z.string(), ko: z.string() }),
    country: z.string().meta({ description: "ISO 3166-1 alpha-2." }),
    subdivision: z.string().nullable().meta({ description: "ISO 3166-2." }),
    gbCode: z.string().nullable().meta({ description: "GB/T 2260." }),
    unlocode: z.string().nullable(),
    latitude: decimal.nullable(),
    longitude: decimal.nullable(),
    parent: z.string().nullable().meta({ description: "Code of the point that it lies within." }),
    opposite: z.string().nullable().meta({ description: "Code of the point across the border." }),
    aliases: z.array(z.string()),
  })
  .meta({ id: "TransitPoint" });

export const substance = z
  .object({
    code: z.string(),
    name: z.string(),
    names: z.object({ en: z.string(), zh: z.string(), ko: z.string() }),
    family: z.enum(codes.familyCodes),
    form: z.enum(codes.formCodes).nullable().meta({ description: "What a bare mention of it implies." }),
    inn: z.string().nullable().meta({ description: "International non-proprietary name." }),
    cas: z.string().nullable(),
    synonyms: z.array(z.object({ term: z.string(), lang: z.string(), kind: z.string() })),
  })
  .meta({ id: "Substance" });

export const indicatorRow = z
  .object({
    indicator: z.string().meta({ description: "A permanent slug." }),
    place: z.string().meta({ description: "Code of the place: ISO 3166, GB/T 2260 below the province, or another." }),
    period: z.string().meta({ description: "As written, EDTF: a month, a quarter, a year." }),
    value: decimal.nullable().meta({ description: "As the source states it; null where it gives no number." }),
    low: decimal.nullable().meta({ description: "null: no lower bound is known" }),
    high: decimal.nullable().meta({ description: "null: no upper bound is known" }),
  })
  .meta({ id: "IndicatorValue" });

export const logged = z
  .object({
    reference: z.string().meta({ description: "Of the case." }),
    report: z.uuid(),
    repeated: z.boolean().meta({ description: "The same key was used before: nothing was written now." }),
    possibleDuplicates: z.array(z.object({ reference: z.string(), reasons: z.array(z.string()) })).optional(),
  })
  .meta({ id: "Logged" });

/** What an amendment that came too late is told. */
const staleVersion = z
  .object({
    version: z.int().meta({ description: "That stands now." }),
    fields: z.array(z.object({ field: z.string(), base: z.unknown(), yours: z.unknown(), theirs: z.unknown() })),
  })
  .meta({
    id: "Conflict",
    description: "Where the two differ: what both began with, what you sent, what stands now.",
  });

/** RFC 9457. */
export const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string().meta({
      description: "UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, INVALID, CONFLICT, RATE_LIMITED, UNAVAILABLE, DEFECT.",
    }),
    detail: z.string().optional(),
    id: z.string().optional().meta({ description: "How the server's log calls an unexpected failure." }),
    errors: z
      .array(
        z.object({
          field: z.string().meta({ description: "The parameter, or the path in the body (`lines.0.quantity`)." }),
          value: z.string().optional(),
          code: z.string(),
          detail: z.string(),
        }),
      )
      .optional(),
    warnings: z
      .array(
        z.object({
          field: z.string(),
          code: z.string(),
          key: z.string().meta({ description: "What to confirm it by." }),
          values: z.record(z.string(), z.union([z.string(), z.number()])),
        }),
      )
      .optional()
      .meta({ description: "What looks odd in a report, and may be right." }),
    scope: z.enum(codes.keyScopeCodes).optional().meta({ description: "That the key lacks." }),
    conflict: staleVersion.optional(),
  })
  .meta({ id: "Problem" });

export type CaseItem = z.infer<typeof caseItem>;
export type ApiCaseFile = z.infer<typeof caseFile>;
export type FacetsAnswer = z.infer<typeof facets>;
export type TransitPoint = z.infer<typeof transitPoint>;
export type ApiSubstance = z.infer<typeof substance>;
