import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { closeQueue } from "@/lib/jobs/boss";
import { workOne } from "@/lib/jobs/worker";
import { testDatabase } from "@/lib/testing/database";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { askToCheck, putMapping, uploadFile } from "./drafts";
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

async function dryRun(id: string, createMissing: readonly string[]) {
  const mapping = mappingSchema.parse({ name: "Told", columns, createMissing });
  await putMapping(reviewer, { id, revision: null, mapping });
  await askToCheck(reviewer, { id, revision: null });
  await importWork.recover();
  while (await workOne(importWork));
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

it("says in which row a file breaks off, and at which step an import stands", async () => {
  const id = await upload('Date,Point\n2009-02-03,Dandong\n2009-02-04,"Dan\n');
  expect(await loadImportPage(reviewer, id, null)).toMatchObject({
    preview: { failure: { code: "quote-open", row: 3 } },
  });
  const { rows } = await loadImportsPage(reviewer);
  expect(rows.find((row) => row.id === id)).toMatchObject({ state: "open", step: "table" });
});
