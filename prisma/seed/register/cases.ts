import type { TypedAccount, TypedInvolvement } from "@/lib/cases/schema";

/** A documented case: its permanent reference, the permanent id of its report, the source it rests on, and that source's account. */
export type DocumentedCase = {
  reference: string;
  /** Found again by a second run, which then writes nothing: what an analyst amended since stays. */
  report: string;
  /** key of the source */
  source: string;
  operation: string | null;
  account: TypedAccount;
};

type Line = TypedAccount["lines"][number];

function line(
  asReported: string,
  quantity: string,
  unit: "tablet" | "kg",
  goods: Pick<Line, "substance" | "form"> & Partial<Line>,
): Line {
  return {
    asReported,
    quantity,
    unit,
    unitAsReported: null,
    qualifier: "exact",
    purity: null,
    purityBasis: null,
    ...goods,
  };
}

/** Everybody arrested is called a suspect by the source; what part they had it does not say, but for one. */
const arrested = {
  role: "unknown",
  tier: "unknown",
  arrest: "arrested",
  basis: "fact",
  dataSubject: "suspect",
  nationality: null,
} as const;

function group(count: number): TypedInvolvement {
  return { ...arrested, person: null, group: { qualifier: "exact", count, words: null } };
}

/**
 * What the four have in common. Attribution is `stated`: each source names a city, county or prefecture as the scene, and none says that
 * the goods were taken at a crossing, so `seized-at` would claim more than the source does. Nobody has judged the reports: credibility 6.
 */
const common: Omit<TypedAccount, "date" | "point" | "place" | "seizingAgency" | "lines"> = {
  schema: 1,
  attribution: "stated",
  transportMode: null,
  concealment: null,
  note: null,
  arrests: { kind: "unknown", count: null, words: null },
  people: [],
  assets: [],
  route: [],
  credibility: "6",
  handling: "clear",
  externalReference: null,
};

const fromDprk: TypedAccount["route"] = [{ kind: "departure", place: null, country: "KP", point: null }];

export const documentedCases: readonly DocumentedCase[] = [
  {
    reference: "D1",
    report: "d0c00000-0000-4000-8000-000000000001",
    source: "source-5",
    operation: null,
    account: {
      ...common,
      date: "2004-12-23",
      point: "dandong",
      place: "Dandong",
      seizingAgency: "Border patrol, Dandong",
      note: "The source calls it the largest operation from the DPRK that this border patrol had uncovered.",
      arrests: { kind: "exact", count: 4, words: null },
      // Kept as a product of its own: elsewhere the name usually means methamphetamine with caffeine.
      lines: [line("MaGu (main ingredient amphetamine)", "13775", "tablet", { substance: "magu", form: "tablet" })],
      people: [group(4)],
      route: fromDprk,
    },
  },
  {
    reference: "D2",
    report: "d0c00000-0000-4000-8000-000000000002",
    source: "source-6",
    operation: null,
    account: {
      ...common,
      date: "2005-02-17",
      point: "dandong",
      place: "Dandong",
      seizingAgency: "Law enforcement, Dandong",
      arrests: { kind: "exact", count: 7, words: null },
      lines: [
        line("MDMA (ecstasy)", "2000", "tablet", { substance: "mdma", form: "tablet" }),
        line("MaGu", "300", "tablet", { substance: "magu", form: "tablet" }),
      ],
      people: [group(7)],
      route: fromDprk,
    },
  },
  {
    reference: "D3",
    report: "d0c00000-0000-4000-8000-000000000003",
    source: "source-3",
    operation: null,
    account: {
      ...common,
      date: "2008-10",
      point: "changbai",
      place: "Changbai",
      seizingAgency: "Baishan city border patrol",
      note: "The headline calls it the province's largest methamphetamine case.",
      lines: [
        line("ice", "5.4", "kg", {
          substance: "methamphetamine",
          form: "crystal",
          purity: "100",
          purityBasis: "unstated",
        }),
      ],
    },
  },
  {
    reference: "D4",
    report: "d0c00000-0000-4000-8000-000000000004",
    source: "source-4",
    operation: "5·20",
    account: {
      ...common,
      date: "2010-07",
      point: "yanbian",
      place: "Yanbian",
      seizingAgency: "Border patrol, Yanbian",
      note: "The name “5·20” is a date, 20 May, and not the date of the seizure.",
      // The several may be among the six or beside them: six is what holds in both readings.
      arrests: { kind: "at-least", count: 6, words: "6 … and several" },
      lines: [line("ice", "1.5", "kg", { substance: "methamphetamine", form: "crystal" })],
      people: [
        {
          ...arrested,
          person: { name: null, nameLatin: null, alias: "Sister Kim", aliasLatin: null },
          group: null,
          role: "organiser",
          tier: "leading",
          nationality: "KP",
        },
        { ...group(5), nationality: "KP" },
        { ...arrested, person: null, group: { qualifier: "unknown", count: null, words: "several" } },
      ],
      assets: [
        {
          kind: "cash",
          description: null,
          count: null,
          amount: "132000",
          currency: "CNY",
          stated: { amount: "19300", currency: "USD", about: true },
        },
        { kind: "vehicle", description: "cars", count: 2, amount: null, currency: null, stated: null },
      ],
    },
  },
];
