import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { askToPublish, saveStep, uploadFile } from "@/lib/import/drafts";
import { importWork } from "@/lib/import/jobs";
import { loadImportPage } from "@/lib/import/loaders";
import { importFile } from "@/lib/import/mutations";
import { mappingSchema } from "@/lib/import/schema";
import { undoImport } from "@/lib/import/undo";
import { workOne } from "@/lib/jobs/worker";
import { makeAccount, stubSecret } from "@/lib/testing/accounts";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeReferenceLists } from "@/lib/testing/world";

stubSecret();
const db = testDatabase();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "weir-killed-"));
const file = path.join(folder, "seizures.csv");
const kills = 50;
/** Kills after which what was left is imported to its end. */
const resumedEvery = 10;
const rows = 400;
let analyst: Viewer;
let email = "";
let sourceId = 0;

beforeAll(async () => {
  vi.stubEnv("WEIR_DATA_DIR", path.join(folder, "data"));
  ({ sourceId } = await makeReferenceLists(db));
  ({ viewer: analyst, email } = await makeAccount("analyst"));
  const lines = Array.from({ length: rows }, (_, n) =>
    ["2012-02-03", "Dandong", "Heroin", n + 1, "g", n % 8 === 0 ? `K-${n % 80}` : "", "a place"].join(),
  );
  fs.writeFileSync(file, `Date,Point,Drug,Amount,Unit,No,Place\n${lines.join("\n")}\n`);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const mappingOf = (source: string) => ({
  ...{ name: "Killed", source },
  columns: {
    ...{ date: "Date", transitPoint: "Point", substance: "Drug", quantity: "Amount", unit: "Unit" },
    ...{ externalReference: "No", place: "Place" },
  },
});

/** A process that imports; it waits for `begin`. */
async function importer(...args: string[]): Promise<{ child: ChildProcess; begin: () => Promise<"done" | "killed"> }> {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/testing/import-process.ts", ...args], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, DATABASE_URL: db.loginUrl, NODE_ENV: "test" },
  });
  let said = "";
  const ended = new Promise<"done" | "killed">((over) =>
    child.once("exit", () => over(said.includes("done\n") ? "done" : "killed")),
  );
  await new Promise<void>((ready, failed) => {
    child.stdout?.on("data", (chunk) => {
      said += chunk;
      if (said.includes("ready\n")) ready();
    });
    child.once("exit", () => failed(new Error("the importing process did not start")));
  });
  return {
    child,
    begin: () => {
      child.stdin?.write("\n");
      return ended;
    },
  };
}

/** All that an import writes, and what charts count, but for what is being logged meanwhile. */
async function standing() {
  const [row] = await db.sql(`
    SELECT (SELECT count(*)::int FROM case_file c JOIN report r ON r.case_id = c.id WHERE r.source_id <> ${sourceId} AND c.status <> 'withdrawn') AS cases,
      (SELECT count(*)::int FROM case_line l JOIN report r ON r.case_id = l.case_id WHERE r.source_id <> ${sourceId} AND r.status <> 'withdrawn') AS lines,
      (SELECT count(*)::int FROM case_flat f JOIN report r ON r.case_id = f.case_id WHERE r.source_id <> ${sourceId} AND f.status < 2) AS counted,
      (SELECT count(*)::int FROM import_batch WHERE undone_at IS NULL) AS batches, (SELECT count(*)::int FROM import_row) AS rows, (SELECT count(*)::int FROM source) AS sources,
      (SELECT count(*)::int FROM audit_event WHERE action = 'import.publish') AS events`);
  return row;
}

/** The cases that were logged, with their lines, as far as lists and charts count them. */
async function loggedAndCounted(): Promise<string[]> {
  const rows = await db.sql<{ reference: string }>(
    `SELECT c.reference FROM report r JOIN case_file c ON c.id = r.case_id JOIN case_flat f ON f.case_id = c.id
     WHERE r.source_id = $1 AND r.status = 'submitted' AND f.status < 2 AND EXISTS (SELECT 1 FROM case_line l WHERE l.case_id = c.id)`,
    [sourceId],
  );
  return rows.map(({ reference }) => reference).sort();
}

/** Takes back every import that stands. One that adds nothing is a batch too. */
async function undoAll(): Promise<void> {
  const batches = await db.sql<{ reference: string }>(
    "SELECT reference FROM import_batch WHERE undone_at IS NULL ORDER BY id DESC",
  );
  for (const { reference } of batches) await undoImport(analyst, reference);
}

/** A killed client's server process ends by itself: what it had begun is taken back, or was done. */
async function quiet(): Promise<void> {
  const busy = () =>
    db.sql(
      "SELECT 1 FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND a.datname = current_database() AND a.pid <> pg_backend_pid()",
    );
  await vi.waitFor(async () => expect(await busy()).toEqual([]), { timeout: 20_000, interval: 10 });
}

