import { randomUUID } from "node:crypto";
import fc from "fast-check";
import pg from "pg";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { viewerOfEmail } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { loadCasesPage } from "@/lib/cases/loaders";
import type { TypedAccount } from "@/lib/cases/schema";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeViewer } from "@/lib/testing/world";
import { seed } from "@/prisma/seed/seed";
import { loadCaseFile } from "./loaders";
import { amendReport, returnReport, verifyReport } from "./mutations";

const db = testDatabase();
let analyst: Viewer;
let reviewer: Viewer;
let colleague: Viewer;
let desk: Viewer;
let south: Viewer;
let sourceId = 0;

beforeAll(async () => {
  await seed();
  await makeAgency(db, "south");
  analyst = await viewerOfEmail("analyst@weir.example");
  reviewer = await viewerOfEmail("reviewer@weir.example");
  colleague = await makeViewer(db, "desk", "analyst");
  desk = await makeViewer(db, "desk", "viewer");
  south = await makeViewer(db, "south", "analyst");
  const [source] = await db.sql<{ id: number }>(`SELECT id FROM source WHERE register_key = 'source-1'`);
  sourceId = source?.id ?? 0;
});

const consultations = (viewer: Viewer) =>
  db.sql<{ subject: string; people: number[] }>(
    `SELECT subject_id AS subject, details -> 'people' AS people FROM audit_event WHERE action = 'consult' AND actor_id = $1 ORDER BY id`,
    [viewer.userId],
  );

const someone = (name: string, dataSubject: "suspect" | "unclassified"): TypedAccount["people"][number] => ({
  person: { name, nameLatin: null, alias: null, aliasLatin: null },
  group: null,
  role: "courier",
  tier: "unknown",
  arrest: "unknown",
  basis: "fact",
  dataSubject,
  nationality: null,
});

const logged = async (viewer: Viewer, account: Partial<TypedAccount>) =>
  log(viewer, newReport(sourceId, plainAccount(account)));

describe.each(["admin", "auditor"] as const)("the role %s, which reads no cases", (role) => {
  it("gets the same answer for a case that there is and for one that there is not, and nothing is logged", async () => {
    const viewer = await makeViewer(db, "desk", role);
    for (const reference of ["D4", "NOT-THERE"])
      await expect(loadCaseFile(viewer, reference)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await consultations(viewer)).toEqual([]);
  });
});

describe("names of people", () => {
  it("show to an analyst of the owning agency, after one consultation is in the log", async () => {
    const before = await consultations(analyst);
    const file = await loadCaseFile(analyst, "D4");
    expect(file.involvements[0]?.person?.name).toEqual({
      name: null,
      nameLatin: null,
      alias: "Sister Kim",
      aliasLatin: null,
    });
    const after = await consultations(analyst);
    expect(after).toHaveLength(before.length + 1);
    const [person] = await db.sql<{ id: number }>(`SELECT id FROM person WHERE alias = 'Sister Kim'`);
    expect(after.at(-1)).toEqual({ subject: "D4", people: [person?.id] });
  });

  it.each([
    ["a viewer of the owning agency", () => desk],
    ["an analyst of another agency", () => south],
  ])("stay closed to %s, who sees the rest and is not logged", async (_, who) => {
    const file = await loadCaseFile(who(), "D4");
    expect(file).toMatchObject({ reference: "D4", arrests: { kind: "at-least", count: 6 } });
    expect(file.involvements.map((i) => i.person)).toEqual([{ name: null }, null, null]);
    expect(file.involvements[0]).toMatchObject({ role: "organiser", tier: "leading" });
    expect(JSON.stringify(file)).not.toMatch(/kim/i);
    expect(await consultations(who())).toEqual([]);
  });

  it("that nobody has classified show to the team alone", async () => {
    const { reference } = await logged(analyst, { people: [someone("王某", "unclassified")] });
    expect((await loadCaseFile(analyst, reference)).involvements[0]?.person?.name?.name).toBe("王某");
    const before = await consultations(colleague);
    expect((await loadCaseFile(colleague, reference)).involvements[0]?.person).toEqual({ name: null });
    expect(await consultations(colleague)).toEqual(before);
  });

  it("that stand in no case a viewer opens need no consultation", async () => {
    const before = await consultations(analyst);
    await loadCaseFile(analyst, "D3");
    expect(await consultations(analyst)).toEqual(before);
  });
});

