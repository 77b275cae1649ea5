import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import { fileOf } from "@/lib/import/files";
import { importWork } from "@/lib/import/jobs";
import { closeQueue } from "@/lib/jobs/boss";
import { workOne } from "@/lib/jobs/worker";
import { testDatabase } from "@/lib/testing/database";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import type { importState } from "./import-shapes";
import { importOperations } from "./imports";
import type { ApiAnswer, ApiCall } from "./types";

const db = testDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), "weir-api-imports-"));
vi.stubEnv("WEIR_DATA_DIR", folder);
let analyst: Viewer;
let colleague: Viewer;
let other: Viewer;
let viewer: Viewer;

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  analyst = await makeViewer(db, "north", "analyst");
  colleague = await makeViewer(db, "north", "analyst");
  viewer = await makeViewer(db, "north", "viewer");
  other = await makeViewer(db, "south", "analyst");
});
beforeEach(() => db.sql("DELETE FROM pgboss.job"));
afterAll(async () => {
  await closeQueue();
  rmSync(folder, { recursive: true, force: true });
});

/** What an operation answers, checked against the shape that its document promises. */
async function call(id: string, by: Viewer, more: Partial<ApiCall> = {}): Promise<ApiAnswer> {
  const operation = importOperations.find((one) => one.id === id);
  if (!operation) throw new Error(`there is no operation ${id}`);
  const answer = await operation.run({
    ...{ viewer: by, query: new URLSearchParams(), params: {}, body: undefined, headers: new Headers(), locale: "en" },
    words: async () => (key) => key,
    ...more,
  });
  if (operation.answer) expect(operation.answer.parse(answer.body)).toEqual(answer.body);
  else expect(answer.body).toBeNull();
  return answer;
}
type State = z.infer<typeof importState>;
const state = async (by: Viewer, id: string) => (await call("getImport", by, { params: { id } })).body as State;
const on = (id: string, more: Partial<ApiCall> = {}) => ({ params: { id }, ...more });

const columns = { date: "Date", transitPoint: "Point", substance: "Drug", quantity: "Amount", unit: "Unit" };
const mapping = (name: string, more: object = {}) => ({ name, columns, ...more });
const text = "Date,Point,Drug,Amount,Unit\n2009-02-03,Dandong,Heroin,1,kg\n2009-02-04,Nowhere,Heroin,2,kg\n";

function upload(by: Viewer, content: string, key: string = randomUUID(), name = "seizures.csv") {
  return call("uploadImport", by, {
    query: new URLSearchParams({ name }),
    headers: new Headers({ "idempotency-key": key }),
    stream: new Response(content).body,
  });
}
async function work() {
  while (await workOne(importWork));
}
/** Uploaded, mapped, and tried. */
async function tried(by: Viewer, content: string, read: object): Promise<string> {
  const { id } = (await upload(by, content)).body as State;
  await call("putImportMapping", by, on(id, { body: read }));
  await call("dryRunImport", by, on(id));
  await work();
  return id;
}

