import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { weighSet } from "@/lib/conversions/jobs";
import { loadSetPage } from "@/lib/conversions/loaders";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { addIndicator, recordValues } from "@/lib/indicators/mutations";
import { closeQueue } from "@/lib/jobs/boss";
import { workOne } from "@/lib/jobs/worker";
import { changePoint } from "@/lib/reference/points";
import { pointAsInput } from "@/lib/reference/queries";
import { testDatabase } from "@/lib/testing/database";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { countProposals, loadProposals } from "./loaders";
import { acceptProposal, declineProposal, propose, withdrawProposal } from "./mutations";
import type { ProposalKind } from "./types";

const db = testDatabase();
let analyst: Viewer;
let colleague: Viewer;
let reviewer: Viewer;
let viewer: Viewer;
let sourceId = 0;

afterAll(closeQueue);
beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  analyst = await makeViewer(db, "north", "analyst");
  colleague = await makeViewer(db, "north", "analyst");
  reviewer = await makeViewer(db, "south", "reviewer");
  viewer = await makeViewer(db, "north", "viewer");
});

const made = async (
  kind: ProposalKind,
  payload: Parameters<typeof propose>[2]["payload"],
  reason: string | null = null,
) => (await withViewerWrite(analyst, (tx) => propose(tx, analyst, { kind, payload, reason }))).id;
const accept = (id: number, seen: number | null = null, by = reviewer) =>
  withViewerWrite(by, (tx) => acceptProposal(tx, by, { id, seen }));
const dandong = async () => {
  const now = await withViewer(analyst, (tx) => pointAsInput(tx, "dandong"));
  if (!now) throw new Error("no Dandong");
  return now;
};
const stateOf = (id: number) =>
  db.sql("SELECT state, decided_by_id AS by, decision_reason AS reason FROM proposal WHERE id = $1", [id]);

