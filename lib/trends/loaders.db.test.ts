import { beforeAll, describe, expect, it } from "vitest";
import { builtInViewer } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { parseFilter } from "@/lib/filter/codec";
import { verifyReport } from "@/lib/reports/mutations";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { loadLargest, loadTrendRows, loadTrendsPage } from "./loaders";
import type { GroupKey } from "./types";

const db = testDatabase();
let analyst: Viewer;
let operator: Viewer;

const tablets = (substance: string, quantity: string) =>
  plainLine({ asReported: substance, substance, form: "tablet", quantity, unit: "tablet" });
const unweighed = plainLine({ quantity: null, unit: null, qualifier: "unknown" });

beforeAll(async () => {
  const { sourceId } = await makeReferenceLists(db);
  await makeAgency(db, "north");
  analyst = await makeViewer(db, "north", "analyst");
  operator = await builtInViewer("operator");
  const accounts = [
    { date: "2004-12-23", point: "dandong", lines: [tablets("magu", "13775")] },
    { date: "2005-02-17", point: "dandong", lines: [tablets("mdma", "2000"), tablets("magu", "300")] },
    { date: "2008-10", point: "changbai", lines: [plainLine({ quantity: "5.4" })] },
    { date: "2010-07", point: "yanbian", lines: [plainLine({ quantity: "1.50" })] },
    // at a point below Yanbian, a year only
    { date: "2009", point: "tumen", lines: [plainLine({ quantity: "0.1", unit: "kg", qualifier: "at-least" })] },
    // nowhere, without a date, without a weight
    { date: null, point: null, attribution: null, lines: [unweighed] },
  ] as const;
  for (const account of accounts) {
    const { reportId } = await log(
      analyst,
      newReport(sourceId, plainAccount({ ...account, lines: [...account.lines] })),
    );
    await withViewerWrite(operator, (tx) => verifyReport(tx, operator, { reportId, version: 1, reason: null }));
  }
  await db.sql(`INSERT INTO marker (edtf, date_from, date_to, text_en, text_zh, text_ko, source_id) VALUES
    ('2010-06-11', '2010-06-11', '2010-06-11', 'Everywhere', '', '', 1),
    ('2005', '2005-01-01', '2005-12-31', 'At Changbai', '', '', NULL),
    ('1996', '1996-01-01', '1996-12-31', 'Long before', '', '', NULL)`);
  await db.sql(`INSERT INTO marker_point (marker_id, point_id)
    SELECT m.id, p.id FROM marker m, transit_point p WHERE m.text_en = 'At Changbai' AND p.slug = 'changbai'`);
});

const page = (query: string, now = "2026-11-24T04:00:00Z") =>
  loadTrendsPage(analyst, new URLSearchParams(query), new Date(now));
const rows = async (query: string, by: GroupKey[], now = "2026-11-24T04:00:00Z") => {
  const { filter } = parseFilter(new URLSearchParams(query));
  return loadTrendRows(analyst, filter, by, new Date(now));
};

describe.each(["admin", "auditor"] as const)("the role %s, which reads no cases", (role) => {
  it("gets no trends", async () => {
    const viewer = await makeViewer(db, "north", role);
    const forbidden = { code: "FORBIDDEN" };
    await expect(loadTrendsPage(viewer, new URLSearchParams())).rejects.toMatchObject(forbidden);
    const { filter } = parseFilter(new URLSearchParams());
    await expect(loadTrendRows(viewer, filter, [])).rejects.toMatchObject(forbidden);
  });
});

