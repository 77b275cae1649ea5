import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { closeQueue } from "@/lib/jobs/boss";
import { workOne } from "@/lib/jobs/worker";
import { testDatabase } from "@/lib/testing/database";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { askToCheck, askToPublish, putMapping, saveStep, uploadFile } from "./drafts";
import { importWork } from "./jobs";
import { loadImportIssues, loadImportPage, loadImportState } from "./loaders";
import { mappingSchema } from "./schema";

const db = testDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), "weir-kept-"));
vi.stubEnv("WEIR_DATA_DIR", folder);
let analyst: Viewer;

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  analyst = await makeViewer(db, "north", "analyst");
});
afterAll(async () => {
  await closeQueue();
  rmSync(folder, { recursive: true, force: true });
});

const columns = { date: "Date", transitPoint: "Point", substance: "Drug", quantity: "Amount", unit: "Unit" };
const upload = async (text: string) =>
  (await uploadFile(analyst, { name: "a.csv", body: new Response(text).body, announced: 0 })).id;
const noteOf = (id: string, name: string) => path.join(folder, "imports", id, `${name}.json`);
async function work() {
  await importWork.recover();
  while (await workOne(importWork));
}

describe("how an import stands", () => {
  it("is told without reading what is said of its rows, however much that is", async () => {
    const rows = Array.from(
      { length: 12_000 },
      (_, n) => `2009-02-03,${n === 0 ? "Dandong" : "Nowhere"},Heroin,${n},kg`,
    );
    const id = await upload(`Date,Point,Drug,Amount,Unit\n${rows.join("\n")}\n`);
    await putMapping(analyst, { id, revision: null, mapping: mappingSchema.parse({ name: "Polled", columns }) });
    await askToCheck(analyst, { id, revision: null });
    await work();
    expect(statSync(noteOf(id, "check")).size).toBeGreaterThan(500_000);
    expect(statSync(noteOf(id, "told")).size).toBeLessThan(5_000);
    const check = readFileSync(noteOf(id, "check"), "utf8");
    writeFileSync(noteOf(id, "check"), "{ what no reader could read");
    const told = await loadImportState(analyst, id);
    expect(told).toMatchObject({
      ...{ state: "open", counts: { rows: 12_000, refused: 11_999 } },
      check: { rows: 12_000, byCode: { errors: { "point-unknown": 11_999 } }, errors: [], refusals: [] },
    });
    expect(JSON.stringify(told).length).toBeLessThan(10_000);
    expect(await loadImportIssues(analyst, id, "errors", { size: 2, after: 5_000 })).toMatchObject({
      ...{ total: 11_999, next: 5_002 },
      rows: [{ row: 5_003 }, { row: 5_004 }],
    });
    writeFileSync(noteOf(id, "check"), check);
    await askToPublish(analyst, { id, revision: null });
    await work();
    const over = await loadImportState(analyst, id);
    expect(over).toMatchObject({ state: "published", batch: { result: { refused: 11_999, errors: [] } } });
    expect(JSON.stringify(over).length).toBeLessThan(20_000);
    expect(await loadImportIssues(analyst, id, "errors", { size: 2, after: 500 })).toMatchObject({
      ...{ total: 1_000, next: 502 },
      rows: [{ row: 503 }, { row: 504 }],
    });
    // What an earlier version left behind tells the same.
    rmSync(noteOf(id, "told"));
    expect((await loadImportState(analyst, id)).check).toMatchObject({ refused: 11_999, errors: [] });
  });
});

describe("whoever is killed between the mapping and what is seen by it", () => {
  const seen = async (id: string) => (await loadImportState(analyst, id)).columns.map(({ name }) => name);
  const text = "a title;;\nDate;Drug;Amount\n2009-02-03;Heroin;1,5\n";
  const commas = mappingSchema.parse({
    ...{ name: "Cut", columns: { date: "#1", substance: "#2" } },
    format: { delimiter: ",", headerRow: 1 },
  });

  it("leaves what goes on, whichever was written", async () => {
    const id = await upload(text);
    expect(await seen(id)).toEqual(["Date", "Drug", "Amount"]);
    // Seen by the new mapping, which was not saved.
    await db.sql(`CREATE FUNCTION killed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$;
      CREATE TRIGGER killed BEFORE UPDATE ON import_draft FOR EACH ROW EXECUTE FUNCTION killed()`);
    await expect(putMapping(analyst, { id, revision: null, mapping: commas })).rejects.toThrow("killed");
    await db.sql("DROP TRIGGER killed ON import_draft");
    expect(await seen(id)).toEqual(["Date", "Drug", "Amount"]);
    expect(await loadImportPage(analyst, id, null)).toMatchObject({
      kind: "table",
      preview: { delimiter: ";", headerRow: [2] },
    });
    // Saved, but not seen.
    const before = readFileSync(noteOf(id, "preview"), "utf8");
    await putMapping(analyst, { id, revision: null, mapping: commas });
    writeFileSync(noteOf(id, "preview"), before);
    expect(await seen(id)).toEqual(["a title;;"]);
    expect(JSON.parse(readFileSync(noteOf(id, "preview"), "utf8"))).toMatchObject({ delimiter: "," });
    const { revision } = await loadImportPage(analyst, id, null);
    await saveStep(analyst, {
      ...{ id, revision, step: "table" },
      entries: [
        ["delimiter", ";"],
        ["headerRow", "2"],
      ],
      go: true,
    });
    expect(await loadImportPage(analyst, id, null)).toMatchObject({
      kind: "columns",
      columns: [{ name: "Date" }, {}, {}],
    });
  });
});