describe("a file, step by step", () => {
  it("is uploaded, mapped, tried, imported once and taken back, and each step tells how it stands", async () => {
    const key = randomUUID();
    const begun = await upload(analyst, text, key);
    expect(begun).toMatchObject({ location: `/imports/${key}`, version: 1 });
    expect(begun.body).toMatchObject({
      ...{ id: key, state: "open", fileName: "seizures.csv", dryRun: null, batch: null, progress: null },
      detected: {
        ...{ kind: "csv", delimiter: ",", headerRow: [1], failure: null },
        columns: [
          { name: "Date", samples: ["2009-02-03", "2009-02-04"], suggestion: "date" },
          ...[
            { suggestion: "transitPoint" },
            { suggestion: "substance" },
            { suggestion: "quantity" },
            { suggestion: "unit" },
          ],
        ],
      },
    });
    const mapped = await call("putImportMapping", analyst, on(key, { body: mapping("Steps") }));
    expect(mapped).toMatchObject({ version: 2, body: { mapping: { name: "Steps", columns }, dryRun: null } });
    await expect(call("commitImport", analyst, on(key)), "nothing was tried").rejects.toMatchObject({
      code: "CONFLICT",
    });

    const asked = await call("dryRunImport", analyst, on(key));
    expect(asked.body).toMatchObject({ state: "checking" });
    expect((await call("dryRunImport", analyst, on(key))).body, "asked again").toMatchObject({ state: "checking" });
    await expect(call("putImportMapping", analyst, on(key, { body: mapping("Late") }))).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await work();
    expect(await state(analyst, key)).toMatchObject({
      ...{ state: "open", failure: null },
      dryRun: { rows: 2, imported: 1, refused: 1, refusals: [] },
    });
    expect((await call("listImportIssues", analyst, on(key))).body).toEqual({
      ...{ total: 1, next: null },
      data: [
        { row: 3, column: "Point", value: "Nowhere", code: "point-unknown", message: "import.issue.point-unknown" },
      ],
    });

    expect((await call("commitImport", analyst, on(key))).body).toMatchObject({ state: "publishing" });
    await work();
    const done = await state(analyst, key);
    const batch = done.batch?.batch ?? "";
    expect(done).toMatchObject({
      state: "published",
      batch: { name: "Steps", rows: 2, imported: 1, refused: 1, undoneAt: null },
    });
    expect((await call("commitImport", analyst, on(key))).body, "asked again").toMatchObject({ state: "published" });
    await work();
    expect((await call("listImports", viewer)).body).toMatchObject({ total: 1, data: [{ batch }] });
    await expect(call("discardImport", analyst, on(key))).rejects.toMatchObject({ code: "CONFLICT" });

    // By its reference whoever reads its cases is told of it; whose it is not takes nothing back.
    expect(await state(viewer, batch)).toMatchObject({
      id: batch,
      state: "published",
      mapping: { name: "Steps" },
      batch: { batch },
    });
    expect((await call("listImportIssues", viewer, on(batch))).body).toMatchObject({ total: 1, data: [{ row: 3 }] });
    await expect(call("getImport", other, on(batch))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(call("undoImport", viewer, on(batch))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(call("undoImport", colleague, on(batch))).rejects.toMatchObject({ code: "NOT_FOUND" });

    expect(await call("undoImport", analyst, on(batch))).toMatchObject({
      location: `/imports/${key}`,
      body: { state: "undoing" },
    });
    await work();
    expect(await state(analyst, key)).toMatchObject({ state: "undone", undone: { withdrawn: 1, left: [] } });
    expect((await call("undoImport", analyst, on(key))).body, "asked again").toMatchObject({ state: "undone" });
  });

  it("begins once per key, whoever repeats it, and leaves nothing of what was not needed", async () => {
    const key = randomUUID();
    const [first, second] = await Promise.all([upload(analyst, text, key), upload(analyst, text, key)]);
    expect([first.body, second.body]).toMatchObject([{ id: key }, { id: key }]);
    const again = await upload(analyst, "Another,file\n1,2\n", key, "other.csv");
    expect(again.body).toMatchObject({ id: key, fileName: "seizures.csv", revision: 1 });
    for (const stranger of [colleague, other])
      await expect(upload(stranger, "Theirs\n1\n", key)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await state(analyst, key)).detected?.columns.map(({ name }) => name)).toEqual(Object.values(columns));
    for (const stranger of [colleague, other, viewer])
      await expect(state(stranger, key)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const known = await db.sql<{ id: string }>("SELECT id::text AS id FROM import_draft");
    expect(readdirSync(path.join(folder, "imports")).sort()).toEqual(known.map(({ id }) => id).sort());

    await expect(call("undoImport", analyst, on(key))).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await call("discardImport", analyst, on(key.toUpperCase()))).body).toBeNull();
    expect(existsSync(fileOf(key))).toBe(false);
    await expect(state(analyst, key)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("stops where it is told to, and by the version that If-Match names", async () => {
    const { id } = (await upload(analyst, text)).body as State;
    const stale = new Headers({ "if-match": '"7"' });
    const late = on(id, { body: mapping("Stopped"), headers: stale });
    await expect(call("putImportMapping", analyst, late)).rejects.toMatchObject({
      ...{ code: "CONFLICT", members: { status: 412 } },
    });
    await call(
      "putImportMapping",
      analyst,
      on(id, { body: mapping("Stopped"), headers: new Headers({ "if-match": '"1"' }) }),
    );
    await expect(call("dryRunImport", analyst, on(id, { headers: stale }))).rejects.toMatchObject({
      members: { status: 412 },
    });
    await call("dryRunImport", analyst, on(id));
    expect((await call("cancelImport", analyst, on(id))).body).toMatchObject({ state: "open" });
    await work();
    expect(await state(analyst, id)).toMatchObject({ state: "open", dryRun: null });
    await expect(call("cancelImport", analyst, on(id))).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("is refused as a whole with what settles it, and goes on from there", async () => {
    const open = "Date,Point,Drug,Amount,Unit\n03/04/2009,Dandong,Heroin,1,kg\n";
    const id = await tried(analyst, open, mapping("Open"));
    expect((await state(analyst, id)).dryRun).toMatchObject({
      ...{ imported: 0, refused: 1 },
      refusals: [{ code: "date-open", setting: "format.dateFormat", rows: [{ row: 2 }] }],
    });
    await expect(call("commitImport", analyst, on(id))).rejects.toMatchObject({ code: "CONFLICT" });
    await call(
      "putImportMapping",
      analyst,
      on(id, { body: mapping("Open", { format: { dateFormat: "DD/MM/YYYY" } }) }),
    );
    await call("dryRunImport", analyst, on(id));
    await work();
    expect((await state(analyst, id)).dryRun).toMatchObject({ imported: 1, refusals: [] });
  });

  it("tells of its rows in parts", async () => {
    const rows = Array.from({ length: 7 }, (_, at) => `2009-02-0${at + 1},Nowhere ${at},Heroin,1,kg`);
    const id = await tried(
      analyst,
      `Date,Point,Drug,Amount,Unit\n2009-02-09,Dandong,Heroin,1,kg\n${rows.join("\n")}\n`,
      mapping("Parts"),
    );
    const seen: number[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query = new URLSearchParams({ limit: "3", cursor });
      const part = (await call("listImportIssues", analyst, on(id, { query }))).body as {
        data: { row: number }[];
        total: number;
        next: string | null;
      };
      expect(part.total).toBe(7);
      expect(part.data.length).toBeLessThanOrEqual(3);
      seen.push(...part.data.map(({ row }) => row));
      cursor = part.next;
    }
    expect(seen).toEqual([3, 4, 5, 6, 7, 8, 9]);
    const warned = await call("listImportIssues", analyst, on(id, { query: new URLSearchParams("kind=warnings") }));
    expect(warned.body).toMatchObject({ next: null });
  });
});

it("shows nothing of a column that the register never keeps", async () => {
  const { body } = await upload(analyst, "日期;民族;毒品\n2009-02-03;secret;Heroin\n");
  expect(JSON.stringify(body)).not.toContain("secret");
  expect(body).toMatchObject({
    detected: { columns: [{ samples: ["2009-02-03"] }, { samples: [], suggestion: null }, {}] },
  });
});

it("refuses by the matrix, and what it does not know", async () => {
  await expect(upload(viewer, text)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(upload(analyst, "")).rejects.toMatchObject({ fields: [{ path: "file" }] });
  const bare = { query: new URLSearchParams("name=a.csv"), stream: new Response(text).body };
  await expect(call("uploadImport", analyst, bare)).rejects.toMatchObject({ fields: [{ path: "Idempotency-Key" }] });
  await expect(call("listImports", analyst, { query: new URLSearchParams("colour=red") })).rejects.toMatchObject({
    fields: [{ path: "colour" }],
  });
  const { id } = (await upload(analyst, text)).body as State;
  const put = (body: unknown) => call("putImportMapping", analyst, on(id, { body }));
  await expect(put(mapping("x", { colour: "red" }))).rejects.toMatchObject({ fields: [{ path: "" }] });
  await expect(put(mapping("x", { handling: "RED" }))).rejects.toMatchObject({
    fields: [{ path: "handling", message: "import.mapping.red" }],
  });
  await expect(put(mapping("x", { status: "verified" })), "a reviewer's").rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(put({ name: "x", record: "total", columns: { date: "Date", value: "Amount" } })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  for (const none of [randomUUID(), "B-NOTHING", "../../etc"])
    for (const id of ["getImport", "dryRunImport", "commitImport", "undoImport", "cancelImport", "discardImport"])
      await expect(call(id, analyst, on(none)), `${id} ${none}`).rejects.toMatchObject({ code: "NOT_FOUND" });
});
