import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { resolveCases } from "@/lib/cases/resolve";
import type { TypedAccount } from "@/lib/cases/schema";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { AppError } from "@/lib/errors";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { loadCaseFile, loadCasePage, loadReport } from "./loaders";
import { choosePrincipal, effectOf, moveReport, undoMove } from "./moves";
import { verifyReport } from "./mutations";
import { reinstateReport, withdrawReport } from "./withdrawal";

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

describe("an undone withdrawal", () => {
  const withdraw = (reportId: string) =>
    withViewerWrite(reviewer, (tx) => withdrawReport(tx, reviewer, { reportId, reason: "logged by mistake" }));
  const reinstate = (reportId: string) =>
    withViewerWrite(reviewer, (tx) => reinstateReport(tx, reviewer, { reportId, reason: "it was none" }));

  it("leaves a principal alone that somebody has chosen by hand since, and says so before it is done", async () => {
    const { reference, first, other } = await twoReports();
    const third = await log(analyst, newReport(sourceId, july, { attachTo: reference }));
    for (const reportId of [first, other, third.reportId]) await verify(reportId);
    await withdraw(first);
    expect((await loadCaseFile(reviewer, reference)).reports.find(({ principal }) => principal)?.id).toBe(other);
    await choose(reviewer, third.reportId, other);
    const file = await loadCaseFile(reviewer, reference);
    expect(file.reports.find(({ id }) => id === first)?.withdrawal).toMatchObject({ undo: true, figures: null });
    await reinstate(first);
    expect((await loadCaseFile(reviewer, reference)).reports.find(({ principal }) => principal)?.id).toBe(
      third.reportId,
    );
  });

  it("and every other decision, in any order, leave cases that say what their principal reports say", async () => {
    const steps = ["choose", "move", "undo", "withdraw", "reinstate", "verify"] as const;
    const step = fc.record({ verb: fc.constantFrom(...steps), nth: fc.nat(2) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (sequence) => {
        const { reference, first, other } = await twoReports();
        const third = await log(
          analyst,
          newReport(sourceId, plainAccount({ date: "2010-09-01", lines: [plainLine({ quantity: "7" })] })),
        );
        const cases = [reference, third.reference];
        const ids = [first, other, third.reportId];
        const chosen = new Map<string, string>();
        for (const { verb, nth } of sequence) {
          const reportId = ids[nth] ?? "";
          const before = await stand(ids);
          const at = before.find(({ id }) => id === reportId);
          if (!at) throw new Error("a report stands on a case");
          const work = {
            choose: () => choose(reviewer, reportId, at.principal),
            move: () => move(reviewer, reportId, cases.find((one) => one !== at.reference) ?? ""),
            undo: () => undo(reviewer, reportId),
            withdraw: () => withdraw(reportId),
            reinstate: () => reinstate(reportId),
            verify: () => verify(reportId),
          };
          // What is not allowed as things stand is refused, and changes nothing.
          const refused = await work[verb]().then(
            () => false,
            (error: unknown) => {
              if (error instanceof AppError) return true;
              throw error;
            },
          );
          const after = await stand(ids);
          if (refused) expect(after).toEqual(before);
          else if (verb === "choose") chosen.set(at.reference, reportId);
          else if (verb !== "reinstate" && verb !== "verify" && chosen.get(at.reference) === reportId)
            chosen.delete(at.reference);
          for (const one of after) {
            expect(one.says, "the case says what its principal report says").toEqual(one.principalSays);
            expect(one.principalWithdrawn, "a withdrawn report gives figures only where all are").toBe(
              one.allWithdrawn,
            );
            expect(chosen.get(one.reference) ?? one.principal, "what was chosen by hand stays").toBe(one.principal);
          }
          const [empty] = await db.sql<{ wrong: number }>(
            `SELECT count(*)::int AS wrong FROM case_file c WHERE c.reference = ANY ($1)
               AND (c.resolves_to_id IS NULL) <> EXISTS (SELECT 1 FROM report r WHERE r.case_id = c.id)`,
            [cases],
          );
          expect(empty?.wrong, "a reference leads on where a case has no report, and only there").toBe(0);
        }
        const flat = () =>
          db.sql(
            "SELECT f.* FROM case_flat f JOIN case_file c ON c.id = f.case_id WHERE c.reference = ANY ($1) ORDER BY 1",
            [cases],
          );
        const counted = await flat();
        const found = await db.sql<{ id: number }>("SELECT id FROM case_file WHERE reference = ANY ($1)", [cases]);
        await withViewerWrite(reviewer, (tx) =>
          resolveCases(
            tx,
            found.map(({ id }) => id),
          ),
        );
        expect(await flat(), "resolving again changes nothing").toEqual(counted);
      }),
      { numRuns: 12 },
    );
  });
});

/** Where reports stand: their case, its principal, what both say. */
const stand = (ids: string[]) =>
  db.sql<{
    id: string;
    reference: string;
    principal: string;
    says: unknown;
    principalSays: unknown;
    principalWithdrawn: boolean;
    allWithdrawn: boolean;
  }>(
    `SELECT r.id, c.reference, c.principal_report_id::text AS principal,
       jsonb_build_object('date', c.edtf, 'status', c.status, 'quantity',
         (SELECT trim_scale(l.quantity)::text FROM case_line l WHERE l.case_id = c.id)) AS says,
       jsonb_build_object('date', v.account -> 'date', 'status', p.status, 'quantity', v.account -> 'lines' -> 0 -> 'quantity') AS "principalSays",
       p.status = 'withdrawn' AS "principalWithdrawn",
       NOT EXISTS (SELECT 1 FROM report o WHERE o.case_id = c.id AND o.status <> 'withdrawn') AS "allWithdrawn"
     FROM report r JOIN case_file c ON c.id = r.case_id LEFT JOIN report p ON p.id = c.principal_report_id AND p.case_id = c.id
       LEFT JOIN report_version v ON v.report_id = p.id AND v.number = coalesce(p.verified_version, p.latest_version)
     WHERE r.id = ANY ($1::uuid[]) ORDER BY r.id`,
    [ids],
  );
