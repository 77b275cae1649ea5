import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { loadCasesPage } from "@/lib/cases/loaders";
import { resolveCases } from "@/lib/cases/resolve";
import type { Reliability } from "@/lib/codes";
import { userRoleCodes } from "@/lib/codes";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { closeQueue } from "@/lib/jobs/boss";
import { workOne } from "@/lib/jobs/worker";
import { loadCaseFile } from "@/lib/reports/loaders";
import { amendReport } from "@/lib/reports/mutations";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { followSource } from "./jobs";
import { loadSourcePage, loadSourcesPage } from "./loaders";
import { addSource, editSource, mergeSources, unmergeSource } from "./mutations";
import { clashesOf } from "./queries";
import type { SourceInput } from "./schema";
import { editSourceSchema, newSourceSchema } from "./schema";

const db = testDatabase();
let sharedId = 0;
let analyst: Viewer;
let reviewer: Viewer;
let other: Viewer;
let otherReviewer: Viewer;

beforeAll(async () => {
  ({ sourceId: sharedId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  analyst = await makeViewer(db, "north", "analyst");
  reviewer = await makeViewer(db, "north", "reviewer");
  other = await makeViewer(db, "south", "analyst");
  otherReviewer = await makeViewer(db, "south", "reviewer");
});
afterAll(closeQueue);

const input = (title: string, change: Partial<SourceInput> = {}): SourceInput => ({
  ...{ title, author: null, publisher: null, language: null, published: "2010-08", pages: null, url: null },
  ...{ reliability: "F" as Reliability, shared: false },
  ...change,
});
const add = async (viewer: Viewer, title: string, change: Partial<SourceInput> = {}) =>
  (await withViewerWrite(viewer, (tx) => addSource(tx, viewer, input(title, change)))).id;
const edit = (viewer: Viewer, id: number, change: SourceInput) =>
  withViewerWrite(viewer, (tx) => editSource(tx, viewer, { ...change, id, reason: "known better" }));
const merge = (viewer: Viewer, id: number, into: number) =>
  withViewerWrite(viewer, (tx) => mergeSources(tx, viewer, { id, into, reason: "one and the same" }));
const separate = (viewer: Viewer, id: number) =>
  withViewerWrite(viewer, (tx) => unmergeSource(tx, viewer, { id, reason: "two after all" }));

const logOn = async (viewer: Viewer, source: number, change: Parameters<typeof plainAccount>[0] = {}) =>
  (await log(viewer, newReport(source, plainAccount(change)))).reference;
/** The grade of a case in the list, and the source of its report in its file. */
async function shown(viewer: Viewer, reference: string) {
  const { rows } = await loadCasesPage(viewer, { q: reference });
  const file = await loadCaseFile(viewer, reference);
  return {
    list: rows[0]?.reliability,
    file: file.reports[0]?.source.reliability,
    title: file.reports[0]?.source.title,
  };
}
/** Resolved anew, a case says what it said: nothing of a merge is lost by the next write. */
async function resolvedAnew(reference: string): Promise<void> {
  const [row] = await db.sql<{ id: number }>("SELECT id FROM case_file WHERE reference = $1", [reference]);
  await withViewerWrite(analyst, (tx) => resolveCases(tx, [row?.id ?? 0]));
}

describe("a source's reliability", () => {
  it("is that of every case which rests on it, whoever sees the case", async () => {
    const id = await add(analyst, "a gazette", { reliability: "C" });
    const mine = await logOn(analyst, id);
    const red = await log(
      analyst,
      newReport(id, plainAccount({ handling: "red" }), { team: [(await makeViewer(db, "north", "reviewer")).userId] }),
    );
    expect(await shown(analyst, mine)).toMatchObject({ list: "C", file: "C" });
    await edit(reviewer, id, input("a gazette", { reliability: "B" }));
    expect(await shown(analyst, mine)).toMatchObject({ list: "B", file: "B" });
    expect(await shown(analyst, red.reference), "out of the reviewer's sight").toMatchObject({ list: "B", file: "B" });
    await expect(loadCaseFile(reviewer, red.reference)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("follows in the background where very many cases rest on it", async () => {
    const id = await add(analyst, "a feed", { reliability: "C" });
    const references = [await logOn(analyst, id), await logOn(analyst, id)];
    await edit(reviewer, id, input("a feed", { reliability: "A" }));
    // As if they had been too many: their grade is the former one, and they stand in the list of what is left.
    await db.sql(
      "UPDATE case_flat f SET reliability = 2 FROM report r WHERE r.case_id = f.case_id AND r.source_id = $1",
      [id],
    );
    await db.sql("INSERT INTO case_refresh SELECT case_id FROM report WHERE source_id = $1", [id]);
    expect((await loadSourcePage(analyst, String(id))).following).toBe(2);
    await followSource.recover();
    while (await workOne(followSource));
    for (const reference of references) expect(await shown(analyst, reference)).toMatchObject({ list: "A", file: "A" });
    expect((await loadSourcePage(analyst, String(id))).following).toBe(0);
  });
});

describe("two sources that are one", () => {
  it("have their reports on the survivor, also those logged on the other afterwards and those of others; and apart again", async () => {
    const one = await add(analyst, "The Border Daily", { reliability: "D", publisher: "Border Daily" });
    const two = await add(analyst, "Border Daily, The", { reliability: "B" });
    const first = await logOn(analyst, one);
    const red = await log(
      analyst,
      newReport(one, plainAccount({ handling: "red" }), { team: [(await makeViewer(db, "north", "reviewer")).userId] }),
    );
    const kept = await logOn(analyst, two);
    expect(await merge(reviewer, one, two)).toEqual({ reports: 2 });
    for (const reference of [first, red.reference, kept])
      expect(await shown(analyst, reference)).toEqual({ list: "B", file: "B", title: "Border Daily, The" });
    await resolvedAnew(first);
    expect(await shown(analyst, first)).toMatchObject({ title: "Border Daily, The" });
    const late = await logOn(analyst, one);
    expect(await shown(analyst, late)).toEqual({ list: "B", file: "B", title: "Border Daily, The" });

    const { source } = await loadSourcePage(analyst, String(two));
    expect([source.reports.count, source.merged]).toEqual([4, [{ id: one, title: "The Border Daily" }]]);
    expect((await loadSourcePage(analyst, String(one))).source.mergedInto).toEqual({
      id: two,
      title: "Border Daily, The",
    });
    expect((await loadSourcesPage(analyst, { q: "border daily" })).rows.map(({ id }) => id)).toEqual([two]);
    expect((await loadSourcesPage(analyst, { q: "border daily", merged: "1" })).total).toBe(2);

    // Into a third: the chain leads on.
    const three = await add(analyst, "Daily of the Border", { reliability: "A" });
    await merge(reviewer, two, three);
    expect(await shown(analyst, first)).toEqual({ list: "A", file: "A", title: "Daily of the Border" });
    await resolvedAnew(first);
    expect(await shown(analyst, first)).toMatchObject({ title: "Daily of the Border" });
    await separate(reviewer, two);
    expect(await shown(analyst, first)).toEqual({ list: "B", file: "B", title: "Border Daily, The" });

    expect(await separate(reviewer, one)).toEqual({ reports: 2 });
    expect(await shown(analyst, first)).toEqual({ list: "D", file: "D", title: "The Border Daily" });
    expect(await shown(analyst, red.reference)).toMatchObject({ title: "The Border Daily" });
    for (const reference of [kept, late])
      expect(await shown(analyst, reference)).toMatchObject({ title: "Border Daily, The" });
    await resolvedAnew(first);
    expect(await shown(analyst, first)).toMatchObject({ list: "D", title: "The Border Daily" });
    await expect(separate(reviewer, one)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("stay apart while reports of both carry one reference, each named to whoever sees it", async () => {
    const one = await add(reviewer, "a list", { shared: true });
    const two = await add(reviewer, "the list", { shared: true });
    const cases = [
      await logOn(analyst, one, { externalReference: "K-7" }),
      await logOn(analyst, two, { externalReference: "K-7" }),
    ];
    await logOn(other, one, { externalReference: "S-1", handling: "amber" });
    await logOn(other, two, { externalReference: "S-1", handling: "amber" });
    await logOn(other, two, { externalReference: "K-7" });
    await expect(merge(reviewer, one, two)).rejects.toMatchObject({
      fields: [{ path: "into", message: "sources.error.clash", values: { count: 2 } }],
    });
    expect(await withViewer(reviewer, (tx) => clashesOf(tx, one, two))).toEqual({
      clashes: [{ reference: "K-7", cases }],
      hidden: 1,
    });
    // Mended by its author, by its agency.
    const [report] = await db.sql<{ id: string }>(
      "SELECT r.id FROM report r JOIN case_file c ON c.id = r.case_id WHERE c.reference = $1",
      [cases[0]],
    );
    await withViewerWrite(analyst, (tx) =>
      amendReport(tx, analyst, {
        ...{ reportId: report?.id ?? "", baseVersion: 1, reason: "another number" },
        account: plainAccount({ externalReference: "K-8" }),
      }),
    );
    await expect(merge(reviewer, one, two)).rejects.toMatchObject({ fields: [{ values: { count: 1 } }] });
    expect(await shown(analyst, cases[0] ?? "")).toMatchObject({ title: "a list" });
  });
});

describe("who keeps sources", () => {
  it("adds as the matrix says, and nobody else", async () => {
    for (const role of userRoleCodes.filter((one) => one !== "register")) {
      const viewer = await makeViewer(db, "north", role === "operator" ? "reviewer" : role);
      const adds = ["analyst", "reviewer", "operator"].includes(role);
      const work = add(viewer, `by ${role}`);
      if (adds) expect(await work).toBeGreaterThan(0);
      else await expect(work).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(add(analyst, "for all", { shared: true })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("corrects one's own agency's; grades and merges as a reviewer; the shared list is every reviewer's", async () => {
    const own = await add(analyst, "a report of ours", { reliability: "C" });
    await edit(analyst, own, input("a report of ours, 2nd edition", { reliability: "C" }));
    await expect(edit(analyst, own, input("a report of ours", { reliability: "A" }))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await logOn(analyst, own);
    for (const viewer of [other, otherReviewer])
      await expect(edit(viewer, own, input("theirs"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(
      withViewerWrite(otherReviewer, (tx) => tx.$executeRaw`UPDATE source SET title = 'theirs' WHERE id = ${own}`),
    ).resolves.toBe(0);
    await expect(edit(analyst, sharedId, input("A shared source"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await edit(otherReviewer, sharedId, input("A shared source", { reliability: "B", shared: true, publisher: "all" }));
    await expect(edit(reviewer, sharedId, input("A shared source", { reliability: "B" }))).rejects.toMatchObject({
      fields: [{ path: "shared" }],
    });
    const mine = await add(analyst, "ours");
    await expect(merge(analyst, mine, own)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(merge(otherReviewer, own, sharedId)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(merge(reviewer, sharedId, own)).rejects.toMatchObject({
      fields: [{ message: "sources.error.into-shared" }],
    });
    await expect(merge(reviewer, own, own)).rejects.toMatchObject({ fields: [{ path: "into" }] });
    await expect(withViewerWrite(analyst, (tx) => tx.$queryRaw`SELECT merge_source(${mine}, ${own})`)).rejects.toThrow(
      /only a reviewer/,
    );
  });

  it("sees a source of another agency only through a report", async () => {
    const theirs = await add(other, "informant 12");
    await expect(loadSourcePage(analyst, String(theirs))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await logOn(other, theirs, { handling: "amber" });
    await expect(loadSourcePage(analyst, String(theirs))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await logOn(other, theirs);
    const { source, may } = await loadSourcePage(analyst, String(theirs));
    expect([source.reports.count, may]).toEqual([1, { edit: false, grade: false, merge: false }]);
    for (const role of ["admin", "auditor"] as const)
      await expect(loadSourcesPage(await makeViewer(db, "south", role), {})).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
  });

  it("is told what cannot be read, field by field", () => {
    const typed = { author: "", publisher: "", pages: "", published: "someday", url: "ftp://x", language: "Klingon!" };
    const wrong = { ...typed, title: " ", reliability: "G", shared: false };
    const fields = newSourceSchema.safeParse(wrong).error?.issues.map(({ path }) => path.join("."));
    expect(fields).toEqual(["title", "language", "published", "url", "reliability"]);
    expect(editSourceSchema.safeParse({ ...wrong, title: "x", id: 1, reason: " " }).success).toBe(false);
  });
});
