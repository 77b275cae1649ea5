import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { testDatabase } from "@/lib/testing/database";
import { makeAgency, makeViewer } from "@/lib/testing/world";

const db = testDatabase();
let author: Viewer;
let reviewer: Viewer;
const cases = 20_000;

beforeAll(async () => {
  await makeAgency(db, "north");
  author = await makeViewer(db, "north", "analyst");
  reviewer = await makeViewer(db, "north", "reviewer");
  await db.sql(
    `INSERT INTO case_file (reference, owner_agency_id, created_by_id, handling)
     SELECT 'C-' || n, a.id, $1, CASE WHEN n % 1000 = 0 THEN 'red' ELSE 'amber' END FROM generate_series(1, $2::int) n, agency a WHERE a.code = 'north'`,
    [author.userId, cases],
  );
  await db.sql(
    "INSERT INTO case_member (case_id, user_id, added_by_id) SELECT id, created_by_id, created_by_id FROM case_file",
  );
  await db.sql("VACUUM (ANALYZE) case_file, case_member, red_case_member");
});

const scopesOf = async ({ userId }: Viewer) =>
  (await db.sql<{ scopes: number[] }>("SELECT scopes::int[] FROM viewer_settings($1)", [userId]))[0]?.scopes ?? [];
const redOf = async (viewer: Viewer) => (await scopesOf(viewer)).filter((scope) => scope < 0);

describe("what a transaction begins with", () => {
  it("names the RED cases of the viewer's teams and no others, whatever becomes of cases and teams", async () => {
    expect(await redOf(author)).toHaveLength(cases / 1000);
    expect(await redOf(reviewer)).toEqual([]);
    const [first, second] = await db.sql<{ id: number }>(
      "SELECT id FROM case_file WHERE handling = 'amber' ORDER BY id LIMIT 2",
    );
    const [red] = await db.sql<{ id: number }>("SELECT id FROM case_file WHERE handling = 'red' ORDER BY id LIMIT 1");
    if (!first || !second || !red) throw new Error("no cases");
    const join = (id: number) =>
      db.sql("INSERT INTO case_member (case_id, user_id, added_by_id) VALUES ($1, $2, $2)", [id, reviewer.userId]);
    await join(red.id);
    await join(first.id);
    await join(second.id);
    expect(await redOf(reviewer)).toEqual([-red.id]);
    await db.sql("UPDATE case_file SET handling = 'red' WHERE id = ANY ($1)", [[first.id, second.id]]);
    expect((await redOf(reviewer)).sort()).toEqual([-red.id, -first.id, -second.id].sort());
    await db.sql("UPDATE case_file SET handling = 'red', note = 'again' WHERE id = $1", [first.id]);
    await db.sql("UPDATE case_file SET handling = 'green' WHERE id = $1", [second.id]);
    await db.sql("DELETE FROM case_member WHERE case_id = $1 AND user_id = $2", [red.id, reviewer.userId]);
    expect(await redOf(reviewer)).toEqual([-first.id]);
    expect(await redOf(author)).toHaveLength(cases / 1000 + 1);
    await db.sql("DELETE FROM case_file WHERE id = $1", [first.id]);
    expect(await redOf(reviewer)).toEqual([]);
    const [kept] = await db.sql(
      `SELECT count(*)::int AS n FROM (
         (SELECT user_id, case_id FROM red_case_member EXCEPT SELECT m.user_id, m.case_id FROM case_member m JOIN case_file c ON c.id = m.case_id WHERE c.handling = 'red')
         UNION ALL
         (SELECT m.user_id, m.case_id FROM case_member m JOIN case_file c ON c.id = m.case_id WHERE c.handling = 'red' EXCEPT SELECT user_id, case_id FROM red_case_member)) d`,
    );
    expect(kept).toEqual({ n: 0 });
  });

  it("reads a handful of pages, however many cases the viewer has logged", async () => {
    await scopesOf(author); // plans it
    const [row] = await db.sql<{ "QUERY PLAN": [{ Plan: Record<string, number> }] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM viewer_settings(${author.userId})`,
    );
    const plan = row?.["QUERY PLAN"][0].Plan ?? {};
    expect((plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0)).toBeLessThan(20);
  });
});
