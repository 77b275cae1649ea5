import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { loadCasesPage } from "@/lib/cases/loaders";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { countViews, savedAddress } from "./loaders";
import { changeView, chooseDefault, deleteView, orderViews, saveView } from "./mutations";
import { listViews } from "./queries";
import type { ViewPage } from "./types";

const db = testDatabase();
let owner: Viewer;
let colleague: Viewer;
let stranger: Viewer;
let sourceId = 0;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  owner = await makeViewer(db, "north", "analyst");
  colleague = await makeViewer(db, "north", "viewer");
  stranger = await makeViewer(db, "south", "reviewer");
});
beforeEach(() => db.sql("DELETE FROM saved_view"));

type View = { name: string; query: string; page: ViewPage; shared: boolean };
const save = (viewer: Viewer, view: Partial<View> = {}) =>
  withViewerWrite(viewer, (tx) =>
    saveView(tx, viewer, { name: "Ice", query: "", page: "cases", shared: false, ...view }),
  );
const write = <I>(viewer: Viewer, act: (tx: never, viewer: Viewer, input: I) => Promise<unknown>, input: I) =>
  withViewerWrite(viewer, (tx) => act(tx as never, viewer, input));
const namesFor = async (viewer: Viewer) => (await withViewer(viewer, listViews)).map(({ name }) => name);

