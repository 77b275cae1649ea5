import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { builtInViewer } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { checkReadModel, foldReadModel, rebuildReadModel } from "@/lib/cases/readmodel";
import { Prisma } from "@/lib/db/generated/client";
import { withViewer } from "@/lib/db/with-viewer";
import { testDatabase } from "@/lib/testing/database";
import { removeCases, syntheticViewers } from "@/lib/testing/synthetic";
import { makeReferenceLists } from "@/lib/testing/world";
import { syntheticRegister } from "@/prisma/seed/synthetic/cases";
import { diceOf } from "@/prisma/seed/synthetic/dice";
import { loadSyntheticRegister, makeSyntheticWorld } from "@/prisma/seed/synthetic/load";
import type { Filter } from "./fields";
import { emptyFilter } from "./fields";
import type { MonthCount } from "./month-counts";
import { monthsByCounts } from "./month-counts";
import { resolveFilter } from "./refs";
import { filterWhere, periodOf } from "./where";

const db = testDatabase();
const cases = 500;
let viewers: Viewer[] = [];

beforeAll(async () => {
  await makeReferenceLists(db);
  const world = await makeSyntheticWorld(db, 3, 8);
  await loadSyntheticRegister(db, world, syntheticRegister(7, cases, world.lists, "2011-12-31"));
  viewers = await syntheticViewers(db);
});

/** Changes of any kind to some cases, and their read model after them; sometimes folded. */
async function writeAnything(seed: number): Promise<void> {
  const dice = diceOf(seed);
  const changes = [
    "status = (ARRAY['submitted', 'verified', 'returned', 'withdrawn'])[1 + id % 4]",
    "handling = (ARRAY['clear', 'green', 'amber', 'amber-strict', 'red'])[1 + id % 5]",
    "transit_point_id = CASE WHEN id % 3 > 0 THEN (SELECT (array_agg(p.id ORDER BY p.id))[1 + case_file.id % 4] FROM transit_point p) END, attribution = CASE WHEN id % 3 > 0 THEN 'stated' END",
    "edtf = 'x', date_precision = 'interval', date_from = date '2009-01-10' + id % 400, date_to = date '2009-01-10' + id % 400 + id % 3 * 40",
    "edtf = NULL, date_precision = NULL, date_from = NULL, date_to = NULL",
  ];
  for (const change of changes) {
    const from = dice.int(0, cases);
    await db.sql(
      `DO $$ DECLARE ids int[] := (SELECT array_agg(id) FROM case_file WHERE id BETWEEN ${from} AND ${from + 40}); BEGIN
        UPDATE case_file SET ${change} WHERE id = ANY (ids); PERFORM refresh_read_model(ids); END $$`,
    );
    if (dice.chance(0.4)) await foldReadModel(await builtInViewer("operator"));
  }
  const gone = dice.int(0, cases);
  await db.sql(`DO $$ DECLARE ids int[] := (SELECT array_agg(id) FROM case_file WHERE id BETWEEN ${gone} AND ${gone + 2}); BEGIN
    ${removeCases} END $$`);
}

const only = (some: Partial<Filter>): Filter => ({ ...emptyFilter, ...some });
const filters = [
  emptyFilter,
  only({ status: ["submitted", "verified", "returned", "withdrawn"] }),
  only({ status: ["withdrawn"] }),
  only({ from: "2009-02", to: "2010-03" }),
  only({ to: "2010-06-30" }),
];

const counted = z.array(
  z.object({
    month: z.number().nullable(),
    part: z.number().nullable(),
    status: z.number().nullable(),
    cases: z.number(),
  }),
);
const inOrder = (counts: readonly MonthCount[]) => counts.map((one) => JSON.stringify(one)).sort();

/** Where the counts are not what a walk through the rows finds; null where they are. */
async function difference(viewer: Viewer, asked: Filter, step: 1 | 3 | 12): Promise<string | null> {
  return withViewer(viewer, async (tx) => {
    const { filter, refs } = await resolveFilter(tx, asked);
    const kept = await monthsByCounts(tx, filter, { step, segments: true, statuses: true }, null);
    const month = step === 1 ? Prisma.sql`f.month` : periodOf(step);
    const walk = async (part: Prisma.Sql) =>
      counted.parse(
        await tx.$queryRaw(Prisma.sql`
          SELECT ${month} AS month, ${part} AS part, f.status::int AS status, count(*)::int AS cases FROM case_flat f WHERE ${filterWhere(filter, refs)} GROUP BY 1, 2, 3`),
      );
    const rows = {
      points: await walk(Prisma.sql`f.point_id`),
      segments: await walk(Prisma.sql`NULLIF(f.segment, 0)`),
    };
    for (const key of ["points", "segments"] as const)
      if (inOrder(kept?.[key] ?? []).join() !== inOrder(rows[key]).join())
        return `${viewer.role} ${JSON.stringify(asked)} by ${step}: ${key}`;
    return null;
  });
}

