import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { viewerOfUser } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { syntheticRegister } from "@/prisma/seed/synthetic/cases";
import { loadSyntheticRegister, makeSyntheticWorld } from "@/prisma/seed/synthetic/load";
import { findDuplicates } from "./loaders";
import type { Probe } from "./schema";

const db = testDatabase();
let analysts: Viewer[] = [];
let north: Viewer;
let sourceId = 0;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  const world = await makeSyntheticWorld(db, 3, 12);
  await loadSyntheticRegister(db, world, syntheticRegister(11, 700, world.lists));
  const found = await Promise.all(world.agencies.map((agency) => viewerOfUser(agency.analysts[0] ?? 0)));
  analysts = found.filter((viewer) => viewer !== null);
  await makeAgency(db, "north");
  north = await makeViewer(db, "north", "analyst");
});

const nothing: Probe = { date: null, point: null, lines: [], externalReference: null, otherThan: [] };
const ice = (change: Partial<Probe["lines"][number]> = {}): Probe["lines"][number] => ({
  substance: "methamphetamine",
  form: "crystal",
  quantity: "1.5",
  unit: "kg",
  qualifier: "exact",
  ...change,
});
const find = (viewer: Viewer, probe: Partial<Probe>) =>
  findDuplicates(viewer, JSON.stringify({ ...nothing, ...probe }));

type PlainCase = {
  id: number;
  reference: string;
  status: string;
  handling: string;
  owner: number;
  team: number[];
  from: number | null;
  to: number | null;
  point: string | null;
  parent: string | null;
  lines: { family: string; unit: string | null; quantity: number | null }[];
  grams: number | null;
  references: string[];
};

/** Every case, past row-level security, as plain values. */
const allCases = () =>
  db.sql<PlainCase>(`SELECT c.id, c.reference, c.status, c.handling, c.owner_agency_id AS owner,
      ARRAY(SELECT user_id FROM case_member m WHERE m.case_id = c.id) AS team, c.date_from - '2000-01-01'::date AS "from", c.date_to - '2000-01-01'::date AS "to",
      p.slug AS point, above.slug AS parent,
      (SELECT jsonb_agg(jsonb_build_object('family', s.family, 'unit', l.unit, 'quantity', l.quantity::float)) FROM case_line l JOIN substance s ON s.id = l.substance_id WHERE l.case_id = c.id) AS lines,
      (SELECT sum(y.grams)::float FROM line_mass y JOIN conversion_set t ON t.id = y.set_id AND t.is_current WHERE y.case_id = c.id) AS grams,
      ARRAY(SELECT external_reference FROM report r WHERE r.case_id = c.id AND external_reference IS NOT NULL) AS references
    FROM case_file c LEFT JOIN transit_point p ON p.id = c.transit_point_id LEFT JOIN transit_point above ON above.id = p.parent_id`);

const maySee = (viewer: Viewer, it: PlainCase) =>
  ["clear", "green"].includes(it.handling) ||
  (it.handling === "red" ? it.team.includes(viewer.userId) : it.owner === viewer.agencyId);

const families: Record<string, string> = {
  methamphetamine: "ats",
  magu: "ats",
  mdma: "ats",
  heroin: "opioid",
  unknown: "unknown",
};
const parents: Record<string, string> = { tumen: "yanbian", "hunchun-quanhe": "yanbian" };
const gramsPer: Record<string, number> = { kg: 1000, g: 1, jin: 500, "tablet magu": 0.09, "tablet mdma": 0.3 };
const dayOf = (text: string) => (Date.parse(`${text}T00:00:00Z`) - Date.UTC(2000, 0, 1)) / 86_400_000;

