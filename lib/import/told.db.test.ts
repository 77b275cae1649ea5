import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { closeQueue } from "@/lib/jobs/boss";
import { workOne } from "@/lib/jobs/worker";
import { testDatabase } from "@/lib/testing/database";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { askToCheck, askToPublish, putMapping, saveStep, uploadFile } from "./drafts";
import { importWork } from "./jobs";
import { loadImportPage, loadImportsPage } from "./loaders";
import { mappingSchema } from "./schema";

const db = testDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), "weir-told-"));
vi.stubEnv("WEIR_DATA_DIR", folder);
let reviewer: Viewer;

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  reviewer = await makeViewer(db, "north", "reviewer");
});
afterAll(async () => {
  await closeQueue();
  rmSync(folder, { recursive: true, force: true });
});

const columns = { date: "Date", transitPoint: "Point", substance: "Drug", quantity: "Amount", unit: "Unit" };
const upload = async (text: string) =>
  (await uploadFile(reviewer, { name: "a.csv", body: new Response(text).body, announced: 0 })).id;

async function askToWork() {
  await importWork.recover();
  while (await workOne(importWork));
}

async function dryRun(id: string, createMissing: readonly string[]) {
  const mapping = mappingSchema.parse({ name: "Told", columns, createMissing });
  await putMapping(reviewer, { id, revision: null, mapping });
  await askToCheck(reviewer, { id, revision: null });
  await askToWork();
  // A mapping that was sent stands at its columns; the person who looks goes on from there.
  await db.sql("UPDATE import_draft SET step = 'check' WHERE id = $1", [id]);
  const page = await loadImportPage(reviewer, id, null);
  if (page.kind !== "check") throw new Error(page.kind);
  return page.check;
}

it("names what the lists would get as the file names it, not by the slug that a name without Latin letters gets", async () => {
  const id = await upload("Date,Point,Drug,Amount,Unit\n2009-02-03,丹冬,冰糖块,1,kg\n2009-02-04,Dandong,Heroin,1,kg\n");
  const { effect } = await dryRun(id, ["transitPoint", "substance"]);
  const slug = effect?.months.find(({ point }) => point !== "dandong")?.point ?? "";
  expect(slug).toMatch(/^point-/);
  expect(effect?.added?.transitPoint).toEqual({ [slug]: "丹冬" });
  expect(Object.values(effect?.added?.substance ?? {})).toEqual(["冰糖块"]);
});

it("adds nothing where nothing may be made", async () => {
  const id = await upload(
    "Date,Point,Drug,Amount,Unit\n2009-02-03,Nowhere,Heroin,1,kg\n2009-02-04,Dandong,Heroin,1,kg\n",
  );
  expect((await dryRun(id, [])).effect?.added).toEqual({ transitPoint: {}, substance: {} });
});

it.each([
  ["names below merged names", "Date,Point,Drug,Seized,\n,,,kg,tablets\n2009-02-03,Dandong,Heroin,1,20\n", [1, 2]],
  ["a first row of words only", "Name,,City,Phone\nLi,abc,,\nWang,def,Tumen,12\n", [1]],
  ["words in a column without a name", "Date,Point,Drug,\n,Dandong,Heroin,few\n2009-02-03,Dandong,,many\n", [1]],
  ["a row of data with a blank", "Date,Point,,Amount\n2009-02-03,,Heroin,1\n2009-02-04,Tumen,2,1\n", [1]],
])("takes two rows for the header only where the second divides the first: %s", async (_, text, rows) => {
  expect(await loadImportPage(reviewer, await upload(text), null)).toMatchObject({ preview: { headerRow: rows } });
});

it("takes what a row is from an earlier mapping, and offers one of totals to those alone who may import them", async () => {
  const analyst = await makeViewer(db, "north", "analyst");
  const text = "Office,Measure name,Year,Month,Event count\nDandong,Heroin seizures,2009,2,3\n";
  const id = await upload(text);
  const mapping = mappingSchema.parse({
    ...{ name: "Monthly totals", record: "total" },
    columns: { place: "Office", indicator: "Measure name", year: "Year", month: "Month", count: "Event count" },
    format: {
      skipRows: [
        { column: "Office", equals: "TOTAL" },
        { column: "Year", equals: "all" },
      ],
    },
  });
  await putMapping(reviewer, { id, revision: null, mapping });
  await askToCheck(reviewer, { id, revision: null });
  await askToWork();
  await askToPublish(reviewer, { id, revision: null });
  await askToWork();
  const again = await upload(text);
  const step = async (name: "table" | "columns", entries: [string, string][]) => {
    const { revision } = await loadImportPage(reviewer, again, null);
    return saveStep(reviewer, { id: again, revision, step: name, entries, go: name === "table" });
  };
  // The form still says what was found of the file before the mapping was chosen.
  await step("table", [
    ["record", "case"],
    ["saved", "Monthly totals"],
  ]);
  const page = await loadImportPage(reviewer, again, null);
  expect(page).toMatchObject({ kind: "columns", mapping: { record: "total" }, lost: [] });
  if (page.kind !== "columns") throw new Error(page.kind);
  expect(page.columns.map(({ field }) => field)).toEqual(["place", "indicator", "year", "month", "count"]);
  expect(page.columns.every(({ chosen }) => chosen)).toBe(true);
  // A rule of the mapping that the form does not show stays.
  await step("columns", [
    ["skipColumn", "Office"],
    ["skipEquals", "SUM"],
  ]);
  expect((await loadImportPage(reviewer, again, null)).mapping.format.skipRows).toEqual([
    { column: "Office", equals: ["SUM"] },
    { column: "Year", equals: ["all"] },
  ]);

  const { id: own } = await uploadFile(analyst, { name: "b.csv", body: new Response(text).body, announced: 0 });
  expect(await loadImportPage(analyst, own, null)).toMatchObject({ kind: "table", saved: [] });
  const { revision } = await loadImportPage(analyst, own, null);
  await saveStep(analyst, { id: own, revision, step: "table", entries: [["saved", "Monthly totals"]], go: false });
  expect((await loadImportPage(analyst, own, null)).mapping).toMatchObject({ record: "case", columns: {} });
});

it("tells which columns of an earlier mapping a file has not", async () => {
  const id = await upload("Date,Crossing\n2009-02-03,Dandong\n");
  await putMapping(reviewer, { id, revision: null, mapping: mappingSchema.parse({ name: "Lost", columns }) });
  const page = await loadImportPage(reviewer, id, "columns");
  if (page.kind !== "columns") throw new Error(page.kind);
  expect([...page.lost].sort()).toEqual(["Amount", "Drug", "Point", "Unit"]);
});

it("says in which row a file breaks off, and at which step an import stands", async () => {
  const id = await upload('Date,Point\n2009-02-03,Dandong\n2009-02-04,"Dan\n');
  expect(await loadImportPage(reviewer, id, null)).toMatchObject({
    preview: { failure: { code: "quote-open", row: 3 } },
  });
  const { rows } = await loadImportsPage(reviewer);
  expect(rows.find((row) => row.id === id)).toMatchObject({ state: "open", step: "table" });
});