/** Moments between 0 and 1, the same in every run of a seed. */
function moments(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Milliseconds that an import takes in a process that has just begun. */
let lasts = 1_500;

// Planted, and found by it: a batch that is committed before its rows, and reports that are kept but not counted while an import runs.
describe("a process that is killed while it imports", () => {
  it(`leaves nothing, or all, ${kills} times over, while reports are being logged; again, it comes to the same`, async () => {
    const random = moments(inject("seed"));
    const whole = await importFile(analyst, {
      ...{ path: file, name: "seizures.csv", dryRun: false },
      mapping: mappingSchema.parse(mappingOf("Unharmed")),
    });
    expect(whole.imported).toBe(rows);
    const { cases } = (await standing()) as { cases: number };
    await undoImport(analyst, whole.batch ?? "");
    const outcomes = { nothing: 0, all: 0 };
    let logging = true;
    const acknowledged: string[] = [];
    const logged = (async () => {
      while (logging) {
        acknowledged.push((await log(analyst, newReport(sourceId, plainAccount({})))).reference);
        await new Promise((then) => setTimeout(then, 50));
      }
    })();
    logged.catch(() => {}); // awaited at the end
    const sourceOf = (nth: number) => `Killed ${Math.ceil(nth / resumedEvery)}`;
    let next = importer(file, mapping(sourceOf(0)), email);
    for (let nth = 0; nth <= kills; nth += 1) {
      const { child, begin } = await next;
      next = importer(...(nth < kills ? [file, mapping(sourceOf(nth + 1)), email] : []));
      const before = await standing();
      const started = performance.now();
      const running = begin();
      // The first one comes to its end, and tells how long that takes.
      if (nth > 0) {
        await new Promise((then) => setTimeout(then, random() * lasts * 1.05));
        child.kill("SIGKILL");
      }
      await running;
      if (nth === 0) lasts = performance.now() - started;
      await quiet();
      const after = await standing();
      const published = {
        ...{ cases: Number(before?.cases) + cases, counted: Number(before?.counted) + cases },
        ...{ lines: Number(before?.lines) + rows, batches: 1, rows: Number(before?.rows) + rows },
        // Taken back once, it comes again as the same cases of the same source.
        sources: expect.toBeOneOf([before?.sources, Number(before?.sources) + 1]),
        events: Number(before?.events) + 1,
      };
      if (JSON.stringify(after) === JSON.stringify(before)) outcomes.nothing += 1;
      else {
        expect(after, `killed the ${nth}th time`).toEqual(published);
        outcomes.all += 1;
      }
      if (nth % resumedEvery === 0) {
        // Whatever was left of the last ones, a whole one makes the whole of it.
        const resumed = await importFile(analyst, {
          ...{ path: file, name: "seizures.csv", dryRun: false },
          mapping: mappingSchema.parse(mappingOf(sourceOf(nth))),
        });
        expect(resumed.imported + resumed.unchanged).toBe(rows);
        expect(await standing()).toMatchObject({ cases: published.cases, lines: published.lines });
      }
      await undoAll();
    }
    (await next).child.kill("SIGKILL");
    logging = false;
    await logged;
    expect(await loggedAndCounted(), "what was acknowledged is there, and counts").toEqual(acknowledged.sort());
    expect(acknowledged.length).toBeGreaterThan(kills);
    // Moments are spread over the whole, as long as the unharmed first one took: on a machine that has other things to do in waves, many come late.
    expect(outcomes.nothing).toBeGreaterThan(kills / 5);
    expect(outcomes.all).toBeGreaterThan(0);
  }, 300_000);

  it("is followed by the next start, which does what was asked for, once", async () => {
    const random = moments(inject("seed") + 1);
    const body = new Response(fs.readFileSync(file)).body;
    const { id } = await uploadFile(analyst, { name: "seizures.csv", body, announced: 0 });
    const page = async () => loadImportPage(analyst, id, null);
    const save = async (step: "table" | "columns" | "values", entries: [string, string][]) =>
      saveStep(analyst, { id, revision: (await page()).revision, step, entries, go: true });
    const work = async () => {
      await importWork.recover();
      while (await workOne(importWork));
    };
    await save("table", []);
    const columns = await page();
    if (columns.kind !== "columns") throw new Error(`the page is ${columns.kind}`);
    const fields = Object.entries(mappingOf("Job").columns);
    await save("columns", [
      ...columns.columns.map(({ name }, at): [string, string] => [
        `column:${at}`,
        fields.find(([, column]) => column === name)?.[0] ?? "",
      ]),
      ["name", "Job"],
      ["source", "Job"],
    ]);
    await work();
    await save("values", []);
    await work();
    await askToPublish(analyst, { id, revision: (await page()).revision });
    const before = await standing();
    for (let nth = 0; nth < 6; nth += 1) {
      await importWork.recover();
      const { child, begin } = await importer();
      const running = begin();
      await new Promise((then) => setTimeout(then, (0.3 + random() * 0.7) * lasts));
      child.kill("SIGKILL");
      await running;
      await quiet();
      if ((await page()).state !== "publishing") break;
      expect(await standing()).toEqual(before);
    }
    await work();
    await work();
    expect((await page()).state).toBe("published");
    expect(await standing()).toMatchObject({
      batches: Number(before?.batches) + 1,
      lines: Number(before?.lines) + rows,
    });
  }, 120_000);
});

function mapping(source: string): string {
  const target = path.join(folder, `${source}.json`);
  fs.writeFileSync(target, JSON.stringify(mappingOf(source)));
  return target;
}
