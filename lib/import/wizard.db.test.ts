import { existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { closeQueue } from "@/lib/jobs/boss";
import { workOne } from "@/lib/jobs/worker";
import { testDatabase } from "@/lib/testing/database";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { askToPublish, askToUndo, cancelWork, discardDraft, downloadRows, saveStep, uploadFile } from "./drafts";
import { fileOf } from "./files";
import type { Entries, Step } from "./form";
import { importWork } from "./jobs";
import { loadImportPage, loadImportsPage } from "./loaders";
import { importFile } from "./mutations";
import { mappingSchema } from "./schema";
import type { ImportPage } from "./types";

const db = testDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), "weir-wizard-"));
vi.stubEnv("WEIR_DATA_DIR", folder);
let analyst: Viewer;
let colleague: Viewer;
let reviewer: Viewer;
let reader: Viewer;
let auditor: Viewer;

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  analyst = await makeViewer(db, "north", "analyst");
  colleague = await makeViewer(db, "north", "analyst");
  reviewer = await makeViewer(db, "north", "reviewer");
  reader = await makeViewer(db, "north", "viewer");
  auditor = await makeViewer(db, "north", "auditor");
});
beforeEach(() => db.sql("DELETE FROM pgboss.job"));
afterAll(async () => {
  await closeQueue();
  rmSync(folder, { recursive: true, force: true });
});

const text =
  "日期;口岸;毒品;数量;单位;民族;案号\n2009-02-03;Dandong;Heroin;1,5;公斤;x;A-1\n2009-02-04;Dandnog;Heroin;2;kg;x;A-2\n2009-02-30;Dandong;Heroin;3;kg;x;A-3\n2009-02-05;Dandong;冰毒货;4;包裹袋;x;A-4\n";
const upload = async (viewer: Viewer, content = text, name = "口岸.csv") =>
  (await uploadFile(viewer, { name, body: new Response(content).body, announced: 0 })).id;
const page = <K extends ImportPage["kind"]>(viewer: Viewer, id: string, kind: K, step: string | null = null) =>
  loadImportPage(viewer, id, step).then((one) => {
    expect(one.kind).toBe(kind);
    return one as Extract<ImportPage, { kind: K }>;
  });
async function save(viewer: Viewer, id: string, step: Step, entries: Entries, go = true) {
  const { revision } = await loadImportPage(viewer, id, null);
  return saveStep(viewer, { id, revision, step, entries: entries.map(([name, value]) => [name, value]), go });
}
async function work(viewer: Viewer, id: string, signal?: AbortSignal) {
  await importWork.enqueue({ draft: id }, viewer);
  while (await workOne(importWork, signal));
}
const chosen = async (viewer: Viewer, id: string): Promise<Entries> => {
  const { columns } = await page(viewer, id, "columns");
  return columns.map(({ field }, at) => [`column:${at}`, field] as const);
};
/** On to the dry run, by what is suggested. */
async function check(viewer: Viewer, id: string, more: Entries = [], values: Entries = [["creatable", "1"]]) {
  await save(viewer, id, "table", []);
  await save(viewer, id, "columns", [...(await chosen(viewer, id)), ...more]);
  await work(viewer, id);
  await save(viewer, id, "values", values);
  await work(viewer, id);
  return page(viewer, id, "check");
}
const counted = async (name: string) => {
  const [row] = await db.sql<{ n: number }>(
    "SELECT count(*)::int AS n FROM case_file c JOIN report r ON r.case_id = c.id JOIN source s ON s.id = r.source_id WHERE s.title = $1 AND c.status <> 'withdrawn'",
    [name],
  );
  return row?.n;
};

