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
import { anyFilter, maySee, means, randomRegister, writeRegister } from "@/lib/testing/register";
import { makeAgency, makeReferenceLists, makeViewer, testPoints, testSubstances } from "@/lib/testing/world";
import { activeFields, parseFilter, without } from "./codec";
import { countCases, countFacets, countWithout } from "./facets";
import type { Filter } from "./fields";
import { emptyFilter } from "./fields";
import { pointNames, resolveFilter } from "./refs";
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
  const { refs } = await resolveFilter(tx, filter);
  const rows = await tx.$queryRaw(
    Prisma.sql`SELECT c.reference FROM case_flat f JOIN case_file c ON c.id = f.case_id WHERE ${filterWhere(filter, refs)}`,
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

/** The facets by their names, counted by hand. */
function facetsByHand(cases: readonly PlainCase[], viewer: Viewer, filter: Filter) {
  const seen = cases.filter((it) => maySee(viewer, it));
  const under = (change: Filter) => seen.filter((it) => means(change, it));
  const near = under({ ...filter, maybe: "1" }).length - under({ ...filter, maybe: null }).length;
  return {
    total: under(filter).length,
    register: seen.length,
    maybe: near,
    undated: under(without(filter, "period")).filter((it) => it.days === null).length,
    point: count(under(without(filter, "point")).map((it) => it.point)),
    substance: count(
      under(without(filter, "substance")).flatMap((it) => [...new Set(it.lines.map((line) => line.substance))]),
    ),
    status: count(under({ ...filter, status: [...statusCodes] }).map((it) => it.status)),
    mixed: under({ ...filter, mixed: "yes" }).length,
  };
}

async function facetsInSql(tx: Tx, filter: Filter) {
  const { refs, points, substances } = await resolveFilter(tx, filter);
  const facets = await countFacets(tx, filter, refs);
  const pointOf = pointNames(points);
  const slugs = new Map(substances.map((s) => [s.id, s.slug]));
  return {
    ...facets,
    point: new Map([...facets.point].map(([id, n]) => [id === null ? null : pointOf.get(id)?.slug, n])),
    substance: new Map([...facets.substance].map(([id, n]) => [slugs.get(id), n])),
  };
}

describe("the filter in the database", () => {
  it("finds what plain code finds, and counts every facet as by hand, for every viewer", async () => {
    let compared = 0;
    let matched = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(anyFilter, { minLength: 15, maxLength: 15 }), async (seed, filters) => {
        const cases = randomRegister(seed, 90, ["north", "south"], viewers);
        await writeRegister(db, cases);
        for (const viewer of viewers)
          await withViewer(viewer, async (tx) => {
            for (const filter of [emptyFilter, { ...emptyFilter, status: [...statusCodes] }, ...filters]) {
              const byHand = cases
                .filter((it) => maySee(viewer, it) && means(filter, it))
                .map((it) => it.reference)
                .sort();
              expect(await matching(tx, filter), JSON.stringify(filter)).toEqual(byHand);
              expect(await facetsInSql(tx, filter), JSON.stringify(filter)).toEqual(
                facetsByHand(cases, viewer, filter),
              );
              compared += 1;
              if (byHand.length > 0) matched += 1;
            }
          });
      }),
      { numRuns: 6, endOnFailure: true },
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
        expect(n).toBe(cases.filter((it) => maySee(viewer, it) && means(without(filter, field), it)).length);
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
      new URLSearchParams("point=atlantis&point=atlantis~only&point=tumen&substance=soma"),
    );
    const resolved = await withViewer(viewer, (tx) => resolveFilter(tx, filter));
    expect(resolved.filter).toEqual({ ...emptyFilter, point: ["tumen"] });
    expect(resolved.problems).toEqual([
      { key: "point", value: "atlantis", reason: "no-such-point" },
      { key: "point", value: "atlantis~only", reason: "no-such-point" },
      { key: "substance", value: "soma", reason: "no-such-substance" },
    ]);
    expect(resolved.points.length).toBe(3);
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
