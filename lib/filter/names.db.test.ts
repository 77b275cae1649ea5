import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { findFilterChoices, loadCasesPage } from "@/lib/cases/loaders";
import type { TypedAccount } from "@/lib/cases/schema";
import type { DataSubject } from "@/lib/codes";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { loadTrendsPage } from "@/lib/trends/loaders";

const db = testDatabase();
let sourceId = 0;
let north: Viewer;
let reader: Viewer;
let south: Viewer;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  north = await makeViewer(db, "north", "analyst");
  reader = await makeViewer(db, "north", "viewer");
  south = await makeViewer(db, "south", "reviewer");
});

const logged = async (viewer: Viewer, account: Partial<TypedAccount>, operation: string | null = null) =>
  (await log(viewer, newReport(sourceId, plainAccount(account), { operation }))).reference;
const page = (viewer: Viewer, query: string) => loadCasesPage(viewer, new URLSearchParams(query));
const references = async (viewer: Viewer, query: string) =>
  (await page(viewer, query)).rows.map((row) => row.reference).sort();
const person = (name: string, dataSubject: DataSubject): TypedAccount["people"][number] => ({
  person: { name, nameLatin: null, alias: "Long-Ge", aliasLatin: null },
  group: null,
  role: "organiser",
  tier: "unknown",
  arrest: "at-large",
  basis: "fact",
  dataSubject,
  nationality: null,
});

describe("words that cases share", () => {
  it("show as in a case that the viewer may see, and to nobody else", async () => {
    const hidden = { handling: "amber" as const, place: "words" };
    await logged(north, { ...hidden, seizingAgency: "River Guard" }, "Deep Water");
    await logged(north, { ...hidden, seizingAgency: "Secret Branch" }, "Night Owl");
    await logged(south, { handling: "green", place: "words", seizingAgency: "RIVER  guard" }, "DEEP  water");

    const open = async (viewer: Viewer) => {
      const { facets } = await page(viewer, "q=words");
      return [facets.open.agency, facets.open.operation].map(({ shown }) =>
        shown.map(({ label, count }) => `${label} ${count}`),
      );
    };
    expect(await open(south)).toEqual([["RIVER  guard 1"], ["DEEP  water 1"]]);
    expect(await open(north)).toEqual([
      ["RIVER  guard 2", "Secret Branch 1"],
      ["DEEP  water 2", "Night Owl 1"],
    ]);

    for (const query of ["agency=secret+branch", "operation=night+owl", "operation=no+such+thing"])
      expect((await page(south, query)).problems, query).toMatchObject([{ key: query.split("=")[0] }]);
    const found = (viewer: Viewer, query: string) => findFilterChoices(viewer, new URLSearchParams(query));
    expect(await found(south, "list=agency&find=e&q=words")).toEqual([
      { value: "river guard", label: "RIVER  guard", count: 1 },
    ]);
    expect((await found(north, "list=agency&find=BRANCH")).map(({ value }) => value)).toEqual(["secret branch"]);
    await expect(found(north, "list=person&find=a")).rejects.toMatchObject({ code: "INVALID" });
  });

  it("find a case by any spelling of them", async () => {
    expect((await page(south, "agency=RIVER++GUARD&q=words")).facets.total).toBe(1);
    expect((await page(north, "agency=River+Guard&q=words")).facets.total).toBe(2);
    expect((await page(north, "agency=none&q=words")).facets.total).toBe(0);
  });
});

describe("a line's grams", () => {
  it("are compared to the microgram", async () => {
    const line = plainLine({ quantity: "50", unit: "ug" });
    const reference = await logged(north, {
      place: "blotter",
      lines: [line, plainLine({ quantity: null, unit: null, qualifier: "unknown" })],
    });
    const found = async (query: string) => (await references(north, `q=blotter&${query}`)).includes(reference);
    expect(await found("min=0.00005&max=0.00005")).toBe(true);
    expect(await found("min=0.000051")).toBe(false);
    expect(await found("max=0.000049")).toBe(false);
    expect(await found("max=1&form=tablet")).toBe(false);
    expect((await page(north, "q=blotter")).facets.grams).toEqual({ buckets: new Map([[0, 1]]), unknown: 1 });
  });
});

describe("a search in names", () => {
  const consultations = async (viewer: Viewer) =>
    db.sql<{ details: { people: number[] }; subject_type: string; text: string }>(
      "SELECT details, subject_type, e::text AS text FROM audit_event e WHERE action = 'consult' AND actor_id = $1 ORDER BY id",
      [viewer.userId],
    );

  it("is a consultation: logged first, without its text, and finds no name that the viewer may not read", async () => {
    const own = await logged(north, { people: [person("金龙", "suspect")] });
    const closed = await logged(south, { people: [person("金龙", "suspect")] });
    const unclassified = await logged(north, { people: [person("金龙", "unclassified")] });
    await db.sql("DELETE FROM case_member");

    for (const query of ["q=金龙", "q=longge"]) {
      expect(await references(north, query)).toEqual([]);
      expect(await references(north, `${query}&names=1`), query).toEqual([own]);
      expect(await references(south, `${query}&names=1`), query).toEqual([closed]);
      expect(await references(reader, `${query}&names=1`), query).toEqual([]);
    }
    const events = await consultations(north);
    expect(events.length).toBe(2);
    expect(events[0]).toMatchObject({ subject_type: "name-search" });
    expect(events.map(({ details }) => details.people.length)).toEqual([1, 1]);
    expect(events.some(({ text }) => /金龙|long-?ge/i.test(text))).toBe(false);
    // A viewer reads no names at all: there is nothing to log.
    expect(await consultations(reader)).toEqual([]);

    const { matches, facets, rows } = await page(north, "q=金龙&names=1&mine=1");
    expect([...matches]).toEqual([[own, { where: "person" }]]);
    expect([facets.total, rows.length, facets.role.get("organiser")]).toEqual([1, 1, 1]);
    expect((await loadTrendsPage(north, new URLSearchParams("q=金龙&names=1"))).facets.total).toBe(1);
    expect(await references(north, "q=nobody's+name&names=1")).toEqual([]);
    expect((await consultations(north)).at(-1)?.details.people).toEqual([]);
    expect(unclassified).not.toBe(own);
  });
});

describe("where a text was found", () => {
  it("is told with its words, one field at a time", async () => {
    await logged(north, {
      date: "2011-01",
      place: "Old Bridge",
      note: `${"a".repeat(80)} old-bridge ${"b".repeat(80)}`,
    });
    await logged(north, { date: "2011-02", note: "far from an OLD BRIDGE" });
    const { rows, matches } = await page(north, "q=old+bridge");
    const told = rows.map((row) => matches.get(row.reference));
    expect(told).toEqual([
      { where: "note", text: "far from an OLD BRIDGE", marks: [[12, 22]] },
      { where: "place", text: "Old Bridge", marks: [[0, 10]] },
    ]);
    expect((await page(north, "")).matches.size).toBe(0);
  });
});