describe("what is not there for a viewer", () => {
  it("is not found, whether it exists or not", async () => {
    const { reference } = await logged(analyst, { handling: "amber", people: [someone("李某", "suspect")] });
    const outcome = (viewer: Viewer, asked: string) =>
      loadCaseFile(viewer, asked).catch((error: Error & { code?: string }) => [error.code, error.message]);
    expect(await outcome(analyst, reference)).toMatchObject({ reference, handling: "amber" });
    expect(await outcome(south, reference)).toEqual(["NOT_FOUND", "NOT_FOUND"]);
    expect(await outcome(south, "C-0000-0000")).toEqual(["NOT_FOUND", "NOT_FOUND"]);
    expect(await outcome(south, "'; --")).toEqual(["NOT_FOUND", "NOT_FOUND"]);
    expect(await outcome(analyst, reference.toLowerCase())).toEqual(["NOT_FOUND", "NOT_FOUND"]);
    expect(await consultations(south)).toEqual([]);
  });
});

describe("the documented cases", () => {
  it("D1: tablets keep their number; grams stand beside with factor, range, source and set", async () => {
    const file = await loadCaseFile(desk, "D1");
    expect(file).toMatchObject({
      documented: true,
      status: "verified",
      verifiedAtSource: true,
      amendmentWaiting: false,
      handling: "clear",
      ownerAgency: "Desk",
      date: { edtf: "2004-12-23", precision: "day" },
      month: "2004-12",
      segment: { slug: "magu" },
      point: { slug: "dandong", nameKo: "단둥", parent: null },
      attribution: "stated",
      total: { low: "1239.75", central: "1239.75", high: "1377.5" },
      route: [{ kind: "departure", country: "KP", point: null }],
      team: [{ name: expect.any(String), builtIn: "register" }],
    });
    expect(file.lines).toEqual([
      {
        position: 0,
        asReported: "MaGu (main ingredient amphetamine)",
        substance: expect.objectContaining({ slug: "magu", family: "ats" }),
        form: "tablet",
        quantity: "13775",
        unit: "tablet",
        unitAsReported: null,
        qualifier: "exact",
        purity: null,
        purityBasis: null,
        mass: {
          basis: "factor",
          set: "UNODC 2019",
          grams: { low: "1239.75", central: "1239.75", high: "1377.5" },
          factor: {
            range: { low: "0.09", central: "0.09", high: "0.1" },
            unit: "tablet",
            source: expect.stringContaining("UNODC"),
            note: expect.any(String),
          },
        },
      },
    ]);
    expect(file.reports).toMatchObject([
      {
        principal: true,
        credibility: "6",
        delay: { least: 2016, most: 2016 },
        source: {
          reliability: "F",
          published: { edtf: "2010-07-01", from: "2010-07-01", to: "2010-07-01" },
          citedIn: "Drug Trafficking from North Korea: Implications for Chinese Policy",
        },
        waiting: null,
      },
    ]);
    expect(file.history.map(({ kind, version, actor }) => [kind, version, actor.builtIn])).toEqual([
      ["verified-at-source", 1, "register"],
      ["logged", 1, "register"],
    ]);
  });

  it("D2 stands in no one substance's segment, and adds up", async () => {
    const file = await loadCaseFile(desk, "D2");
    expect(file.segment).toBeNull();
    expect(file.lines.map((line) => line.mass?.grams.central)).toEqual(["600", "27"]);
    expect(file.total).toEqual({ low: "527", central: "627", high: "630" });
    expect(file.reports[0]?.delay).toEqual({ least: 4, most: 4 });
  });

  it("D3: purity as stated, arrests not stated", async () => {
    const file = await loadCaseFile(desk, "D3");
    expect(file.lines).toMatchObject([
      { purity: "100", purityBasis: "unstated", mass: { basis: "stated", factor: null, grams: { central: "5400" } } },
    ]);
    expect(file.arrests).toEqual({ kind: "unknown", count: null, words: null });
    expect(file.involvements).toEqual([]);
    expect(file.date).toMatchObject({ edtf: "2008-10", from: "2008-10-01", to: "2008-10-31" });
  });

  it("D4: a lower bound, a stated rate and no computed one", async () => {
    const file = await loadCaseFile(desk, "D4");
    expect(file.operation).toBe("5·20");
    expect(file.arrests).toEqual({ kind: "at-least", count: 6, words: "6 … and several" });
    expect(file.involvements.map((i) => i.group)).toEqual([
      null,
      { qualifier: "exact", count: 5, words: null },
      { qualifier: "unknown", count: null, words: "several" },
    ]);
    expect(file.assets).toEqual([
      {
        position: 0,
        kind: "cash",
        description: null,
        count: null,
        amount: "132000",
        currency: "CNY",
        stated: { amount: "19300", currency: "USD", about: true, rate: "6.839378" },
      },
      { position: 1, kind: "vehicle", description: "cars", count: 2, amount: null, currency: null, stated: null },
    ]);
    expect(file.reports[0]?.delay).toEqual({ least: 31, most: 61 });
  });
});

