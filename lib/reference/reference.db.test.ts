import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import type { UserRole } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { AppError } from "@/lib/errors";
import { loadReportForm } from "@/lib/reports/loaders";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { loadTrendsPage } from "@/lib/trends/loaders";
import { addNil, removeCoverage, removeNil, saveCoverage } from "./coverage";
import { weighSubstance } from "./jobs";
import { addAlias, addPoint, changePoint, removeAlias, removePoint } from "./points";
import { pointAsInput, substanceAsInput } from "./queries";
import type { AddPoint, AddSubstance, SaveCoverage } from "./schema";
import { addSubstance, addSynonym, changeSubstance, removeSubstance, removeSynonym } from "./substances";

const db = testDatabase();
let sourceId = 0;
const viewers = {} as Record<Exclude<UserRole, "operator" | "register">, Viewer>;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  for (const role of ["viewer", "analyst", "reviewer", "admin", "auditor"] as const)
    viewers[role] = await makeViewer(db, "north", role);
});

type Write<I> = (tx: Tx, viewer: Viewer, input: I) => Promise<void>;
const by = <I>(role: keyof typeof viewers, write: Write<I>, input: I) =>
  withViewerWrite(viewers[role], (tx) => write(tx, viewers[role], input));
const keep = <I>(write: Write<I>, input: I) => by("reviewer", write, input);

/** What a write refuses: its code, or the messages of its fields. */
async function refusal(work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError && error.fields.length > 0)
      return error.fields.map(({ path, message }) => `${path} ${message.replace("reference.error.", "")}`);
    if (error instanceof AppError) return [error.code];
    throw error;
  }
  return [];
}

const point = (slug: string, change: Partial<AddPoint> = {}): AddPoint => ({
  slug,
  nameEn: slug,
  nameZh: "",
  nameKo: "",
  parent: null,
  opposite: null,
  after: null,
  country: "TH",
  subdivision: null,
  unlocode: null,
  nationalCode: null,
  latitude: null,
  longitude: null,
  aliases: [],
  ...change,
});
const substance = (slug: string, change: Partial<AddSubstance> = {}): AddSubstance => ({
  slug,
  nameEn: slug,
  nameZh: "",
  nameKo: "",
  family: "nps",
  form: null,
  inn: null,
  cas: null,
  ceilings: {},
  ...change,
});
const covered = (slug: string, from: string, to: string | null, change: Partial<SaveCoverage> = {}): SaveCoverage => ({
  id: null,
  version: 1,
  point: slug,
  agency: null,
  kind: "covered",
  from,
  to,
  note: null,
  join: false,
  ...change,
});
const change = async (slug: string) => {
  const now = await withViewerWrite(viewers.reviewer, (tx) => pointAsInput(tx, slug));
  if (!now) throw new Error(`no ${slug}`);
  return now;
};
const periods = (slug: string) =>
  db.sql<{ id: number; from: string; to: string | null; kind: string; version: number }>(
    `SELECT c.id, c.from_date::text AS from, c.to_date::text AS to, c.kind, c.version FROM coverage_period c
     JOIN transit_point p ON p.id = c.point_id WHERE p.slug = $1 ORDER BY c.from_date, c.kind`,
    [slug],
  );

describe("who may what", () => {
  const writes: Record<string, [who: string, work: (role: keyof typeof viewers) => Promise<void>]> = {
    "add a point": ["reviewer", (role) => by(role, addPoint, point(`p-${role}`))],
    "add a substance": ["reviewer", (role) => by(role, addSubstance, substance(`s-${role}`))],
    "write coverage": ["reviewer", (role) => by(role, saveCoverage, covered("dandong", "1990-01-01", "1990-01-31"))],
    "note a nil return": ["reviewer", (role) => by(role, addNil, { point: "dandong", month: "1991-01", note: null })],
    "add a spelling": [
      "analyst reviewer",
      (role) => by(role, addAlias, { point: "dandong", term: `an ${role}`, anyway: false }),
    ],
    "add a synonym": [
      "analyst reviewer",
      (role) =>
        by(role, addSynonym, { substance: "heroin", term: `by ${role}`, lang: "en", kind: "street", anyway: false }),
    ],
    "remove a spelling": ["reviewer", (role) => by(role, removeAlias, { point: "dandong", term: "an analyst" })],
  };
  for (const [what, [who, work]] of Object.entries(writes))
    it(`${who} may ${what}, nobody else`, async () => {
      for (const role of Object.keys(viewers) as (keyof typeof viewers)[])
        expect(await refusal(work(role)), role).toEqual(who.split(" ").includes(role) ? [] : ["FORBIDDEN"]);
    });

  it("holds in the database too, past the code", async () => {
    const past = withViewerWrite(
      viewers.analyst,
      (tx) =>
        tx.$executeRaw`INSERT INTO nil_return (point_id, month) SELECT id, '1992-01-01' FROM transit_point LIMIT 1`,
    );
    await expect(past).rejects.toThrow(/row-level security/);
  });
});

