import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { testDatabase } from "@/lib/testing/database";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { discardDraft, draftOf, readDraftBody, removeDraft, saveDraft, storeDraft } from "./drafts";
import type { DraftAnswer, ReportValues } from "./form";
import { freshLine, freshPerson, freshReport } from "./form";
import { findSources, loadReportForm } from "./loaders";
import { submitForm } from "./mutations";

const db = testDatabase();
let sourceId = 0;
let analyst: Viewer;
let colleague: Viewer;
let reviewer: Viewer;
let other: Viewer;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  analyst = await makeViewer(db, "north", "analyst");
  colleague = await makeViewer(db, "north", "analyst");
  reviewer = await makeViewer(db, "north", "reviewer");
  other = await makeViewer(db, "south", "analyst");
});

/** A form that may be submitted. */
function filled(change: Partial<ReportValues> = {}): ReportValues {
  const pick = (id: string) => ({ id, text: id });
  return {
    ...freshReport(),
    date: "2010-07",
    point: { id: "dandong", text: "Dandong" },
    lines: [
      {
        ...freshLine("1"),
        asReported: "ice",
        substance: pick("methamphetamine"),
        form: "crystal",
        quantity: "1.5",
        unit: pick("kg"),
      },
      {
        ...freshLine("2"),
        asReported: "MaGu",
        substance: pick("magu"),
        form: "tablet",
        quantity: "300",
        unit: pick("tablet"),
      },
    ],
    people: [
      { ...freshPerson("1", "person"), name: "김 모", role: "courier", arrest: "arrested", dataSubject: "suspect" },
    ],
    source: { ...freshReport().source, found: pick(String(sourceId)) },
    credibility: "6",
    handling: "green",
    ...change,
  };
}
const save = (
  viewer: Viewer,
  id: string,
  change: Partial<Parameters<typeof saveDraft>[2]> = {},
): Promise<DraftAnswer> =>
  withViewerWrite(viewer, (tx) =>
    saveDraft(tx, viewer, { id, editor: "page", base: 0, revision: 1, values: filled(), ...change }),
  );
const read = (viewer: Viewer, id: string) => withViewer(viewer, (tx) => draftOf(tx, id));
const counts = async () => {
  const tables = [
    "case_file",
    "report",
    "report_version",
    "report_decision",
    "person",
    "source",
    "case_member",
    "case_flat",
  ];
  const [row] = await db.sql<Record<string, string>>(
    `SELECT ${tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(", ")}`,
  );
  return row;
};