describe("a point below another", () => {
  it("names its parent", async () => {
    const { reference } = await logged(analyst, { point: "tumen" });
    expect((await loadCaseFile(analyst, reference)).point).toMatchObject({
      slug: "tumen",
      parent: { slug: "yanbian" },
    });
  });
});

describe("the total of a case", () => {
  it("is exact where the lines are too light for a milligram", async () => {
    const trace = (quantity: string) => plainLine({ quantity, unit: "ug", qualifier: "about" });
    const { reference } = await logged(analyst, { lines: [trace("300"), trace("0.0000001")] });
    const grams = "0.0003000000001";
    expect((await loadCaseFile(analyst, reference)).total).toEqual({ low: grams, central: grams, high: grams });
  });
});

describe("the number of people", () => {
  const group = (group: NonNullable<TypedAccount["people"][number]["group"]>) => ({
    ...someone("", "suspect"),
    person: null,
    group,
  });
  const number = fc.integer({ min: 1, max: 6 });
  const anyone = fc.oneof(
    fc.constant(someone("某", "suspect")),
    fc.constant(group({ qualifier: "unknown", count: null, words: "several" })),
    fc
      .tuple(fc.constantFrom("exact" as const, "about" as const, "at-least" as const), number)
      .map(([qualifier, count]) => group({ qualifier, count, words: null })),
  );
  const unsaid: TypedAccount["arrests"] = { kind: "unknown", count: null, words: null };
  const anyArrests: fc.Arbitrary<TypedAccount["arrests"]> = fc.oneof(
    fc.constant(unsaid),
    fc
      .tuple(fc.constantFrom("exact" as const, "at-least" as const), fc.integer({ min: 0, max: 9 }))
      .map(([kind, count]) => ({ kind, count, words: null })),
  );

  /** One of each kind, whatever the seed brings. */
  const examples: [TypedAccount["arrests"], TypedAccount["people"]][] = [
    [unsaid, []],
    [{ kind: "exact", count: 4, words: null }, []],
    [unsaid, [group({ qualifier: "about", count: 3, words: null })]],
    [{ kind: "at-least", count: 6, words: null }, [group({ qualifier: "about", count: 4, words: null })]],
  ];

  it("is the same in a case's file and in the list", async () => {
    const kinds = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(anyArrests, fc.array(anyone, { maxLength: 4 }), async (arrests, people) => {
        const { reference } = await logged(analyst, { arrests, people });
        const { rows } = await loadCasesPage(analyst, { q: reference });
        const file = await loadCaseFile(analyst, reference);
        expect(rows).toHaveLength(1);
        expect(file.people).toEqual(rows[0]?.people);
        const { kind } = file.people;
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }),
      { numRuns: 60, endOnFailure: true, examples },
    );
    for (const kind of ["exact", "about", "at-least", "unknown"]) expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(0);
  });
});

