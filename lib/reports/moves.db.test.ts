import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import type { TypedAccount } from "@/lib/cases/schema";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { loadCaseFile, loadCasePage, loadReport } from "./loaders";
import { choosePrincipal, effectOf, moveReport, undoMove } from "./moves";
import { verifyReport } from "./mutations";

const db = testDatabase();
let sourceId = 0;
let analyst: Viewer;
let reviewer: Viewer;
let outsider: Viewer;
let othersReviewer: Viewer;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  analyst = await makeViewer(db, "north", "analyst");
  reviewer = await makeViewer(db, "north", "reviewer");
  outsider = await makeViewer(db, "south", "analyst");
  othersReviewer = await makeViewer(db, "south", "reviewer");
});

const july = plainAccount();
const august = plainAccount({ date: "2010-08", point: "changbai", lines: [plainLine({ quantity: "2.5" })] });
/** A case with two reports that disagree: july is the principal. */
async function twoReports(change: Partial<TypedAccount> = {}, second: Viewer = analyst) {
  const first = await log(analyst, newReport(sourceId, { ...july, ...change }));
  const other = await log(second, newReport(sourceId, { ...august, ...change }, { attachTo: first.reference }));
  return { reference: first.reference, first: first.reportId, other: other.reportId };
}
const verify = (reportId: string) =>
  withViewerWrite(reviewer, (tx) => verifyReport(tx, reviewer, { reportId, version: 1, reason: null }));
const choose = (viewer: Viewer, reportId: string, instead: string, reason = "the better source") =>
  withViewerWrite(viewer, (tx) => choosePrincipal(tx, viewer, { reportId, instead, reason }));
const move = (viewer: Viewer, reportId: string, to: string, reason = "another event") =>
  withViewerWrite(viewer, (tx) => moveReport(tx, viewer, { reportId, to, reason }));
const undo = (viewer: Viewer, reportId: string) =>
  withViewerWrite(viewer, (tx) => undoMove(tx, viewer, { reportId, reason: "the same event after all" }));
/** Cases counted in July at Dandong, and in August at Changbai. */
const bars = async () => {
  const [row] = await db.sql<{ july: number; august: number }>(
    "SELECT count(*) FILTER (WHERE f.month = 2010 * 12 + 6 AND p.slug = 'dandong')::int AS july, count(*) FILTER (WHERE f.month = 2010 * 12 + 7 AND p.slug = 'changbai')::int AS august FROM case_flat f JOIN transit_point p ON p.id = f.point_id WHERE f.status IN (0, 1)",
  );
  return [row?.july ?? 0, row?.august ?? 0] as const;
};