describe("saving a draft", () => {
  it("keeps it whole, for its owner alone", async () => {
    const id = randomUUID();
    const half = filled({ date: "early June 2010", point: { id: "", text: "dan" }, note: "단둥 👍" });
    expect(await save(analyst, id, { values: half })).toMatchObject({ kind: "saved", revision: 1 });
    expect(await read(analyst, id)).toMatchObject({ revision: 1, editor: "page", values: half });
    for (const viewer of [colleague, reviewer, other]) expect(await read(viewer, id)).toBeNull();
  });

  it("says of somebody else's id only that it is taken, and leaves that draft alone", async () => {
    const id = randomUUID();
    await save(analyst, id);
    expect(await save(colleague, id, { values: filled({ note: "mine" }) })).toEqual({ kind: "taken" });
    await withViewerWrite(colleague, (tx) => discardDraft(tx, colleague, id));
    expect((await read(analyst, id))?.values.note).toBe("");
  });

  it("takes later saves of the same page, and lets an older one that comes late change nothing", async () => {
    const id = randomUUID();
    await save(analyst, id, { revision: 1, values: filled({ note: "a" }) });
    await save(analyst, id, { revision: 3, values: filled({ note: "abc" }) });
    expect(await save(analyst, id, { revision: 2, values: filled({ note: "ab" }) })).toMatchObject({
      kind: "saved",
      revision: 3,
    });
    expect(await read(analyst, id)).toMatchObject({ revision: 3, values: { note: "abc" } });
  });

  it("shows another page what was saved meanwhile, and takes its text once it knows", async () => {
    const id = randomUUID();
    await save(analyst, id, { revision: 4, values: filled({ note: "one" }) });
    const second = { editor: "second", values: filled({ note: "two" }) };
    expect(await save(analyst, id, { ...second, base: 0, revision: 9 })).toMatchObject({
      kind: "conflict",
      current: { revision: 4, editor: "page", values: { note: "one" } },
    });
    expect(await save(analyst, id, { ...second, base: 4, revision: 5 })).toMatchObject({ kind: "saved", revision: 5 });
    expect(await read(analyst, id)).toMatchObject({ revision: 5, editor: "second", values: { note: "two" } });
  });

  it("lets one of two pages win that save at the same time", async () => {
    const id = randomUUID();
    await save(analyst, id);
    const pages = Array.from({ length: 10 }, (_, i) =>
      save(analyst, id, { editor: `page ${i}`, base: 1, revision: 2 }),
    );
    const kinds = (await Promise.all(pages)).map((answer) => answer.kind);
    expect(kinds.filter((kind) => kind === "saved")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "conflict")).toHaveLength(9);
  });

  it("does not come back after it was submitted", async () => {
    const id = randomUUID();
    await save(analyst, id);
    const { reference } = await submitForm(analyst, { id, values: filled() });
    expect(await save(analyst, id, { revision: 7 })).toEqual({ kind: "submitted", reference });
    expect(await read(analyst, id)).toBeNull();
  });

  it("is refused to those who may not log", async () => {
    const viewer = await makeViewer(db, "north", "viewer");
    await expect(save(viewer, randomUUID())).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("takes what a browser sends, whatever is half-typed in it, and refuses what is no draft", async () => {
    const id = randomUUID();
    const body = (values: unknown) => JSON.stringify({ editor: "page", base: 0, revision: 1, values });
    const send = (text: string, at: string = id) => storeDraft(analyst, at, text);
    expect(await send(body({ note: "a\u0000b\ud800", lines: "none", extra: 1 }), id.toUpperCase())).toMatchObject({
      kind: "saved",
    });
    expect(await read(analyst, id)).toMatchObject({ values: { note: "ab", lines: [] } });
    await expect(send("{")).rejects.toMatchObject({ code: "INVALID" });
    await expect(send("null")).rejects.toMatchObject({ code: "INVALID" });
    await expect(send(body({}).replace('"revision":1', '"revision":-1'))).rejects.toMatchObject({ code: "INVALID" });
    await expect(send(body({}), "../x")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await removeDraft(analyst, id);
    expect(await read(analyst, id)).toBeNull();
  });

  it("keeps more rows than a report holds, which a submit then refuses in words", async () => {
    const id = randomUUID();
    const lines = Array.from({ length: 201 }, (_, i) => ({ ...freshLine(String(i + 1)), asReported: `bag ${i + 1}` }));
    const body = JSON.stringify({ editor: "page", base: 0, revision: 1, values: filled({ lines }) });
    expect(await storeDraft(analyst, id, body)).toMatchObject({ kind: "saved" });
    const kept = await read(analyst, id);
    expect(kept?.values.lines.map((line) => line.asReported)).toEqual(lines.map((line) => line.asReported));
    const whole = filled().lines[0];
    const many = lines.map(({ key }) => ({ ...whole, key }));
    await expect(submitForm(analyst, { id, values: { ...kept?.values, lines: many } })).rejects.toMatchObject({
      code: "INVALID",
      fields: [{ path: "lines", message: "reports.error.rows-most", values: { most: 200, count: 201 } }],
    });
    expect((await read(analyst, id))?.values.lines).toHaveLength(201);
  });

  it("takes no more than a million bytes, of a body or of what a short body stands for", async () => {
    const put = (body: BodyInit, headers: Record<string, string> = {}) =>
      new Request("http://weir.test/", { method: "PUT", body, headers, duplex: "half" } as RequestInit);
    expect(await readDraftBody(put(`${"단".repeat(333_333)}x`))).toHaveLength(333_334);
    expect(await readDraftBody(put("단".repeat(333_334)))).toBeNull();
    const chunks = (sent: { count: number }) =>
      new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            sent.count += 1;
            controller.enqueue(new TextEncoder().encode("단".repeat(100_000)));
          },
        },
        { highWaterMark: 0 },
      );
    const endless = { count: 0 };
    expect(await readDraftBody(put(chunks(endless)))).toBeNull();
    expect(endless.count).toBe(4);
    const announced = { count: 0 };
    expect(await readDraftBody(put(chunks(announced), { "content-length": "1000001" }))).toBeNull();
    expect(announced.count, "not looked at").toBe(0);

    const id = randomUUID();
    const body = JSON.stringify({ editor: "page", base: 0, revision: 1, values: { lines: Array(10_000).fill({}) } });
    expect(body.length).toBeLessThan(100_000);
    await expect(storeDraft(analyst, id, body)).rejects.toMatchObject({ code: "INVALID" });
    expect(await read(analyst, id)).toBeNull();
  });

  it("can be thrown away, once or twice", async () => {
    const id = randomUUID();
    await save(analyst, id);
    await withViewerWrite(analyst, (tx) => discardDraft(tx, analyst, id));
    await withViewerWrite(analyst, (tx) => discardDraft(tx, analyst, id));
    expect(await read(analyst, id)).toBeNull();
  });
});