describe("a transit point", () => {
  it("is added on any border, in its place along it, and found by the form at once", async () => {
    await keep(
      addPoint,
      point("mae-sai", {
        ...{ nameEn: "Mae Sai", nameZh: "湄赛", after: "changbai", subdivision: "TH-57", unlocode: "THMSI" },
        ...{ latitude: 20.4333, longitude: 99.8833, aliases: ["แม่สาย", "Maesai"] },
      }),
    );
    await keep(addPoint, point("tachileik", { country: "MM", opposite: "mae-sai", after: "mae-sai" }));
    const order = await db.sql<{ slug: string }>(
      "SELECT slug FROM transit_point WHERE slug NOT LIKE 'p-%' ORDER BY position, slug",
    );
    expect(order.map(({ slug }) => slug).join(" ")).toBe(
      "dandong changbai mae-sai tachileik yanbian tumen hunchun-quanhe sinuiju",
    );
    // Each names the other, and a name that nobody gave is the English one.
    expect(await change("mae-sai")).toMatchObject({ opposite: "tachileik", nameKo: "Mae Sai", version: 2 });
    const form = await loadReportForm(viewers.analyst, "0198a1b2-0000-4000-8000-0000000000a1", {});
    expect(form.points.find(({ slug }) => slug === "mae-sai")).toMatchObject({
      country: "TH",
      aliases: ["Maesai", "แม่สาย"],
    });
    const { reference } = await log(viewers.analyst, newReport(sourceId, plainAccount({ point: "mae-sai" })));
    expect(reference).not.toBe("");
  });

  it("keeps its slug, and no two have one", async () => {
    expect(await refusal(keep(addPoint, point("dandong")))).toEqual(["slug slug-taken"]);
  });

  it("never stands below itself", async () => {
    await keep(addPoint, point("upper"));
    await keep(addPoint, point("middle", { parent: "upper" }));
    await keep(addPoint, point("lower", { parent: "middle" }));
    const upper = await change("upper");
    expect(await refusal(keep(changePoint, { ...upper, parent: "lower" }))).toEqual(["parent ring"]);
    expect(await refusal(keep(changePoint, { ...upper, parent: "upper" }))).toEqual(["parent ring"]);
    // Two at once: the second sees the first.
    await keep(addPoint, point("left"));
    await keep(addPoint, point("right"));
    const [left, right] = [await change("left"), await change("right")];
    const both = await Promise.all([
      refusal(keep(changePoint, { ...left, parent: "right" })),
      refusal(keep(changePoint, { ...right, parent: "left" })),
    ]);
    expect(both.flat()).toEqual(["parent ring"]);
  });

  it("is changed from what one saw, or not at all", async () => {
    const seen = await change("changbai");
    await keep(changePoint, { ...seen, nameEn: "Changbai county" });
    expect(await refusal(keep(changePoint, { ...seen, nameKo: "장백" }))).toEqual(["CONFLICT"]);
    expect(await change("changbai")).toMatchObject({ nameEn: "Changbai county", nameKo: "창바이", after: "dandong" });
    await keep(changePoint, { ...(await change("changbai")), nameEn: "Changbai" });
  });

  it("is not removed while anything rests on it, and says what", async () => {
    await keep(addPoint, point("empty"));
    await keep(addPoint, point("child", { parent: "empty" }));
    await keep(saveCoverage, covered("empty", "2001-01-01", null));
    await keep(addNil, { point: "empty", month: "2000-12", note: null });
    await log(viewers.analyst, newReport(sourceId, plainAccount({ point: "empty", attribution: "stated" })));
    const { version } = await change("empty");
    expect(await refusal(keep(removePoint, { slug: "empty", version }))).toEqual([
      "slug rests-cases",
      "slug rests-reports",
      "slug rests-coverage",
      "slug rests-nils",
      "slug rests-points",
    ]);
    await keep(removePoint, { slug: "child", version: 1 });
    expect(await db.sql("SELECT 1 FROM transit_point WHERE slug = 'child'")).toEqual([]);
  });

  it("takes a spelling once, and asks about one that is another point's", async () => {
    const add = (slug: string, term: string, anyway = false) => refusal(keep(addAlias, { point: slug, term, anyway }));
    expect(await add("tumen", "Tu-Men ")).toEqual([]);
    expect(await add("tumen", "tu men")).toEqual(["term term-known"]);
    expect(await add("tumen", "·")).toEqual(["term term-missing"]);
    expect(await add("yanbian", "TU·MEN")).toEqual(["anyway term-elsewhere"]);
    expect(await add("yanbian", "TU·MEN", true)).toEqual([]);
  });
});

