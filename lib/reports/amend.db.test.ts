import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import type { TypedAccount } from "@/lib/cases/schema";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { valuesOf } from "./amendment";
import { reportedUnder, storeDraft } from "./drafts";
import { loadReport, loadReportForm } from "./loaders";
import { amendReport, restoreVersion, returnReport, submitForm, verifyReport } from "./mutations";
import { versionOf } from "./queries";

const db = testDatabase();
let sourceId = 0;
let author: Viewer;
let colleague: Viewer;
let reviewer: Viewer;
let outsider: Viewer;
let reader: Viewer;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  author = await makeViewer(db, "north", "analyst");
  colleague = await makeViewer(db, "north", "analyst");
  reviewer = await makeViewer(db, "north", "reviewer");
  outsider = await makeViewer(db, "south", "analyst");
  reader = await makeViewer(db, "north", "viewer");
});

const words = {
  point: (slug: string) => slug,
  substance: (slug: string) => slug,
  unit: (code: string) => code,
  country: (code: string) => code,
  source: (id: number) => ({ text: String(id), reliability: "B" }),
};
const named: TypedAccount["people"][number] = {
  person: { name: "이가명", nameLatin: null, alias: null, aliasLatin: null },
  group: null,
  role: "courier",
  tier: "unknown",
  arrest: "arrested",
  basis: "fact",
  dataSubject: "suspect",
  nationality: null,
};
const route: TypedAccount["route"] = [{ kind: "origin", place: "Sinuiju", country: "KP", point: null }];

/** The form as it opens on a version, with a reason and what somebody changed. */
async function formOn(viewer: Viewer, reportId: string, base: number, change: Record<string, unknown> = {}) {
  const account = await withViewer(viewer, async (tx) => (await versionOf(tx, reportId, base)).account);
  return { ...valuesOf(account, words), amends: { report: reportId, base, reason: "read again" }, ...change };
}
const versions = (reportId: string) =>
  db.sql<{ number: number; note: string | null; reason: string | null; author_id: number }>(
    "SELECT number, account ->> 'note' AS note, reason, author_id FROM report_version WHERE report_id = $1 ORDER BY number",
    [reportId],
  );

describe("amending by the form", () => {
  it("writes one version under the draft's id, with its reason, and keeps what the form has no field for", async () => {
    const { reportId, reference } = await log(author, newReport(sourceId, plainAccount({ people: [named], route })));
    const draft = randomUUID();
    const values = await formOn(author, reportId, 1, { note: "the gate at night" });
    await storeDraft(author, draft, JSON.stringify({ editor: "a", base: 0, revision: 1, values }));
    const answers = await Promise.all(Array.from({ length: 20 }, () => submitForm(author, { id: draft, values })));
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.reference))).toEqual(new Set([reference]));
    expect(await versions(reportId)).toMatchObject([
      { number: 1, note: null },
      { number: 2, note: "the gate at night", reason: "read again", author_id: author.userId },
    ]);
    const account = await withViewer(author, async (tx) => (await versionOf(tx, reportId, 2)).account);
    const first = await withViewer(author, async (tx) => (await versionOf(tx, reportId, 1)).account);
    expect(account).toEqual({ ...first, note: "the gate at night" });
    expect(account.route).toEqual(route);
    expect(await db.sql("SELECT 1 FROM draft WHERE id = $1", [draft])).toEqual([]);
    expect(await withViewer(author, (tx) => reportedUnder(tx, author, draft))).toBe(reference);
    expect(await storeDraft(author, draft, JSON.stringify({ editor: "b", base: 1, revision: 2, values }))).toEqual({
      kind: "submitted",
      reference,
    });
    expect(
      await db.sql("SELECT actor_id, reason FROM audit_event WHERE action = 'report.amend' AND subject_id = $1", [
        reference,
      ]),
    ).toEqual([{ actor_id: author.userId, reason: "read again" }]);
  });

  it("asks for a reason, and takes no person whom the report does not name", async () => {
    const { reportId } = await log(author, newReport(sourceId, plainAccount()));
    const silent = await formOn(author, reportId, 1, { amends: { report: reportId, base: 1, reason: "" } });
    await expect(submitForm(author, { id: randomUUID(), values: silent })).rejects.toMatchObject({
      fields: [{ path: "amends.reason" }],
    });
    const other = await log(author, newReport(sourceId, plainAccount({ people: [named] })));
    const { people } = await formOn(author, other.reportId, 1);
    const stolen = await formOn(author, reportId, 1, { people });
    await expect(submitForm(author, { id: randomUUID(), values: stolen })).rejects.toMatchObject({
      fields: [{ path: "people.0.person", message: "reports.error.person-unknown" }],
    });
    expect(await versions(reportId)).toHaveLength(1);
  });

  it("lets one of 50 at once win, and none is lost silently", async () => {
    const { reportId } = await log(author, newReport(sourceId, plainAccount()));
    const left = new Set(Array.from({ length: 50 }, (_, at) => `note ${at}`));
    let rounds = 0;
    while (left.size > 0 && rounds < 60) {
      rounds += 1;
      const base = (await versions(reportId)).length;
      // The first round is all 50 at once; the later ones show that whoever is told may try again.
      const now = rounds === 1 ? [...left] : [...left].slice(0, 5);
      const outcomes = await Promise.all(
        now.map(async (note) => {
          const viewer = note.endsWith("7") ? colleague : author;
          const values = await formOn(viewer, reportId, base, { note });
          return submitForm(viewer, { id: randomUUID(), values }).then(
            () => note,
            (error) => expect(error).toMatchObject({ code: "CONFLICT" }),
          );
        }),
      );
      const won = outcomes.filter((note) => typeof note === "string");
      expect(won).toHaveLength(1);
      for (const note of won) left.delete(String(note));
    }
    const written = await versions(reportId);
    expect(written.map(({ number }) => number)).toEqual(Array.from({ length: 51 }, (_, at) => at + 1));
    expect(new Set(written.slice(1).map(({ note }) => note)).size).toBe(50);
  }, 120_000);

  it("goes back to an earlier version by a new one that says the same", async () => {
    const { reportId, reference } = await log(author, newReport(sourceId, plainAccount({ people: [named], route })));
    await withViewerWrite(colleague, (tx) =>
      amendReport(tx, colleague, {
        reportId,
        baseVersion: 1,
        account: plainAccount({ lines: [plainLine({ quantity: "9" })] }),
        reason: "a slip",
      }),
    );
    const back = { reportId, version: 1, newest: 2, reason: "the first reading was right" };
    await expect(
      withViewerWrite(author, (tx) => restoreVersion(tx, author, { ...back, reason: " " })),
    ).rejects.toThrow();
    await expect(
      withViewerWrite(author, (tx) => restoreVersion(tx, author, { ...back, newest: 1 })),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(withViewerWrite(outsider, (tx) => restoreVersion(tx, outsider, back))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await withViewerWrite(author, (tx) => restoreVersion(tx, author, back));
    const [first, third] = await withViewer(author, async (tx) => [
      (await versionOf(tx, reportId, 1)).account,
      (await versionOf(tx, reportId, 3)).account,
    ]);
    expect(third).toEqual(first);
    expect(
      await db.sql(
        "SELECT reason, details ->> 'restores' AS restores FROM audit_event WHERE action = 'report.amend' AND subject_id = $1 ORDER BY id DESC LIMIT 1",
        [reference],
      ),
    ).toEqual([{ reason: back.reason, restores: "1" }]);
    const page = await loadReport(author, reportId);
    expect(page.history.map(({ kind, version, changes }) => [kind, version, changes?.parts ?? null])).toEqual([
      ["amended", 3, ["route", "lines", "people"]],
      ["amended", 2, ["route", "lines", "people"]],
      ["logged", 1, null],
    ]);
  });
});