describe("the page of trends", () => {
  it("opens on all that a register of long ago holds", async () => {
    const { model, range, endsEarly, facets } = await page("");
    expect([range.first, range.last]).toEqual([2004 * 12 + 11, 2010 * 12 + 6]);
    expect(endsEarly).toBe(true);
    expect(model.months.filter((m) => m.total).map((m) => [m.month, m.total?.cases, [...m.segments.keys()]])).toEqual([
      ["2004-12", 1, ["magu"]],
      ["2005-02", 1, ["mixed"]],
      ["2008-10", 1, ["ice"]],
      ["2010-07", 1, ["ice"]],
    ]);
    // no coverage: every other month is a gap, not a zero
    expect(model.months.filter((m) => m.total === null)).toHaveLength(64);
    expect([model.all.cases, model.drawn.cases, model.remainder.cases, model.earlier.cases]).toEqual([6, 4, 2, 0]);
    expect(model.all.cases).toBe(facets.total);
    expect(model.withYearBefore).toBe(false);
  });

  it("has a row per point, a parent's with its children, and one for none", async () => {
    const { beside } = await page("");
    const shown = beside.rows.filter((row) => row.now.cases > 0);
    expect(shown.map((row) => [row.point.slug, row.depth, row.now.cases, row.now.href])).toEqual([
      ["dandong", 0, 2, "/cases?point=dandong&from=2004-12&to=2010-07&month=known"],
      ["changbai", 0, 1, "/cases?point=changbai&from=2004-12&to=2010-07&month=known"],
      ["yanbian", 0, 1, "/cases?point=yanbian&from=2004-12&to=2010-07&month=known"],
    ]);
    // every point of the filter is there, in the order of the border; of the others nothing is known, which is not zero
    expect(beside.rows.map((row) => [row.point.slug, row.now.known])).toEqual([
      ["dandong", true],
      ["changbai", true],
      ["yanbian", true],
      ["tumen", false],
      ["hunchun-quanhe", false],
      ["sinuiju", false],
    ]);
    expect(beside.none.cases).toBe(0);
    expect((await page("by=year")).beside.rows.find((row) => row.point.slug === "tumen")?.now.cases).toBe(1);
  });

  it("compares each point with the period before and the year before, with exact intervals", async () => {
    const { beside } = await page("from=2005-01&to=2005-12");
    const [dandong] = beside.rows;
    expect(dandong?.now).toMatchObject({ cases: 1, known: true });
    expect(dandong?.now.low).toBeCloseTo(0.0253, 3);
    expect(dandong?.now.high).toBeCloseTo(5.5716, 3);
    expect(dandong?.before).toMatchObject({
      cases: 1,
      href: "/cases?point=dandong&from=2004-01&to=2004-12&month=known",
    });
    expect(dandong?.months.map(({ cases }) => cases)).toEqual([null, 1, ...Array(10).fill(null)]);
  });

  it("draws fewer months on demand, and says what it leaves out", async () => {
    const { model, beside } = await page("months=24");
    expect(model.months).toHaveLength(24);
    expect([model.drawn.cases, model.earlier.cases, model.remainder.cases]).toEqual([2, 2, 2]);
    expect(model.earlier.href).toBe("/cases?to=2008-07&month=known");
    // the points beside it are counted in the same months
    expect(beside.rows.filter((row) => row.now.cases > 0).map((row) => [row.point.slug, row.now.cases])).toEqual([
      ["changbai", 1],
      ["yanbian", 1],
    ]);
    expect(beside.rows[1]?.now.href).toBe("/cases?point=changbai&from=2008-08&to=2010-07&month=known");
    expect(beside.none.cases).toBe(0);
  });

  it("compares with the year before, beyond the filter's period too", async () => {
    const { model } = await page("point=dandong&from=2005-01&to=2005-12");
    expect(model.months.flatMap((m) => (m.yearBefore ? [[m.month, m.yearBefore]] : []))).toEqual([
      ["2005-12", { cases: 1, href: "/cases?point=dandong&month=2004-12", amount: null }],
    ]);
    expect((await page("point=dandong&months=24")).model.withYearBefore).toBe(true);
  });

  it("draws the markers of the border and of the points asked for", async () => {
    const texts = async (query: string) => (await page(query)).model.markers.map((m) => [m.nameEn, m.source?.title]);
    expect(await texts("")).toEqual([
      ["At Changbai", undefined],
      ["Everywhere", "A shared source"],
    ]);
    expect(await texts("point=yanbian&from=2005-01&to=2010-12")).toEqual([["Everywhere", "A shared source"]]);
    expect(await texts("point=changbai&from=2005-01&to=2005-12")).toEqual([["At Changbai", undefined]]);
  });

  it("holds zero where the points of the filter were covered", async () => {
    await db.sql(
      `INSERT INTO coverage_period (point_id, from_date, to_date, kind) SELECT id, '2010-01-01', NULL, 'covered' FROM transit_point WHERE slug = 'yanbian'`,
    );
    await db.sql(
      `INSERT INTO coverage_period (point_id, from_date, to_date, kind) SELECT id, '2010-05-01', NULL, 'covered' FROM transit_point WHERE slug = 'dandong'`,
    );
    await db.sql(
      `INSERT INTO nil_return (point_id, month) SELECT id, '2010-03-01' FROM transit_point WHERE slug = 'dandong'`,
    );
    const shown = async (query: string, now: string) =>
      (await page(`${query}&from=2010-02&to=2010-12`, now)).model.months.map(
        (m) => `${m.total?.cases ?? "gap"} ${m.state}`,
      );
    const now = "2010-09-10T00:00:00Z";
    const zero = "0 complete";
    expect(await shown("point=yanbian", now)).toEqual([
      zero,
      zero,
      zero,
      zero,
      zero,
      "1 provisional",
      "0 provisional",
      "0 provisional",
    ]);
    expect(await shown("", now)).toEqual([
      "gap uncovered",
      zero,
      "gap uncovered",
      zero,
      zero,
      "1 provisional",
      "0 provisional",
      "0 provisional",
    ]);
    expect((await shown("point=changbai", now)).every((month) => month === "gap uncovered")).toBe(true);
    expect((await shown("point=none", now)).every((month) => month === "gap uncovered")).toBe(true);
    // the same, row by row
    const states = async (by: GroupKey[]) =>
      (await rows("from=2010-01&to=2010-12", by, now)).rows.map((row) => [row.month, row.state]);
    expect(await states([])).toEqual([["2010-07", "provisional"]]);
    expect(await states(["transitPoint"])).toEqual([["2010-07", "provisional"]]);
    await db.sql("DELETE FROM coverage_period");
    await db.sql("DELETE FROM nil_return");
  });

  it("says what it could not read, and what the register does not have", async () => {
    const ofTheList = await page("sort=date&cursor=a&before=b&columns=all&months=12");
    expect(ofTheList.problems).toEqual([
      { key: "sort", value: "date", reason: "unknown-key" },
      { key: "cursor", value: "a", reason: "unknown-key" },
      { key: "before", value: "b", reason: "unknown-key" },
      { key: "columns", value: "all", reason: "unknown-key" },
    ]);
    const { problems, model } = await page("point=nowhere&months=7&colour=red&from=2010-13");
    expect(problems.map((p) => [p.key, p.value, p.reason])).toEqual([
      ["colour", "red", "unknown-key"],
      ["from", "2010-13", "unknown-value"],
      ["months", "7", "unknown-value"],
      ["point", "nowhere", "no-such-point"],
    ]);
    expect(model.all.cases).toBe(6);
  });

  it("draws no month where there is none to draw", async () => {
    const unknown = await page("month=unknown");
    expect([unknown.model.months.length, unknown.model.remainder.cases, unknown.model.all.cases]).toEqual([0, 2, 2]);
    expect((await page("from=2030-01")).model.months).toEqual([]);
    const nothing = await page("q=nothing-like-it&substance=mdma");
    expect(nothing.model.months).toHaveLength(12);
    expect([...nothing.lift]).toEqual([
      ["substance", 0],
      ["q", 1],
    ]);
  });
});

