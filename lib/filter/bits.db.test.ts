import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import { statusCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { withViewer } from "@/lib/db/with-viewer";
import { testDatabase } from "@/lib/testing/database";
import { everyKey } from "@/lib/testing/register";
import { removeCases, syntheticViewers } from "@/lib/testing/synthetic";
import { makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { syntheticRegister } from "@/prisma/seed/synthetic/cases";
import { diceOf } from "@/prisma/seed/synthetic/dice";
import { loadSyntheticRegister, makeSyntheticWorld } from "@/prisma/seed/synthetic/load";
import { facetsByBits, totalByBits } from "./bit-counts";
import type { Filter } from "./fields";
import { emptyFilter } from "./fields";
import { gramBounds } from "./grams";
import { resolveFilter } from "./refs";
import { walkFacets } from "./row-walk";
import { filterWhere } from "./where";

const db = testDatabase();
const cases = 900;
/** The register lies across two chunks. */
const before = 16_384 - cases / 2;
let viewers: Viewer[] = [];

beforeAll(async () => {
  await makeReferenceLists(db);
  await db.sql("SELECT setval(pg_get_serial_sequence('case_file', 'id'), $1)", [before]);
  const world = await makeSyntheticWorld(db, 3, 8);
  await loadSyntheticRegister(db, world, syntheticRegister(11, cases, world.lists, "2011-12-31"));
  viewers = await syntheticViewers(db);
});

/** A plain count of the rows. */
async function plainly(tx: Tx, where: Prisma.Sql): Promise<number> {
  const rows = await tx.$queryRaw(Prisma.sql`SELECT count(*)::int AS n FROM case_flat f WHERE ${where}`);
  return z.tuple([z.object({ n: z.number() })]).parse(rows)[0].n;
}

/** What differs between the bits and the rows, for one viewer and one filter; null where nothing does. @param matched told how many cases match */
async function difference(
  viewer: Viewer,
  asked: Filter,
  matched: (n: number) => void = () => {},
): Promise<string | null> {
  return withViewer(viewer, async (tx) => {
    const { filter, refs } = await resolveFilter(tx, asked);
    const walked = await walkFacets(tx, filter, refs);
    const total = await plainly(tx, filterWhere(filter, refs));
    matched(total);
    const first = await facetsByBits(tx, filter, refs);
    const counted = {
      facets: await facetsByBits(tx, filter, refs),
      total: await totalByBits(tx, filter, refs),
    };
    try {
      expect(counted).toEqual({ facets: walked, total });
      expect(first).toEqual(walked);
      expect(total).toBe(walked.total);
      return null;
    } catch (error) {
      return `${viewer.role} ${JSON.stringify(asked)} ${String(error)}`;
    }
  });
}

/** Some of the weights lie on the bounds of the bars, as those that people choose from the histogram do: others the bits do not know. */
const onBounds = fc
  .tuple(everyKey, fc.option(fc.nat(gramBounds.grams.length - 2), { freq: 3 }), fc.boolean(), fc.boolean())
  .map(([filter, at, lower, upper]): Filter => {
    const bound = (n: number) => gramBounds.grams[n] ?? null;
    const known = { ...filter, unit: [], lies: [] };
    return at === null
      ? { ...known, min: null, max: null }
      : { ...known, min: lower ? bound(at) : null, max: upper ? bound(at + 1) : null };
  });

/** Writes as mutations make them: to the base tables, then the refresh, in one transaction; deletions past both. */
async function writeAnything(seed: number): Promise<void> {
  const dice = diceOf(seed);
  const some = (share: number) =>
    `(SELECT array_agg(id) FROM case_file WHERE abs(hashint4(id + ${dice.int(0, 1e6)})) % 1000 < ${share * 1000})`;
  const change = dice.pick([
    `UPDATE case_file SET status = '${dice.pick(statusCodes)}' WHERE id = ANY (ids)`,
    `UPDATE case_file SET transit_point_id = (SELECT id FROM transit_point ORDER BY id LIMIT 1 OFFSET ${dice.int(0, 5)}), attribution = 'stated' WHERE id = ANY (ids)`,
    `UPDATE case_file SET transit_point_id = NULL, attribution = NULL WHERE id = ANY (ids)`,
    `UPDATE case_file SET handling = '${dice.pick(["clear", "green", "amber", "amber-strict", "red"])}' WHERE id = ANY (ids)`,
    `UPDATE case_file SET date_from = date '2008-12-20' + id % 90, date_to = date '2008-12-20' + id % 90 + ${dice.int(0, 70)}, edtf = 'x', date_precision = 'interval' WHERE id = ANY (ids)`,
    `UPDATE case_file SET date_from = NULL, date_to = NULL, edtf = NULL, date_precision = NULL WHERE id = ANY (ids)`,
    `UPDATE case_file SET seizing_agency = 'Agency ' || id % 3, operation = CASE WHEN id % 2 = 0 THEN 'Operation ' || id % 4 END WHERE id = ANY (ids)`,
    `DELETE FROM involvement WHERE case_id = ANY (ids)`,
    `UPDATE involvement SET role = 'organiser', arrest = 'at-large' WHERE case_id = ANY (ids)`,
    `UPDATE case_line SET substance_id = (SELECT id FROM substance ORDER BY id LIMIT 1 OFFSET ${dice.int(0, 4)}), form = 'powder' WHERE case_id = ANY (ids)`,
    `UPDATE line_mass SET grams_low = 3, grams = 3, grams_high = 3 WHERE case_id = ANY (ids) AND grams IS NOT NULL`,
    `UPDATE report SET author_id = (SELECT min(id) FROM app_user WHERE role = 'analyst'), credibility = '4' WHERE case_id = ANY (ids)`,
  ]);
  const statements = dice.chance(0.15)
    ? `ids := ${some(0.02)}; ${removeCases}`
    : `ids := ${some(dice.pick([0.01, 0.1, 0.4]))}; ${change}; PERFORM refresh_read_model(ids);`;
  await db.sql(`DO $$ DECLARE ids int[]; BEGIN ${statements} END $$`);
  if (dice.chance(0.5)) await db.sql("SELECT fold_facets()");
}

const everyStatus: Filter = { ...emptyFilter, status: [...statusCodes] };

describe("counts by bits", () => {
  it("are the rows' after any writes and folds, for every viewer and filter", async () => {
    const totals: number[] = [];
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(onBounds, { minLength: 3, maxLength: 3 }), async (seed, filters) => {
        await writeAnything(seed);
        for (const viewer of viewers)
          for (const asked of [emptyFilter, everyStatus, ...filters])
            expect(await difference(viewer, asked, (n) => totals.push(n))).toBeNull();
      }),
      { numRuns: 6, endOnFailure: true },
    );
    // Narrow filters compare nothing with nothing: the broad ones must see most of the register.
    expect(Math.max(...totals)).toBeGreaterThan(cases * 0.5);
    expect(totals.filter((n) => n > 0).length / totals.length).toBeGreaterThan(0.4);
  }, 240_000);

  it("are what a rebuild would make", async () => {
    await db.sql("SELECT fold_facets()");
    const bits = () =>
      db.sql("SELECT md5(string_agg(b::text, ';' ORDER BY b.dim, b.val, b.chunk)) AS all FROM facet_bits b");
    const kept = await bits();
    await db.sql("INSERT INTO facet_dirty (pos) SELECT generate_series(0, 2 * 16384 - 1)");
    await db.sql("SELECT fold_facets()");
    expect(await bits()).toEqual(kept);
  });

  it("are folded by the write itself where nobody has for long", async () => {
    await db.sql("INSERT INTO facet_dirty (pos) SELECT id FROM case_file, generate_series(1, 2)");
    await db.sql("SELECT refresh_read_model(ARRAY(SELECT min(id) FROM case_file))");
    expect(await db.sql("SELECT count(*)::int AS n FROM facet_dirty")).toEqual([{ n: 0 }]);
  });

  it("are kept until something is written that they follow from", async () => {
    const [viewer] = viewers as [Viewer];
    const facets = () =>
      withViewer(viewer, async (tx) => {
        const { filter, refs } = await resolveFilter(tx, everyStatus);
        return facetsByBits(tx, filter, refs);
      });
    const sound = await facets();
    // A string that is changed behind the notes' back shows whether it was read again.
    const verified = "dim = 2 AND val = 1";
    await db.sql(`UPDATE facet_bits SET bits = ~bits WHERE ${verified}`);
    expect(await facets()).toEqual(sound);
    for (const write of [
      "SELECT refresh_read_model(ARRAY(SELECT min(id) FROM case_file))",
      "SELECT fold_facets()",
      "UPDATE substance SET family = CASE family WHEN 'ats' THEN 'opioid' ELSE 'ats' END WHERE id = (SELECT min(id) FROM substance)",
      "UPDATE transit_point SET country = CASE country WHEN 'CN' THEN 'KP' ELSE 'CN' END WHERE id = (SELECT min(id) FROM transit_point)",
    ]) {
      const version = () => withViewer(viewer, (tx) => tx.$queryRaw`SELECT facet_version() AS v`);
      const before = await version();
      await db.sql(write);
      expect(JSON.stringify(await version()) === JSON.stringify(before), write).toBe(write.includes("fold"));
    }
    expect(await facets()).not.toEqual(sound);
    await db.sql(`UPDATE facet_bits SET bits = ~bits WHERE ${verified}`);
    await db.sql("INSERT INTO facet_dirty (pos) SELECT id FROM case_file ORDER BY id LIMIT 1");

    // Were what is folded forgotten, a state would look like the one before it.
    const written = async (): Promise<boolean> => {
      const before = await facets();
      await db.sql(`DO $$ DECLARE ids int[] := (SELECT array_agg(id) FROM case_file); BEGIN
        UPDATE case_file SET status = CASE status WHEN 'verified' THEN 'returned' ELSE 'verified' END; PERFORM refresh_read_model(ids); PERFORM fold_facets(); END $$`);
      return JSON.stringify([...(before?.status ?? [])]) !== JSON.stringify([...((await facets())?.status ?? [])]);
    };
    await db.sql("SELECT fold_facets()");
    expect(await written()).toBe(true);
    await db.sql("ALTER TABLE facet_dirty DISABLE TRIGGER add_up_notes");
    expect(await written()).toBe(false);
    await db.sql("ALTER TABLE facet_dirty ENABLE TRIGGER add_up_notes");
    await written();
    expect(await written()).toBe(true);
  });

  it("are each viewer's own, however many ask at once and however few are kept", async () => {
    const readers = await Promise.all(
      ["analyst", "reviewer", "viewer"].flatMap((role) =>
        ["synthetic-1", "synthetic-2", "synthetic-3"].map((agency) => makeViewer(db, agency, role as Viewer["role"])),
      ),
    );
    const facets = (viewer: Viewer) =>
      withViewer(viewer, async (tx) => {
        const { filter, refs } = await resolveFilter(tx, everyStatus);
        return [await facetsByBits(tx, filter, refs), await walkFacets(tx, filter, refs)];
      });
    for (let turn = 0; turn < 4; turn += 1)
      for (const [counted, walked] of await Promise.all([...readers, ...readers].map(facets)))
        expect(counted).toEqual(walked);
  });

  it("would be found wrong, were any part of it wrong", async () => {
    const ragged: Filter = { ...everyStatus, from: "2009-01-14", to: "2010-03-09" };
    const questions = [
      everyStatus,
      ragged,
      { ...ragged, maybe: "1" as const },
      { ...everyStatus, substance: ["methamphetamine"], form: ["powder" as const] },
    ];
    const faulty: Record<string, [name: string, was: string, is: string]> = {
      "a write is not noted": [
        "refresh_read_model",
        "SELECT DISTINCT u.id FROM unnest(ids) u(id)",
        "SELECT u.id FROM unnest(ids) u(id) WHERE false",
      ],
      "a deletion is not noted": ["note_gone", "FROM old_rows o", "FROM old_rows o WHERE false"],
      "what is noted is not taken out": ["count_bits", "coalesce(~d.bits, one)", "one"],
      "what is noted is not counted": ["count_bits", "SELECT d.pos FROM facet_dirty d UNION", ""],
      "RED cases are not counted": ["count_bits", "WHERE s < 0);", "WHERE false);"],
      "a scope too many": ["count_bits", "b.val = ANY (public_scopes)", "true"],
      "bits are not cleared": ["fold_facets", "b.bits & ~folded", "b.bits"],
      "a first day off by one": ["count_bits", "t.dim = 23 AND t.val >= k0", "t.dim = 23 AND t.val > k0"],
      "a last day off by one": ["count_bits", "t.dim = 23 AND t.val <= k1", "t.dim = 23 AND t.val < k1"],
      "an interval a month too long": [
        "count_bits",
        "s.val / 4096 + s.val % 4096 - 1 END",
        "s.val / 4096 + s.val % 4096 END",
      ],
      "a facet under its own clause": ["count_bits", "m.clause <> u.but", "true"],
      "others' authorship": ["count_bits", "WHEN 14 THEN reader", "WHEN 99 THEN reader"],
    };
    const changes = [
      "UPDATE case_file SET status = 'verified', handling = 'green', date_from = '2009-01-14', date_to = '2009-01-14' WHERE id = ANY (ids)",
      "UPDATE case_file SET handling = CASE WHEN id % 2 = 0 THEN 'amber' ELSE 'red' END, date_from = '2010-01-15', date_to = '2010-04-02' WHERE id = ANY (ids)",
      "UPDATE case_file SET handling = 'red', date_from = '2010-01-05', date_to = '2010-02-20' WHERE id = ANY (ids)",
      "UPDATE case_file SET status = 'withdrawn', date_from = '2010-03-09', date_to = '2010-03-12' WHERE id = ANY (ids)",
    ];
    let turn = 0;
    const write = async () => {
      turn += 1;
      for (const [at, change] of changes.entries()) {
        const dated = change.replace(" WHERE id", ", edtf = 'x', date_precision = 'interval' WHERE id");
        await db.sql(
          `DO $$ DECLARE ids int[] := (SELECT array_agg(id) FROM case_file WHERE id % 7 = ${(at + turn) % 7}); BEGIN ${dated}; PERFORM refresh_read_model(ids); END $$`,
        );
        if (at === 1) await db.sql("SELECT fold_facets()");
      }
      await db.sql(`DO $$ DECLARE ids int[] := (SELECT array_agg(id) FROM (SELECT id FROM case_file WHERE id % 7 = ${turn % 7} AND handling <> 'red' ORDER BY id LIMIT 3) x); BEGIN
        ${removeCases} END $$`);
    };
    const found = async () => {
      for (const viewer of viewers) for (const asked of questions) if (await difference(viewer, asked)) return true;
      return false;
    };
    const again = async () => {
      await db.sql("INSERT INTO facet_dirty (pos) SELECT generate_series(0, 2 * 16384 - 1)");
      await db.sql("SELECT fold_facets()");
    };
    await write();
    expect(await found(), "nothing is wrong yet").toBe(false);
    for (const [what, [name, was, is]] of Object.entries(faulty)) {
      const [sound] = await db.sql<{ make: string }>(
        "SELECT pg_get_functiondef(oid) AS make FROM pg_proc WHERE proname = $1",
        [name],
      );
      expect(sound?.make.split(was).length, what).toBeGreaterThan(1);
      await db.sql(sound?.make.replaceAll(was, is) ?? "");
      await write();
      expect(await found(), what).toBe(true);
      await db.sql(sound?.make ?? "");
      await again();
    }
    expect(await found(), "all is mended").toBe(false);
  }, 240_000);

  it("know where their bars meet as the filter does", async () => {
    const bounds = gramBounds.micrograms.map(String);
    const [row] = await db.sql(
      `SELECT array_agg(ARRAY(SELECT g FROM gram_bars(b) g ORDER BY 1) = ARRAY[n::int - 1, n::int]) AS both, array_agg(ARRAY(SELECT gram_bars(b - 1)) = ARRAY[n::int - 1]) AS below,
         ARRAY(SELECT gram_bars(NULL)) AS unknown FROM unnest($1::bigint[]) WITH ORDINALITY x(b, n)`,
      [bounds],
    );
    const yes = bounds.map(() => true);
    expect(row).toEqual({ both: yes, below: yes, unknown: [15] });
  });

  it("tell nobody but through their function", async () => {
    const [viewer] = viewers as [Viewer];
    for (const read of ["facet_bits", "facet_dirty", "facet_pair"])
      await expect(withViewer(viewer, (tx) => tx.$queryRawUnsafe(`SELECT 1 FROM ${read}`))).rejects.toThrow();
    for (const call of ["fold_facets()", "fold_read_model()", "check_facet_bits(0)", "rebuild_facet_bits(0)"])
      await expect(
        withViewer(viewer, (tx) => tx.$queryRawUnsafe(`SELECT ${call}`)),
        call,
      ).rejects.toThrow();
  });
});