/** The rules in plain code: 4 for the reference, 2 for the place, 1 for the quantity. `days` are those of the probe's date. */
function reasonOf(probe: Probe, days: [number, number] | null, it: PlainCase): number {
  const typed = probe.lines.map((line) => ({ ...line, family: families[line.substance] ?? "" }));
  const shared = typed
    .filter((line) => it.lines.some((other) => other.family === line.family))
    .map((line) => line.family);
  let reason = probe.externalReference !== null && it.references.includes(probe.externalReference) ? 4 : 0;
  if (days === null || it.from === null || it.to === null || shared.length === 0) return reason;
  const apart = Math.max(0, it.from - days[1], days[0] - it.to);
  const related =
    it.point !== null &&
    probe.point !== null &&
    (it.point === probe.point || it.parent === probe.point || parents[probe.point] === it.point);
  if (related && apart <= 7) reason += 2;
  if (apart > 400) return reason;
  const weights = typed.map(
    (line) =>
      Number(line.quantity) * (gramsPer[line.unit ?? ""] ?? gramsPer[`${line.unit} ${line.substance}`] ?? Number.NaN),
  );
  const known = weights.filter((weight) => !Number.isNaN(weight));
  if (known.length > 0 && it.grams !== null) {
    const grams = known.reduce((a, b) => a + b, 0);
    if (Math.abs(it.grams - grams) <= 0.04 * grams + 1e-9) reason += 1;
  }
  if (known.length === 0 && it.grams === null) {
    const same = typed.some((a) =>
      it.lines.some(
        (b) =>
          a.family === b.family &&
          a.unit === b.unit &&
          a.unit !== null &&
          b.quantity !== null &&
          Math.abs(Number(a.quantity) - b.quantity) <= 0.02 * Number(a.quantity) + 1e-9,
      ),
    );
    if (same) reason += 1;
  }
  return reason;
}

describe("the search", () => {
  it("finds what plain code finds among the cases that the viewer may see, in the same order", async () => {
    const cases = await allCases();
    const tried = { any: 0, reasons: new Set<number>() };
    const change = fc.record({
      at: fc.nat(cases.length - 1),
      viewer: fc.nat(2),
      shift: fc.oneof(
        fc.constantFrom(0, 0, 2),
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: -402, max: 402 }),
        fc.constantFrom(-400, -401, -8, -7, 7, 8, 400, 401),
      ),
      month: fc.boolean(),
      up: fc.constantFrom("keep", "keep", "above", "elsewhere", "none"),
      scale: fc.constantFrom(1, 1, 0.97, 0.96, 1.04, 1.05, 1.5),
      reference: fc.boolean(),
      leftOut: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, viewer: v, shift, month, up, scale, reference, leftOut }) => {
        const it = cases[at];
        const viewer = analysts[v];
        if (!it || !viewer) throw new Error("no case");
        const day =
          it.from === null
            ? null
            : new Date(Date.UTC(2000, 0, 1) + (it.from + shift) * 86_400_000).toISOString().slice(0, 10);
        const date = day && (month ? day.slice(0, 7) : day);
        const last =
          day && new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).toISOString().slice(0, 10);
        const days: [number, number] | null =
          day && last ? (month ? [dayOf(`${day.slice(0, 7)}-01`), dayOf(last)] : [dayOf(day), dayOf(day)]) : null;
        const point = { keep: it.point, above: it.parent ?? it.point, elsewhere: "changbai", none: null }[up] ?? null;
        const slugs: Record<string, string> = { ats: "methamphetamine", opioid: "heroin", unknown: "unknown" };
        const lines = it.lines.map((line) =>
          ice({
            substance: slugs[line.family] ?? "",
            quantity:
              line.quantity === null ? null : String(Math.max(0.001, Math.round(line.quantity * scale * 1000) / 1000)),
            unit: line.unit as "kg" | null,
            qualifier: line.quantity === null ? "unknown" : "exact",
          }),
        );
        const probe: Probe = {
          date,
          point,
          lines,
          externalReference: (reference && it.references[0]) || null,
          otherThan: leftOut ? [it.reference] : [],
        };
        const expected = cases
          .filter(
            (one) => maySee(viewer, one) && one.status !== "withdrawn" && !probe.otherThan.includes(one.reference),
          )
          .map((one) => ({
            one,
            reason: reasonOf(probe, days, one),
            apart:
              days && one.from !== null && one.to !== null ? Math.max(0, one.from - days[1], days[0] - one.to) : null,
          }))
          .filter(({ reason }) => reason > 0)
          .sort(
            (a, b) =>
              b.reason - a.reason ||
              (a.apart ?? 1e9) - (b.apart ?? 1e9) ||
              (b.one.from ?? -1e9) - (a.one.from ?? -1e9) ||
              b.one.id - a.one.id,
          );
        const found = await find(viewer, probe);
        expect(found.hints.map((hint) => hint.reference)).toEqual(expected.slice(0, 3).map(({ one }) => one.reference));
        expect(found.hints.length + found.more).toBe(expected.length);
        const bits = { reference: 4, place: 2, quantity: 1 };
        expect(found.hints.map((hint) => hint.reasons.reduce((sum, reason) => sum + bits[reason], 0))).toEqual(
          expected.slice(0, 3).map(({ reason }) => reason),
        );
        if (expected.length > 0) tried.any += 1;
        for (const { reason } of expected) tried.reasons.add(reason);
      }),
      { numRuns: 250 },
    );
    // Or the comparison would be of nothing.
    expect(tried.any).toBeGreaterThan(150);
    expect(tried.reasons.size).toBeGreaterThanOrEqual(5);
  });
});

