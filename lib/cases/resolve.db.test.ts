import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { builtInViewer } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import type { Handling } from "@/lib/codes";
import { handlingCodes } from "@/lib/codes";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { AppError } from "@/lib/errors";
import { monthOfNumber } from "@/lib/filter/period";
import { choosePrincipal, moveReport, undoMove } from "@/lib/reports/moves";
import { amendReport, returnReport, verifyReport } from "@/lib/reports/mutations";
import { reinstateReport, withdrawalsOf, withdrawReport } from "@/lib/reports/withdrawal";
import { testDatabase } from "@/lib/testing/database";
import { anyAccount, log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { resolveCases } from "./resolve";

const db = testDatabase();
let sourceId = 0;
let analysts: Viewer[] = [];
let reviewers: Viewer[] = [];

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  analysts = [await makeViewer(db, "north", "analyst"), await makeViewer(db, "south", "analyst")];
  reviewers = [await makeViewer(db, "north", "reviewer"), await makeViewer(db, "south", "reviewer")];
});

/** Everything that resolveCases writes, as one text to compare. */
async function projection(): Promise<string> {
  const parts: unknown[] = [];
  for (const sql of [
    "SELECT id, principal_report_id, handling, status, verified_at_source, amendment_waiting, edtf, date_from, date_to, date_precision, transit_point_id, attribution, place, seizing_agency, transport_mode, concealment, note, arrests_kind, arrests_count, arrests_words, scope_id FROM case_file ORDER BY id",
    "SELECT id, status, verified_version, source_id, credibility, handling, external_reference, waiting_since FROM report ORDER BY id",
    "SELECT * FROM case_line ORDER BY 1, 2",
    "SELECT * FROM line_mass ORDER BY 1, 2, 3",
    "SELECT * FROM involvement ORDER BY 1, 2",
    "SELECT * FROM asset ORDER BY 1, 2",
    "SELECT * FROM route_leg ORDER BY 1, 2",
    "SELECT f.case_id, d_from, d_to, month, point_id, scope_id, owner_agency_id, status, reliability, credibility, handling, s.substance_ids, segment, roles, mg_low, mg, mg_high, grams_low, grams, grams_high, lacks_grams FROM case_flat f JOIN substance_set s ON s.id = f.set_id ORDER BY 1",
    "SELECT * FROM case_text ORDER BY 1",
  ])
    parts.push(await db.sql(sql));
  return JSON.stringify(parts, null, 1);
}

/** Removes the projection and makes it again from the reports alone. */
async function resolveFromNothing(): Promise<void> {
  await db.sql("DELETE FROM case_flat");
  await db.sql("DELETE FROM case_text");
  await db.sql("DELETE FROM involvement");
  await db.sql("DELETE FROM asset");
  await db.sql("DELETE FROM route_leg");
  await db.sql("DELETE FROM case_line");
  await db.sql(`UPDATE case_file SET status = 'submitted', verified_at_source = false, amendment_waiting = false, edtf = NULL, date_from = NULL, date_to = NULL, date_precision = NULL,
    transit_point_id = NULL, attribution = NULL, place = NULL, seizing_agency = NULL, transport_mode = NULL, concealment = NULL, note = NULL, arrests_kind = 'unknown', arrests_count = NULL, arrests_words = NULL`);
  await db.sql("UPDATE report SET status = 'submitted', verified_version = NULL, waiting_since = NULL");
  const ids = (await db.sql<{ id: number }>("SELECT id FROM case_file")).map((r) => r.id);
  await withViewerWrite(await builtInViewer("operator"), (tx) => resolveCases(tx, ids));
}

