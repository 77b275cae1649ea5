import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import { statusCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { withViewer } from "@/lib/db/with-viewer";
import { testDatabase } from "@/lib/testing/database";
import type { PlainCase } from "@/lib/testing/register";
import {
  asKnown,
  countryOf,
  everyKey,
  familyOf,
  maySee,
  means,
  meansInvolved,
  meansLine,
  randomRegister,
  reliabilityOf,
  statedKey,
  writeRegister,
} from "@/lib/testing/register";
import { makeAgency, makeReferenceLists, makeViewer, testPoints, testSubstances } from "@/lib/testing/world";
import { activeFields, parseFilter, without } from "./codec";
import { countCases, countFacets, countWithout } from "./facets";
import type { Filter, FilterField } from "./fields";
import { emptyFilter } from "./fields";
import { gramBounds, gramRange } from "./grams";
import type { OpenList } from "./names";
import { namesOfIds } from "./names";
import { monthNumber } from "./period";
import { pointNames, resolveFilter } from "./refs";
import { walkFacets } from "./row-walk";
import { foldText } from "./values";
import { filterWhere } from "./where";

const db = testDatabase();
let viewers: Viewer[] = [];

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  viewers = [
    await makeViewer(db, "north", "analyst"),
    await makeViewer(db, "south", "reviewer"),
    await makeViewer(db, "south", "viewer"),
    await makeViewer(db, "north", "auditor"),
  ];
});

async function matching(tx: Tx, filter: Filter): Promise<string[]> {
  const { filter: known, refs } = await resolveFilter(tx, filter);
  const rows = await tx.$queryRaw(
    Prisma.sql`SELECT c.reference FROM case_flat f JOIN case_file c ON c.id = f.case_id WHERE ${filterWhere(known, refs)}`,
  );
  return z
    .array(z.object({ reference: z.string() }))
    .parse(rows)
    .map((row) => row.reference)
    .sort();
}