describe("the form's page", () => {
  it("offers the lists, one's own drafts, colleagues, and what was stated lately", async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const writer = await makeViewer(db, "north", "analyst");
    await save(writer, one, { values: filled({ date: "2009-02", note: "first" }) });
    await submitForm(writer, {
      id: randomUUID(),
      values: filled({ seizingAgency: "Border patrol", operation: "5·20" }),
    });
    await db.sql(
      `INSERT INTO transit_point_alias (point_id, term) SELECT id, 'Tan-tung' FROM transit_point WHERE slug = 'dandong'`,
    );
    const form = await loadReportForm(writer, two);
    expect(form).toMatchObject({ id: two, draft: null, submitted: null, set: { slug: "unodc-2019" } });
    expect(form.others).toMatchObject([{ id: one, date: "2009-02", point: "Dandong", reported: "ice" }]);
    expect(form.points.find((point) => point.slug === "dandong")).toMatchObject({
      nameKo: "단둥",
      aliases: ["Tan-tung"],
      parent: null,
    });
    expect(form.points.find((point) => point.slug === "tumen")?.parent).toBe("yanbian");
    expect(form.set.factors.map((factor) => [factor.substance, factor.unit, factor.grams]).sort()).toEqual([
      ["magu", "tablet", "0.09"],
      ["mdma", "tablet", "0.3"],
    ]);
    expect(form.colleagues.map((one) => one.id)).toContain(reviewer.userId);
    expect(form.colleagues.map((one) => one.id)).not.toContain(writer.userId);
    expect(form.colleagues.map((one) => one.id)).not.toContain(other.userId);
    expect(form.colleagues[0]?.role).toBe("reviewer");
    expect(form.agencies).toContain("Border patrol");
    expect(form.operations).toContain("5·20");
    expect((await loadReportForm(writer, one)).draft?.values.note).toBe("first");
    expect((await loadReportForm(colleague, one)).draft).toBeNull();
  });

  it("knows the report that a draft has become, and refuses an id that is none", async () => {
    const id = randomUUID();
    const { reference } = await submitForm(analyst, { id, values: filled() });
    expect((await loadReportForm(analyst, id)).submitted).toBe(reference);
    expect((await loadReportForm(colleague, id)).submitted).toBeNull();
    await expect(loadReportForm(analyst, "x")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("finds sources by words in any script, the viewer's own agency's and the shared ones only", async () => {
    const make = (agency: string, title: string, publisher: string, published: string | null) =>
      db.sql(
        `INSERT INTO source (title, publisher, published_edtf, published_from, published_to, owner_agency_id) SELECT $1, $2, $3::text, ($3::text || '-01')::date, ($3::text || '-28')::date, id FROM agency WHERE code = $4`,
        [title, publisher, published, agency],
      );
    await make("north", "吉林省破获最大冰毒案", "新文化报", "2009-02");
    await make("north", "Jilin Province cracks a case", "Xin Wenhua Bao", "2010-08");
    await make("south", "Jilin, seen from the south", "Xin Wenhua Bao", null);
    await make("south", "압록강 신문", "단둥 일보", null);
    const titles = async (viewer: Viewer, text: string) =>
      (await findSources(viewer, text)).map((source) => source.title);
    expect(await titles(analyst, "冰毒")).toEqual(["吉林省破获最大冰毒案"]);
    expect(await titles(analyst, "新文化报 2009")).toEqual(["吉林省破获最大冰毒案"]);
    expect(await titles(analyst, "WENHUA jilin")).toEqual(["Jilin Province cracks a case"]);
    expect(await titles(other, "jilin")).toEqual(["Jilin, seen from the south"]);
    expect(await titles(other, "단둥")).toEqual(["압록강 신문"]);
    expect(await titles(analyst, "100% '; --")).toEqual([]);
    expect(await titles(colleague, "")).toContain("A shared source");
  });
});

describe.each(["viewer", "admin", "auditor"] as const)("the role %s, which logs nothing", (role) => {
  it("gets neither the form nor the sources that it offers", async () => {
    const viewer = await makeViewer(db, "north", role);
    await expect(loadReportForm(viewer, randomUUID())).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(findSources(viewer, "shared")).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("submitting", () => {
  it("writes one report under fifty submits of one draft at the same time", async () => {
    const id = randomUUID();
    await save(analyst, id);
    const before = await counts();
    const answers = await Promise.all(Array.from({ length: 50 }, () => submitForm(analyst, { id, values: filled() })));
    expect(new Set(answers.map((answer) => answer.reference)).size).toBe(1);
    expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
    const after = await counts();
    expect([
      Number(after?.case_file) - Number(before?.case_file),
      Number(after?.report) - Number(before?.report),
    ]).toEqual([1, 1]);
    expect(Number(after?.person) - Number(before?.person)).toBe(1);
    expect(await read(analyst, id)).toBeNull();
  });

  it("answers with the fields that are wrong, and keeps the draft", async () => {
    const id = randomUUID();
    await save(analyst, id);
    const before = await counts();
    await expect(
      submitForm(analyst, { id, values: filled({ date: "early June 2010", credibility: "" }) }),
    ).rejects.toMatchObject({
      code: "INVALID",
      fields: [
        { path: "date", message: "dates.error.words" },
        { path: "credibility", message: "reports.error.credibility-missing" },
      ],
    });
    expect(await counts()).toEqual(before);
    expect(await read(analyst, id)).not.toBeNull();
  });

  it.each<[string, Partial<ReportValues>, string, string]>([
    [
      "a point that left the list",
      { point: { id: "atlantis", text: "Atlantis" } },
      "point",
      "reports.error.point-unknown",
    ],
    [
      "a source of another agency",
      { source: { ...freshReport().source, found: { id: "999999", text: "x" } } },
      "source",
      "reports.error.source-unknown",
    ],
    ["RED without a reviewer", { handling: "red" }, "team", "reports.error.red-team"],
    ["a stranger in the team", { handling: "red", team: [999_999] }, "team", "reports.error.team-unknown"],
  ])("leaves nothing half-written: %s", async (_, change, path, message) => {
    const id = randomUUID();
    await save(analyst, id);
    const before = await counts();
    await expect(submitForm(analyst, { id, values: filled(change) })).rejects.toMatchObject({
      fields: [{ path, message }],
    });
    expect(await counts()).toEqual(before);
    expect(await read(analyst, id)).not.toBeNull();
  });

  it("names the line whose substance left the list", async () => {
    const [first] = filled().lines;
    const lines = first ? [first, { ...first, substance: { id: "ambrosia", text: "Ambrosia" } }] : [];
    await expect(submitForm(analyst, { id: randomUUID(), values: filled({ lines }) })).rejects.toMatchObject({
      fields: [{ path: "lines.1.substance", message: "reports.error.substance-unknown" }],
    });
  });

  it("leaves nothing half-written when the database fails at the very end", async () => {
    const id = randomUUID();
    await save(analyst, id);
    const source = { ...freshReport().source, mode: "new" as const, title: "A new source", reliability: "F" };
    const before = await counts();
    await db.sql(
      `CREATE FUNCTION fail_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'late'; END $$`,
    );
    await db.sql(`CREATE TRIGGER fail_late BEFORE DELETE ON draft FOR EACH ROW EXECUTE FUNCTION fail_late()`);
    await expect(submitForm(analyst, { id, values: filled({ source }) })).rejects.toThrow();
    await db.sql(`DROP TRIGGER fail_late ON draft`);
    expect(await counts()).toEqual(before);
    expect(await read(analyst, id)).not.toBeNull();
    expect(await submitForm(analyst, { id, values: filled({ source }) })).toMatchObject({ repeated: false });
    expect(Number((await counts())?.source) - Number(before?.source)).toBe(1);
  });

  it("makes a RED case for its team: the author and a reviewer", async () => {
    const { reference } = await submitForm(analyst, {
      id: randomUUID(),
      values: filled({ handling: "red", team: [reviewer.userId] }),
    });
    const seen = (viewer: Viewer) => withViewer(viewer, (tx) => tx.caseFile.count({ where: { reference } }));
    expect(await Promise.all([analyst, reviewer, colleague, other].map(seen))).toEqual([1, 1, 0, 0]);
  });

  it("makes a further report of the case that the draft names, once, and no case", async () => {
    const { reference } = await submitForm(colleague, { id: randomUUID(), values: filled({ handling: "amber" }) });
    const id = randomUUID();
    await save(analyst, id, { values: filled({ attachTo: reference }) });
    expect((await read(analyst, id))?.values.attachTo).toBe(reference);
    const before = await counts();
    const values = filled({ attachTo: reference });
    const answers = await Promise.all(Array.from({ length: 5 }, () => submitForm(analyst, { id, values })));
    expect(new Set(answers.map((answer) => answer.reference))).toEqual(new Set([reference]));
    const after = await counts();
    expect(Number(after?.case_file) - Number(before?.case_file)).toBe(0);
    expect(Number(after?.report) - Number(before?.report)).toBe(1);
  });

  it.each(["none that there is", "one out of sight"])("attaches to no case: %s", async (which) => {
    const hidden = await submitForm(other, { id: randomUUID(), values: filled({ handling: "amber" }) });
    const id = randomUUID();
    await save(analyst, id);
    const attachTo = which === "one out of sight" ? hidden.reference : "C-0000-0000";
    await expect(submitForm(analyst, { id, values: filled({ attachTo }) })).rejects.toMatchObject({
      fields: [{ path: "attachTo", message: "reports.error.case-unknown" }],
    });
    expect(await read(analyst, id)).not.toBeNull();
  });

  it("is refused to those who may not log", async () => {
    const viewer = await makeViewer(db, "north", "viewer");
    await expect(submitForm(viewer, { id: randomUUID(), values: filled() })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