describe("the wizard", () => {
  it("shows what was found, suggests columns and words with their reasons, and applies none by itself", async () => {
    const id = await upload(analyst);
    const table = await page(analyst, id, "table");
    expect(table).toMatchObject({ fileName: "口岸.csv", step: "table", hasFile: true });
    expect(table.preview).toMatchObject({
      kind: "csv",
      encoding: "utf-8",
      delimiter: ";",
      headerRow: [1],
      failure: null,
    });
    await save(analyst, id, "table", [["record", "case"]]);
    const { columns } = await page(analyst, id, "columns");
    expect(columns.map(({ name, field, suggested, kept }) => [name, field, suggested, kept])).toEqual([
      ["日期", "date", "name", true],
      ["口岸", "transitPoint", "name", true],
      ["毒品", "substance", "name", true],
      ["数量", "quantity", "name", true],
      ["单位", "unit", "name", true],
      ["民族", "", null, false],
      ["案号", "externalReference", "name", true],
    ]);
    expect(columns[5]?.samples, "what the register never keeps is not shown").toEqual([]);
    expect((await page(analyst, id, "columns")).mapping.columns, "nothing was applied").toEqual({});
    await save(analyst, id, "columns", [...(await chosen(analyst, id)), ["name", "Suggested"]]);
    await page(analyst, id, "working");
    await work(analyst, id);
    const values = await page(analyst, id, "values");
    const words = Object.fromEntries(values.fields.map(({ field, words }) => [field, words]));
    expect(words.transitPoint).toMatchObject([
      { word: "Dandnog", rows: 1, choice: "", suggestions: [{ code: "dandong", reason: "close", term: "Dandong" }] },
    ]);
    expect(words.substance).toMatchObject([{ word: "冰毒货", choice: "" }]);
    expect(words.unit).toMatchObject([{ word: "包裹袋", choice: "" }]);
    expect(
      values.fields.every(({ creatable }) => !creatable),
      "an analyst adds to no list",
    ).toBe(true);
  });

  it("goes on where it was: choices, a step back, the dry run, and who else looks sees nothing", async () => {
    const id = await upload(analyst);
    await save(analyst, id, "table", []);
    await save(
      analyst,
      id,
      "columns",
      [
        ["column:0", "date"],
        ["source", "Kept"],
      ],
      false,
    );
    const again = await page(analyst, id, "columns");
    expect(again.mapping).toMatchObject({ source: "Kept", columns: { date: "日期" } });
    expect(await page(analyst, id, "table", "table")).toMatchObject({ reached: "columns" });
    expect((await loadImportPage(analyst, id, "check")).step, "a step that was not come to is not shown").toBe(
      "columns",
    );
    for (const other of [colleague, reviewer]) {
      await expect(loadImportPage(other, id, null)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(discardDraft(other, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(downloadRows(other, id, "refused", "en")).rejects.toMatchObject({ code: "NOT_FOUND" });
      expect((await loadImportsPage(other)).rows.map((row) => row.id)).not.toContain(id);
      expect(await withViewer(other, (tx) => tx.importDraft.count({ where: { id } }))).toBe(0);
    }
    await expect(
      withViewerWrite(colleague, (tx) => tx.$executeRaw`UPDATE import_draft SET step = 'check' WHERE id = ${id}::uuid`),
    ).resolves.toBe(0);
    await discardDraft(analyst, id);
    expect(existsSync(fileOf(id))).toBe(false);
    await expect(loadImportPage(analyst, id, null)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is for who may import", async () => {
    for (const other of [reader, auditor]) {
      await expect(upload(other)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(loadImportsPage(other)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(loadImportPage(other, "B-0000-0000", null)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(upload(analyst, "")).rejects.toMatchObject({ code: "INVALID" });
    const id = await upload(analyst);
    await save(analyst, id, "table", []);
    await save(
      analyst,
      id,
      "columns",
      [
        ["handling", "amber-strict"],
        ["status", "verified"],
        ["record", "case"],
      ],
      false,
    );
    expect((await page(analyst, id, "columns")).mapping, "verified is a reviewer's word").toMatchObject({
      status: "submitted",
      handling: "amber-strict",
    });
    await save(analyst, id, "columns", [["handling", "red"]], false);
    expect((await page(analyst, id, "columns")).mapping.handling, "RED is no import's").toBe("amber-strict");
    await discardDraft(analyst, id);
  });

  it("lets two pages not overwrite each other", async () => {
    const id = await upload(analyst);
    const { revision } = await loadImportPage(analyst, id, null);
    const one = { id, revision, step: "table" as const, entries: [] as [string, string][], go: false };
    await saveStep(analyst, one);
    await expect(saveStep(analyst, one)).rejects.toMatchObject({ code: "CONFLICT" });
    await discardDraft(analyst, id);
  });

  it("checks, publishes once, shows the months before and after, and takes all of it back", async () => {
    const id = await upload(analyst);
    const dry = await check(
      analyst,
      id,
      [
        ["name", "Whole"],
        ["source", "Whole"],
      ],
      [
        ["creatable", "1"],
        ["value:transitPoint:Dandnog", "dandong"],
        ["value:substance:冰毒货", "methamphetamine"],
        ["value:unit:包裹袋", "packet"],
      ],
    );
    expect(dry.check.result).toMatchObject({ rows: 4, imported: 3, refused: 1, batch: null });
    expect(dry.check.effect?.months).toEqual([{ point: "dandong", month: "2009-02", before: 0, after: 3 }]);
    expect(await counted("Whole"), "a dry run writes nothing").toBe(0);

    const { body } = await downloadRows(analyst, id, "refused", "en");
    const file = (await new Response(body).text()).split("\r\n");
    expect(file).toEqual([
      "\ufeff日期,口岸,毒品,数量,单位,民族,案号,Why".replace("\ufeff", ""),
      expect.stringMatching(/^2009-02-30,Dandong,Heroin,3,kg,x,A-3,日期: /),
      "",
    ]);

    await askToPublish(analyst, { id, revision: dry.revision });
    await expect(askToPublish(analyst, { id, revision: dry.revision })).rejects.toMatchObject({ code: "CONFLICT" });
    await work(analyst, id);
    const over = await page(analyst, id, "over");
    expect(over).toMatchObject({
      state: "published",
      undone: false,
      source: "Whole",
      counts: { imported: 3, refused: 1 },
    });
    expect(await counted("Whole")).toBe(3);
    await work(analyst, id);
    expect(await counted("Whole"), "done twice is done once").toBe(3);
    const [row] = (await loadImportsPage(analyst)).rows.filter((one) => one.id === id);
    expect(row).toMatchObject({
      state: "published",
      batch: over.batch,
      source: "Whole",
      counts: { rows: 4, imported: 3 },
    });

    await db.sql(
      `INSERT INTO report_version (report_id, number, account, author_id) SELECT v.report_id, 2, v.account, v.author_id FROM report_version v JOIN report r ON r.id = v.report_id WHERE r.external_reference = 'A-1'`,
    );
    await db.sql("UPDATE report SET latest_version = 2 WHERE external_reference = 'A-1'");
    await expect(askToUndo(colleague, over.batch)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await askToUndo(analyst, id);
    await work(analyst, id);
    const undone = await page(analyst, id, "over");
    expect(undone).toMatchObject({
      state: "undone",
      undone: true,
      undo: { withdrawn: 2, left: [{ reason: "amended" }] },
    });
    expect(await counted("Whole")).toBe(1);
    await expect(askToUndo(analyst, id)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("counts every warning, gives all their rows, and writes nothing that a spreadsheet would run", async () => {
    const rows = Array.from({ length: 1_500 }, (_, n) =>
      n === 1_400 ? '2009-02-03,Dandong,Heroin,5,"=HYPERLINK(""x"")",,' : `2009-02-03,Dandong,Heroin,0,kg,,B-${n}`,
    );
    const id = await upload(analyst, `日期,口岸,毒品,数量,单位,民族,案号\n${rows.join("\n")}\n`);
    const dry = await check(analyst, id, [
      ["name", "Many"],
      ["source", "Many"],
    ]);
    expect(dry.check.result).toMatchObject({
      ...{ rows: 1_500, imported: 1_500, warnings: 1_500 },
      byCode: { warnings: { "quantity-zero": 1_499, "unit-unknown": 1 } },
    });
    // One that is rare is shown, however many stand before it.
    expect(dry.check.result.warningRows).toHaveLength(1_001);
    expect(dry.check.result.warningRows.some(({ code }) => code === "unit-unknown")).toBe(true);
    const { body } = await downloadRows(analyst, id, "warnings", "en");
    const file = await new Response(body).text();
    expect(file.split("\r\n").filter((line) => line !== "")).toHaveLength(1_501);
    expect(file).toContain(`,5,"'=HYPERLINK(""x"")",,,`);
    // Taken back in as it is, it says what the file said.
    const again = await check(analyst, await upload(analyst, file.replace(/^\ufeff/, "")), [
      ["name", "Many"],
      ["source", "Again"],
    ]);
    expect(again.check.result.byCode).toEqual(dry.check.result.byCode);
    expect(again.check.result.warningRows.find(({ code }) => code === "unit-unknown")?.value).toBe('=HYPERLINK("x")');
    await discardDraft(analyst, id);
  });

  it("shows rows and the setting that settles what has two readings, and goes on once it is chosen", async () => {
    const id = await upload(
      analyst,
      "Date,Drug,Amount,Unit\n03/04/2009,Heroin,1,kg\n05/04/2009,Heroin,1,kg\n",
      "open.csv",
    );
    const dry = await check(analyst, id, [["name", "Open"]]);
    expect(dry.check.result.refusals).toMatchObject([{ code: "date-open", setting: "format.dateFormat" }]);
    await expect(askToPublish(analyst, { id, revision: dry.revision })).rejects.toMatchObject({ code: "CONFLICT" });
    await save(analyst, id, "check", [["dateFormat", "DD/MM/YYYY"]]);
    await work(analyst, id);
    expect((await page(analyst, id, "check")).check.result).toMatchObject({ imported: 2, refusals: [] });
    // Another choice makes the dry run a thing of the past.
    await save(analyst, id, "check", [["dateFormat", "MM/DD/YYYY"]], false);
    const stale = await page(analyst, id, "check");
    expect(stale.counts).toBeNull();
    await expect(askToPublish(analyst, { id, revision: stale.revision })).rejects.toMatchObject({ code: "CONFLICT" });
    await discardDraft(analyst, id);
  });

  it("is cancelled without a trace, and found again after a server was killed", async () => {
    const id = await upload(analyst);
    const dry = await check(analyst, id, [
      ["name", "Killed"],
      ["source", "Killed"],
    ]);
    await askToPublish(analyst, { id, revision: dry.revision });
    await cancelWork(analyst, id);
    await work(analyst, id);
    expect(await counted("Killed")).toBe(0);
    await expect(cancelWork(analyst, id)).rejects.toMatchObject({ code: "CONFLICT" });

    const { revision } = await page(analyst, id, "check");
    await askToPublish(analyst, { id, revision });
    const stopped = new AbortController();
    stopped.abort();
    await work(analyst, id, stopped.signal);
    expect(await counted("Killed"), "a server that stops publishes nothing").toBe(0);
    expect((await loadImportPage(analyst, id, null)).state).toBe("publishing");
    await db.sql("DELETE FROM pgboss.job");
    await importWork.recover();
    while (await workOne(importWork));
    expect(await counted("Killed")).toBe(1);
    expect(await page(analyst, id, "over")).toMatchObject({ state: "published" });
  });

  it("cancels in the last moment: what the transaction did is taken back with it", async () => {
    const id = await upload(analyst);
    const dry = await check(analyst, id, [
      ["name", "Late"],
      ["source", "Late"],
    ]);
    await expect(
      importFile(
        analyst,
        { path: fileOf(id), name: "x", mapping: mappingSchema.parse(dry.mapping), dryRun: false },
        {
          onWritten: async () => {
            throw new Error("cancelled");
          },
        },
      ),
    ).rejects.toThrow("cancelled");
    expect(await counted("Late")).toBe(0);
    await discardDraft(analyst, id);
  });

  it("takes back a batch of the command line, and offers its mapping by name", async () => {
    const id = await upload(reviewer);
    const mapping = mappingSchema.parse({
      name: "By hand",
      columns: { date: "日期", transitPoint: "口岸", substance: "毒品", quantity: "数量", unit: "单位" },
      values: { transitPoint: { Dandnog: "dandong" } },
      createMissing: ["substance"],
    });
    const { batch } = await importFile(reviewer, { path: fileOf(id), name: "hand.csv", mapping, dryRun: false });
    const own = await page(reviewer, batch ?? "", "over");
    expect(own).toMatchObject({ batch, fileName: "hand.csv", undone: false });
    expect((await page(reviewer, id, "table")).saved).toContainEqual({ name: "By hand", fits: true });
    await save(reviewer, id, "table", [["saved", "By hand"]]);
    expect((await page(reviewer, id, "columns")).mapping).toMatchObject({
      name: "By hand",
      columns: mapping.columns,
      values: mapping.values,
      format: { headerRow: [1] },
    });
    const asked = await askToUndo(reviewer, batch ?? "");
    await work(reviewer, asked.id);
    expect(await page(reviewer, asked.id, "over")).toMatchObject({ undone: true, undo: { withdrawn: 3 } });
  });

  it("says why the background gave up, and leaves no names in the log of changes", async () => {
    const id = await upload(analyst, "Date,Drug\n2009-01-01,Heroin\n", "gone.csv");
    await save(analyst, id, "table", []);
    await save(analyst, id, "columns", [...(await chosen(analyst, id)), ["name", "Gone"]]);
    rmSync(fileOf(id));
    await work(analyst, id);
    const page1 = await loadImportPage(analyst, id, null);
    expect(page1).toMatchObject({ state: "open", hasFile: false, failure: { code: "file-gone" } });
    const changes = await db.sql<{ row: string }>(
      "SELECT coalesce(new_row, old_row)::text AS row FROM audit_change WHERE table_name = 'import_draft'",
    );
    expect(changes.length).toBeGreaterThan(3);
    expect(changes.filter(({ row }) => /口岸|Dandnog|gone\.csv/.test(row))).toEqual([]);
  });
});