describe("the page that amends", () => {
  it("opens on the report, with the names that its reader may read, and says so in the log", async () => {
    const { reportId, reference } = await log(author, newReport(sourceId, plainAccount({ people: [named] })));
    const form = await loadReportForm(author, randomUUID(), { amends: reportId });
    expect(form.amends).toMatchObject({ reportId, reference, verifiedVersion: null, returned: null });
    expect(Object.values(form.amends?.names ?? {})).toMatchObject([{ name: "이가명" }]);
    expect(form.amends?.versions.map(({ number }) => number)).toEqual([1]);
    expect(
      await db.sql("SELECT 1 FROM audit_event WHERE action = 'consult' AND subject_id = $1 AND actor_id = $2", [
        reference,
        author.userId,
      ]),
    ).toHaveLength(1);
    await expect(loadReportForm(outsider, randomUUID(), { amends: reportId })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(loadReportForm(reader, randomUUID(), { amends: reportId })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(loadReportForm(author, randomUUID(), { amends: randomUUID() })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(loadReportForm(author, randomUUID(), { amends: "x" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const closed = await log(author, newReport(sourceId, plainAccount({ handling: "amber" })));
    await expect(loadReportForm(outsider, randomUUID(), { amends: closed.reportId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("keeps a name closed to whom it is closed, and the person in the report", async () => {
    const unclassified = { ...named, dataSubject: "unclassified" as const };
    const { reportId } = await log(author, newReport(sourceId, plainAccount({ people: [unclassified] })));
    const form = await loadReportForm(colleague, randomUUID(), { amends: reportId });
    expect(form.amends?.names).toEqual({});
    const values = await formOn(colleague, reportId, 1, { note: "seen" });
    await submitForm(colleague, { id: randomUUID(), values });
    const [first, second] = await withViewer(author, async (tx) => [
      (await versionOf(tx, reportId, 1)).account,
      (await versionOf(tx, reportId, 2)).account,
    ]);
    expect(second?.people).toEqual(first?.people);
  });

  it("finds the report again by the draft alone, and says what a reviewer asked for until it is submitted again", async () => {
    const { reportId } = await log(author, newReport(sourceId, plainAccount()));
    await withViewerWrite(reviewer, (tx) => returnReport(tx, reviewer, { reportId, version: 1, reason: "which day?" }));
    const draft = randomUUID();
    const values = await formOn(author, reportId, 1, { date: "2010-07-03" });
    await storeDraft(author, draft, JSON.stringify({ editor: "a", base: 0, revision: 1, values }));
    expect((await loadReportForm(author, draft)).amends).toMatchObject({
      reportId,
      returned: { reason: "which day?", by: { name: reviewer.name } },
    });
    expect((await loadReport(author, reportId)).returned?.reason).toBe("which day?");
    await submitForm(author, { id: draft, values });
    const page = await loadReport(author, reportId);
    expect(page).toMatchObject({ returned: null, version: 2, report: { status: "submitted" } });
    await withViewerWrite(reviewer, (tx) => verifyReport(tx, reviewer, { reportId, version: 2, reason: null }));
    expect((await loadReport(reader, reportId)).report).toMatchObject({ status: "verified", mayAmend: false });
    expect((await loadReport(outsider, reportId, 1)).account.date).toBe("2010-07");
    await expect(loadReport(author, reportId, 9)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
