import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { saveDraft } from "./drafts";
import { draftValues } from "./form";
import { loadMyReports } from "./loaders";
import { amendReport, returnReport, verifyReport } from "./mutations";
import { withdrawReport } from "./withdrawal";

const db = testDatabase();
let sourceId = 0;
let author: Viewer;
let colleague: Viewer;
let reviewer: Viewer;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  author = await makeViewer(db, "north", "analyst");
  colleague = await makeViewer(db, "north", "analyst");
  reviewer = await makeViewer(db, "north", "reviewer");
});

const verify = (reportId: string, version: number) =>
  withViewerWrite(reviewer, (tx) => verifyReport(tx, reviewer, { reportId, version, reason: null }));
const sendBack = (reportId: string, version: number, reason: string) =>
  withViewerWrite(reviewer, (tx) => returnReport(tx, reviewer, { reportId, version, reason }));
const amend = (viewer: Viewer, reportId: string, baseVersion: number) =>
  withViewerWrite(viewer, (tx) =>
    amendReport(tx, viewer, { reportId, baseVersion, account: plainAccount({ note: "again" }), reason: null }),
  );

describe("what one has in hand", () => {
  it("is drafts, what waits, and what came back with its reason: the newest first", async () => {
    const decided = await log(author, newReport(sourceId, plainAccount()));
    await verify(decided.reportId, 1);
    const waiting = await log(author, newReport(sourceId, plainAccount({ point: "tumen", date: "2009" })));
    const back = await log(author, newReport(sourceId, plainAccount()));
    await sendBack(back.reportId, 1, "which day?");
    const later = await log(
      author,
      newReport(sourceId, plainAccount({ point: null, attribution: null, place: "a barn" })),
    );
    await sendBack(later.reportId, 1, "which barn?");
    await amend(author, decided.reportId, 1);
    const gone = await log(author, newReport(sourceId, plainAccount()));
    await withViewerWrite(author, (tx) => withdrawReport(tx, author, { reportId: gone.reportId, reason: "twice" }));
    await log(colleague, newReport(sourceId, plainAccount()));
    await withViewerWrite(author, (tx) =>
      saveDraft(tx, author, {
        id: randomUUID(),
        editor: "tab",
        base: 0,
        revision: 1,
        values: draftValues.parse({ date: "2010-01" }),
      }),
    );

    const mine = await loadMyReports(author);
    expect(mine.drafts).toMatchObject({ total: 1, rows: [{ date: "2010-01" }] });
    expect(mine.waiting.total).toBe(2);
    expect(mine.waiting.rows).toMatchObject([
      { reference: decided.reference, version: 2, amendment: true, returned: null },
      { reference: waiting.reference, version: 1, amendment: false, edtf: "2009", point: { nameEn: "Tumen" } },
    ]);
    expect(mine.returned.total).toBe(2);
    expect(mine.returned.rows).toMatchObject([
      { reference: later.reference, place: "a barn", returned: { reason: "which barn?", by: { name: reviewer.name } } },
      { reference: back.reference, returned: { reason: "which day?" } },
    ]);
    expect(mine.waiting.rows[1]?.lines).toMatchObject([{ asReported: "ice", quantity: "1.5", unit: "kg" }]);
  });

  it("is a colleague's once they wrote the newest version, and comes back to them", async () => {
    const { reportId, reference } = await log(author, newReport(sourceId, plainAccount()));
    await verify(reportId, 1);
    await amend(colleague, reportId, 1);
    const has = async (viewer: Viewer, list: "waiting" | "returned") =>
      (await loadMyReports(viewer))[list].rows.some((row) => row.reference === reference);
    expect([await has(author, "waiting"), await has(colleague, "waiting")]).toEqual([false, true]);
    await sendBack(reportId, 2, "no");
    expect([await has(author, "returned"), await has(colleague, "returned")]).toEqual([false, true]);
  });

  it("counts all and lists the newest fifty", async () => {
    const busy = await makeViewer(db, "north", "analyst");
    for (let n = 0; n < 52; n += 1) await log(busy, newReport(sourceId, plainAccount()));
    const { waiting } = await loadMyReports(busy);
    expect([waiting.total, waiting.rows.length]).toEqual([52, 50]);
  });

  it("is for who may log", async () => {
    for (const role of ["viewer", "admin", "auditor"] as const)
      await expect(loadMyReports(await makeViewer(db, "north", role)), role).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
    expect((await loadMyReports(reviewer)).waiting.total).toBe(0);
  });
});
