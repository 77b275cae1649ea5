import { Writable } from "node:stream";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { viewerOfUser } from "@/lib/auth/mint";
import { sqlState } from "@/lib/db/failure";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { makeOperator } from "@/lib/testing/accounts";
import { testDatabase } from "@/lib/testing/database";
import { makeReferenceLists } from "@/lib/testing/world";
import { syntheticRegister } from "@/prisma/seed/synthetic/cases";
import { loadSyntheticRegister, makeSyntheticWorld } from "@/prisma/seed/synthetic/load";
import { parseCommandLine } from "./arguments";
import { readModelCommands } from "./readmodel";

const db = testDatabase();
const cases = 1_200; // more than one slice
let analyst = 0;

async function weir(name: string) {
  const parsed = parseCommandLine([name, "--json"], readModelCommands);
  if (parsed.kind !== "run") throw new Error("help was asked for");
  const rest = { positionals: [], readSecret: async () => "", resolveFile: (file: string) => file, note: () => {} };
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  return parsed.command.perform({ values: parsed.values, json: true, output, ...rest });
}

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeOperator();
  const world = await makeSyntheticWorld(db, 2, 10);
  analyst = world.agencies[0]?.analysts[0] ?? 0;
  await loadSyntheticRegister(db, world, syntheticRegister(5, cases, world.lists));
});

const stored = () =>
  db.sql(
    `SELECT md5(string_agg(x, '' ORDER BY x)) AS all FROM (
       SELECT f::text AS x FROM case_flat f UNION ALL SELECT w::text FROM line_flat w UNION ALL SELECT t::text FROM case_text t
       UNION ALL SELECT r::text FROM red_case_member r UNION ALL SELECT b::text FROM facet_bits b) y`,
  );

describe("weir readmodel", () => {
  beforeEach(async () => {
    await weir("readmodel:rebuild");
  });

  it("finds nothing in a register that was written as usual, and changes nothing", async () => {
    const before = await stored();
    expect(await weir("readmodel:check")).toMatchObject({
      exitCode: 0,
      result: { cases, ok: true, differing: 0, differences: [] },
    });
    expect(await stored()).toEqual(before);
  });

  it("finds each planted difference by its case, table and fields, and mends it", async () => {
    const [red] = await db.sql<{ id: number }>("SELECT id FROM case_file WHERE handling = 'red' LIMIT 1");
    const plant: Record<string, [sql: string, part: string, fields: string[]]> = {
      "a point moved": [
        "UPDATE case_flat SET point_id = NULL WHERE case_id = (SELECT case_id FROM case_flat WHERE point_id IS NOT NULL LIMIT 1)",
        "case_flat",
        ["point_id"],
      ],
      "a month lost": [
        "UPDATE case_flat SET month = month + 1, mg = coalesce(mg, 0) + 1 WHERE case_id = (SELECT case_id FROM case_flat WHERE month IS NOT NULL LIMIT 1)",
        "case_flat",
        ["mg", "month"],
      ],
      "a row missing": ["DELETE FROM case_text WHERE case_id = (SELECT min(case_id) FROM case_text)", "case_text", []],
      "a line too many": [
        "INSERT INTO line_flat (case_id, position, scope_id, substance_id, form, ug) SELECT case_id, 99, scope_id, substance_id, form, ug FROM line_flat LIMIT 1",
        "line_flat",
        [],
      ],
      "words that are not the case's": [
        "UPDATE case_text SET txt = 'x' WHERE case_id = (SELECT max(case_id) FROM case_text)",
        "case_text",
        ["txt"],
      ],
      "a member of a RED team forgotten": [
        `DELETE FROM red_case_member WHERE case_id = ${red?.id} AND user_id = (SELECT min(user_id) FROM red_case_member WHERE case_id = ${red?.id})`,
        "red_case_member",
        [],
      ],
      "a bit lost": [
        "UPDATE facet_bits SET bits = bits & ~set_bit(repeat('0', 16384)::varbit, (SELECT min(case_id) FROM case_flat WHERE handling = 0), 1) WHERE dim = 7",
        "facet_bits",
        ["handling"],
      ],
      "a bit of nobody's": [
        "UPDATE facet_bits SET bits = set_bit(bits, 16000, 1) WHERE dim = 2 AND val = 1",
        "facet_bits",
        ["status"],
      ],
    };
    const sound = await stored();
    for (const [what, [sql, part, fields]] of Object.entries(plant)) {
      await db.sql(sql);
      const found = await weir("readmodel:check");
      expect(found, what).toMatchObject({
        exitCode: 1,
        result: { ok: false, differences: expect.arrayContaining([expect.objectContaining({ part, fields })]) },
      });
      // What is read off the broken row no longer agrees with its bits either.
      expect(found.result, what).toMatchObject({
        differing: ["case_flat", "line_flat"].includes(part) ? expect.toSatisfy((n: number) => n === 1 || n === 2) : 1,
      });
      expect(found.text, what).toContain("readmodel:rebuild");
      expect((await weir("readmodel:rebuild")).result, what).toEqual({ cases });
      expect(await stored(), what).toEqual(sound);
    }
  }, 180_000);

  it("is the operator's alone", async () => {
    const viewer = await viewerOfUser(analyst);
    if (!viewer) throw new Error("no analyst");
    for (const call of ["check_read_model(ARRAY[1])", "rebuild_read_model(ARRAY[1])"])
      expect(
        await withViewerWrite(viewer, (tx) => tx.$queryRawUnsafe(`SELECT ${call}::text`)).then(String, sqlState),
        call,
      ).toBe("42501");
  });
});
