import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { amendReport } from "@/lib/reports/mutations";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { doBulk, planBulk } from "./bulk";
import type { BulkKind } from "./types";

const db = testDatabase();
let sourceId = 0;
let [analyst, reviewer, colleague, stranger] = [] as unknown as [Viewer, Viewer, Viewer, Viewer];

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  analyst = await makeViewer(db, "north", "analyst");
  colleague = await makeViewer(db, "north", "analyst");
  reviewer = await makeViewer(db, "north", "reviewer");
  stranger = await makeViewer(db, "south", "reviewer");
});

const logged = (viewer: Viewer, change: Parameters<typeof plainAccount>[0] = {}, attachTo: string | null = null) =>
  log(viewer, newReport(sourceId, plainAccount(change), { attachTo }));
const plan = (viewer: Viewer, kind: BulkKind, ...references: string[]) =>
  planBulk(viewer, { kind, of: { references } });
const barOf = async (month: string, point: string) => {
  const [row] = await db.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM case_file c JOIN transit_point p ON p.id = c.transit_point_id
     WHERE c.status IN ('submitted', 'verified') AND p.slug = $2 AND to_char(c.date_from, 'YYYY-MM') = $1 AND to_char(c.date_to, 'YYYY-MM') = $1`,
    [month, point],
  );
  return row?.n ?? 0;
};

describe("what a decision about several cases would do", () => {
  it("verifies what waits, and says of the others why not", async () => {
    const open = (await logged(analyst)).reference;
    const own = (await logged(reviewer)).reference;
    const others = (await logged(stranger)).reference;
    const asked = await plan(reviewer, "verify", open, own, others, "C-NOBODY");
    expect(asked.applies.map(({ reference }) => reference)).toEqual([open]);
    expect(asked.against).toEqual([
      { reference: own, why: "own-version" },
      { reference: others, why: "other-agency" },
      { reference: "C-NOBODY", why: "gone" },
    ]);
    expect(asked.bars, "a submitted case counts already").toEqual([]);
    expect(await doBulk(reviewer, { kind: "verify", cases: asked.applies })).toEqual([
      { reference: open, failure: null },
    ]);
    expect((await plan(reviewer, "verify", open)).against).toEqual([{ reference: open, why: "nothing-waits" }]);
  });

  it("tells the months that lose a case, and they do", async () => {
    const at = { date: "2009-03-04", point: "tumen" };
    const [a, b] = [(await logged(analyst, at)).reference, (await logged(analyst, at)).reference];
    const undated = (await logged(analyst, { ...at, date: "2009" })).reference;
    const asked = await plan(reviewer, "return", a, b, undated);
    expect(asked.bars).toMatchObject([
      { month: "2009-03", point: { slug: "tumen" }, by: -2 },
      { month: null, point: { slug: "tumen" }, by: -1 },
    ]);
    const before = await barOf("2009-03", "tumen");
    const done = await doBulk(reviewer, { kind: "return", cases: asked.applies, reason: "Which post?" });
    expect(done.map(({ failure }) => failure)).toEqual([null, null, null]);
    expect(await barOf("2009-03", "tumen")).toBe(before - 2);
    const again = await plan(reviewer, "return", a);
    expect(again.against).toEqual([{ reference: a, why: "nothing-waits" }]);
  });

  it("moves a case to the month that its amendment says, once that is verified", async () => {
    const { reference, reportId } = await logged(analyst, { date: "2008-05-01", point: "dandong" });
    await doBulk(reviewer, { kind: "verify", cases: (await plan(reviewer, "verify", reference)).applies });
    await withViewerWrite(analyst, (tx) =>
      amendReport(tx, analyst, {
        reportId,
        baseVersion: 1,
        account: plainAccount({ date: "2008-06-01", point: "changbai" }),
        reason: "The notice was read again.",
      }),
    );
    const asked = await plan(reviewer, "verify", reference);
    expect(asked.bars).toMatchObject([
      { month: "2008-05", point: { slug: "dandong" }, by: -1 },
      { month: "2008-06", point: { slug: "changbai" }, by: 1 },
    ]);
    expect((await plan(reviewer, "return", reference)).bars, "what is verified stands").toEqual([]);
    const [from, to] = [await barOf("2008-05", "dandong"), await barOf("2008-06", "changbai")];
    await doBulk(reviewer, { kind: "verify", cases: asked.applies });
    expect([await barOf("2008-05", "dandong"), await barOf("2008-06", "changbai")]).toEqual([from - 1, to + 1]);
  });

  it("withdraws a case with every report that stands, if all are the viewer's to withdraw", async () => {
    const mine = (await logged(analyst)).reference;
    await logged(analyst, {}, mine);
    const shared = (await logged(analyst)).reference;
    await logged(colleague, {}, shared);
    const verified = (await logged(analyst)).reference;
    await doBulk(reviewer, { kind: "verify", cases: (await plan(reviewer, "verify", verified)).applies });
    const asked = await plan(analyst, "withdraw", mine, shared, verified);
    expect(asked.applies).toHaveLength(1);
    expect(asked.applies[0]?.versions).toHaveLength(2);
    expect(asked.against).toEqual([
      { reference: shared, why: "another-author" },
      { reference: verified, why: "needs-reviewer" },
    ]);
    await doBulk(analyst, { kind: "withdraw", cases: asked.applies, reason: "Logged twice." });
    const [row] = await db.sql<{ status: string }>("SELECT status FROM case_file WHERE reference = $1", [mine]);
    expect(row?.status).toBe("withdrawn");
    expect((await plan(analyst, "withdraw", mine)).against).toEqual([{ reference: mine, why: "withdrawn" }]);
    expect((await plan(reviewer, "withdraw", verified)).applies).toHaveLength(1);
    expect((await plan(stranger, "withdraw", verified)).against).toEqual([
      { reference: verified, why: "other-agency" },
    ]);
  });

  it("takes all that a filter finds, in the viewer's own scope", async () => {
    const mark = "quay 77";
    for (const handling of ["green", "amber"] as const) await logged(analyst, { place: mark, handling });
    const ask = (viewer: Viewer) => planBulk(viewer, { kind: "operation", of: { query: "q=quay+77&sort=point" } });
    expect((await ask(analyst)).applies).toHaveLength(2);
    expect(await ask(stranger)).toMatchObject({ applies: [], against: [{ why: "other-agency" }], more: false });
  });
});

describe("a decision about several cases", () => {
  it("leaves a case as it is where somebody was faster, whole, and the others stand", async () => {
    const two = (await logged(analyst)).reference;
    await logged(analyst, {}, two);
    const other = (await logged(analyst)).reference;
    const asked = await plan(reviewer, "verify", two, other);
    // Meanwhile one of the two reports of a case is decided about.
    const [first] = asked.applies;
    const faster = { reference: two, versions: first?.versions.slice(1) ?? [] };
    await doBulk(reviewer, { kind: "return", cases: [faster], reason: "The date?" });
    const done = await doBulk(reviewer, { kind: "verify", cases: asked.applies });
    expect(done.map(({ reference, failure }) => [reference, failure?.code])).toEqual([
      [two, "CONFLICT"],
      [other, undefined],
    ]);
    const statuses = await db.sql<{ status: string }>(
      "SELECT r.status FROM report r JOIN case_file c ON c.id = r.case_id WHERE c.reference = $1 ORDER BY r.created_at",
      [two],
    );
    expect(
      statuses.map(({ status }) => status),
      "all of a case or nothing",
    ).toEqual(["submitted", "returned"]);
  });

  it("sets an operation by the matrix, in the log and in the search, and changes no count", async () => {
    const { reference } = await logged(analyst);
    const set = (viewer: Viewer, operation: string | null) =>
      doBulk(viewer, { kind: "operation", cases: [{ reference, versions: [] }], operation });
    expect(await set(analyst, "Night Heron")).toEqual([{ reference, failure: null }]);
    const found = await planBulk(analyst, { kind: "operation", of: { query: "q=night+heron" } });
    expect(found.applies.map((one) => one.reference)).toEqual([reference]);
    expect((await set(stranger, "Theirs"))[0]?.failure?.code).toBe("FORBIDDEN");
    expect((await set(await makeViewer(db, "north", "viewer"), "x"))[0]?.failure?.code).toBe("FORBIDDEN");
    await set(analyst, "Night Heron");
    await set(reviewer, null);
    const events = await db.sql<{ details: unknown }>(
      "SELECT details FROM audit_event WHERE action = 'case.set-operation' AND subject_id = $1 ORDER BY id",
      [reference],
    );
    expect(
      events.map(({ details }) => details),
      "the same name again is no step",
    ).toEqual([{ named: true }, { named: false }]);
    const rows = await withViewer(analyst, (tx) => tx.caseFile.findMany({ where: { reference } }));
    expect(rows[0]?.operation).toBeNull();
  });
});