describe("a proposal", () => {
  it("is shown to who keeps the lists and to who made it, with what would change", async () => {
    const id = await made("point.change", { ...(await dandong()), nameEn: "Dandong port" }, "as signs say");
    const page = await loadProposals(reviewer);
    expect(page).toMatchObject({ decides: true, open: [{ id, subject: "dandong", reason: "as signs say", seen: 1 }] });
    expect(page.open[0]?.fields).toEqual([{ field: "nameEn", before: "Dandong", after: "Dandong port" }]);
    expect((await loadProposals(analyst)).open).toMatchObject([{ id, mine: true }]);
    expect((await loadProposals(colleague)).open).toEqual([]);
    await expect(loadProposals(viewer)).rejects.toThrow(/may not do this/);
    expect([await countProposals(reviewer), await countProposals(colleague), await countProposals(viewer)]).toEqual([
      1,
      0,
      null,
    ]);
    await accept(id, 1);
    expect(await dandong()).toMatchObject({ nameEn: "Dandong port", version: 2 });
    expect(await stateOf(id)).toEqual([{ state: "accepted", by: reviewer.userId, reason: null }]);
  });

  it("is accepted as it was read, or not at all", async () => {
    const id = await made("point.change", { ...(await dandong()), nameKo: "단동" });
    const { open } = await loadProposals(reviewer);
    await withViewerWrite(reviewer, async (tx) =>
      changePoint(tx, reviewer, { ...(await dandong()), nameEn: "Antung" }),
    );
    await expect(accept(id, open[0]?.seen ?? null)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await stateOf(id)).toMatchObject([{ state: "open" }]);
    // Read again, the reviewer sees that it would take the new name back.
    const [again] = (await loadProposals(reviewer)).open;
    expect(again?.fields.map(({ field }) => field).sort()).toEqual(["nameEn", "nameKo"]);
    await accept(id, again?.seen ?? null);
    expect(await dandong()).toMatchObject({ nameKo: "단동", nameEn: "Dandong port" });
  });

  it("is refused by the write that it asks for, and stays open then", async () => {
    const id = await made("point.remove", { slug: "yanbian", version: 1 });
    await expect(accept(id, 1)).rejects.toMatchObject({ code: "INVALID" });
    expect(await stateOf(id)).toMatchObject([{ state: "open" }]);
    await withViewerWrite(reviewer, (tx) => declineProposal(tx, reviewer, { id, reason: "points lie below it" }));
    expect((await loadProposals(analyst)).decided[0]).toMatchObject({
      id,
      state: "declined",
      decision: { reason: "points lie below it", by: { name: reviewer.name } },
    });
    await expect(accept(id, 1)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("says nothing that its write could not read", async () => {
    await expect(made("nil.add", { point: "dandong", month: "2010-13", note: null })).rejects.toMatchObject({
      code: "INVALID",
      fields: [{ path: "month" }],
    });
  });

  it("is taken back by who made it alone", async () => {
    const id = await made("nil.add", { point: "dandong", month: "2010-01", note: null });
    await expect(withViewerWrite(colleague, (tx) => withdrawProposal(tx, colleague, { id }))).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(accept(id, null, analyst)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await withViewerWrite(analyst, (tx) => withdrawProposal(tx, analyst, { id }));
    expect(await stateOf(id)).toEqual([{ state: "withdrawn", by: analyst.userId, reason: null }]);
    await expect(accept(id)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("is one write when two accept it at once", async () => {
    const id = await made("nil.add", { point: "tumen", month: "2010-02", note: "nothing" });
    const both = await Promise.allSettled([accept(id), accept(id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.sql("SELECT note FROM nil_return WHERE month = '2010-02-01'")).toEqual([{ note: "nothing" }]);
  });

  it("is nobody's to decide past the code", async () => {
    const id = await made("nil.add", { point: "tumen", month: "2010-03", note: null });
    const past = (by: Viewer) =>
      withViewerWrite(
        by,
        (tx) =>
          tx.$executeRaw`UPDATE proposal SET state = 'accepted', decided_by_id = ${by.userId}, decided_at = now() WHERE id = ${id}`,
      );
    await expect(past(analyst)).rejects.toThrow(/row-level security/);
    expect(await past(colleague)).toBe(0);
  });
});

describe("a proposal for the other lists", () => {
  const opened = async (id: number) => (await loadProposals(reviewer)).open.find((one) => one.id === id);

  it("of a value shows the source by its title, and accepted it becomes one with what it was before", async () => {
    await withViewerWrite(reviewer, async (tx) => {
      const fields = { nameEn: "Users", nameZh: "", nameKo: "", unit: "persons", note: null, source: null };
      await addIndicator(tx, reviewer, { slug: "users", ...fields });
      const values = [{ place: { code: "changbai" }, period: "2010", value: "44" }];
      await recordValues(tx, reviewer, { indicator: "users", source: sourceId, values });
    });
    const [row] = await db.sql<{ id: number }>("SELECT id FROM indicator_value");
    const place = { placeCode: "changbai", placeEn: "Changbai", placeZh: "长白", placeKo: "창바이", point: "changbai" };
    const figures = { qualifier: "at-least", value: "50", low: null, high: null, words: null };
    const notes = { noteEn: "corrected", noteZh: null, noteKo: null };
    const payload = {
      id: row?.id ?? 0,
      version: 1,
      indicator: "users",
      ...place,
      period: "2010",
      ...figures,
      ...notes,
    };
    const id = await made("value.save", { ...payload, source: null });
    const open = await opened(id);
    expect(open).toMatchObject({ id, subject: "users", seen: 1 });
    expect(new Set(open?.fields)).toEqual(
      new Set([
        { field: "qualifier", before: "exact", after: "at-least" },
        { field: "value", before: "44", after: "50" },
        { field: "noteEn", before: null, after: "corrected" },
        { field: "source", before: "A shared source", after: null },
      ]),
    );
    await accept(id, 1);
    expect(await db.sql("SELECT value::text, version, recorded_by_id AS by FROM indicator_value")).toEqual([
      { value: "50", version: 2, by: reviewer.userId },
    ]);
    expect(await db.sql("SELECT value::text FROM indicator_revision")).toEqual([{ value: "44" }]);
  });

  it("of a marker and an assessment is made and taken away", async () => {
    const texts = { textEn: "The bridge closes", textZh: "", textKo: "" };
    const marker = { id: null, version: 1, date: "2010-06", ...texts, points: ["dandong"], source: null };
    await accept(await made("marker.save", marker));
    const [row] = await db.sql<{ id: number }>("SELECT id FROM marker");
    const removal = await made("marker.remove", { id: row?.id ?? 0, version: 1 });
    expect((await opened(removal))?.fields).toContainEqual({
      ...{ field: "textEn", before: "The bridge closes", after: null },
    });
    await accept(removal, 1);
    expect(await db.sql("SELECT 1 FROM marker")).toEqual([]);
    await accept(await made("assessment.save", { id: null, version: 1, date: "2010", ...texts, source: sourceId }));
    expect(await db.sql("SELECT text_zh AS text, source_id AS source FROM assessment")).toEqual([
      { text: "The bridge closes", source: sourceId },
    ]);
    await expect(
      made("assessment.save", { id: null, version: 1, date: "2010", ...texts, source: null }),
    ).rejects.toMatchObject({ code: "INVALID", fields: [{ path: "source" }] });
  });

  it("of a conversion set shows the factors that differ, and accepted the register is weighed under it", async () => {
    // Nothing waits from before.
    await weighSet.recover();
    while (await workOne(weighSet));
    const factor = (substance: string, grams: string, high: string) => ({
      ...{ substance, family: null, form: null, unit: "tablet", gramsLow: grams, grams, gramsHigh: high },
      ...{ source: "test", note: null },
    });
    const head = { basis: "unodc-2019", slug: "proposed", name: "Proposed", source: "a table", note: "newer" };
    const mdma = { ...factor("mdma", "0.3", "0.3"), gramsLow: "0.25" };
    const id = await made("conversion.make", { ...head, factors: [factor("magu", "0.1", "0.1"), mdma] });
    expect((await opened(id))?.fields.filter(({ before }) => before !== null)).toEqual([
      { field: "magu · tablet", before: "0.09 – 0.09 – 0.1 g (test)", after: "0.1 – 0.1 – 0.1 g (test)" },
    ]);
    const after = await accept(id);
    expect((await loadSetPage(reviewer, "proposed")).set).toMatchObject({
      ...{ createdBy: reviewer.name, factors: 2, weighing: { ready: false } },
    });
    await after();
    expect(await workOne(weighSet)).toBe(true);
    expect((await loadSetPage(reviewer, "proposed")).set.weighing.ready).toBe(true);
  });
});