/** Where the report's case counts, as the read model has it; null: nowhere. */
async function countedAt(reportId: string): Promise<{ month: string | null; point: string | null } | null> {
  const [row] = await db.sql<{ month: number | null; point: string | null; counted: boolean }>(
    "SELECT f.month, p.slug AS point, c.status IN ('submitted', 'verified') AS counted FROM report r JOIN case_file c ON c.id = r.case_id JOIN case_flat f ON f.case_id = c.id LEFT JOIN transit_point p ON p.id = f.point_id WHERE r.id = $1",
    [reportId],
  );
  return row?.counted ? { month: row.month === null ? null : monthOfNumber(row.month), point: row.point } : null;
}

/**
 * Withdraws a report, or undoes that, or both one after the other. What was said of the month's bar beforehand is what then happens; who
 * is told nothing is refused; and undoing at once leaves everything as it was.
 */
async function standOrNot(viewer: Viewer, reportId: string, what: string, done: Record<string, number>): Promise<void> {
  const [found] = await db.sql<{ case_id: number }>("SELECT case_id FROM report WHERE id = $1", [reportId]);
  const told = await withViewer(viewer, (tx) => withdrawalsOf(tx, viewer, found?.case_id ?? 0));
  const effect = told.get(reportId);
  const before = await projection();
  const act = (undo: boolean) =>
    withViewerWrite(viewer, (tx) =>
      undo
        ? reinstateReport(tx, viewer, { reportId, reason: "it was one" })
        : withdrawReport(tx, viewer, { reportId, reason: "not an event" }),
    );
  const shown = (where: { month: string | null; point: { slug: string } | null } | null | undefined) =>
    where && { month: where.month, point: where.point?.slug ?? null };
  const was = await countedAt(reportId);
  if (!effect) {
    await expect(act(what === "reinstate")).rejects.toBeInstanceOf(AppError);
    return act(what === "reinstate");
  }
  expect(shown(effect.before)).toEqual(was);
  await act(what === "reinstate");
  expect(effect.undo).toBe(what === "reinstate");
  const now = await countedAt(reportId);
  expect(shown(effect.after)).toEqual(now);
  if (now) done.counted = (done.counted ?? 0) + 1;
  if (JSON.stringify(was) !== JSON.stringify(now)) done.moved = (done.moved ?? 0) + 1;
  if (what !== "undo") return;
  await act(true);
  expect(await projection()).toBe(before);
}

type Step = {
  what:
    | "log"
    | "attach"
    | "amend"
    | "verify"
    | "return"
    | "withdraw"
    | "reinstate"
    | "undo"
    | "choose"
    | "move"
    | "take-back";
  agency: 0 | 1;
  which: number;
  handling: Handling;
};
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    "log",
    "log",
    "attach",
    "amend",
    "amend",
    "verify",
    "verify",
    "return",
    "withdraw",
    "withdraw",
    "reinstate",
    "undo",
    ...(["attach", "reinstate", "reinstate", "choose", "choose", "choose", "move", "move", "take-back"] as const),
  ),
  agency: fc.constantFrom(0, 1),
  which: fc.nat(1000),
  handling: fc.constantFrom(...handlingCodes),
});

