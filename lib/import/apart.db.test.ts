import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { closeQueue } from "@/lib/jobs/boss";
import { workOne } from "@/lib/jobs/worker";
import { stubSecret } from "@/lib/testing/accounts";
import { testDatabase } from "@/lib/testing/database";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { askToCheck, askToPublish, putMapping, uploadFile } from "./drafts";
import { importWork } from "./jobs";
import { loadImportState } from "./loaders";
import { mappingSchema } from "./schema";

stubSecret();
const db = testDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), "weir-apart-"));
const [pids, fall] = [path.join(folder, "pids"), path.join(folder, "fall")];
/** The program that `npm start` names, which tells of itself first, and falls where it is told to. */
const program = path.join(folder, "importer.mjs");
writeFileSync(
  program,
  `import fs from "node:fs";
fs.appendFileSync(${JSON.stringify(pids)}, process.pid + "\\n");
if (fs.existsSync(${JSON.stringify(fall)})) setTimeout(() => process.kill(process.pid, "SIGKILL"), Number(fs.readFileSync(${JSON.stringify(fall)}, "utf8")));
await import(${JSON.stringify(pathToFileURL(path.resolve("scripts/boot/importer.mjs")).href)});`,
);
vi.stubEnv("WEIR_DATA_DIR", path.join(folder, "data"));
vi.stubEnv("WEIR_IMPORTER", program);
let analyst: Viewer;

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  analyst = await makeViewer(db, "north", "analyst");
});
beforeEach(async () => {
  await db.sql("DELETE FROM pgboss.job");
  writeFileSync(pids, "");
  rmSync(fall, { force: true });
});
afterAll(async () => {
  await closeQueue();
  rmSync(folder, { recursive: true, force: true });
});

const rows = 100;
const columns = {
  date: "Date",
  transitPoint: "Point",
  substance: "Drug",
  quantity: "Amount",
  unit: "Unit",
  note: "Note",
};
const large = `Date,Point,Drug,Amount,Unit,Note\n${Array.from({ length: rows }, (_, n) => `2009-02-03,Dandong,Heroin,${n + 1},g,${"long ".repeat(2_000)}`).join("\n")}\n`;
const small = "Date,Point,Drug,Amount,Unit,Note\n2009-02-03,Dandong,Heroin,1,g,x\n";
const begun = () => readFileSync(pids, "utf8").split("\n").filter(Boolean).map(Number);
async function work(signal?: AbortSignal) {
  await importWork.recover();
  while (await workOne(importWork, signal));
}
async function checked(name: string, text: string): Promise<string> {
  const { id } = await uploadFile(analyst, { name: "a.csv", body: new Response(text).body, announced: 0 });
  await putMapping(analyst, { id, revision: null, mapping: mappingSchema.parse({ name, columns }) });
  await askToCheck(analyst, { id, revision: null });
  await work();
  return id;
}
const counted = async () => (await db.sql<{ n: number }>("SELECT count(*)::int AS n FROM case_file"))[0]?.n;

describe("the work of a large import", () => {
  it("is done by processes of its own, a small one's here", async () => {
    const before = (await counted()) ?? 0;
    const id = await checked("Large", large);
    expect(await loadImportState(analyst, id)).toMatchObject({
      state: "open",
      failure: null,
      counts: { imported: rows },
    });
    await askToPublish(analyst, { id, revision: null });
    await work();
    expect(await loadImportState(analyst, id)).toMatchObject({
      state: "published",
      batch: { result: { imported: rows } },
    });
    expect(await counted()).toBe(before + rows);
    expect(begun()).toHaveLength(2);
    expect(begun()).not.toContain(process.pid);

    await checked("Small", small);
    expect(begun()).toHaveLength(2);
  }, 60_000);

  it("stops where the server stops, and is done by the next one", async () => {
    const id = await checked("Stopped", large);
    await askToPublish(analyst, { id, revision: null });
    const before = await counted();
    const stopping = new AbortController();
    const working = work(stopping.signal);
    await vi.waitFor(() => expect(begun()).toHaveLength(2), { timeout: 20_000 });
    await new Promise((then) => setTimeout(then, 600));
    stopping.abort();
    await working;
    const [, pid = 0] = begun();
    expect(existsSync(`/proc/${pid}`) && process.kill(pid, 0), "it has ended").toBe(false);
    expect(await counted()).toBe(before);
    expect((await loadImportState(analyst, id)).state).toBe("publishing");
    await db.sql("DELETE FROM pgboss.job");
    await work();
    expect(await loadImportState(analyst, id)).toMatchObject({ state: "published" });
    expect(await counted()).toBe((before ?? 0) + rows);
  }, 60_000);

  it("is the person's again where its process falls, with nothing done", async () => {
    const id = await checked("Fallen", large);
    const before = await counted();
    for (const after of ["0", "1500"]) {
      await askToPublish(analyst, { id, revision: null });
      writeFileSync(fall, after);
      await work();
      expect(await loadImportState(analyst, id)).toMatchObject({
        state: "open",
        failure: { code: "DEFECT" },
        batch: null,
      });
      expect(await counted()).toBe(before);
      rmSync(fall);
    }
    await askToPublish(analyst, { id, revision: null });
    await work();
    expect(await counted()).toBe((before ?? 0) + rows);
  }, 60_000);
});
