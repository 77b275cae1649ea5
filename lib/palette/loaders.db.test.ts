import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { loadPalette } from "./loaders";

const db = testDatabase();
let analyst: Viewer;
let stranger: Viewer;
let open = "";
let own = "";
let sourceId = 0;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  analyst = await makeViewer(db, "north", "analyst");
  stranger = await makeViewer(db, "south", "viewer");
  const write = async (change: Parameters<typeof plainAccount>[0]) =>
    (await log(analyst, newReport(sourceId, plainAccount(change)))).reference;
  open = await write({ handling: "green", place: "江边仓库", note: null });
  own = await write({ handling: "amber", place: "江边码头", note: null });
  await db.sql(
    "INSERT INTO saved_view (user_id, name, query, position) VALUES ($1, 'Ice on the river', 'substance=methamphetamine', 0)",
    [analyst.userId],
  );
});

const found = async (viewer: Viewer, text: string, group: string) =>
  (await loadPalette(viewer, text, "en")).filter((hit) => hit.group === group).map((hit) => hit.key);

describe("the palette", () => {
  it("finds cases by reference and by text, within the viewer's scope", async () => {
    expect(await found(analyst, own.toLowerCase(), "case")).toEqual([own]);
    expect(await found(stranger, own, "case")).toEqual([]);
    expect((await found(analyst, "江边", "case")).sort()).toEqual([open, own].sort());
    expect(await found(stranger, "江边", "case")).toEqual([open]);
    expect(await found(analyst, "江", "case")).toEqual([]);
  });

  it("puts the case that is called so before those that hold its reference by chance", async () => {
    const chance = await log(analyst, newReport(sourceId, plainAccount({ handling: "green", note: `see ${own}` })));
    expect(await found(analyst, own.toLowerCase(), "case")).toEqual([own, chance.reference]);
  });

  it("finds points and substances by any of their names, and says under which", async () => {
    const hits = await loadPalette(analyst, "단둥", "en");
    expect(hits.filter(({ group }) => group === "point")).toEqual([
      { group: "point", key: "dandong", label: "Dandong", detail: "단둥", href: "/cases?point=dandong" },
    ]);
    expect(await found(analyst, "methamph", "substance")).toEqual(["methamphetamine"]);
    expect((await loadPalette(analyst, "Dandong", "zh"))[0]).toMatchObject({ label: "丹东", detail: "Dandong" });
  });

  it("finds the viewer's views by name, and shows them all while nothing is typed", async () => {
    expect(await loadPalette(analyst, " ", "en")).toMatchObject([{ group: "view", label: "Ice on the river" }]);
    expect(await found(analyst, "river", "view")).toHaveLength(1);
    expect(await found(analyst, "mountain", "view")).toEqual([]);
    expect(await loadPalette(stranger, "", "en")).toEqual([]);
  });

  it("takes any text, and refuses a role that reads no cases", async () => {
    for (const text of ["'; DROP TABLE case_file; --", "%_\\", "\u0000", "🙂🙂", "x".repeat(10_000)])
      expect(await found(analyst, text, "case"), text.slice(0, 20)).toEqual([]);
    const admin = await makeViewer(db, "north", "admin");
    await expect(loadPalette(admin, "a", "en")).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