describe("resolveCases", () => {
  it("gives, after any sequence of writes, the projection that one makes from nothing", async () => {
    const done: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 8, maxLength: 20 }),
        fc.array(anyAccount(["clear"]), { minLength: 20, maxLength: 20 }),
        async (steps, accounts) => {
          for (const [i, s] of steps.entries()) {
            const analyst = analysts[s.agency];
            const reviewer = reviewers[s.agency];
            const account = accounts[i];
            if (!analyst || !reviewer || !account) throw new Error("the world is not made");
            const handled = { ...account, handling: s.handling };
            const team = s.handling === "red" ? [reviewer.userId] : [];
            const reports = await db.sql<{
              id: string;
              reference: string;
              latest_version: number;
              principal: string | null;
            }>(
              "SELECT r.id, c.reference, r.latest_version, c.principal_report_id AS principal FROM report r JOIN case_file c ON c.id = r.case_id ORDER BY r.created_at, r.id",
            );
            const target = reports[s.which % Math.max(1, reports.length)];
            try {
              if (s.what === "log") await log(analyst, newReport(sourceId, handled, { team }));
              else if (target && s.what === "attach")
                await log(analyst, newReport(sourceId, handled, { team, attachTo: target.reference }));
              else if (target && s.what === "amend")
                await withViewerWrite(analyst, (tx) =>
                  amendReport(tx, analyst, {
                    reportId: target.id,
                    baseVersion: target.latest_version,
                    account: account,
                    reason: "better reading",
                  }),
                );
              else if (target && s.what === "verify")
                await withViewerWrite(reviewer, (tx) =>
                  verifyReport(tx, reviewer, { reportId: target.id, version: target.latest_version, reason: null }),
                );
              else if (target && s.what === "return")
                await withViewerWrite(reviewer, (tx) =>
                  returnReport(tx, reviewer, {
                    reportId: target.id,
                    version: target.latest_version,
                    reason: "unclear",
                  }),
                );
              else if (target && s.what === "choose")
                await withViewerWrite(reviewer, (tx) =>
                  choosePrincipal(tx, reviewer, {
                    reportId: target.id,
                    instead: target.principal ?? "",
                    reason: "the better source",
                  }),
                );
              else if (target && s.what === "move") {
                const other = reports[(s.which * 7 + 3) % reports.length];
                await withViewerWrite(reviewer, (tx) =>
                  moveReport(tx, reviewer, {
                    reportId: target.id,
                    to: other?.reference ?? "",
                    reason: "another event",
                  }),
                );
              } else if (s.what === "take-back") {
                const [moved] = await db.sql<{ id: string }>(
                  "SELECT report_id AS id FROM case_decision WHERE kind = 'moved-out' AND undoes_id IS NULL ORDER BY id DESC LIMIT 1",
                );
                if (!moved) continue;
                await withViewerWrite(reviewer, (tx) =>
                  undoMove(tx, reviewer, { reportId: moved.id, reason: "the same event after all" }),
                );
              } else if (target) await standOrNot(s.which % 2 ? analyst : reviewer, target.id, s.what, done);
              done[s.what] = (done[s.what] ?? 0) + 1;
            } catch (error) {
              // What the matrix or the state forbids is refused, and leaves nothing.
              if (!(error instanceof AppError)) throw error;
            }
          }
          const before = await projection();
          await resolveFromNothing();
          expect(await projection()).toBe(before);
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
    // A test of nothing passes too: each kind of write must have happened.
    for (const what of [
      "log",
      "attach",
      "amend",
      "verify",
      "return",
      "withdraw",
      "reinstate",
      "undo",
      "moved",
      "counted",
      "choose",
      "move",
      "take-back",
    ])
      expect(done[what] ?? 0, what).toBeGreaterThan(0);
  }, 240_000);

  it("takes the last verified version, and shows a waiting amendment nowhere", async () => {
    const [analyst, reviewer] = [analysts[0], reviewers[0]];
    if (!analyst || !reviewer) throw new Error("the world is not made");
    const { reportId, reference } = await log(analyst, newReport(sourceId, plainAccount()));
    await withViewerWrite(reviewer, (tx) => verifyReport(tx, reviewer, { reportId, version: 1, reason: null }));
    await withViewerWrite(analyst, (tx) =>
      amendReport(tx, analyst, {
        reportId,
        baseVersion: 1,
        account: plainAccount({ lines: [plainLine({ quantity: "2.5" })] }),
        reason: "corrected",
      }),
    );
    const read = () =>
      db.sql(
        "SELECT c.status, c.amendment_waiting AS waiting, l.quantity::text AS quantity FROM case_file c JOIN case_line l ON l.case_id = c.id WHERE c.reference = $1",
        [reference],
      );
    expect(await read()).toEqual([{ status: "verified", waiting: true, quantity: "1.5" }]);
    await withViewerWrite(reviewer, (tx) => verifyReport(tx, reviewer, { reportId, version: 2, reason: null }));
    expect(await read()).toEqual([{ status: "verified", waiting: false, quantity: "2.5" }]);
  });

  it("derives grams by each conversion set and keeps unknown apart from nought", async () => {
    const [analyst] = analysts;
    if (!analyst) throw new Error("the world is not made");
    const magu = plainLine({
      asReported: "MaGu",
      substance: "magu",
      form: "tablet",
      quantity: "13775",
      unit: "tablet",
    });
    const { reference } = await log(
      analyst,
      newReport(
        sourceId,
        plainAccount({ lines: [magu, plainLine({ quantity: null, unit: null, qualifier: "unknown" })] }),
      ),
    );
    const masses = await db.sql(
      "SELECT m.position, t.slug, m.basis, m.grams_low::text AS low, m.grams::text AS central, m.grams_high::text AS high FROM line_mass m JOIN conversion_set t ON t.id = m.set_id JOIN case_file c ON c.id = m.case_id WHERE c.reference = $1 ORDER BY 1, 2 DESC",
      [reference],
    );
    expect(masses).toEqual([
      { position: 0, slug: "unodc-2019", basis: "factor", low: "1239.75", central: "1239.75", high: "1377.5" },
      { position: 0, slug: "other", basis: "factor", low: "1377.5", central: "1377.5", high: "1377.5" },
      { position: 1, slug: "unodc-2019", basis: "unknown", low: null, central: null, high: null },
      { position: 1, slug: "other", basis: "unknown", low: null, central: null, high: null },
    ]);
    expect(
      await db.sql(
        "SELECT mg_low, mg, mg_high FROM case_flat f JOIN case_file c ON c.id = f.case_id WHERE c.reference = $1",
        [reference],
      ),
    ).toEqual([{ mg_low: "1239750", mg: "1239750", mg_high: "1377500" }]);
  });

  it("writes one report for one draft, however often it is sent", async () => {
    const [analyst] = analysts;
    if (!analyst) throw new Error("the world is not made");
    const report = newReport(sourceId, plainAccount());
    const answers = await Promise.all(Array.from({ length: 20 }, () => log(analyst, report)));
    expect(new Set(answers.map((a) => a.reference)).size).toBe(1);
    expect(answers.filter((a) => !a.repeated)).toHaveLength(1);
    expect(await db.sql("SELECT count(*)::int AS n FROM report WHERE id = $1", [report.id])).toEqual([{ n: 1 }]);
  });

  it("gives a case its figures back from the report whose withdrawal is undone, but never takes a verification back", async () => {
    const [analyst, reviewer] = [analysts[0], reviewers[0]];
    if (!analyst || !reviewer) throw new Error("the world is not made");
    const withdraw = (reportId: string) =>
      withViewerWrite(analyst, (tx) => withdrawReport(tx, analyst, { reportId, reason: "twice" }));
    const undo = (reportId: string) =>
      withViewerWrite(analyst, (tx) => reinstateReport(tx, analyst, { reportId, reason: "not twice" }));
    const first = await log(analyst, newReport(sourceId, plainAccount()));
    const second = await log(
      analyst,
      newReport(sourceId, plainAccount({ point: "tumen" }), { attachTo: first.reference }),
    );
    const principal = async () =>
      (
        await db.sql<{ id: string; status: string }>(
          "SELECT principal_report_id AS id, status FROM case_file WHERE reference = $1",
          [first.reference],
        )
      )[0];
    await withdraw(first.reportId);
    expect(await principal()).toEqual({ id: second.reportId, status: "submitted" });
    await undo(first.reportId);
    expect(await principal()).toEqual({ id: first.reportId, status: "submitted" });
    await withdraw(first.reportId);
    await withViewerWrite(reviewer, (tx) =>
      verifyReport(tx, reviewer, { reportId: second.reportId, version: 1, reason: null }),
    );
    await undo(first.reportId);
    expect(await principal()).toEqual({ id: second.reportId, status: "verified" });
  });
});
