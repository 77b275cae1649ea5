import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { loadCaseFile } from "@/lib/reports/loaders";
import { amendReport, returnReport, verifyReport } from "@/lib/reports/mutations";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { countWaiting, loadReviewPage } from "./loaders";
import { decideEach } from "./mutations";
import { pageSize } from "./queries";

const db = testDatabase();
let sourceId = 0;
let analyst: Viewer;
let reviewer: Viewer;
let south: Viewer;
let southReviewer: Viewer;
let colleague: Viewer;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  analyst = await makeViewer(db, "north", "analyst");
  reviewer = await makeViewer(db, "north", "reviewer");
  south = await makeViewer(db, "south", "analyst");
  southReviewer = await makeViewer(db, "south", "reviewer");
  colleague = await makeViewer(db, "north", "reviewer");
});

/** Empties the queue, so that a test sees its own reports alone. */
async function decideAll(): Promise<void> {
  for (const viewer of [reviewer, colleague, southReviewer])
    for (;;) {
      const { rows } = await loadReviewPage(viewer, {});
      const open = rows.filter((row) => row.decision === "open");
      if (open.length === 0) break;
      await decideEach(viewer, {
        kind: "verified",
        versions: open.map(({ reportId, version }) => ({ reportId, version })),
      });
    }
}

const asked = async (viewer: Viewer, params: Record<string, string> = {}) => {
  const page = await loadReviewPage(viewer, params);
  return { ...page, ids: page.rows.map((row) => row.reportId) };
};
const amend = (reportId: string, baseVersion: number, account = plainAccount({ note: "read again" })) =>
  withViewerWrite(analyst, (tx) => amendReport(tx, analyst, { reportId, baseVersion, account, reason: null }));

