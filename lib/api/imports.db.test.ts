import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { testDatabase } from "@/lib/testing/database";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { importOperations } from "./imports";
import type { ApiAnswer, ApiCall } from "./types";

const db = testDatabase();
let analyst: Viewer;
let other: Viewer;
let viewer: Viewer;

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  analyst = await makeViewer(db, "north", "analyst");
  viewer = await makeViewer(db, "north", "viewer");
  other = await makeViewer(db, "south", "analyst");
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
  expect(operation.answer.parse(answer.body)).toEqual(answer.body);
  return answer;
}

const columns = { date: "Date", transitPoint: "Point", substance: "Drug", quantity: "Amount", unit: "Unit" };
const file = (text: string, more: object = {}) => ({
  fileName: "seizures.csv",
  content: Buffer.from(text).toString("base64"),
  mapping: { name: "From a program", columns },
  ...more,
});
const text = "Date,Point,Drug,Amount,Unit\n2009-02-03,Dandong,Heroin,1,kg\n2009-02-04,Nowhere,Heroin,2,kg\n";
const keyed = (key: string = randomUUID()) => new Headers({ "idempotency-key": key });

it("imports a file once per key, tells of it, and takes it back", async () => {
  const dry = await call("importFile", analyst, { body: file(text, { dryRun: true }), headers: keyed() });
  expect(dry).toMatchObject({ status: 200, body: { batch: null, rows: 2, imported: 1, refused: 1 } });
  const key = randomUUID();
  const first = await call("importFile", analyst, { body: file(text), headers: keyed(key) });
  expect(first.body).toMatchObject({
    rows: 2,
    imported: 1,
    refused: 1,
    errors: [
      { row: 3, column: "Point", value: "Nowhere", code: "point-unknown", message: "import.issue.point-unknown" },
    ],
  });
  const again = await call("importFile", analyst, { body: file(text), headers: keyed(key) });
  expect(again).toEqual(first);
  await expect(call("importFile", other, { body: file(text), headers: keyed(key) })).rejects.toBeDefined();
  const another = await call("importFile", analyst, { body: file(text), headers: keyed() });
  expect(another.body).toMatchObject({ imported: 0, unchanged: 1 });

  const batch = (first.location ?? "").replace("/imports/", "");
  expect(await call("getImport", viewer, { params: { batch } })).toMatchObject({
    body: { batch, name: "From a program", rows: 2, imported: 1, undoneAt: null, mapping: { name: "From a program" } },
  });
  await expect(call("getImport", other, { params: { batch } })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const list = await call("listImports", viewer, { query: new URLSearchParams("limit=1") });
  expect(list.body).toMatchObject({ total: 2, data: [{ imported: 0 }] });
  const { next } = list.body as { next: string };
  expect(
    (await call("listImports", viewer, { query: new URLSearchParams({ limit: "1", cursor: next }) })).body,
  ).toMatchObject({ next: null, data: [{ batch }] });
  expect((await call("listImports", other)).body).toMatchObject({ total: 0 });

  await expect(call("undoImport", viewer, { params: { batch } })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await call("undoImport", analyst, { params: { batch } })).toMatchObject({ body: { withdrawn: 1, left: [] } });
});

it("refuses with what settles it, and by the matrix", async () => {
  const open = "Date,Point,Drug,Amount,Unit\n03/04/2009,Dandong,Heroin,1,kg\n";
  await expect(call("importFile", analyst, { body: file(open), headers: keyed() })).rejects.toMatchObject({
    code: "INVALID",
    members: {
      import: { batch: null, refusals: [{ code: "date-open", setting: "format.dateFormat", rows: [{ row: 2 }] }] },
    },
  });
  await expect(call("importFile", viewer, { body: file(text), headers: keyed() })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(call("importFile", analyst, { body: file(text) })).rejects.toMatchObject({
    fields: [{ path: "Idempotency-Key" }],
  });
  const wrong = file(text, { mapping: { name: "x", columns, colour: "red" } });
  await expect(call("importFile", analyst, { body: wrong, headers: keyed() })).rejects.toMatchObject({
    fields: [{ path: "mapping" }],
  });
  const red = file(text, { mapping: { name: "x", columns, handling: "RED" } });
  await expect(call("importFile", analyst, { body: red, headers: keyed() })).rejects.toMatchObject({
    fields: [{ path: "mapping.handling", message: "import.mapping.red" }],
  });
  await expect(call("listImports", analyst, { query: new URLSearchParams("colour=red") })).rejects.toMatchObject({
    fields: [{ path: "colour" }],
  });
});