describe("coverage", () => {
  it("refuses what overlaps, or joins it when told to", async () => {
    await keep(saveCoverage, covered("tumen", "2005-01-01", "2005-12-31"));
    expect(await refusal(keep(saveCoverage, covered("tumen", "2005-12-31", "2006-06-30")))).toEqual(["join overlap"]);
    await keep(saveCoverage, covered("tumen", "2005-06-01", "2006-06-30", { join: true }));
    expect(await periods("tumen")).toMatchObject([{ from: "2005-01-01", to: "2006-06-30" }]);
    // Next to each other is no overlap, and joins all the same.
    await keep(saveCoverage, covered("tumen", "2006-07-01", null, { join: true }));
    expect(await periods("tumen")).toMatchObject([{ from: "2005-01-01", to: null }]);
    // Another agency's period is another matter.
    expect(await refusal(keep(saveCoverage, covered("tumen", "2005-01-01", null, { agency: "south" })))).toEqual([]);
  });

  it("has gaps inside of what is covered only", async () => {
    const gap = (from: string, to: string) => covered("yanbian", from, to, { kind: "gap" });
    expect(await refusal(keep(saveCoverage, gap("2005-03-01", "2005-03-31")))).toEqual(["from stray-gap"]);
    await keep(saveCoverage, covered("yanbian", "2005-01-01", "2005-12-31"));
    await keep(saveCoverage, gap("2005-03-01", "2005-03-31"));
    const [whole] = await periods("yanbian");
    const short = { ...covered("yanbian", "2005-01-01", "2005-03-15"), id: whole?.id ?? 0 };
    expect(await refusal(keep(saveCoverage, short))).toEqual(["to stray-gap"]);
    const remove = { point: "yanbian", id: whole?.id ?? 0, version: 1 };
    expect(await refusal(keep(removeCoverage, remove))).toEqual(["id stray-gap"]);
    expect(await refusal(keep(removeCoverage, { ...remove, version: 2 }))).toEqual(["CONFLICT"]);
  });

  it("does not speak of the future", async () => {
    expect(await refusal(keep(saveCoverage, covered("yanbian", "2090-01-01", null)))).toEqual(["from coverage-future"]);
    expect(await refusal(keep(addNil, { point: "yanbian", month: "2090-01", note: null }))).toEqual([
      "month month-open",
    ]);
  });

  it("makes a month of no cases a zero on the chart, and its gap a gap again", async () => {
    const at = async (month: string) => {
      const page = await loadTrendsPage(viewers.viewer, { point: "hunchun-quanhe", from: "2007-01", to: "2007-06" });
      return page.model.months.find((one) => one.month === month)?.state;
    };
    await log(viewers.analyst, newReport(sourceId, plainAccount({ point: "hunchun-quanhe", date: "2007-02-03" })));
    const states: (string | undefined)[] = [await at("2007-04")];
    await keep(saveCoverage, covered("hunchun-quanhe", "2007-01-01", null));
    states.push(await at("2007-04"));
    await keep(saveCoverage, covered("hunchun-quanhe", "2007-04-10", "2007-04-20", { kind: "gap" }));
    states.push(await at("2007-04"));
    await keep(addNil, { point: "hunchun-quanhe", month: "2007-04", note: "by letter" });
    states.push(await at("2007-04"));
    await keep(removeNil, { point: "hunchun-quanhe", month: "2007-04" });
    states.push(await at("2007-04"));
    expect(states).toEqual(["uncovered", "complete", "uncovered", "complete", "uncovered"]);
  });
});