describe("review", () => {
  const waiting = async (viewer: Viewer, reference: string) =>
    (await loadCaseFile(viewer, reference)).reports[0]?.waiting;

  it("is open to a reviewer of the owning agency, never for a version of their own", async () => {
    const { reference } = await logged(analyst, {});
    expect(await waiting(reviewer, reference)).toMatchObject({ version: 1, decision: "open", differs: null });
    expect(await waiting(analyst, reference)).toMatchObject({ decision: "closed" });
    expect(await waiting(await makeViewer(db, "south", "reviewer"), reference)).toMatchObject({ decision: "closed" });
    const own = await logged(reviewer, {});
    expect(await waiting(reviewer, own.reference)).toMatchObject({ decision: "own-version" });
  });

  it("shows what a waiting amendment says otherwise, and counts it nowhere yet", async () => {
    const { reference, reportId } = await logged(analyst, { note: "first" });
    await withViewerWrite(reviewer, (tx) => verifyReport(tx, reviewer, { reportId, version: 1, reason: null }));
    await withViewerWrite(analyst, (tx) =>
      amendReport(tx, analyst, {
        reportId,
        baseVersion: 1,
        account: plainAccount({
          note: "first",
          point: "changbai",
          lines: [plainLine({ substance: "mdma", quantity: "200", unit: "tablet", form: "tablet" })],
        }),
        reason: "read again",
      }),
    );
    const file = await loadCaseFile(reviewer, reference);
    expect(file).toMatchObject({ amendmentWaiting: true, point: { slug: "dandong" }, total: { central: "1500" } });
    const differs = file.reports[0]?.waiting?.differs;
    expect(differs?.parts).toEqual(["point", "lines"]);
    expect(Object.keys(file.names.points).sort()).toEqual(["changbai", "dandong"]);
    expect(Object.keys(file.names.substances).sort()).toEqual(["mdma", "methamphetamine"]);
    expect(file.history.map(({ kind, version, reason, actor }) => [kind, version, reason, actor.name])).toEqual([
      ["amended", 2, "read again", "Analyst"],
      ["verified", 1, null, "Reviewer"],
      ["logged", 1, null, "Analyst"],
    ]);
    await withViewerWrite(reviewer, (tx) =>
      returnReport(tx, reviewer, { reportId, version: 2, reason: "which page?" }),
    );
    const returned = await loadCaseFile(reviewer, reference);
    expect(returned).toMatchObject({ amendmentWaiting: false, status: "verified", reports: [{ waiting: null }] });
    expect(returned.history[0]).toMatchObject({ kind: "returned", version: 2, reason: "which page?" });
  });

  it("shows what a further source says otherwise than the case", async () => {
    const { reference } = await logged(analyst, {});
    await log(
      south,
      newReport(sourceId, plainAccount({ arrests: { kind: "exact", count: 3, words: null } }), { attachTo: reference }),
    );
    const file = await loadCaseFile(reviewer, reference);
    expect(file.reports.map((r) => [r.principal, r.agency, r.waiting?.differs?.parts ?? null])).toEqual([
      [true, "Desk", null],
      [false, "south", ["arrests"]],
    ]);
    expect(file.history.map((e) => e.kind)).toEqual(["attached", "logged"]);
    expect(file.history.every((e) => e.report !== null)).toBe(true);
  });
});

describe("the cost of a page", () => {
  it("is the same number of statements for a small case and a large one", async () => {
    const small = await logged(analyst, { people: [someone("甲", "suspect")] });
    await log(colleague, newReport(sourceId, plainAccount(), { attachTo: small.reference }));
    const people = Array.from({ length: 20 }, () => someone(randomUUID().slice(0, 8), "suspect"));
    const lines = Array.from({ length: 20 }, (_, i) => plainLine({ asReported: `line ${i}` }));
    const large = await logged(analyst, { people, lines });
    for (const _ of people.slice(0, 4))
      await log(colleague, newReport(sourceId, plainAccount({ people, lines }), { attachTo: large.reference }));
    const query = vi.spyOn(pg.Client.prototype, "query");
    const count = async (reference: string) => {
      query.mockClear();
      await loadCaseFile(analyst, reference);
      return query.mock.calls.length;
    };
    const [few, many] = [await count(small.reference), await count(large.reference)];
    query.mockRestore();
    expect(few).toBeGreaterThan(4);
    expect(many).toBe(few);
  });
});
