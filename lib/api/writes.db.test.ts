import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import type { AppError } from "@/lib/errors";
import { testDatabase } from "@/lib/testing/database";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import type { ReportRecord } from "./report-shapes";
import { reportOperations } from "./reports";
import { sourceOperations } from "./sources";
import type { ApiAnswer, ApiCall } from "./types";

const db = testDatabase();
let sourceId = 0;
let analyst: Viewer;
let colleague: Viewer;
let reviewer: Viewer;
let reader: Viewer;
let stranger: Viewer;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  analyst = await makeViewer(db, "north", "analyst");
  colleague = await makeViewer(db, "north", "analyst");
  reviewer = await makeViewer(db, "north", "reviewer");
  reader = await makeViewer(db, "north", "viewer");
  stranger = await makeViewer(db, "south", "analyst");
});

/** What an operation answers, checked against the shape that its document promises. */
async function call(id: string, by: Viewer, more: Partial<ApiCall> = {}): Promise<ApiAnswer> {
  const operation = [...reportOperations, ...sourceOperations].find((one) => one.id === id);
  if (!operation) throw new Error(`there is no operation ${id}`);
  const answer = await operation.run({
    ...{ viewer: by, query: new URLSearchParams(), params: {}, body: undefined, headers: new Headers(), locale: "en" },
    words: async () => (key) => key,
    ...more,
  });
  expect(operation.answer?.parse(answer.body)).toEqual(answer.body);
  return answer;
}

const somebody = {
  ...{ person: { name: "Pak Chol", nameLatin: null, alias: null, aliasLatin: null }, role: "courier" },
  ...{ tier: "unknown", arrest: "arrested", basis: "fact", dataSubject: "suspect" },
};
const body = (change: object = {}) => ({
  ...{ date: "2010-07", point: "dandong", attribution: "stated", credibility: "6", handling: "green" },
  lines: [
    {
      asReported: "ice",
      substance: "methamphetamine",
      form: "crystal",
      quantity: "1.5",
      unit: "kg",
      qualifier: "exact",
    },
  ],
  source: { id: sourceId },
  ...change,
});
async function logged(change: object = {}, by = analyst): Promise<{ report: string; reference: string }> {
  const headers = new Headers({ "idempotency-key": randomUUID() });
  return (await call("logReport", by, { body: body(change), headers })).body as { report: string; reference: string };
}
const read = async (by: Viewer, id: string) => (await call("getReport", by, { params: { id } })).body as ReportRecord;
const write = (
  operation: string,
  by: Viewer,
  id: string,
  version: number,
  sent: object,
  more: Record<string, string> = {},
) => call(operation, by, { params: { id }, body: sent, headers: new Headers({ "if-match": `"${version}"`, ...more }) });
const refused = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error as AppError,
  );