const count = <T>(values: readonly T[]) => {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/** The facets by their names, counted by hand: each under all fields but its own. */
function facetsByHand(cases: readonly PlainCase[], viewer: Viewer, filter: Filter) {
  const seen = cases.filter((it) => maySee(viewer, it));
  const under = (change: Filter) => seen.filter((it) => means(change, it, viewer));
  const but = (field: FilterField) => under(without(filter, field));
  /** A case counts once under each value that such of its parts have as meet the other fields. */
  const ofParts = <P, V>(
    field: FilterField,
    parts: (it: PlainCase) => readonly P[],
    meet: (f: Filter, part: P) => boolean,
    value: (part: P) => V,
  ) => {
    const others = without(filter, field);
    return count(
      under(others).flatMap((it) => [
        ...new Set(
          parts(it)
            .filter((part) => meet(others, part))
            .map(value),
        ),
      ]),
    );
  };
  const ofLines = <V>(field: FilterField, value: (line: PlainCase["lines"][number]) => V) =>
    ofParts(field, (it) => it.lines, meansLine, value);
  const ofInvolved = <V>(field: FilterField, value: (one: PlainCase["involved"][number]) => V) =>
    ofParts(field, (it) => it.involved, meansInvolved, value);
  const month = ({ days }: PlainCase) =>
    days && days[0].slice(0, 7) === days[1].slice(0, 7) ? monthNumber(days[0].slice(0, 7)) : null;
  const year = ({ days }: PlainCase) =>
    days && days[0].slice(0, 4) === days[1].slice(0, 4) ? Number(days[0].slice(0, 4)) : null;
  const known = <V>(values: readonly (V | null)[]) => values.filter((value): value is V => value !== null);
  const isMine = (it: PlainCase) => it.reports.some((report) => report.author === viewer.userId);
  const anyGrams = but("grams");
  const bars = Array.from({ length: gramBounds.grams.length + 1 }, (_, at): [number, number] => [
    at,
    under({ ...filter, ...gramRange(at) }).length,
  ]);
  return {
    total: under(filter).length,
    monthUnknown: under(filter).filter((it) => month(it) === null).length,
    register: seen.length,
    maybe: under({ ...filter, maybe: "1" }).length - under({ ...filter, maybe: null }).length,
    point: count(but("point").map((it) => it.point)),
    country: count(but("country").map(countryOf)),
    period: {
      months: count(known(but("period").map(month))),
      years: count(known(but("period").map(year))),
      undated: but("period").filter((it) => it.days === null).length,
    },
    month: {
      known: but("month").filter((it) => month(it) !== null).length,
      unknown: but("month").filter((it) => month(it) === null).length,
    },
    substance: ofLines("substance", (line) => line.substance),
    family: ofLines("family", (line) => familyOf(line.substance)),
    form: ofLines("form", (line) => line.form),
    mixed: count(but("mixed").map((it) => (new Set(it.lines.map((line) => line.substance)).size > 1 ? "yes" : "no"))),
    grams: {
      buckets: new Map(bars.filter(([, n]) => n > 0)),
      unknown: anyGrams.filter((it) =>
        it.lines.some((line) => line.grams === null && meansLine(without(filter, "grams"), line)),
      ).length,
    },
    role: ofInvolved("role", (one) => one.role),
    arrest: ofInvolved("arrest", (one) => one.arrest),
    status: count(under({ ...filter, status: [...statusCodes] }).map((it) => it.status)),
    agency: count(but("agency").map((it) => statedKey(it.agency))),
    owner: count(but("owner").map((it) => it.owner)),
    reliability: count(but("reliability").map(reliabilityOf)),
    credibility: count(but("credibility").map((it) => it.reports[0]?.credibility)),
    handling: count(but("handling").map((it) => it.handling)),
    operation: count(but("operation").map((it) => statedKey(it.operation))),
    source: count(but("source").flatMap((it) => [...new Set(it.reports.map((report) => report.source))])),
    mine: but("mine").filter(isMine).length,
  };
}

async function facetsInSql(tx: Tx, filter: Filter, count: typeof countFacets) {
  const resolved = await resolveFilter(tx, filter);
  const facets = await count(tx, resolved.filter, resolved.refs);
  const named = async <N extends number | null>(
    counts: ReadonlyMap<N, number>,
    names: readonly { id: number; value: string }[],
  ) => new Map([...counts].map(([id, n]) => [id === null ? null : names.find((name) => name.id === id)?.value, n]));
  const open = async (list: OpenList, counts: ReadonlyMap<number | null, number>) =>
    named(
      counts,
      await namesOfIds(
        tx,
        list,
        [...counts.keys()].filter((id) => id !== null),
      ),
    );
  const points = [...pointNames(resolved.points).values()].map(({ id, slug }) => ({ id, value: slug }));
  return {
    ...facets,
    point: await named(facets.point, points),
    substance: await named(
      facets.substance,
      resolved.substances.map(({ id, slug }) => ({ id, value: slug })),
    ),
    owner: await named(facets.owner, resolved.owners),
    agency: await open("agency", facets.agency),
    operation: await open("operation", facets.operation),
    source: await open("source", facets.source),
  };
}

describe("the filter in the database", () => {
  it("finds what plain code finds, and counts every facet as by hand, for every viewer", async () => {
    let compared = 0;
    let matched = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(everyKey, { minLength: 12, maxLength: 12 }), async (seed, filters) => {
        const cases = randomRegister(seed, 90, ["north", "south"], viewers);
        await writeRegister(db, cases);
        if (seed % 4 > 0) await db.sql("SELECT fold_facets()");
        for (const viewer of viewers)
          await withViewer(viewer, async (tx) => {
            for (const asked of [emptyFilter, { ...emptyFilter, status: [...statusCodes] }, ...filters]) {
              const filter = asKnown(asked, cases, viewer);
              const byHand = cases
                .filter((it) => maySee(viewer, it) && means(filter, it, viewer))
                .map((it) => it.reference)
                .sort();
              expect(await matching(tx, asked), JSON.stringify(asked)).toEqual(byHand);
              const counted = facetsByHand(cases, viewer, filter);
              expect(await facetsInSql(tx, asked, countFacets), JSON.stringify(asked)).toEqual(counted);
              expect(await facetsInSql(tx, asked, walkFacets), JSON.stringify(asked)).toEqual(counted);
              compared += 1;
              if (byHand.length > 0) matched += 1;
            }
          });
      }),
      { numRuns: 4, endOnFailure: true },
    );
    // Narrow filters compare nothing with nothing: enough of them must match.
    expect(matched / compared).toBeGreaterThan(0.3);
  }, 120_000);

  it("says what lifting a field would give", async () => {
    const cases = randomRegister(7, 60, ["north", "south"], viewers);
    await writeRegister(db, cases);
    const [viewer] = viewers as [Viewer];
    const filter = { ...emptyFilter, point: ["dandong"], q: "zzz", from: "2009-01" };
    await withViewer(viewer, async (tx) => {
      const { refs } = await resolveFilter(tx, filter);
      const lifted = await countWithout(tx, filter, refs, activeFields(filter));
      expect([...lifted.keys()]).toEqual(["point", "period", "q"]);
      for (const [field, n] of lifted)
        expect(n).toBe(cases.filter((it) => maySee(viewer, it) && means(without(filter, field), it, viewer)).length);
      expect(lifted.get("q")).toBeGreaterThan(0);
    });
  });

  it("knows as the database does which texts hold nothing to search for", async () => {
    const characters = fc.constantFrom(..."-‐‑‒–—·・‧ㆍ \t\u3000\u00a0aA中ㄱ.'");
    const texts = fc.sample(fc.string({ unit: characters, maxLength: 4 }), 300);
    const rows = await db.sql<{ text: string; folded: string }>(
      "SELECT t AS text, search_norm(t) AS folded FROM unnest($1::text[]) t",
      [texts],
    );
    for (const { text, folded } of rows) expect(foldText(text), JSON.stringify(text)).toBe(folded);
    expect(rows.filter((row) => row.folded === "").length).toBeGreaterThan(5);
  });

  it("names slugs that nobody knows and goes by the others", async () => {
    const [viewer] = viewers as [Viewer];
    const { filter } = parseFilter(
      new URLSearchParams(
        "point=atlantis&point=atlantis~only&point=tumen&substance=soma&country=RU&owner=west&batch=7",
      ),
    );
    const resolved = await withViewer(viewer, (tx) => resolveFilter(tx, filter));
    expect(resolved.filter).toEqual({ ...emptyFilter, point: ["tumen"] });
    expect(resolved.problems).toEqual([
      { key: "point", value: "atlantis", reason: "no-such-point" },
      { key: "point", value: "atlantis~only", reason: "no-such-point" },
      { key: "substance", value: "soma", reason: "no-such-substance" },
      { key: "country", value: "RU", reason: "no-such-country" },
      { key: "owner", value: "west", reason: "no-such-owner" },
      { key: "batch", value: "7", reason: "no-such-batch" },
    ]);
    expect(resolved.points.length).toBe(4);
    expect(pointNames(resolved.points).size).toBe(testPoints.length);
    expect(resolved.substances.length).toBe(testSubstances.length);
  });

  it("counts without a filter what a plain count gives", async () => {
    const [viewer] = viewers as [Viewer];
    const { n, facets } = await withViewer(viewer, async (tx) => {
      const { refs } = await resolveFilter(tx, emptyFilter);
      return { n: await countCases(tx, emptyFilter, refs), facets: await countFacets(tx, emptyFilter, refs) };
    });
    expect(facets.total).toBe(n);
  });
});