async function differences(): Promise<string[]> {
  const found: string[] = [];
  for (const viewer of viewers)
    for (const filter of filters)
      for (const step of [1, 3, 12] as const) {
        const one = await difference(viewer, filter, step);
        if (one) found.push(one);
      }
  return found;
}

it("months that are counted are what the rows say after any writes and folds, for every viewer", async () => {
  for (let seed = 1; seed <= 6; seed += 1) {
    await writeAnything(seed);
    expect(await differences()).toEqual([]);
  }
  const notes = await db.sql("SELECT count(*)::int AS n FROM month_count_delta");
  expect(notes).not.toEqual([{ n: 0 }]);
});

it("what the counts do not know is left to the rows", async () => {
  const asked = [
    only({ point: ["dandong"] }),
    only({ q: "ice" }),
    only({ from: "2009-01-14" }),
    only({ to: "2009-01-14" }),
    only({ from: "2009-01", maybe: "1" }),
  ];
  for (const filter of asked)
    await withViewer(viewers[0] as Viewer, async (tx) =>
      expect(await monthsByCounts(tx, filter, { step: 1, segments: true, statuses: false }, null)).toBeNull(),
    );
});

it("wrong counts are found and made anew, without a pause for those who write", async () => {
  const operator = await builtInViewer("operator");
  expect((await checkReadModel(operator)).differences).toEqual([]);
  await foldReadModel(operator);
  const [wrong] = await db.sql<{ month: string }>(
    `UPDATE month_count SET cases = cases + 1 WHERE dim = 1 AND (scope_id, status, span, val) = (SELECT scope_id, status, span, val FROM month_count WHERE dim = 1 AND span > 0 ORDER BY span LIMIT 1)
     RETURNING to_char(make_date(span / 4096 / 12, span / 4096 % 12 + 1, 1), 'YYYY-MM') AS month`,
  );
  const { differences: found } = await checkReadModel(operator);
  expect(found).toEqual([{ reference: wrong?.month, part: "month_count", fields: ["point"] }]);
  await rebuildReadModel(operator);
  expect((await checkReadModel(operator)).differences).toEqual([]);
});

it("any part of it that were wrong would be found", async () => {
  const faulty: Record<string, [name: string, was: string, is: string]> = {
    "what was is not taken out": ["note_months", "o.*, -1 AS by", "o.*, 0 AS by"],
    "what is new is not counted": ["note_months", "n.*, 1 FROM new_rows", "n.*, 0 FROM new_rows"],
    "what goes is not taken out": [
      "note_months",
      "FROM old_rows x CROSS",
      "FROM (SELECT * FROM old_rows LIMIT 0) x CROSS",
    ],
    "a fold forgets what stood": ["fold_months", "m.cases + excluded.cases", "excluded.cases"],
    "RED cases are counted twice": ["note_months", "x.scope_id >= 0", "true"],
  };
  const operator = await builtInViewer("operator");
  for (const [at, [what, [name, was, is]]] of Object.entries(faulty).entries()) {
    const [sound] = await db.sql<{ make: string }>(
      "SELECT pg_get_functiondef(oid) AS make FROM pg_proc WHERE proname = $1",
      [name],
    );
    expect(sound?.make.split(was).length, what).toBeGreaterThan(1);
    await db.sql(sound?.make.replaceAll(was, is) ?? "");
    await writeAnything(70 + at);
    await foldReadModel(operator);
    expect(await differences(), what).not.toEqual([]);
    await db.sql(sound?.make ?? "");
    await rebuildReadModel(operator);
    expect((await checkReadModel(operator)).differences, what).toEqual([]);
  }
  expect(await differences(), "all is mended").toEqual([]);
});

it("what others may not see is counted for nobody else", async () => {
  for (const view of ["month_pair", "month_difference"])
    await expect(
      withViewer(viewers[0] as Viewer, (tx) => tx.$queryRaw(Prisma.raw(`SELECT * FROM ${view}`))),
    ).rejects.toThrow(/permission denied/);
});
