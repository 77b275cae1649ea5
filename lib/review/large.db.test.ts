import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { withViewer } from "@/lib/db/with-viewer";
import { loadMyReports } from "@/lib/reports/loaders";
import { testDatabase } from "@/lib/testing/database";
import { importing, removeFilesAfter } from "@/lib/testing/import-files";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { countWaiting, loadReviewPage } from "./loaders";
import { countedBeside, countedOnPage, pageSize } from "./queries";

const db = testDatabase();
removeFilesAfter();
const rows = countedOnPage + 60;
let analyst: Viewer;
let reviewer: Viewer;
let other: Viewer;

beforeAll(async () => {
  const { sourceId } = await makeReferenceLists(db);
  await makeAgency(db, "north");
  analyst = await makeViewer(db, "north", "analyst");
  other = await makeViewer(db, "north", "analyst");
  reviewer = await makeViewer(db, "north", "reviewer");
  await log(other, newReport(sourceId, plainAccount({ point: "tumen" })));
  const lines = Array.from({ length: rows }, (_, n) => `2009-02-03,Dandong,Heroin,${n + 1},g`);
  await importing(analyst, ["Date,Point,Drug,Amount,Unit", ...lines].join("\n"), {
    name: "A large file",
    columns: { date: "Date", transitPoint: "Point", substance: "Drug", quantity: "Amount", unit: "Unit" },
  });
  await db.sql("ANALYZE report, case_file, report_decision");
}, 120_000);

/** Pages that a statement reads, by what its plan says of itself. */
async function pagesOf(viewer: Viewer, sql: string): Promise<number> {
  const [plan] = await withViewer(viewer, (tx) =>
    tx.$queryRawUnsafe<{ "QUERY PLAN": { Plan: Record<string, number> }[] }[]>(
      `EXPLAIN (ANALYZE, BUFFERS, TIMING off, FORMAT json) ${sql}`,
    ),
  );
  const top = plan?.["QUERY PLAN"][0]?.Plan ?? {};
  return (top["Shared Hit Blocks"] ?? 0) + (top["Shared Read Blocks"] ?? 0);
}

describe("after a large file was imported", () => {
  it("says that more wait than were counted, on every page and in the queue, and all of it to a program", async () => {
    expect(await countWaiting(reviewer)).toMatchObject({ total: countedBeside, more: true });
    const page = await loadReviewPage(reviewer, {});
    expect(page).toMatchObject({ total: countedOnPage, more: true, firstRow: 1, previous: null });
    expect(page.rows).toHaveLength(pageSize);
    expect(await loadReviewPage(reviewer, {}, { exact: true })).toMatchObject({ total: rows + 1, more: false });
    expect(await loadReviewPage(reviewer, { point: "dandong" })).toMatchObject({ total: countedOnPage, more: true });
    expect(await loadReviewPage(reviewer, { point: "tumen" })).toMatchObject({ total: 1, more: false, next: null });
    expect(await loadReviewPage(reviewer, { point: "none" })).toMatchObject({ total: 0, more: false });
    expect(await loadReviewPage(reviewer, { handling: "red" })).toMatchObject({ total: 0, more: false, firstRow: 0 });
  });

  it("does not number rows further on than it counts, and goes back from there", async () => {
    const [last] = await db.sql<{ id: string; since: Date }>(
      "SELECT id, waiting_since AS since FROM report WHERE waiting_since IS NOT NULL ORDER BY waiting_since DESC, id DESC OFFSET 20 LIMIT 1",
    );
    const page = await loadReviewPage(reviewer, { cursor: `${last?.since.toISOString()}~${last?.id}` });
    expect(page).toMatchObject({ firstRow: null, next: null });
    expect(page.rows).toHaveLength(20);
    const back = await loadReviewPage(reviewer, { before: page.previous ?? "" });
    expect(back.rows.at(-1)?.reportId).toBe(last?.id);
    expect(back.next).not.toBeNull();
  });

  it("lists the newest of one's own, and of who has few, these", async () => {
    const { waiting } = await loadMyReports(analyst);
    expect([waiting.total, waiting.more, waiting.rows.length]).toEqual([countedBeside, true, 50]);
    expect((await loadMyReports(analyst, { exact: true })).waiting).toMatchObject({ total: rows, more: false });
    expect((await loadMyReports(other)).waiting).toMatchObject({ total: 1, more: false });
    expect((await loadMyReports(reviewer)).waiting).toMatchObject({ total: 0, rows: [] });
  });

  it("reads what is shown and not what waits", async () => {
    const all = await pagesOf(reviewer, "SELECT count(*) FROM waiting_reports()");
    const page = await pagesOf(reviewer, `SELECT count(*) FROM waiting_reports(${pageSize})`);
    expect(all).toBeGreaterThan(20_000);
    expect(page).toBeLessThan(500);
    const placed = async (slug: string) => {
      const [point] = await db.sql<{ id: number }>("SELECT id FROM transit_point WHERE slug = $1", [slug]);
      return pagesOf(reviewer, `SELECT count(*) FROM waiting_reports(${pageSize}, placed => '{${point?.id}}')`);
    };
    expect(await placed("dandong")).toBeLessThan(1_000);
    expect(await placed("tumen")).toBeLessThan(500);
    expect(await pagesOf(analyst, "SELECT count(*) FROM reports_in_hand(true, 50)")).toBeLessThan(500);
    expect(await pagesOf(other, "SELECT count(*) FROM reports_in_hand(true, 1001)")).toBeLessThan(50);
    expect(await pagesOf(analyst, "SELECT count(*) FROM reports_in_hand(false, 1001)")).toBeLessThan(50);
  });

  it("asks for a viewer: nobody who has not entered reads what waits", async () => {
    await expect(db.sql("SELECT * FROM waiting_reports()")).rejects.toThrow(/weir.scopes/);
    await expect(db.sql("SELECT * FROM reports_in_hand(true, 1)")).rejects.toThrow(/weir.user/);
    const open = await db.sql(
      "SELECT p.proname FROM pg_proc p WHERE p.proname IN ('waiting_reports', 'reports_in_hand') AND (NOT p.prosecdef OR has_function_privilege('public', p.oid, 'EXECUTE'))",
    );
    expect(open).toEqual([]);
  });
});
