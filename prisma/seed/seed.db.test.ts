import { beforeAll, describe, expect, it } from "vitest";
import type { FirstAccount } from "@/lib/auth/first-accounts";
import { builtInViewer, viewerOfEmail } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { loadIndicatorRows } from "@/lib/indicators/loaders";
import { amendReport } from "@/lib/reports/mutations";
import { testDatabase } from "@/lib/testing/database";
import { announcement } from "./announcement";
import { documentedCases } from "./register/cases";
import { seed } from "./seed";

const db = testDatabase();
let accounts: FirstAccount[] = [];

beforeAll(async () => {
  accounts = await seed();
});

/** Every row of every table as text. */
async function everything(): Promise<Map<string, string[]>> {
  const tables = await db.sql<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const rows = new Map<string, string[]>();
  for (const { name } of tables)
    rows.set(
      name,
      (await db.sql<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${name} t ORDER BY 1`)).map((r) => r.row),
    );
  return rows;
}

const found = async (pattern: RegExp) =>
  [...(await everything())].flatMap(([table, rows]) => (rows.some((row) => pattern.test(row)) ? [table] : []));

describe("the first run", () => {
  it("makes the desk, the built-in actors and three accounts", async () => {
    expect(
      await db.sql(
        `SELECT u.email, u.role, a.code, u.active, u.password_hash LIKE '$argon2id$%' AS hashed FROM app_user u JOIN agency a ON a.id = u.agency_id ORDER BY u.role`,
      ),
    ).toEqual([
      { email: "admin@weir.example", role: "admin", code: "desk", active: true, hashed: true },
      { email: "analyst@weir.example", role: "analyst", code: "desk", active: true, hashed: true },
      { email: null, role: "operator", code: "desk", active: true, hashed: null },
      { email: null, role: "register", code: "desk", active: true, hashed: null },
      { email: "reviewer@weir.example", role: "reviewer", code: "desk", active: true, hashed: true },
    ]);
    expect(await db.sql(`SELECT time_zone FROM agency`)).toEqual([{ time_zone: "UTC" }]);
  });

  it("tells the passwords once and keeps them nowhere", async () => {
    expect(accounts.map((a) => a.email)).toEqual([
      "admin@weir.example",
      "analyst@weir.example",
      "reviewer@weir.example",
    ]);
    const passwords = accounts.map((a) => a.password);
    expect(new Set(passwords).size).toBe(3);
    for (const { email, password } of accounts) {
      expect(password.length).toBeGreaterThanOrEqual(20);
      expect(announcement(accounts)).toMatch(new RegExp(`${email} +${password}\\n`));
    }
    expect(await found(new RegExp(passwords.join("|")))).toEqual([]);
  });

  it("names an event for each row it wrote", async () => {
    expect(await db.sql(`SELECT table_name FROM audit_change WHERE event_id IS NULL`)).toEqual([]);
    expect(await db.sql(`SELECT action, count(*)::int FROM audit_event GROUP BY 1 ORDER BY 1`)).toEqual([
      { action: "account.create", count: 4 },
      { action: "agency.create", count: 1 },
      { action: "register.load", count: 1 },
      { action: "report.log", count: 4 },
    ]);
  });
});

describe("the documented cases, number by number", () => {
  const facts = async (reference: string) =>
    (
      await db.sql<Record<string, unknown>>(
        `SELECT c.status, c.verified_at_source, c.documented, c.handling, c.operation, a.code AS owner, u.role AS author, p.slug AS point, c.attribution,
          c.edtf, c.date_from::text, c.date_to::text, c.date_precision, c.seizing_agency, c.arrests_kind, c.arrests_count, c.arrests_words,
          s.register_key AS source, s.reliability, r.credibility, o.register_key AS cited_in, f.month, f.mg_low::text, f.mg::text, f.mg_high::text
        FROM case_file c JOIN agency a ON a.id = c.owner_agency_id JOIN app_user u ON u.id = c.created_by_id JOIN report r ON r.id = c.principal_report_id
          JOIN source s ON s.id = r.source_id LEFT JOIN source o ON o.id = s.cited_in_id JOIN case_flat f ON f.case_id = c.id
          LEFT JOIN transit_point p ON p.id = c.transit_point_id
        WHERE c.reference = $1`,
        [reference],
      )
    )[0];
  const lines = (reference: string) =>
    db.sql(
      `SELECT l.substance_as_reported AS said, s.slug AS substance, l.form, l.quantity::text, l.unit, l.qualifier, l.purity::text, l.purity_basis,
          m.basis, trim_scale(m.grams_low)::text AS low, trim_scale(m.grams)::text AS central, trim_scale(m.grams_high)::text AS high
        FROM case_line l JOIN case_file c ON c.id = l.case_id JOIN substance s ON s.id = l.substance_id
          JOIN line_mass m ON m.case_id = l.case_id AND m.position = l.position JOIN conversion_set t ON t.id = m.set_id AND t.slug = 'unodc-2019' AND t.is_current
        WHERE c.reference = $1 ORDER BY l.position`,
      [reference],
    );
  const involvements = (reference: string) =>
    db.sql(
      `SELECT p.alias, p.name, i.group_qualifier AS qualifier, i.group_count AS count, i.group_words AS words, i.role, i.tier, i.arrest, i.basis, i.data_subject AS subject, i.nationality
        FROM involvement i JOIN case_file c ON c.id = i.case_id LEFT JOIN person p ON p.id = i.person_id WHERE c.reference = $1 ORDER BY i.position`,
      [reference],
    );
  const assets = (reference: string) =>
    db.sql(
      `SELECT a.kind, a.count, a.amount::text, a.currency, a.stated_amount::text, a.stated_currency, a.stated_about, round(a.stated_rate, 3)::text AS rate, a.computed_rate
        FROM asset a JOIN case_file c ON c.id = a.case_id WHERE c.reference = $1 ORDER BY a.position`,
      [reference],
    );
  const common = {
    status: "verified",
    verified_at_source: true,
    documented: true,
    handling: "clear",
    owner: "desk",
    author: "register",
    attribution: "stated",
    reliability: "F",
    credibility: "6",
    cited_in: "article",
  };
  const unnamed = {
    alias: null,
    name: null,
    words: null,
    role: "unknown",
    tier: "unknown",
    arrest: "arrested",
    basis: "fact",
    subject: "suspect",
    nationality: null,
  };
  const plain = { qualifier: "exact", purity: null, purity_basis: null };

  it("are four", async () => {
    expect(await db.sql(`SELECT reference FROM case_file ORDER BY 1`)).toEqual(
      ["D1", "D2", "D3", "D4"].map((reference) => ({ reference })),
    );
    expect(await db.sql(`SELECT count(*)::int AS reports FROM report`)).toEqual([{ reports: 4 }]);
    expect(await db.sql(`SELECT count(*)::int AS covered FROM coverage_period`)).toEqual([{ covered: 0 }]);
  });

  it("D1", async () => {
    expect(await facts("D1")).toEqual({
      ...common,
      operation: null,
      point: "dandong",
      edtf: "2004-12-23",
      date_from: "2004-12-23",
      date_to: "2004-12-23",
      date_precision: "day",
      seizing_agency: "Border patrol, Dandong",
      arrests_kind: "exact",
      arrests_count: 4,
      arrests_words: null,
      source: "source-5",
      month: 2004 * 12 + 11,
      mg_low: "1239750",
      mg: "1239750",
      mg_high: "1377500",
    });
    expect(await lines("D1")).toEqual([
      {
        ...plain,
        said: "MaGu (main ingredient amphetamine)",
        substance: "magu",
        form: "tablet",
        quantity: "13775",
        unit: "tablet",
        basis: "factor",
        low: "1239.75",
        central: "1239.75",
        high: "1377.5",
      },
    ]);
    expect(await involvements("D1")).toEqual([{ ...unnamed, qualifier: "exact", count: 4 }]);
    expect(await assets("D1")).toEqual([]);
  });

  it("D2: one case, two lines", async () => {
    expect(await facts("D2")).toEqual({
      ...common,
      operation: null,
      point: "dandong",
      edtf: "2005-02-17",
      date_from: "2005-02-17",
      date_to: "2005-02-17",
      date_precision: "day",
      seizing_agency: "Law enforcement, Dandong",
      arrests_kind: "exact",
      arrests_count: 7,
      arrests_words: null,
      source: "source-6",
      month: 2005 * 12 + 1,
      mg_low: "527000",
      mg: "627000",
      mg_high: "630000",
    });
    const tablets = { ...plain, form: "tablet", unit: "tablet", basis: "factor" };
    expect(await lines("D2")).toEqual([
      {
        ...tablets,
        said: "MDMA (ecstasy)",
        substance: "mdma",
        quantity: "2000",
        low: "500",
        central: "600",
        high: "600",
      },
      { ...tablets, said: "MaGu", substance: "magu", quantity: "300", low: "27", central: "27", high: "30" },
    ]);
    expect(await involvements("D2")).toEqual([{ ...unnamed, qualifier: "exact", count: 7 }]);
  });

  it("D3: some day in October, arrests not stated, purity as stated", async () => {
    expect(await facts("D3")).toEqual({
      ...common,
      operation: null,
      point: "changbai",
      edtf: "2008-10",
      date_from: "2008-10-01",
      date_to: "2008-10-31",
      date_precision: "month",
      seizing_agency: "Baishan city border patrol",
      arrests_kind: "unknown",
      arrests_count: null,
      arrests_words: null,
      source: "source-3",
      month: 2008 * 12 + 9,
      mg_low: "5400000",
      mg: "5400000",
      mg_high: "5400000",
    });
    expect(await lines("D3")).toEqual([
      {
        said: "ice",
        substance: "methamphetamine",
        form: "crystal",
        quantity: "5.4",
        unit: "kg",
        qualifier: "exact",
        purity: "100",
        purity_basis: "unstated",
        basis: "stated",
        low: "5400",
        central: "5400",
        high: "5400",
      },
    ]);
    expect(await involvements("D3")).toEqual([]);
  });

  it("D4: at least six, an alias, several, cash at the stated rate", async () => {
    expect(await facts("D4")).toEqual({
      ...common,
      operation: "5·20",
      point: "yanbian",
      edtf: "2010-07",
      date_from: "2010-07-01",
      date_to: "2010-07-31",
      date_precision: "month",
      seizing_agency: "Border patrol, Yanbian",
      arrests_kind: "at-least",
      arrests_count: 6,
      arrests_words: "6 … and several",
      source: "source-4",
      month: 2010 * 12 + 6,
      mg_low: "1500000",
      mg: "1500000",
      mg_high: "1500000",
    });
    expect(await lines("D4")).toEqual([
      {
        ...plain,
        said: "ice",
        substance: "methamphetamine",
        form: "crystal",
        quantity: "1.5",
        unit: "kg",
        basis: "stated",
        low: "1500",
        central: "1500",
        high: "1500",
      },
    ]);
    expect(await involvements("D4")).toEqual([
      {
        ...unnamed,
        alias: "Sister Kim",
        qualifier: null,
        count: null,
        role: "organiser",
        tier: "leading",
        nationality: "KP",
      },
      { ...unnamed, qualifier: "exact", count: 5, nationality: "KP" },
      { ...unnamed, qualifier: "unknown", count: null, words: "several" },
    ]);
    const nothing = {
      stated_amount: null,
      stated_currency: null,
      stated_about: false,
      rate: null,
      computed_rate: null,
    };
    expect(await assets("D4")).toEqual([
      {
        kind: "cash",
        count: null,
        amount: "132000",
        currency: "CNY",
        stated_amount: "19300",
        stated_currency: "USD",
        stated_about: true,
        rate: "6.839",
        computed_rate: null,
      },
      { ...nothing, kind: "vehicle", count: 2, amount: null, currency: null },
    ]);
  });
});

describe("the context", () => {
  it("cites sources 1 to 9 in the article, none of them judged", async () => {
    expect(
      await db.sql(
        `SELECT s.register_key AS key, s.published_edtf AS published, s.reliability, s.shared, c.register_key AS "citedIn"
          FROM source s LEFT JOIN source c ON c.id = s.cited_in_id ORDER BY s.register_key`,
      ),
    ).toEqual(
      [
        ["article", "2010~", null],
        ["source-1", "2007-01-25", "article"],
        ["source-2", "2010-06-11", "article"],
        ["source-3", "2009-02-18", "article"],
        ["source-4", "2010-08-31", "article"],
        ["source-5", "2010-07-01", "article"],
        ["source-6", "2005-02-21", "article"],
        ["source-7", "2010", "article"],
        ["source-8", "2010", "article"],
        ["source-9", "2006-12", "article"],
      ].map(([key, published, citedIn]) => ({ key, published, reliability: "F", shared: true, citedIn })),
    );
  });

  it("has the indicators, markers and assessments with their sources", async () => {
    expect(
      await db.sql(
        `SELECT i.slug, v.place_code AS place, v.edtf, v.qualifier, v.value::text, v.words, s.register_key AS source
          FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id JOIN source s ON s.id = v.source_id ORDER BY v.id`,
      ),
    ).toEqual(
      [
        ["registered-users", "222401", "1991", "exact", "44", null, "source-7"],
        ["registered-users", "222401", "2010", "exact", "2090", null, "source-7"],
        ["registered-users", "CN-JL", "2010-06", "at-least", "10000", null, "article"],
        ["heroin-user-share", "CN", "2010~", "at-least", "70", null, "article"],
        ["synthetic-user-share", "CN-JL", "2010~", "at-least", "90", null, "article"],
        ["ice-from-dprk-share", "222400", "2010~", "unknown", null, "most", "source-7"],
      ].map(([slug, place, edtf, qualifier, value, words, source]) => ({
        slug,
        place,
        edtf,
        qualifier,
        value,
        words,
        source,
      })),
    );
    const operator = await builtInViewer("operator");
    const { rows } = await loadIndicatorRows(operator, { place: null, from: null, to: null });
    expect(rows.map((row) => Object.values(row))).toEqual([
      ["heroin-user-share", "CN", "2010~", "70", "70", null],
      ["ice-from-dprk-share", "222400", "2010~", null, null, null],
      ["registered-users", "222401", "1991", "44", "44", "44"],
      ["registered-users", "222401", "2010", "2090", "2090", "2090"],
      ["registered-users", "CN-JL", "2010-06", "10000", "10000", null],
      ["synthetic-user-share", "CN-JL", "2010~", "90", "90", null],
    ]);
    expect(
      await db.sql(
        `SELECT m.edtf, s.register_key AS source FROM marker m JOIN source s ON s.id = m.source_id ORDER BY m.date_from, m.id`,
      ),
    ).toEqual([
      { edtf: "1996", source: "source-1" },
      { edtf: "2004-07", source: "article" },
      { edtf: "2005", source: "article" },
      { edtf: "2010-06-11", source: "source-2" },
    ]);
    expect(
      await db.sql(
        `SELECT s.register_key AS source FROM assessment a JOIN source s ON s.id = a.source_id ORDER BY a.id`,
      ),
    ).toEqual([{ source: "source-8" }, { source: "source-9" }]);
  });

  it("names points in a hierarchy and across the border", async () => {
    expect(
      await db.sql(
        `SELECT p.slug, p.name_zh AS zh, p.name_ko AS ko, o.slug AS opposite FROM transit_point p LEFT JOIN transit_point o ON o.id = p.opposite_id
          WHERE p.slug IN ('dandong', 'sinuiju', 'changbai') ORDER BY p.position`,
      ),
    ).toEqual([
      { slug: "dandong", zh: "丹东", ko: "단둥", opposite: "sinuiju" },
      { slug: "sinuiju", zh: "新义州", ko: "신의주", opposite: "dandong" },
      { slug: "changbai", zh: "长白", ko: "창바이", opposite: "hyesan" },
    ]);
    expect(
      (
        await db.sql<{ slug: string }>(
          `SELECT c.slug FROM transit_point c JOIN transit_point p ON p.id = c.parent_id WHERE p.slug = 'yanbian' ORDER BY 1`,
        )
      ).map((r) => r.slug),
    ).toEqual(["helong-nanping", "hunchun-quanhe", "kaishantun", "longjing-sanhe", "tumen"]);
  });
});

describe("what must not stand in the register", () => {
  it("has the name of a person in `person` alone", async () => {
    expect(await found(/\bkim\b/i)).toEqual(["person"]);
  });

  it("has no community of the people arrested", async () => {
    expect(await found(/korean[ -]chinese|chinese[ -]korean|ethnic|朝鲜族|조선족|chaoxianzu|joseonjok/i)).toEqual([]);
  });
});

describe("another run", () => {
  it("writes nothing at all", async () => {
    const before = await everything();
    expect(await seed()).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  it("adds what is missing", async () => {
    await db.sql(`DELETE FROM marker WHERE register_key = 'dprk-production-1996'`);
    await db.sql(`DELETE FROM audit_change WHERE table_name = 'marker' AND operation = 'delete'`);
    await seed();
    expect(await db.sql(`SELECT count(*)::int AS n FROM marker`)).toEqual([{ n: 4 }]);
  });

  it("leaves alone what people changed, amended or took off a list", async () => {
    const analyst: Viewer = await viewerOfEmail("analyst@weir.example");
    const d3 = documentedCases.find((c) => c.reference === "D3");
    if (!d3) throw new Error("no D3");
    await withViewerWrite(analyst, (tx) =>
      amendReport(tx, analyst, {
        reportId: d3.report,
        baseVersion: 1,
        account: { ...d3.account, note: "Another reading" },
        reason: "read again",
      }),
    );
    const register = await builtInViewer("register");
    await withViewerWrite(register, async (tx) => {
      await tx.transitPoint.update({ where: { slug: "dandong" }, data: { nameEn: "Dandong City" } });
      await tx.marker.delete({ where: { registerKey: "triangle-2010-06-11" } });
      await tx.transitPointAlias.deleteMany({ where: { term: "Antung" } });
    });
    await db.sql(`UPDATE app_user SET active = false WHERE role = 'reviewer'`);
    const before = await everything();

    expect(await seed()).toEqual([]);

    expect(await everything()).toEqual(before);
    expect(await db.sql(`SELECT latest_version, verified_version FROM report WHERE id = $1`, [d3.report])).toEqual([
      { latest_version: 2, verified_version: 1 },
    ]);
    expect(await db.sql(`SELECT name_en FROM transit_point WHERE slug = 'dandong'`)).toEqual([
      { name_en: "Dandong City" },
    ]);
  });
});