describe("using a report's values", () => {
  it("makes it the principal, moves the month, says so in history and log, and shows the effect before", async () => {
    const { reference, first, other } = await twoReports();
    const [julyBefore, augustBefore] = await bars();
    const file = await loadCaseFile(analyst, reference);
    expect(file.reports.map(({ principal, mayChoose }) => [principal, mayChoose])).toEqual([
      [true, false],
      [false, true],
    ]);
    const effect = await effectOf(analyst, [reference], (tx) =>
      choosePrincipal(tx, analyst, { reportId: other, instead: first, reason: "preview" }),
    );
    expect(effect.bars.map(({ month, point, before, after }) => [month, point?.slug, before, after])).toEqual([
      ["2010-07", "dandong", julyBefore, julyBefore - 1],
      ["2010-08", "changbai", augustBefore, augustBefore + 1],
    ]);
    expect(effect.cases).toMatchObject([
      {
        reference,
        before: { edtf: "2010-07", total: { central: "1500" } },
        after: { edtf: "2010-08", total: { central: "2500" } },
      },
    ]);
    expect(await bars(), "a preview leaves nothing").toEqual([julyBefore, augustBefore]);
    expect(await db.sql("SELECT 1 FROM case_decision WHERE report_id = $1", [other])).toEqual([]);

    await expect(choose(analyst, other, first, " ")).rejects.toMatchObject({ fields: [{ path: "reason" }] });
    await choose(analyst, other, first);
    expect(await bars()).toEqual([julyBefore - 1, augustBefore + 1]);
    await expect(choose(analyst, other, first), "somebody was faster").rejects.toMatchObject({ code: "CONFLICT" });
    const after = await loadCaseFile(analyst, reference);
    expect(after).toMatchObject({ month: "2010-08", point: { slug: "changbai" } });
    expect(after.history[0]).toMatchObject({ kind: "principal", reason: "the better source", reportId: other });
    expect(
      await db.sql(
        "SELECT actor_id, reason FROM audit_event WHERE action = 'case.choose-principal' AND subject_id = $1",
        [reference],
      ),
    ).toEqual([{ actor_id: analyst.userId, reason: "the better source" }]);
  });

  it("is a reviewer's in a verified case, and then only a verified report's; never another agency's", async () => {
    const { first, other } = await twoReports();
    for (const viewer of [outsider, othersReviewer])
      await expect(choose(viewer, other, first)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await verify(first);
    await expect(choose(analyst, other, first)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(choose(reviewer, other, first), "not verified yet").rejects.toMatchObject({ code: "FORBIDDEN" });
    await verify(other);
    await expect(choose(analyst, other, first)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await choose(reviewer, other, first);
  });

  it("leaves the figures of a case to its owner where a colleague of another agency adds a source", async () => {
    const { reference, other } = await twoReports({}, outsider);
    const file = await loadCaseFile(outsider, reference);
    expect(file).toMatchObject({ month: "2010-07", mayAttach: true, ownerAgency: "north" });
    expect(file.reports.map(({ id, agency, mayChoose }) => [id === other, agency, mayChoose])).toEqual([
      [false, "north", false],
      [true, "south", false],
    ]);
  });
});

describe("moving a report", () => {
  it("takes it to another case and back, and the months follow as was shown before", async () => {
    const { reference, first, other } = await twoReports();
    const target = await log(analyst, newReport(sourceId, july));
    const before = await bars();
    for (const viewer of [analyst, outsider, othersReviewer])
      await expect(move(viewer, other, target.reference)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(move(reviewer, other, "C-NONE")).rejects.toMatchObject({ fields: [{ path: "to" }] });
    await expect(move(reviewer, other, reference)).rejects.toMatchObject({ fields: [{ path: "to" }] });
    const foreign = await log(outsider, newReport(sourceId, july));
    await expect(move(reviewer, other, foreign.reference)).rejects.toMatchObject({
      fields: [{ path: "to", message: "reports.error.move-others" }],
    });
    const [julyNow, augustNow] = await bars();
    await move(reviewer, first, target.reference);
    expect(await bars(), "the next report is the principal now").toEqual([julyNow - 1, augustNow + 1]);
    expect((await loadCaseFile(analyst, reference)).history[0]).toMatchObject({
      kind: "moved-out",
      other: target.reference,
      reason: "another event",
    });
    const there = await loadCaseFile(reviewer, target.reference);
    expect(there.history[0]).toMatchObject({ kind: "moved-in", other: reference });
    expect(there.reports.filter(({ mayMoveBack }) => mayMoveBack).map(({ id }) => id)).toEqual([first]);
    expect((await loadReport(analyst, first)).reference).toBe(target.reference);
    await undo(reviewer, first);
    expect(await bars()).toEqual([julyNow, augustNow]);
    const home = await loadCaseFile(analyst, reference);
    expect(home.reports.find(({ principal }) => principal)?.id).toBe(first);
    expect(home.history[0]?.kind).toBe("moved-back");
    await expect(undo(reviewer, first)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(before).toHaveLength(2);
  });

  it("lets an emptied case's reference lead to the target, count nowhere, and come back", async () => {
    const lone = await log(analyst, newReport(sourceId, august));
    const target = await log(analyst, newReport(sourceId, july));
    const further = await log(analyst, newReport(sourceId, july));
    const [julyBefore, augustBefore] = await bars();
    const effect = await effectOf(reviewer, [lone.reference, target.reference], (tx) =>
      moveReport(tx, reviewer, { reportId: lone.reportId, to: target.reference, reason: "preview" }),
    );
    expect(effect.cases.map(({ after }) => after === null)).toEqual([true, false]);
    expect(effect.bars.map(({ month, before, after }) => [month, before, after])).toEqual([
      ["2010-08", augustBefore, augustBefore - 1],
    ]);
    await move(reviewer, lone.reportId, target.reference);
    expect(await bars()).toEqual([julyBefore, augustBefore - 1]);
    await expect(loadCaseFile(analyst, lone.reference)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await loadCasePage(analyst, lone.reference)).toBe(target.reference);
    await expect(loadCasePage(analyst, "C-NONE")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(
      await db.sql("SELECT 1 FROM case_text t JOIN case_file c ON c.id = t.case_id WHERE c.reference = $1", [
        lone.reference,
      ]),
    ).toEqual([]);
    await expect(log(analyst, newReport(sourceId, july, { attachTo: lone.reference }))).rejects.toMatchObject({
      fields: [{ path: "attachTo" }],
    });

    // On from there, and back twice: each reference leads where its report is.
    await move(reviewer, target.reportId, further.reference);
    await move(reviewer, lone.reportId, further.reference);
    expect(await loadCasePage(analyst, lone.reference)).toBe(further.reference);
    await undo(reviewer, lone.reportId);
    await undo(reviewer, target.reportId);
    await undo(reviewer, lone.reportId);
    expect(await bars()).toEqual([julyBefore, augustBefore]);
    expect(await loadCasePage(analyst, lone.reference)).toMatchObject({ reference: lone.reference, month: "2010-08" });
    expect(
      await db.sql(
        "SELECT action, count(*)::int AS n FROM audit_event WHERE action LIKE 'report.move%' AND reason <> '' AND details ->> 'report' = $1 GROUP BY 1 ORDER BY 1",
        [lone.reportId],
      ),
    ).toEqual([
      { action: "report.move", n: 2 },
      { action: "report.move-undo", n: 2 },
    ]);
  });

  it("is refused by the database itself to whoever is no reviewer", async () => {
    const { other } = await twoReports();
    const target = await log(analyst, newReport(sourceId, july));
    await expect(
      withViewerWrite(
        analyst,
        (tx) =>
          tx.$executeRaw`UPDATE report SET case_id = (SELECT id FROM case_file WHERE reference = ${target.reference}) WHERE id = ${other}::uuid`,
      ),
    ).rejects.toThrow(/only a reviewer/);
  });
});