describe("the queue", () => {
  it("shows what waits, the oldest first, with what the waiting version itself says", async () => {
    await decideAll();
    const first = await log(analyst, newReport(sourceId, plainAccount({ point: "tumen", date: "2009-03-01" })));
    const second = await log(
      reviewer,
      newReport(sourceId, plainAccount({ place: "a hotel", point: null, attribution: null })),
    );
    const { rows, total, firstRow, next, previous } = await loadReviewPage(reviewer, {});
    expect(rows.map(({ reportId, decision, kind }) => ({ reportId, decision, kind }))).toEqual([
      { reportId: first.reportId, decision: "open", kind: "first" },
      { reportId: second.reportId, decision: "own-version", kind: "first" },
    ]);
    expect({ total, firstRow, next, previous }).toEqual({ total: 2, firstRow: 1, next: null, previous: null });
    expect(rows[0]).toMatchObject({
      reference: first.reference,
      edtf: "2009-03-01",
      point: { slug: "tumen" },
      lines: [{ asReported: "ice", quantity: "1.5", unit: "kg", substance: { slug: "methamphetamine" } }],
      source: "A shared source",
      reliability: "B",
      credibility: "6",
      author: { name: analyst.name, builtIn: null },
    });
    expect(rows[1]).toMatchObject({ point: null, place: "a hotel" });
  });

  it("is a reviewer's alone", async () => {
    for (const role of ["viewer", "analyst", "admin", "auditor"] as const) {
      const other = await makeViewer(db, "north", role);
      await expect(loadReviewPage(other, {}), role).rejects.toMatchObject({ code: "FORBIDDEN" });
      expect(await countWaiting(other), role).toBeNull();
      await expect(
        decideEach(other, { kind: "verified", versions: [{ reportId: crypto.randomUUID(), version: 1 }] }),
        role,
      ).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });

  it("holds nothing out of scope, and says who decides about another agency's", async () => {
    await decideAll();
    await log(south, newReport(sourceId, plainAccount({ handling: "amber" })));
    const { reportId } = await log(south, newReport(sourceId, plainAccount()));
    expect(await asked(reviewer)).toMatchObject({ ids: [reportId], total: 1 });
    expect((await asked(reviewer)).rows[0]).toMatchObject({ decision: "closed", ownerAgency: "south" });
    expect(await countWaiting(reviewer)).toEqual({ total: 0, more: false, href: "/review?owner=north" });
    expect(await countWaiting(southReviewer)).toEqual({ total: 2, more: false, href: "/review?owner=south" });
  });

  it("is narrowed by point with its children, handling, agency and text", async () => {
    await decideAll();
    const tumen = await log(
      analyst,
      newReport(sourceId, plainAccount({ point: "tumen", note: "behind the 压缩机 shed" })),
    );
    const amber = await log(analyst, newReport(sourceId, plainAccount({ handling: "amber" })));
    const others = await log(south, newReport(sourceId, plainAccount({ point: "yanbian" })));
    const found = async (params: Record<string, string>) => {
      const { ids, total } = await asked(reviewer, params);
      expect(total).toBe(ids.length);
      return ids;
    };
    expect(await found({})).toEqual([tumen.reportId, amber.reportId, others.reportId]);
    expect(await found({ point: "yanbian" })).toEqual([tumen.reportId, others.reportId]);
    expect(await found({ point: "yanbian~only" })).toEqual([others.reportId]);
    expect(await found({ point: "none" })).toEqual([]);
    expect(await found({ handling: "amber" })).toEqual([amber.reportId]);
    expect(await found({ owner: "north" })).toEqual([tumen.reportId, amber.reportId]);
    expect(await found({ owner: "south", point: "yanbian" })).toEqual([others.reportId]);
    expect(await found({ q: "压缩" })).toEqual([tumen.reportId]);
    const unknown = await asked(reviewer, { point: "atlantis", status: "returned" });
    expect(unknown.problems.map(({ key }) => key)).toEqual(["status", "point"]);
    expect(unknown.total).toBe(3);
  });

  it("marks an amendment with what changed since the verified version, and keeps its place by when it was submitted", async () => {
    await decideAll();
    const { reportId, reference } = await log(analyst, newReport(sourceId, plainAccount()));
    await withViewerWrite(reviewer, (tx) => verifyReport(tx, reviewer, { reportId, version: 1, reason: null }));
    const fresh = await log(analyst, newReport(sourceId, plainAccount()));
    await amend(reportId, 1, plainAccount({ lines: [plainLine({ quantity: "2" })], note: "read again" }));
    const { rows, ids } = await asked(reviewer);
    expect(ids).toEqual([fresh.reportId, reportId]);
    expect(rows[1]).toMatchObject({ reference, version: 2, kind: "amendment", changed: ["lines", "note"] });
    expect(rows[0]).toMatchObject({ kind: "first", changed: [] });
  });

  it("names a further source, and what was returned and came back", async () => {
    await decideAll();
    const { reportId, reference } = await log(analyst, newReport(sourceId, plainAccount()));
    await withViewerWrite(reviewer, (tx) => returnReport(tx, reviewer, { reportId, version: 1, reason: "which day?" }));
    expect((await asked(reviewer)).ids).toEqual([]);
    const further = await log(south, newReport(sourceId, plainAccount(), { attachTo: reference }));
    await amend(reportId, 1);
    expect((await asked(reviewer)).rows.map((row) => [row.reportId, row.kind, row.decision])).toEqual([
      [further.reportId, "further", "open"],
      [reportId, "again", "open"],
    ]);
  });

  it("goes through many pages without a gap and without a row twice, forward and back", async () => {
    await decideAll();
    const ids: string[] = [];
    for (let n = 0; n < pageSize + 7; n += 1)
      ids.push((await log(analyst, newReport(sourceId, plainAccount()))).reportId);
    const pages: string[][] = [];
    let page = await asked(reviewer);
    for (;;) {
      pages.push(page.ids);
      expect(page).toMatchObject({ total: ids.length, firstRow: pages.slice(0, -1).flat().length + 1 });
      if (page.next === null) break;
      page = await asked(reviewer, { cursor: page.next });
    }
    expect(pages.map((p) => p.length)).toEqual([pageSize, 7]);
    const [sorted] = [pages.flat()];
    expect([...sorted].sort()).toEqual([...ids].sort());
    expect((await asked(reviewer, { before: page.previous ?? "" })).ids).toEqual(pages[0]);
    // What stood there was decided meanwhile: the page starts from what is left.
    expect(
      (await asked(reviewer, { cursor: "2999-01-01T00:00:00.000Z~ffffffff-ffff-4fff-bfff-ffffffffffff" })).ids,
    ).toEqual(pages[0]);
  });

  it("agrees with the decisions themselves", async () => {
    const derived = await db.sql<{ id: string }>("SELECT id FROM report WHERE waiting_since IS NOT NULL ORDER BY id");
    const recounted = await db.sql<{ id: string }>(`
      SELECT r.id FROM report r WHERE r.status <> 'withdrawn' AND 'submitted' = (
        SELECT d.kind FROM report_decision d WHERE d.report_id = r.id AND d.version = r.latest_version ORDER BY d.id DESC LIMIT 1) ORDER BY r.id`);
    expect(derived).toEqual(recounted);
    expect(derived.length).toBeGreaterThan(0);
  });
});

describe("several decisions at once", () => {
  it("stand each by itself: what somebody else was faster with is told, and left as it is", async () => {
    const [mine, taken, open] = [
      await log(reviewer, newReport(sourceId, plainAccount())),
      await log(analyst, newReport(sourceId, plainAccount())),
      await log(analyst, newReport(sourceId, plainAccount())),
    ];
    await withViewerWrite(colleague, (tx) =>
      returnReport(tx, colleague, { reportId: taken.reportId, version: 1, reason: "which day?" }),
    );
    const versions = [mine, taken, open].map(({ reportId }) => ({ reportId, version: 1 }));
    const decided = await decideEach(reviewer, { kind: "verified", versions });
    expect(decided.map(({ failure }) => failure?.code ?? null)).toEqual(["FORBIDDEN", "CONFLICT", null]);
    expect(
      await db.sql(
        "SELECT r.status, (SELECT count(*)::int FROM report_decision d WHERE d.report_id = r.id) AS decisions FROM report r JOIN unnest($1::uuid[]) WITH ORDINALITY o(id, n) USING (id) ORDER BY n",
        [versions.map(({ reportId }) => reportId)],
      ),
    ).toEqual([
      { status: "submitted", decisions: 1 },
      { status: "returned", decisions: 2 },
      { status: "verified", decisions: 2 },
    ]);
  });

  it("return with one reason, which stands beside each", async () => {
    const reports = [
      await log(analyst, newReport(sourceId, plainAccount())),
      await log(analyst, newReport(sourceId, plainAccount())),
    ];
    const versions = reports.map(({ reportId }) => ({ reportId, version: 1 }));
    await decideEach(reviewer, { kind: "returned", versions, reason: "the day is missing" });
    expect(
      await db.sql("SELECT kind, reason FROM report_decision WHERE report_id = ANY ($1) AND kind <> 'submitted'", [
        versions.map(({ reportId }) => reportId),
      ]),
    ).toEqual([
      { kind: "returned", reason: "the day is missing" },
      { kind: "returned", reason: "the day is missing" },
    ]);
  });
});

describe("what a reviewer looks at twice", () => {
  it("is what the author confirmed, and cases that are probably the same event, in the viewer's scope", async () => {
    await decideAll();
    const account = (change = {}) =>
      plainAccount({ date: "1987-05-03", point: "changbai", lines: [plainLine({ quantity: "7.3" })], ...change });
    const known = await log(analyst, newReport(sourceId, account()));
    const hidden = await log(south, newReport(sourceId, account({ handling: "amber" })));
    const confirmed = [
      {
        code: "above-ceiling" as const,
        path: "lines.0.quantity",
        values: { quantity: "7.3", unit: "kg", substance: "methamphetamine", most: "1", by: "kg", tablets: "no" },
        reason: "the source repeats it",
      },
    ];
    const fresh = await log(analyst, newReport(sourceId, account({ date: "1987-05-04" }), { confirmed }));
    const { rows, ids } = await asked(reviewer);
    expect(ids).toEqual([known.reportId, fresh.reportId]);
    expect(rows[1]).toMatchObject({
      confirmed,
      duplicates: { cases: [{ reference: known.reference, reasons: ["place", "quantity"] }], total: 1 },
      before: null,
    });
    expect(rows[0]).toMatchObject({
      confirmed: [],
      duplicates: { cases: [{ reference: fresh.reference }], total: 1 },
    });
    const theirs = await asked(southReviewer);
    expect(theirs.rows.find(({ reportId }) => reportId === hidden.reportId)?.duplicates.total).toBe(2);
  });

  it("is that its author holds a like case for another event: said beside the hint, and no hint in the case's own file", async () => {
    await decideAll();
    const known = await log(analyst, newReport(sourceId, plainAccount({ date: "1985-02-03" })));
    const otherEvents = [known.reference];
    const apart = await log(analyst, newReport(sourceId, plainAccount({ date: "1985-02-03" }), { otherEvents }));
    const { rows } = await asked(reviewer);
    const hints = (reportId: string) => rows.find((row) => row.reportId === reportId)?.duplicates.cases;
    expect(hints(apart.reportId)).toMatchObject([{ reference: known.reference, setAside: true }]);
    expect(hints(known.reportId)).toMatchObject([{ reference: apart.reference, setAside: false }]);
    expect((await loadCaseFile(reviewer, apart.reference)).like).toEqual({ cases: [], total: 0 });
    expect((await loadCaseFile(reviewer, known.reference)).like).toMatchObject({
      cases: [{ reference: apart.reference }],
    });
  });

  it("is what changed since a version was returned, where none was verified", async () => {
    await decideAll();
    const { reportId } = await log(analyst, newReport(sourceId, plainAccount()));
    await withViewerWrite(reviewer, (tx) =>
      returnReport(tx, reviewer, { reportId, version: 1, reason: "which hotel?" }),
    );
    await amend(reportId, 1, plainAccount({ place: "Hotel Yalu" }));
    await amend(reportId, 2, plainAccount({ place: "Hotel Yalu", note: "third floor" }));
    expect((await asked(reviewer)).rows[0]).toMatchObject({ kind: "again", before: 1, changed: ["place", "note"] });
  });
});
