import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { loadCasesPage } from "@/lib/cases/loaders";
import { resolveCases } from "@/lib/cases/resolve";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { AppError } from "@/lib/errors";
import { testDatabase } from "@/lib/testing/database";
import {
  casesOf,
  plainColumns as columns,
  countsOf,
  plainHead as head,
  importing,
  makeImporters,
  removeFilesAfter,
} from "@/lib/testing/import-files";
import { undoImport } from "./undo";

const db = testDatabase();
removeFilesAfter();
let analyst: Viewer;
let reviewer: Viewer;
let other: Viewer;
let auditor: Viewer;

beforeAll(async () => {
  ({ analyst, reviewer, other, auditor } = await makeImporters(db));
});

/** All that the register holds of cases, but for what an import writes beside them. */
const register = async () =>
  db.sql(`SELECT c.id, c.status, c.edtf, c.place, (SELECT array_agg(l.quantity::text || ' ' || l.unit ORDER BY l.position) FROM case_line l WHERE l.case_id = c.id) AS lines,
    to_jsonb(f) - 'case_id' AS flat, t.txt FROM case_file c JOIN case_flat f ON f.case_id = c.id JOIN case_text t ON t.case_id = c.id ORDER BY c.id`);

describe("an import of cases", () => {
  it("makes a case with its report of each row, and what a recount makes too", async () => {
    const text = `${head}2009-02-03,Dandong,Heroin,1.5,kg\n2009-02,图们,冰,"1,200",g\n2009-03-04,dandong,MaGu,30,tablet\n`;
    const result = await importing(analyst, text, {
      source: "Plain",
      columns,
      values: { substance: { 冰: "methamphetamine" } },
    });
    expect(result.errors).toEqual([]);
    expect(countsOf(result)).toEqual({ rows: 3, imported: 3, updated: 0, unchanged: 0, refused: 0, gone: 0 });
    expect(result.batch).toMatch(/^B-/);
    const cases = await casesOf(db, "Plain");
    expect(cases.map(({ status, edtf }) => [status, edtf])).toEqual([
      ["submitted", "2009-02-03"],
      ["submitted", "2009-02"],
      ["submitted", "2009-03-04"],
    ]);
    const before = await register();
    await withViewerWrite(analyst, (tx) =>
      resolveCases(
        tx,
        cases.map(({ id }) => id),
      ),
    );
    expect(await register()).toEqual(before);
    const [event] = await db.sql<{ details: { hash: string }; changes: number }>(
      "SELECT e.details, (SELECT count(*)::int FROM audit_change c WHERE c.event_id = e.id AND c.table_name = 'case_file') AS changes FROM audit_event e WHERE e.action = 'import.publish' AND e.subject_id = $1",
      [result.batch],
    );
    expect(event?.changes).toBe(3);
    expect(event?.details.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("adds nothing when the file comes again, and tells a newer release's new and missing rows", async () => {
    const first = `${head}1999-02-03,Dandong,Heroin,1,kg\n1999-02-04,Dandong,Heroin,2,kg\n1999-02-04,Dandong,Heroin,2,kg\n1999-02-05,Dandong,Heroin,3,kg\n`;
    const once = await importing(analyst, first, { source: "Releases", columns });
    expect(countsOf(once)).toEqual({ rows: 4, imported: 4, updated: 0, unchanged: 0, refused: 0, gone: 0 });
    expect(once.possibleDuplicates).toBe(1);
    expect(once.duplicateRows).toEqual([[3, 4]]);
    const again = await importing(analyst, first, { source: "Releases", columns });
    expect(countsOf(again)).toEqual({ rows: 4, imported: 0, updated: 0, unchanged: 4, refused: 0, gone: 0 });
    expect(await casesOf(db, "Releases")).toHaveLength(4);
    // Other delimiter, order, decimals and quotes: the same rows.
    const newer =
      `Point;Date;Drug;Unit;Amount\nDandong;1999-02-04;Heroin;kg;2.0\n"Dandong";1999-02-05;Heroin;kg;3,0\nDandong;1999-02-09;Heroin;kg;9\n`.replace(
        "2.0",
        "2,0",
      );
    const release = await importing(analyst, newer, { source: "Releases", columns });
    expect(countsOf(release)).toEqual({ rows: 3, imported: 1, updated: 0, unchanged: 2, refused: 0, gone: 2 });
    expect((await casesOf(db, "Releases")).map(({ status }) => status)).toEqual(Array(5).fill("submitted"));
    // Another agency's import of the same source is its own.
    expect(countsOf(await importing(other, first, { source: "Releases", columns })).imported).toBe(4);
  });

  it("puts rows of one reference together, and writes a new version when they say something else", async () => {
    const mapping = { source: "Referenced", columns: { ...columns, externalReference: "No" } };
    const text = (amount: string) =>
      `No,${head}A-1,2009-02-03,Dandong,Heroin,1,kg\nA-2,2009-02-03,Tumen,Heroin,1,kg\nA-1,2009-02-03,Dandong,MDMA,${amount},tablet\n`;
    expect(countsOf(await importing(analyst, text("5"), mapping))).toMatchObject({ rows: 3, imported: 3 });
    expect((await casesOf(db, "Referenced")).map(({ lines, versions }) => [lines, versions])).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect(countsOf(await importing(analyst, text("5.0"), mapping))).toMatchObject({
      rows: 3,
      unchanged: 3,
      updated: 0,
    });
    const changed = await importing(analyst, text("7"), mapping);
    expect(countsOf(changed)).toEqual({ rows: 3, imported: 0, updated: 2, unchanged: 1, refused: 0, gone: 0 });
    expect((await casesOf(db, "Referenced")).map(({ lines, versions }) => [lines, versions])).toEqual([
      [2, 2],
      [1, 1],
    ]);
    const undone = await undoImport(analyst, changed.batch ?? "");
    expect(undone).toMatchObject({ withdrawn: 0, restored: 1, left: [] });
    const quantities = await db.sql(
      "SELECT l.quantity::text AS quantity FROM case_line l JOIN report r ON r.case_id = l.case_id WHERE r.external_reference = 'A-1' ORDER BY l.position",
    );
    expect(quantities).toEqual([{ quantity: "1" }, { quantity: "5" }]);
    expect(countsOf(await importing(analyst, text("5"), mapping))).toMatchObject({ unchanged: 3 });
  });

  it("is a filter's value: the cases that a batch made or changed", async () => {
    const text = `${head}2009-02-03,Dandong,Heroin,1,kg\n2009-02-04,Dandong,Heroin,2,kg\n`;
    const { batch } = await importing(analyst, text, { source: "Filtered", columns });
    const total = async (viewer: Viewer, query: string) => {
      const page = await loadCasesPage(viewer, Object.fromEntries(new URLSearchParams(query)));
      return { total: page.facets.total, problems: page.problems.length };
    };
    expect(await total(analyst, `batch=${batch}`)).toEqual({ total: 2, problems: 0 });
    expect(await total(other, `batch=${batch}`)).toMatchObject({ problems: 1 });
    expect(await total(analyst, "batch=B-0000-0000")).toMatchObject({ problems: 1 });
  });

  it("is taken back whole, but for what somebody changed, and comes again after", async () => {
    const text = `${head}2009-02-03,Dandong,Heroin,1,kg\n2009-02-04,Dandong,Heroin,2,kg\n`;
    const before = await register();
    const { batch } = await importing(analyst, text, { source: "Undone", columns });
    await expect(undoImport(reviewer, batch ?? "")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(undoImport(other, batch ?? "")).rejects.toMatchObject({ code: "NOT_FOUND" });
    const cases = await casesOf(db, "Undone");
    expect(await undoImport(analyst, batch ?? "")).toMatchObject({ withdrawn: 2, left: [] });
    await expect(undoImport(analyst, batch ?? "")).rejects.toMatchObject({ code: "CONFLICT" });
    const counted = (rows: Awaited<ReturnType<typeof register>>) => rows.filter((row) => row.status !== "withdrawn");
    expect(counted(await register())).toEqual(counted(before));
    const after = await register();
    await withViewerWrite(analyst, (tx) =>
      resolveCases(
        tx,
        cases.map(({ id }) => id),
      ),
    );
    expect(await register()).toEqual(after);
    const again = await importing(analyst, text, { source: "Undone", columns });
    expect(countsOf(again)).toMatchObject({ imported: 2, unchanged: 0 });
    expect(countsOf(await importing(analyst, text, { source: "Undone", columns }))).toMatchObject({
      imported: 0,
      unchanged: 2,
    });
    const [first] = (await casesOf(db, "Undone")).filter(({ status }) => status === "submitted");
    await db.sql("UPDATE report SET latest_version = 1 WHERE case_id = $1", [first?.id]);
    await db.sql(
      "INSERT INTO report_version (report_id, number, account, author_id) SELECT v.report_id, 2, v.account, v.author_id FROM report_version v JOIN report r ON r.id = v.report_id WHERE r.case_id = $1",
      [first?.id],
    );
    await db.sql("UPDATE report SET latest_version = 2 WHERE case_id = $1", [first?.id]);
    expect(await undoImport(analyst, again.batch ?? "")).toMatchObject({ withdrawn: 1, left: [{ reason: "amended" }] });
  });

  it("brings a referenced case back that was taken back", async () => {
    const mapping = { source: "Back", columns: { ...columns, externalReference: "No" } };
    const text = `No,${head}B-1,2009-02-03,Dandong,Heroin,1,kg\n`;
    const first = await importing(analyst, text, mapping);
    await undoImport(analyst, first.batch ?? "");
    expect(await casesOf(db, "Back")).toMatchObject([{ status: "withdrawn" }]);
    const second = await importing(analyst, text.replace(",1,kg", ",2,kg"), mapping);
    expect(countsOf(second)).toMatchObject({ imported: 1, updated: 0 });
    expect(await casesOf(db, "Back")).toMatchObject([{ status: "submitted", versions: 2 }]);
    expect(await undoImport(analyst, second.batch ?? "")).toMatchObject({ withdrawn: 1 });
    expect(await casesOf(db, "Back")).toMatchObject([{ status: "withdrawn" }]);
  });

  it("accounts for each row, and tells what is wrong with it", async () => {
    const text = `${head}2009-02-30,Dandong,Heroin,1,kg\n2009-02-04,Nowhere,Heroin,2,kg\n2009-02-04,Dandong,Snow,2,kg\n2009-02-04,Dandong,Heroin,two,kg\n2099-01-01,Dandong,Heroin,1,kg\n2009-02-05,Dandong,Heroin,3,kg\n,,,,\n`;
    const result = await importing(analyst, text, { source: "Mistakes", columns });
    expect(countsOf(result)).toEqual({ rows: 6, imported: 1, updated: 0, unchanged: 0, refused: 5, gone: 0 });
    expect(result.errors.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([
      [2, "Date", "2009-02-30", "date-no-such-day"],
      [3, "Point", "Nowhere", "point-unknown"],
      [4, "Drug", "Snow", "substance-unknown"],
      [5, "Amount", "two", "number-not-a-number"],
      [6, "Date", "2099-01-01", "date-future"],
    ]);
  });

  it("keeps what is unknown unknown, with a warning, and counts the case", async () => {
    const text = `${head}2009-02-03,Dandong,Heroin,0,kg\n2009-02-04,Dandong,Heroin,,kg\n2009-02-05,Dandong,Heroin,5,\n2009-02-06,Dandong,Heroin,5,Mark\nN/A,-,不详,NULL,unknown\nUnknown,불명,,-,kg\n`;
    const result = await importing(analyst, text, { source: "Unknowns", columns });
    expect(countsOf(result)).toMatchObject({ rows: 6, imported: 6, refused: 0 });
    const rows = await db.sql(
      `SELECT c.edtf, l.quantity::text AS quantity, l.unit, l.unit_as_reported AS words, l.qualifier, z.slug AS substance, p.slug AS point
       FROM case_file c JOIN report r ON r.case_id = c.id JOIN source s ON s.id = r.source_id JOIN case_line l ON l.case_id = c.id JOIN substance z ON z.id = l.substance_id LEFT JOIN transit_point p ON p.id = c.transit_point_id
       WHERE s.title = 'Unknowns' ORDER BY c.id`,
    );
    expect(rows).toEqual([
      {
        edtf: "2009-02-03",
        quantity: null,
        unit: "kg",
        words: "0 kg",
        qualifier: "unknown",
        substance: "heroin",
        point: "dandong",
      },
      {
        edtf: "2009-02-04",
        quantity: null,
        unit: "kg",
        words: null,
        qualifier: "unknown",
        substance: "heroin",
        point: "dandong",
      },
      {
        edtf: "2009-02-05",
        quantity: null,
        unit: null,
        words: "5",
        qualifier: "unknown",
        substance: "heroin",
        point: "dandong",
      },
      {
        edtf: "2009-02-06",
        quantity: null,
        unit: null,
        words: "5 Mark",
        qualifier: "unknown",
        substance: "heroin",
        point: "dandong",
      },
      {
        edtf: null,
        quantity: null,
        unit: null,
        words: "NULL unknown",
        qualifier: "unknown",
        substance: "unknown",
        point: null,
      },
      {
        edtf: null,
        quantity: null,
        unit: "kg",
        words: "- kg",
        qualifier: "unknown",
        substance: "unknown",
        point: null,
      },
    ]);
    expect(result.warningRows.map(({ row, code }) => [row, code])).toEqual([
      [2, "quantity-zero"],
      [3, "quantity-blank"],
      [4, "unit-blank"],
      [5, "unit-unknown"],
      [6, "quantity-blank"],
      [7, "quantity-blank"],
      [7, "column-blanks"],
    ]);
  });

  it("refuses what has two readings as a whole, with the rows and the setting", async () => {
    const rows = async (text: string, more = {}) => {
      const result = await importing(analyst, text, { source: "Open", columns, ...more });
      return {
        batch: result.batch,
        refusals: result.refusals.map(({ code, setting, rows }) => ({
          code,
          setting,
          rows: rows.map(({ row }) => row),
        })),
      };
    };
    const days = `${head}03/04/2009,Dandong,Heroin,1,kg\n05/04/2009,Dandong,Heroin,1,kg\n`;
    expect(await rows(days)).toEqual({
      batch: null,
      refusals: [{ code: "date-open", setting: "format.dateFormat", rows: [2, 3] }],
    });
    expect(await rows(days, { format: { dateFormat: "DD/MM/YYYY" } })).toMatchObject({ refusals: [] });
    const thousands = `${head}2009-04-03,Dandong,Heroin,"1,500",g\n2009-04-03,Dandong,Heroin,20,g\n`;
    expect(await rows(thousands)).toEqual({
      batch: null,
      refusals: [{ code: "decimal-open", setting: "format.decimal", rows: [2] }],
    });
    expect(await rows(thousands, { format: { decimal: "," } })).toMatchObject({ refusals: [] });
    const shifted = `${head}2009-04-03,Dandong,Heroin,1,5,kg\n2009-04-03,Dandong,Heroin,20,kg\n`;
    expect(await rows(shifted)).toEqual({
      batch: null,
      refusals: [{ code: "fields-shifted", setting: "format.delimiter", rows: [2] }],
    });
    const [both] = await db.sql<{ n: number }>(
      "SELECT count(*)::int AS n FROM import_batch b JOIN source s ON s.id = b.source_id WHERE s.title = 'Open'",
    );
    expect(both?.n).toBe(2);
  });

  it("asks the matrix, keeps handling, and may make what is missing", async () => {
    // The second row is refused: it makes no entry.
    const text = `${head}2009-02-03,Linjiang,Snow,1,kg\n2009-02-31,Nowhere,Dust,1,kg\n`;
    await expect(importing(auditor, text, { columns })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(importing(analyst, text, { columns, status: "verified" })).rejects.toBeInstanceOf(AppError);
    const forbidden = await importing(analyst, text, { columns, createMissing: ["transitPoint", "substance"] });
    expect(forbidden.refusals.map(({ code }) => code)).toEqual(["create-forbidden"]);
    const mapping = {
      source: "Missing",
      columns,
      createMissing: ["transitPoint", "substance"],
      status: "verified",
      handling: "AMBER+STRICT",
    };
    const dry = await importing(reviewer, text, mapping, { dryRun: true });
    expect(dry).toMatchObject({
      batch: null,
      imported: 1,
      created: { transitPoint: ["linjiang"], substance: ["snow"] },
    });
    expect(await db.sql("SELECT 1 FROM transit_point WHERE slug = 'linjiang'")).toEqual([]);
    const result = await importing(reviewer, text, mapping);
    expect(countsOf(result)).toMatchObject({ imported: 1 });
    const [made] = await db.sql(
      "SELECT c.handling, c.status, c.verified_at_source, p.slug AS point FROM case_file c JOIN report r ON r.case_id = c.id JOIN source s ON s.id = r.source_id JOIN transit_point p ON p.id = c.transit_point_id WHERE s.title = 'Missing'",
    );
    expect(made).toEqual({ handling: "amber-strict", status: "verified", verified_at_source: true, point: "linjiang" });
    await expect(importing(reviewer, text, { columns, handling: "red" })).rejects.toThrow();
  });
});

describe("an import of totals", () => {
  const mapping = {
    source: "Totals",
    record: "total",
    format: { fiscalYearStart: 10 },
    columns: { year: "FY", month: "Month", place: "Office", indicator: "Drug", count: "Events", value: "Pounds" },
    constants: { unit: "lb" },
  };
  const text =
    "FY,Month,Office,Drug,Events,Pounds\n2019,OCT,ATLANTA FIELD OFFICE,Cocaine,2,0.5\n2019,OCT,ATLANTA FIELD OFFICE,Cocaine,1,1e-1\n2019 (FYTD),APR,ATLANTA FIELD OFFICE,Cocaine,4,1\n";
  const values = () =>
    db.sql(
      "SELECT i.name_en AS indicator, v.place_code AS place, v.edtf, trim_scale(v.value)::text AS value FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id JOIN source s ON s.id = v.source_id WHERE s.title = 'Totals' ORDER BY 1, 3",
    );

  it("adds rows of one place and month up, exactly, in calendar months and kilograms", async () => {
    const result = await importing(reviewer, text, mapping);
    expect(countsOf(result)).toEqual({ rows: 3, imported: 3, updated: 0, unchanged: 0, refused: 0, gone: 0 });
    const stands = [
      { indicator: "Cocaine", place: "atlanta-field-office", edtf: "2018-10", value: "0.272155422" },
      { indicator: "Cocaine", place: "atlanta-field-office", edtf: "2019-04", value: "0.45359237" },
      { indicator: "Cocaine (count)", place: "atlanta-field-office", edtf: "2018-10", value: "3" },
      { indicator: "Cocaine (count)", place: "atlanta-field-office", edtf: "2019-04", value: "4" },
    ];
    expect(await values()).toEqual(stands);
    expect(countsOf(await importing(reviewer, text, mapping))).toMatchObject({ imported: 0, unchanged: 3 });
    const changed = await importing(reviewer, text.replace(",4,1\n", ",4,2\n"), mapping);
    expect(countsOf(changed)).toMatchObject({ updated: 1, unchanged: 2 });
    await undoImport(reviewer, changed.batch ?? "");
    expect(await values()).toEqual(stands);
    await expect(importing(analyst, text, mapping)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("makes one value of each cell of a wide table", async () => {
    const wide = "Area,2014 년,2015 년\nSeoul,1,2\nBusan,-,4\n";
    const result = await importing(reviewer, wide, {
      source: "Wide",
      record: "total",
      columns: { place: "Area" },
      constants: { indicator: "Arrests" },
      unpivot: { columns: ["2014 년", "2015 년"], into: { name: "year", value: "value" } },
    });
    expect(countsOf(result)).toMatchObject({ rows: 2, imported: 2, refused: 0 });
    const rows = await db.sql(
      "SELECT v.place_code, v.edtf, v.value::text FROM indicator_value v JOIN source s ON s.id = v.source_id WHERE s.title = 'Wide' ORDER BY 1, 2",
    );
    expect(rows).toHaveLength(3);
  });
});
