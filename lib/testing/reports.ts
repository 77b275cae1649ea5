import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { Viewer } from "@/lib/auth/types";
import type { TypedAccount } from "@/lib/cases/schema";
import type { Handling } from "@/lib/codes";
import { arrestCodes, dataSubjectCodes, handlingCodes, roleCodes, transportCodes } from "@/lib/codes";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { logReport } from "@/lib/reports/mutations";
import type { LoggedReport, NewReport } from "@/lib/reports/types";
import { testPoints, testSubstances } from "./world";

/** A plain account, to be changed where a test needs it: 1.5 kg of methamphetamine at Dandong in July 2010. */
export function plainAccount(change: Partial<TypedAccount> = {}): TypedAccount {
  return {
    schema: 1,
    date: "2010-07",
    point: "dandong",
    attribution: "stated",
    place: null,
    seizingAgency: null,
    transportMode: null,
    concealment: null,
    note: null,
    arrests: { kind: "unknown", count: null, words: null },
    lines: [plainLine()],
    people: [],
    assets: [],
    route: [],
    credibility: "6",
    handling: "green",
    externalReference: null,
    ...change,
  };
}

export function plainLine(change: Partial<TypedAccount["lines"][number]> = {}): TypedAccount["lines"][number] {
  return {
    asReported: "ice",
    substance: "methamphetamine",
    form: "crystal",
    quantity: "1.5",
    unit: "kg",
    unitAsReported: null,
    qualifier: "exact",
    purity: null,
    purityBasis: null,
    ...change,
  };
}

/** A report ready to be logged. */
export function newReport(sourceId: number, account: TypedAccount, change: Partial<NewReport> = {}): NewReport {
  return { id: randomUUID(), account, source: { id: sourceId }, attachTo: null, operation: null, team: [], ...change };
}

/** Logs it as the viewer, in a transaction of its own. */
export function log(viewer: Viewer, report: NewReport): Promise<LoggedReport> {
  return withViewerWrite(viewer, (tx) => logReport(tx, viewer, report));
}

const day = fc
  .date({ min: new Date("2008-01-01"), max: new Date("2010-12-31"), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));

/** EDTF of every precision, or no date. */
const anyDate: fc.Arbitrary<string | null> = fc.oneof(
  { weight: 5, arbitrary: day },
  { weight: 3, arbitrary: day.map((d) => d.slice(0, 7)) },
  { weight: 1, arbitrary: day.map((d) => d.slice(0, 4)) },
  { weight: 1, arbitrary: fc.tuple(day, day).map(([a, b]) => (a < b ? `${a}/${b}` : `${b}/${a}`)) },
  { weight: 1, arbitrary: fc.constant(null) },
);

const quantity = fc
  .tuple(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 3 }))
  .map(([n, places]) => String(n / 10 ** places));

const anyLine: fc.Arbitrary<TypedAccount["lines"][number]> = fc
  .tuple(
    fc.constantFrom(...testSubstances),
    fc.option(quantity),
    fc.constantFrom("kg" as const, "g" as const, "tablet" as const, "dose" as const),
    fc.constantFrom("exact" as const, "about" as const, "at-least" as const, "at-most" as const),
  )
  .map(([substance, amount, unit, qualifier]) =>
    plainLine({
      asReported: substance,
      substance,
      form: unit === "tablet" ? "tablet" : "powder",
      quantity: amount,
      unit: amount === null ? null : unit,
      qualifier: amount === null ? "unknown" : qualifier,
    }),
  );

const anyInvolvement: fc.Arbitrary<TypedAccount["people"][number]> = fc
  .tuple(
    fc.option(fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(..."abcdefg김이박李王") })),
    fc.constantFrom(...roleCodes),
    fc.constantFrom(...arrestCodes),
    fc.constantFrom(...dataSubjectCodes),
    fc.integer({ min: 1, max: 9 }),
  )
  .map(([name, role, arrest, dataSubject, count]) => ({
    person: name === null ? null : { name, nameLatin: null, alias: null, aliasLatin: null },
    group: name === null ? { qualifier: "at-least" as const, count, words: null } : null,
    role,
    tier: "unknown" as const,
    arrest,
    basis: "fact" as const,
    dataSubject,
    nationality: null,
  }));

/** Any account over the test reference lists. `handlings` limits how strict it may be: RED needs a team. */
export function anyAccount(handlings: readonly Handling[] = handlingCodes): fc.Arbitrary<TypedAccount> {
  return fc
    .record({
      date: anyDate,
      point: fc.option(fc.constantFrom(...testPoints)),
      place: fc.option(fc.constantFrom("a hotel", "江边", "강변")),
      transportMode: fc.option(fc.constantFrom(...transportCodes)),
      lines: fc.array(anyLine, { minLength: 1, maxLength: 3 }),
      people: fc.array(anyInvolvement, { maxLength: 3 }),
      arrests: fc.option(fc.integer({ min: 0, max: 9 })),
      cash: fc.boolean(),
      credibility: fc.constantFrom("1" as const, "3" as const, "6" as const),
      handling: fc.constantFrom(...handlings),
    })
    .map(({ arrests, cash, ...rest }) =>
      plainAccount({
        ...rest,
        attribution: rest.point === null ? null : "stated",
        arrests:
          arrests === null
            ? { kind: "unknown", count: null, words: null }
            : { kind: "at-least", count: arrests, words: null },
        assets: cash
          ? [
              {
                kind: "cash",
                description: null,
                count: null,
                amount: "132000",
                currency: "CNY",
                stated: { amount: "19300", currency: "USD", about: true },
              },
            ]
          : [],
      }),
    );
}