describe("the four documented cases", () => {
  const bars = async (query: string) =>
    (await page(query)).model.months.flatMap(({ month, total, segments }) =>
      total
        ? [
            [
              month,
              total.cases,
              total.amount?.low,
              total.amount?.central,
              total.amount?.high,
              [...segments.keys()].join("+"),
            ],
          ]
        : [],
    );

  it("weigh what the factors make of them, and no more", async () => {
    expect(await bars("measure=grams&to=2010-12&months=all&q=")).toEqual([
      ["2004-12", 1, "1239.75", "1239.75", "1377.5", "magu"],
      ["2005-02", 1, "527", "627", "630", "mixed"],
      ["2008-10", 1, "5400", "5400", "5400", "ice"],
      ["2010-07", 1, "1500", "1500", "1500", "ice"],
    ]);
    const { model, conversion, effect, factors } = await page("measure=grams");
    expect(model.scale?.unit).toBe("kg");
    expect([conversion.under, effect]).toEqual(["unodc-2019", null]);
    expect(factors.map(({ substance, unit, central }) => `${substance} ${unit} ${central}`)).toEqual([
      "magu tablet 0.09",
      "mdma tablet 0.3",
    ]);
    // one case is all of its month
    expect(model.months.flatMap(({ total }) => total?.amount?.largest ?? [])).toEqual([1, 1, 1, 1]);
    expect(model.remainder.amount).toMatchObject({ central: "100", high: null, atLeast: true, lacking: 1 });
  });

  it("stay tablets and kilograms as reported", async () => {
    expect(await bars("measure=units&in=tablet")).toEqual([
      ["2004-12", 1, "13775", "13775", "13775", "magu"],
      ["2005-02", 1, "2300", "2300", "2300", "mixed"],
    ]);
    expect(await bars("measure=units&in=tablet&substance=mdma")).toEqual([
      ["2005-02", 1, "2000", "2000", "2000", "mixed"],
    ]);
    const inKilograms = await page("measure=units&in=kg&months=all");
    expect(inKilograms.model.drawn).toMatchObject({ cases: 2, amount: { central: "6.9" } });
    expect(inKilograms.model.remainder).toMatchObject({
      cases: 1,
      href: "/cases?month=unknown&unit=kg",
      amount: { low: "0.1", central: "0.1", high: null, atLeast: true },
    });
    expect((await page("measure=units")).units).toEqual([
      { unit: "kg", cases: 3 },
      { unit: "tablet", cases: 2 },
    ]);
  });

  it("stand in their quarters and years, with the one that has only a year", async () => {
    expect((await bars("by=quarter")).map(([period, cases]) => [period, cases])).toEqual([
      ["2004 Q4", 1],
      ["2005 Q1", 1],
      ["2008 Q4", 1],
      ["2010 Q3", 1],
    ]);
    const years = await page("by=year");
    expect(years.model.months.map(({ month, total }) => [month, total?.cases])).toEqual([
      ["2004", 1],
      ["2005", 1],
      ["2006", undefined],
      ["2007", undefined],
      ["2008", 1],
      ["2009", 1],
      ["2010", 1],
    ]);
    expect(years.model.remainder).toMatchObject({ cases: 1, href: "/cases?lies=longer" });
  });

  it("are stacked by status and by point", async () => {
    expect((await bars("stack=status")).map((bar) => bar.at(-1))).toEqual(Array(4).fill("status-verified"));
    expect((await bars("stack=point")).map((bar) => bar.at(-1))).toEqual([
      "point-dandong",
      "point-dandong",
      "point-changbai",
      "point-yanbian",
    ]);
    const { model } = await page("stack=point&point=yanbian&by=year");
    expect(model.series.map(({ code, href }) => [code, href])).toEqual([
      ["point-yanbian~only", "/cases?point=yanbian~only&from=2009-01&to=2010-12&lies=quarter&lies=year"],
      ["point-tumen", "/cases?point=tumen&from=2009-01&to=2010-12&lies=quarter&lies=year"],
    ]);
  });

  it("weigh something else under another set, which is said", async () => {
    await db.sql(
      `INSERT INTO conversion_progress (set_id, ready_at) SELECT id, now() FROM conversion_set WHERE slug = 'other' ON CONFLICT (set_id) DO UPDATE SET ready_at = now()`,
    );
    const { conversion, effect, model } = await page("measure=grams&set=other");
    expect(conversion.under).toBe("other");
    expect(effect).toMatchObject({
      changed: 2,
      of: 4,
      current: { central: "8766.75" },
      shown: { central: "8307.5", lacking: 1 },
    });
    expect(effect?.byPeriod.get("2005-02")).toBe("627");
    expect(model.months.find(({ month }) => month === "2005-02")?.total).toMatchObject({
      href: "/cases?month=2005-02&set=other",
      amount: { central: "30", lacking: 1, atLeast: true },
    });
  });

  it("tell what a bar weighs and its largest cases, when asked", async () => {
    const largest = await loadLargest(analyst, new URLSearchParams("point=dandong&month=2004-12&month=2005-02"));
    expect(largest).toMatchObject({
      cases: 2,
      amount: { low: "1766.75", central: "1866.75", high: "2007.5", lacking: 0 },
      set: "UNODC 2019",
    });
    expect(largest.largest.map(({ edtf, central }) => [edtf, central])).toEqual([
      ["2004-12-23", "1239.75"],
      ["2005-02-17", "627"],
    ]);
  });
});