describe("a substance", () => {
  it("is found by the form at once, under any of its names", async () => {
    await keep(addSubstance, substance("nitazene", { nameEn: "Nitazene", nameZh: "尼秦", family: "opioid" }));
    await by("analyst", addSynonym, {
      ...({ substance: "nitazene", term: "니타젠", lang: "ko", kind: "street", anyway: false } as const),
    });
    const form = await loadReportForm(viewers.analyst, "0198a1b2-0000-4000-8000-0000000000a2", {});
    expect(form.substances.find(({ slug }) => slug === "nitazene")).toMatchObject({
      nameKo: "Nitazene",
      terms: ["nitazene", "니타젠"],
    });
    await keep(removeSynonym, { substance: "nitazene", term: "니타젠" });
    await keep(removeSubstance, { slug: "nitazene", version: 1 });
  });

  it("asks about a synonym that is another's, however it is written", async () => {
    const add = (term: string, anyway = false) =>
      refusal(keep(addSynonym, { substance: "mdma", term, lang: "en", kind: "street", anyway }));
    expect(await add("HEROIN")).toEqual(["anyway term-elsewhere"]);
    expect(await add("MaGu ", true)).toEqual([]);
    expect(await add("m.d.m.a")).toEqual([]);
    expect(await add("M D M A")).toEqual(["term term-known"]);
  });

  it("of another family is weighed by that family's factors", async () => {
    await db.sql(`INSERT INTO conversion_factor (set_id, family, unit, grams_low, grams, grams_high, source)
      SELECT id, 'cannabis', 'block', 400, 500, 600, 'test' FROM conversion_set WHERE is_current`);
    await keep(addSubstance, substance("brick", { family: "nps" }));
    const line = plainLine({ substance: "brick", quantity: "2", unit: "block" });
    const { reference } = await log(viewers.analyst, newReport(sourceId, plainAccount({ lines: [line] })));
    const elsewhere = await makeViewer(db, "south", "analyst");
    const hidden = plainAccount({ handling: "amber", lines: [line] });
    const apart = await log(elsewhere, newReport(sourceId, hidden));
    const grams = (of = reference) =>
      db.sql<{ mg: string | null }>(
        "SELECT f.mg::text AS mg FROM case_flat f JOIN case_file c ON c.id = f.case_id WHERE c.reference = $1",
        [of],
      );
    expect(await grams()).toEqual([{ mg: null }]);
    const now = await withViewerWrite(viewers.reviewer, (tx) => substanceAsInput(tx, "brick"));
    await keep(changeSubstance, { ...substance("brick"), family: "cannabis", version: now?.version ?? 0 });
    await weighSubstance.perform({ by: null, data: {} }, new AbortController().signal);
    expect(await grams()).toEqual([{ mg: "1000000" }]);
    expect(await grams(apart.reference), "also where the reviewer may not look").toEqual([{ mg: "1000000" }]);
    expect(await db.sql("SELECT * FROM substance_weighing")).toEqual([]);
    expect(await refusal(keep(removeSubstance, { slug: "brick", version: 2 }))).toEqual([
      "slug rests-cases",
      "slug rests-reports",
    ]);
  });
});

it("logs every write as an action with its row changes", async () => {
  await keep(addPoint, point("logged", { aliases: ["another"] }));
  const rows = await db.sql<{ action: string; table_name: string; operation: string }>(
    `SELECT e.action, c.table_name, c.operation FROM audit_event e JOIN audit_change c ON c.event_id = e.id
     WHERE e.subject_id = 'logged' AND e.actor_id = $1 ORDER BY c.id`,
    [viewers.reviewer.userId],
  );
  expect(rows.map((row) => Object.values(row).join(" "))).toEqual([
    "point.add transit_point insert",
    "point.add transit_point_alias insert",
  ]);
  const [bypass] = await db.sql<{ count: number }>(
    "SELECT count(*)::int FROM audit_change WHERE event_id IS NULL AND table_name IN ('transit_point_alias', 'coverage_period', 'nil_return', 'proposal') ",
  );
  expect(bypass?.count).toBe(0);
});