describe("who sees and changes a saved view", () => {
  it("is its owner's alone until it is shared, and then the agency's to read", async () => {
    const id = await save(owner);
    expect(await namesFor(owner)).toEqual(["Ice"]);
    expect(await namesFor(colleague)).toEqual([]);
    await write(owner, changeView, { id, shared: true });
    expect(await withViewer(colleague, listViews)).toMatchObject([{ name: "Ice", own: false, shared: true }]);
    expect(await namesFor(stranger)).toEqual([]);
    await write(owner, changeView, { id, shared: false });
    expect(await namesFor(colleague)).toEqual([]);
  });

  it("is nobody else's to change, to remove or to take over, whatever they send", async () => {
    const id = await save(owner, { shared: true });
    for (const other of [colleague, stranger]) {
      await expect(write(other, changeView, { id, name: "Mine now" })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(write(other, deleteView, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
      // The database says so too, past the code.
      const touched = await withViewerWrite(other, async (tx) => [
        await tx.$executeRaw`UPDATE saved_view SET user_id = ${other.userId}`,
        await tx.$executeRaw`DELETE FROM saved_view`,
      ]);
      expect(touched).toEqual([0, 0]);
    }
    await expect(
      withViewerWrite(owner, (tx) => tx.$executeRaw`UPDATE saved_view SET user_id = ${colleague.userId}`),
    ).rejects.toThrow(/row-level security/);
    await expect(
      withViewerWrite(owner, (tx) => tx.$executeRaw`UPDATE saved_view SET agency_id = ${stranger.agencyId}`),
    ).rejects.toThrow(/row-level security/);
    expect(await namesFor(owner)).toEqual(["Ice"]);
  });

  it.each(["admin", "auditor"] as const)("is not for the role %s, which reads no cases", async (role) => {
    const viewer = await makeViewer(db, "north", role);
    await expect(save(viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(countViews(viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(savedAddress(viewer, "cases", {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("leaves its name and its words out of the log", async () => {
    const id = await save(owner, { name: "Witness Kim", query: "q=Kim" });
    await write(owner, changeView, { id, query: "q=Lee" });
    const [{ said = "" } = {}] = await db.sql<{ said: string }>(
      "SELECT string_agg(new_row::text || coalesce(old_row::text, ''), ' ') AS said FROM audit_change WHERE table_name = 'saved_view'",
    );
    expect(said).toContain("[withheld]");
    expect(said).not.toMatch(/Kim|Lee/);
  });
});

describe("a saved view", () => {
  it("keeps filter, order, columns and density, and nothing of the moment", async () => {
    const asked = "point=tumen&substance=magu&sort=-quantity&columns=case~pin:200,date&density=compact";
    await save(owner, { query: `${asked}&cursor=12~C-1&case=C-2&rows=200&view=9&colour=red` });
    expect((await withViewer(owner, listViews))[0]?.query).toBe(asked);
  });

  it("has a name of its own among its owner's", async () => {
    const id = await save(owner);
    await expect(save(owner)).rejects.toMatchObject({ fields: [{ path: "name", message: "views.error.name-taken" }] });
    const other = await save(owner, { name: "Heroin" });
    await expect(write(owner, changeView, { id: other, name: "Ice" })).rejects.toMatchObject({ code: "INVALID" });
    await write(owner, changeView, { id, name: "Ice" });
    expect(await save(colleague)).toBeGreaterThan(0);
  });

  it("stands in its owner's order, before what colleagues share", async () => {
    const [a, b, c] = [
      await save(owner, { name: "A" }),
      await save(owner, { name: "B" }),
      await save(owner, { name: "C" }),
    ];
    await save(colleague, { name: "0 shared", shared: true });
    expect(await namesFor(owner)).toEqual(["A", "B", "C", "0 shared"]);
    await write(owner, orderViews, { ids: [c, a] });
    expect(await namesFor(owner)).toEqual(["C", "A", "B", "0 shared"]);
    await write(colleague, orderViews, { ids: [b, a, c] });
    expect(await namesFor(owner)).toEqual(["C", "A", "B", "0 shared"]);
  });

  it("opens by its number or as a default, once, and only for who sees it", async () => {
    const id = await save(colleague, { query: "point=tumen&columns=case~pin,status", shared: true });
    const full = `/cases?point=tumen&columns=case~pin,status&sort=-date&view=${id}`;
    const open = (viewer: Viewer, query: string) => savedAddress(viewer, "cases", new URLSearchParams(query));
    expect(await open(owner, `view=${id}`)).toBe(full);
    expect(await open(stranger, `view=${id}`)).toBeNull();
    expect(await open(owner, full.slice(7)), "its own address asks for nothing more").toBeNull();
    expect(await open(owner, ""), "no default yet").toBeNull();
    await write(owner, chooseDefault, { id });
    expect(await open(owner, "")).toBe(full);
    expect(await open(owner, "view=none")).toBeNull();
    expect(await open(owner, "point=dandong")).toBeNull();
    await expect(write(stranger, chooseDefault, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await write(colleague, changeView, { id, shared: false });
    expect(await open(owner, ""), "shared no more").toBeNull();
  });

  it("gives its columns to addresses that say none, when it is the default, and is named as unknown when it is gone", async () => {
    const id = await save(owner, { query: "point=tumen&columns=case~pin,status:90" });
    await write(owner, chooseDefault, { id });
    const load = (query: string) => loadCasesPage(owner, new URLSearchParams(query));
    const plain = await load("point=dandong");
    expect(plain.columns.map(({ code, width }) => [code, width])).toEqual([
      ["case", null],
      ["status", 90],
    ]);
    expect(plain.listing.view, "with its filter cleared it must not ask for the default").toBe("none");
    expect((await load("columns=case,place")).columns.map(({ code }) => code)).toEqual(["case", "place"]);
    const gone = await load("view=999999&sort=-date");
    expect(gone.problems).toEqual([{ key: "view", value: "999999", reason: "unknown-value" }]);
  });

  it("shows a key that nobody knows any more", async () => {
    const id = await save(owner, { query: "point=tumen" });
    await db.sql("UPDATE saved_view SET query = 'point=tumen&smell=sweet' WHERE id = $1", [id]);
    const href = await savedAddress(owner, "cases", { view: String(id) });
    const page = await loadCasesPage(owner, new URLSearchParams(href?.split("?")[1]));
    expect(page.problems).toEqual([{ key: "smell", value: "sweet", reason: "unknown-key" }]);
    expect(page.filter.point).toEqual(["tumen"]);
  });

  it("counts in each reader's own scope", async () => {
    await log(owner, newReport(sourceId, plainAccount({ handling: "green", point: "tumen" })));
    await log(owner, newReport(sourceId, plainAccount({ handling: "amber", point: "tumen" })));
    const mine = await save(owner, { query: "point=tumen", shared: true });
    const theirs = await save(stranger, { query: "point=tumen" });
    expect(await countViews(owner)).toEqual({ [mine]: 2 });
    expect(await countViews(colleague)).toEqual({ [mine]: 2 });
    expect(await countViews(stranger)).toEqual({ [theirs]: 1 });
  });
});