describe("weir trends", () => {
  it("shows the cases of each month, exact to the last digit", async () => {
    expect((await rows("", ["transitPoint", "substance", "unit"])).rows).toEqual([
      {
        month: "2004-12",
        transitPoint: { code: "dandong", name: "Dandong" },
        substance: { code: "magu", name: "MaGu" },
        unit: "tablet",
        cases: 1,
        quantity: "13775",
        gramsLow: "1239.75",
        grams: "1239.75",
        gramsHigh: "1377.5",
        state: "uncovered",
      },
      ...[
        ["magu", "MaGu", "300", "27", "27", "30"],
        ["mdma", "MDMA", "2000", "500", "600", "600"],
      ].map(([code, name, quantity, gramsLow, grams, gramsHigh]) => ({
        month: "2005-02",
        transitPoint: { code: "dandong", name: "Dandong" },
        substance: { code, name },
        unit: "tablet",
        cases: 1,
        quantity,
        gramsLow,
        grams,
        gramsHigh,
        state: "uncovered",
      })),
      ...[
        ["2008-10", "changbai", "Changbai", "5.4", "5400"],
        ["2010-07", "yanbian", "Yanbian", "1.5", "1500"],
      ].map(([month, code, name, quantity, grams]) => ({
        month,
        transitPoint: { code, name },
        substance: { code: "methamphetamine", name: "Methamphetamine" },
        unit: "kg",
        cases: 1,
        quantity,
        gramsLow: grams,
        grams,
        gramsHigh: grams,
        state: "uncovered",
      })),
      {
        month: null,
        transitPoint: { code: "tumen", name: "Tumen" },
        substance: { code: "methamphetamine", name: "Methamphetamine" },
        unit: "kg",
        cases: 1,
        quantity: "0.1",
        gramsLow: "100",
        grams: "100",
        gramsHigh: null,
        state: "uncovered",
      },
      {
        month: null,
        transitPoint: null,
        substance: { code: "methamphetamine", name: "Methamphetamine" },
        unit: null,
        cases: 1,
        quantity: null,
        gramsLow: null,
        grams: null,
        gramsHigh: null,
        state: "uncovered",
      },
    ]);
  });

  it("puts a case with two substances into one segment, and into both substances", async () => {
    const of = async (by: GroupKey[]) =>
      (await rows("month=2005-02", by)).rows.map((row) => [
        row.segment?.code ?? row.substance?.code,
        row.cases,
        row.grams,
      ]);
    expect(await of(["segment"])).toEqual([["mixed", 1, "627"]]);
    expect(await of(["substance"])).toEqual([
      ["magu", 1, "27"],
      ["mdma", 1, "600"],
    ]);
  });

  it("weighs matching lines only", async () => {
    const of = async (query: string) => (await rows(query, [])).rows.map((row) => [row.month, row.cases, row.grams]);
    expect(await of("substance=mdma")).toEqual([["2005-02", 1, "600"]]);
    expect(await of("substance=magu")).toEqual([
      ["2004-12", 1, "1239.75"],
      ["2005-02", 1, "27"],
    ]);
    expect((await rows("substance=mdma", ["substance"])).rows.map((row) => row.substance?.code)).toEqual(["mdma"]);
  });

  it("gives the month alone without keys, and no key that was not asked for", async () => {
    const { rows: found } = await rows("", []);
    expect(found.map((row) => [row.month, row.cases])).toEqual([
      ["2004-12", 1],
      ["2005-02", 1],
      ["2008-10", 1],
      ["2010-07", 1],
      [null, 2],
    ]);
    expect(Object.keys(found[0] ?? {})).toEqual([
      "month",
      "cases",
      "quantity",
      "gramsLow",
      "grams",
      "gramsHigh",
      "state",
    ]);
  });

  it("has no rows beside an unknown point", async () => {
    expect(await rows("point=nowhere", [])).toMatchObject({
      problems: [{ key: "point", reason: "no-such-point" }],
      rows: [],
    });
  });
});