describe("a hint", () => {
  it("says field by field what is the same, and what differs", async () => {
    const account = plainAccount({ date: "1999-05-03", point: "tumen", handling: "amber", externalReference: "CD-12" });
    const { reference } = await log(north, newReport(sourceId, account));
    const probe = { date: "1999-05-08", point: "yanbian", lines: [ice({ quantity: "1520", unit: "g" })] };
    expect((await find(north, probe)).hints).toMatchObject([
      {
        reference,
        status: "submitted",
        edtf: "1999-05-03",
        point: "tumen",
        grams: "1500",
        lines: [{ asReported: "ice", substance: "methamphetamine", quantity: "1.5", unit: "kg" }],
        externalReferences: ["CD-12"],
        reasons: ["place", "quantity"],
        comparison: {
          date: { apart: 5, same: false },
          point: "below",
          family: "same",
          quantity: "near",
          reference: null,
        },
      },
    ]);
    const other = await find(north, { lines: [ice({ substance: "heroin" })], externalReference: " CD-12 " });
    expect(other.hints).toMatchObject([
      { reference, reasons: ["reference"], comparison: { family: "other", reference: "same" } },
    ]);
    expect(await find(north, { ...probe, otherThan: [reference] })).toEqual({ hints: [], more: 0 });
  });

  it("is never given of a case that the viewer may not see", async () => {
    const colleague = await makeViewer(db, "north", "analyst");
    const reviewer = await makeViewer(db, "north", "reviewer");
    const account = plainAccount({ date: "1998-02-03", handling: "red", externalReference: "RED-1" });
    const { reference } = await log(north, newReport(sourceId, account, { team: [reviewer.userId] }));
    const probe = { date: "1998-02-03", point: "dandong", lines: [ice()], externalReference: "RED-1" };
    for (const viewer of [north, reviewer]) expect((await find(viewer, probe)).hints).toMatchObject([{ reference }]);
    for (const viewer of [colleague, ...analysts]) expect(await find(viewer, probe)).toEqual({ hints: [], more: 0 });
  });

  it("is not given of a withdrawn case, nor while next to nothing is typed", async () => {
    for (const probe of [
      nothing,
      { date: "2020" },
      { date: "2020", point: "dandong" },
      { point: "dandong", lines: [ice()] },
    ])
      expect(await find(north, probe)).toEqual({ hints: [], more: 0 });
  });

  it("compares pieces where nothing has a weight", async () => {
    const line = plainLine({ quantity: "500", unit: "packet" });
    const { reference } = await log(
      north,
      newReport(sourceId, plainAccount({ date: "1997-01", point: null, attribution: null, lines: [line] })),
    );
    const packets = (quantity: string) =>
      find(north, { date: "1997-12-31", lines: [ice({ quantity, unit: "packet" })] });
    expect((await packets("491")).hints).toMatchObject([{ reference, reasons: ["quantity"] }]);
    expect((await packets("489")).hints).toEqual([]);
  });
});

describe("is refused", () => {
  it.each(["viewer", "admin", "auditor"] as const)("%s, who logs nothing", async (role) => {
    await expect(find(await makeViewer(db, "north", role), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it.each([
    "",
    "[]",
    '{"date":"soon"}',
    JSON.stringify({ ...nothing, date: "early June" }),
    JSON.stringify({ ...nothing, lines: [ice({ quantity: "1e9" })] }),
    JSON.stringify({ ...nothing, more: 1 }),
  ])("the body %s", async (body) => {
    await expect(findDuplicates(north, body)).rejects.toMatchObject({ code: "INVALID" });
  });
});