describe("a report that is amended", () => {
  it("is sent back as it was read, changed where it should be, and keeps its people without telling a name", async () => {
    const { report, reference } = await logged({ people: [somebody] });
    const first = await read(analyst, report);
    expect(first).toMatchObject({
      report,
      reference,
      version: 1,
      waiting: true,
      mayAmend: true,
      principal: true,
      status: "submitted",
    });
    expect(first.says.people).toMatchObject([{ person: expect.any(Number), role: "courier" }]);
    expect(JSON.stringify(first)).not.toContain("Pak");
    const lines = [{ ...first.says.lines[0], quantity: "2.5" }];
    const amended = await write("amendReport", analyst, report, 1, { ...first.says, lines, reason: "weighed again" });
    expect(amended).toMatchObject({
      version: 2,
      body: { version: 2, says: { lines: [{ quantity: "2.5" }], people: first.says.people } },
    });
    expect((amended.body as ReportRecord).versions).toMatchObject([
      { number: 1, reason: null },
      { number: 2, reason: "weighed again" },
    ]);
    const [row] = await db.sql(
      "SELECT l.quantity::text FROM case_line l JOIN case_file c ON c.id = l.case_id WHERE c.reference = $1",
      [reference],
    );
    expect(row).toMatchObject({ quantity: expect.stringMatching(/^2\.5/) });
  });

  it("from a version that is no longer the newest says what both sides say, field by field, and writes nothing", async () => {
    const { report } = await logged();
    const { says } = await read(analyst, report);
    await write("amendReport", colleague, report, 1, { ...says, place: "km 12", note: "corrected", reason: "a call" });
    const late = await refused(
      write("amendReport", analyst, report, 1, { ...says, place: "km 14", reason: "a letter" }),
    );
    expect(late).toMatchObject({
      code: "CONFLICT",
      members: {
        status: 412,
        conflict: {
          version: 2,
          fields: [
            { field: "place", base: null, yours: "km 14", theirs: "km 12" },
            { field: "note", base: null, yours: null, theirs: "corrected" },
          ],
        },
      },
    });
    expect(await read(analyst, report)).toMatchObject({ version: 2, says: { place: "km 12" } });
    for (const none of [7, 1])
      expect(await refused(write("amendReport", analyst, report, none, { ...says, reason: "x" }))).toMatchObject({
        members: { status: 412 },
      });
  });

  it("with a key is written once, and without If-Match not at all", async () => {
    const { report } = await logged();
    const { says } = await read(analyst, report);
    const key = { "idempotency-key": randomUUID() };
    const sent = { ...says, note: "once", reason: "a letter" };
    const [first, again] = [
      await write("amendReport", analyst, report, 1, sent, key),
      await write("amendReport", analyst, report, 1, sent, key),
    ];
    expect([first.version, again.version]).toEqual([2, 2]);
    const bare = { params: { id: report }, body: sent };
    expect(await refused(call("amendReport", analyst, bare))).toMatchObject({
      code: "INVALID",
      members: { status: 428 },
    });
    for (const odd of ["*", "2", 'W/"2"', '"two"'])
      expect(
        await refused(call("amendReport", analyst, { ...bare, headers: new Headers({ "if-match": odd }) })),
        odd,
      ).toMatchObject({
        fields: [{ path: "If-Match" }],
      });
    const { reason: _, ...unsaid } = sent;
    expect(await refused(write("amendReport", analyst, report, 2, unsaid))).toMatchObject({
      fields: [{ path: "reason" }],
    });
    expect(await refused(write("amendReport", analyst, report, 2, { ...sent, date: "2999-01" }))).toMatchObject({
      fields: [{ path: "date" }],
    });
  });

  it("is not taken for written where the key is another report's, and no key passes by what looks odd", async () => {
    const [one, two] = [await logged(), await logged()];
    const says = { ...(await read(analyst, one.report)).says, reason: "a letter" };
    const key = { "idempotency-key": randomUUID() };
    await write("amendReport", analyst, one.report, 1, { ...says, note: "the first" }, key);
    expect(
      await refused(write("amendReport", analyst, two.report, 1, { ...says, note: "the second" }, key)),
    ).toMatchObject({ code: "CONFLICT" });
    expect((await read(analyst, two.report)).version).toBe(1);
    const absurd = { ...says, lines: body().lines.map((line) => ({ ...line, quantity: "13775000" })) };
    const own = { "idempotency-key": two.report };
    expect(await refused(write("amendReport", analyst, two.report, 1, absurd, own))).toMatchObject({ code: "INVALID" });
    const { reason: _, ...fresh } = absurd;
    const used = new Headers(key);
    expect(await refused(call("logReport", analyst, { body: fresh, headers: used }))).toMatchObject({
      code: "INVALID",
    });
  });

  it("is its author's and their agency's: others are refused, and do not find what they may not see", async () => {
    const open = await logged();
    const { says } = await read(reader, open.report);
    const sent = { ...says, reason: "x" };
    expect(await refused(write("amendReport", stranger, open.report, 1, sent))).toMatchObject({ code: "FORBIDDEN" });
    expect(await refused(write("amendReport", reader, open.report, 1, sent))).toMatchObject({ code: "FORBIDDEN" });
    const { report } = await logged({ handling: "amber" });
    for (const id of [report, randomUUID(), "no-id"]) {
      expect(await refused(call("getReport", stranger, { params: { id } })), id).toMatchObject({ code: "NOT_FOUND" });
      expect(await refused(write("amendReport", stranger, id, 1, sent)), id).toMatchObject({ code: "NOT_FOUND" });
      expect(await refused(write("withdrawReport", stranger, id, 1, { reason: "x" })), id).toMatchObject({
        code: "NOT_FOUND",
      });
    }
    expect(await refused(write("verifyReport", analyst, report, 1, {}))).toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("a decision about a report", () => {
  it("is about the version that If-Match names", async () => {
    const { report } = await logged();
    const { says } = await read(analyst, report);
    await write("amendReport", analyst, report, 1, { ...says, note: "x", reason: "x" });
    for (const operation of ["verifyReport", "returnReport", "withdrawReport"])
      expect(await refused(write(operation, reviewer, report, 1, { reason: "x" })), operation).toMatchObject({
        ...{ code: "CONFLICT", members: { status: 412 } },
      });
    expect((await read(analyst, report)).waiting).toBe(true);
    expect((await write("returnReport", reviewer, report, 2, { reason: "which kilometre?" })).body).toMatchObject({
      ...{ status: "returned", waiting: false, returned: "which kilometre?" },
    });
    expect(await refused(write("verifyReport", reviewer, report, 2, {}))).toMatchObject({
      code: "CONFLICT",
      members: {},
    });
    await write("amendReport", analyst, report, 2, { ...says, place: "km 12", reason: "asked" });
    expect((await write("verifyReport", reviewer, report, 3, {})).body).toMatchObject({
      status: "verified",
      verifiedVersion: 3,
    });
  });

  it("by nobody about their own, and a withdrawal can be undone", async () => {
    const own = await logged({}, reviewer);
    expect(await refused(write("verifyReport", reviewer, own.report, 1, {}))).toMatchObject({ code: "FORBIDDEN" });
    const { report } = await logged();
    expect(await refused(write("withdrawReport", analyst, report, 1, {}))).toMatchObject({
      fields: [{ path: "reason" }],
    });
    expect((await write("withdrawReport", analyst, report, 1, { reason: "twice logged" })).body).toMatchObject({
      status: "withdrawn",
      waiting: false,
    });
    expect(await refused(write("withdrawReport", analyst, report, 1, { reason: "x" }))).toMatchObject({
      code: "CONFLICT",
    });
    expect((await write("reinstateReport", analyst, report, 1, { reason: "not twice" })).body).toMatchObject({
      status: "submitted",
      waiting: true,
    });
  });

  it("is listed as long as it is to be made", async () => {
    const { report, reference } = await logged();
    type List = {
      data: { report: string; decision: string | null; reason: string | null }[];
      total: number;
      next: string | null;
    };
    const listed = async (by: Viewer, list: string, cursor = "") =>
      (await call("listReports", by, { query: new URLSearchParams({ list, ...(cursor && { cursor }) }) })).body as List;
    const find = (list: List) => list.data.find((one) => one.report === report);
    expect(find(await listed(analyst, "waiting"))).toMatchObject({
      reference,
      version: 1,
      decision: null,
      asReported: ["ice"],
    });
    expect(find(await listed(reviewer, "review"))).toMatchObject({ reference, decision: "open" });
    await write("returnReport", reviewer, report, 1, { reason: "whose?" });
    expect(find(await listed(analyst, "waiting"))).toBeUndefined();
    expect(find(await listed(analyst, "returned"))).toMatchObject({ reason: "whose?" });
    for (const list of ["waiting", "review"])
      expect(await refused(listed(list === "review" ? analyst : reader, list))).toMatchObject({ code: "FORBIDDEN" });
    expect(await refused(listed(analyst, "all"))).toMatchObject({ fields: [{ path: "list" }] });
  });
});

describe("sources", () => {
  const add = (by: Viewer, sent: object, key: string = randomUUID()) =>
    call("addSource", by, { body: sent, headers: new Headers({ "idempotency-key": key }) });

  it("are added once per key of an agency, read back, and found", async () => {
    const key = randomUUID();
    const sent = { title: "Provincial gazette", published: "2010-08", reliability: "B", url: "https://example.org/1" };
    const first = await add(analyst, sent, key);
    expect(first.body).toMatchObject({
      title: "Provincial gazette",
      published: "2010-08",
      author: null,
      shared: false,
      ownerAgency: "north",
    });
    expect(await add(analyst, { ...sent, title: "Another" }, key)).toEqual(first);
    const both = await Promise.all([add(analyst, sent, key.toUpperCase()), add(analyst, sent, key)]);
    expect(both.map(({ body: one }) => one)).toEqual([first.body, first.body]);
    const theirs = await add(stranger, { ...sent, title: "Theirs" }, key);
    expect(theirs.body).toMatchObject({ title: "Theirs", ownerAgency: "south" });
    const [own, other] = [first, theirs].map(({ location }) => (location ?? "").replace("/sources/", ""));
    expect((await call("getSource", colleague, { params: { id: own ?? "" } })).body).toEqual(first.body);
    expect(await refused(call("getSource", analyst, { params: { id: other ?? "" } }))).toMatchObject({
      code: "NOT_FOUND",
    });
    const found = await call("listSources", analyst, { query: new URLSearchParams("q=gazette") });
    expect(found.body).toMatchObject({ total: 1, next: null, data: [{ title: "Provincial gazette" }] });
  });

  it("come in parts", async () => {
    await db.sql(
      "INSERT INTO source (title, owner_agency_id) SELECT 'Part ' || n, a.id FROM generate_series(1, 103) n, agency a WHERE a.code = 'north'",
    );
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query = new URLSearchParams({ q: "part", cursor });
      const part = (await call("listSources", analyst, { query })).body as {
        data: { title: string }[];
        total: number;
        next: string | null;
      };
      expect(part.total).toBe(103);
      seen.push(...part.data.map(({ title }) => title));
      cursor = part.next;
    }
    expect(new Set(seen).size).toBe(103);
    expect(seen).toHaveLength(103);
    const beyond = new URLSearchParams({ q: "part", cursor: "9" });
    expect((await call("listSources", analyst, { query: beyond })).body).toMatchObject({ data: [], next: null });
  });

  it("are refused at the field, and by the matrix", async () => {
    const sent = { title: "x", reliability: "B" };
    expect(await refused(add(analyst, { ...sent, url: "javascript:1" }))).toMatchObject({ fields: [{ path: "url" }] });
    expect(await refused(add(analyst, { ...sent, published: "yesterday" }))).toMatchObject({
      fields: [{ path: "published" }],
    });
    expect(await refused(add(analyst, { ...sent, colour: "red" }))).toMatchObject({ code: "INVALID" });
    expect(await refused(add(analyst, { ...sent, shared: true })), "a reviewer's").toMatchObject({ code: "FORBIDDEN" });
    expect((await add(reviewer, { ...sent, shared: true })).body).toMatchObject({ shared: true });
    expect(await refused(add(reader, sent))).toMatchObject({ code: "FORBIDDEN" });
    expect(await refused(call("addSource", analyst, { body: sent }))).toMatchObject({
      fields: [{ path: "Idempotency-Key" }],
    });
  });
});
