import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { testDatabase } from "@/lib/testing/database";
import {
  countsOf,
  importing,
  makeImporters,
  plainColumns,
  plainHead,
  removeFilesAfter,
} from "@/lib/testing/import-files";
import { sheetOf, workbookOf } from "@/lib/testing/workbook";
import type { ImportResult } from "./types";

const db = testDatabase();
removeFilesAfter();
let reviewer: Viewer;

beforeAll(async () => {
  ({ reviewer } = await makeImporters(db));
});

const told = (issues: ImportResult["errors"]) =>
  issues.map(({ row, column, value, code }) => [row, column, value, code]);

describe("a table as offices print it", () => {
  it("imports no row that adds others up, and none that says only that it is as the row above", async () => {
    const text = `${plainHead}2009-02-03,Dandong,Heroin,1,kg
〃,〃,〃,2,〃
2009-02-04,同上,Heroin,3,kg
Total,,,6,kg
,丹东小计,,6,kg
,Dandong,,6,kg
,,Heroin,6,kg
2009-02-04,Tumen,Heroin,7,kg
`;
    const mapping = { source: "Printed", columns: plainColumns, createMissing: ["transitPoint", "substance"] };
    const result = await importing(reviewer, text, mapping, { dryRun: true });
    expect(countsOf(result)).toMatchObject({ rows: 8, imported: 4, refused: 4 });
    expect(result.created).toEqual({ transitPoint: [], substance: [], indicator: [] });
    expect(told(result.errors)).toEqual([
      ...["Date", "Point", "Drug"].map((column) => [3, column, "〃", "ditto"]),
      [4, "Point", "同上", "ditto"],
      [5, "Date", "Total", "row-sum"],
      [6, "Point", "丹东小计", "row-sum"],
    ]);
    expect(told(result.warningRows)).toEqual([
      [7, "Amount", "6", "row-bare"],
      [7, "Date", null, "column-blanks"],
      [7, "Drug", null, "column-blanks"],
      [8, "Point", null, "column-blanks"],
    ]);
    // Said otherwise: the word is known to mean nothing.
    const values = { date: { Total: null }, transitPoint: { 同上: "dandong" } };
    const said = await importing(reviewer, text, { ...mapping, values }, { dryRun: true });
    expect(told(said.errors).map(([row, , , code]) => [row, code])).toEqual([
      ...Array(3).fill([3, "ditto"]),
      [6, "row-sum"],
    ]);
  });

  it("finds the sum where its word stands in a column that nobody mapped", async () => {
    const text = `No,${plainHead}1,2009-02-03,Dandong,Heroin,1,kg\nTotal,,,,1,kg\nTotal,2009-02-04,Dandong,Heroin,1,kg\n`;
    const result = await importing(reviewer, text, { source: "Unmapped", columns: plainColumns }, { dryRun: true });
    expect(told(result.errors)).toEqual([[3, null, "Total", "row-sum"]]);
    expect(result.imported).toBe(2);
  });

  it("reads a figure with a word before it, and none with a footnote's sign", async () => {
    const text = `${plainHead}2009-02-03,Dandong,Heroin,approx. 3,kg\n2009-02-04,Dandong,Heroin,"1,5",kg\n2009-02-05,Dandong,Heroin,12¹,kg\n2009-02-1¹,Dandong,Heroin,1,kg\n2009-02-06,Dandong,Heroin,около 4,kg\n`;
    const result = await importing(reviewer, text, { source: "Figures", columns: plainColumns });
    expect(result.refusals).toEqual([]);
    expect(told(result.errors)).toEqual([
      [4, "Amount", "12¹", "number-not-a-number"],
      [5, "Date", "2009-02-1¹", "date-footnote"],
    ]);
    const lines = await db.sql(
      "SELECT l.quantity::text AS quantity, l.qualifier FROM case_line l JOIN report r ON r.case_id = l.case_id JOIN source s ON s.id = r.source_id WHERE s.title = 'Figures' ORDER BY l.case_id",
    );
    expect(lines).toEqual([
      { quantity: "3", qualifier: "about" },
      { quantity: "1.5", qualifier: "exact" },
      { quantity: "4", qualifier: "about" },
    ]);
  });

  it("says in each row what stands in cells that are merged over several, but figures once", async () => {
    const day = (number: number) => ({ style: 1, number });
    const rows = sheetOf([
      ["Seizures", "", "", "", "", ""],
      ["No", "Point", "Date", "Drug", "Amount", "Unit"],
      ["A-1", "Dandong", day(39847), "Heroin", 1, "kg"],
      ["", "", "", "MDMA", "", "tablet"],
      ["A-2", "Tumen", day(39848), "Heroin", 3, "kg"],
      ["A-3", "", day(39849), "Heroin", 4, "kg"],
      ["A-4", "Dandong", day(39849), "Heroin", 5, "kg"],
    ]);
    const ranges = ["A1:F1", "A3:A4", "B3:B4", "C3:C4", "E3:E4", "B5:B6"].map((ref) => `<mergeCell ref="${ref}"/>`);
    const content = await workbookOf(`${rows}<mergeCells>${ranges.join("")}</mergeCells>`);
    const mapping = { source: "Merged", columns: { ...plainColumns, externalReference: "No" } };
    const result = await importing(reviewer, content, mapping, { extension: "xlsx" });
    expect(countsOf(result)).toMatchObject({ rows: 5, imported: 5, refused: 0 });
    expect(told(result.warningRows)).toEqual([
      [3, "No", null, "merged-cells"],
      [4, "Amount", null, "quantity-blank"],
    ]);
    const cases = await db.sql(
      `SELECT r.external_reference AS no, c.edtf, p.slug AS point, (SELECT array_agg(l.quantity::text ORDER BY l.position) FROM case_line l WHERE l.case_id = c.id) AS quantities
       FROM case_file c JOIN report r ON r.case_id = c.id JOIN source s ON s.id = r.source_id LEFT JOIN transit_point p ON p.id = c.transit_point_id WHERE s.title = 'Merged' ORDER BY 1`,
    );
    expect(cases).toEqual([
      { no: "A-1", edtf: "2009-02-03", point: "dandong", quantities: ["1", null] },
      { no: "A-2", edtf: "2009-02-04", point: "tumen", quantities: ["3"] },
      { no: "A-3", edtf: "2009-02-05", point: "tumen", quantities: ["4"] },
      { no: "A-4", edtf: "2009-02-05", point: "dandong", quantities: ["5"] },
    ]);
    expect(countsOf(await importing(reviewer, content, mapping, { extension: "xlsx" }))).toMatchObject({
      unchanged: 5,
    });
  });

  it("reads a purity as the workbook shows it, and tells of one that may be a share of 1", async () => {
    const purities = [{ style: 2, number: 0.28 }, "35%", 40, 0.35, { style: 2, number: 0.005 }];
    const rows = purities.map((purity, at) => ["2009-02-03", "Dandong", "Heroin", at + 1, "kg", purity]);
    const content = await workbookOf(sheetOf([[...Object.values(plainColumns), "Purity"], ...rows]));
    const mapping = { source: "Purities", columns: { ...plainColumns, purity: "Purity" } };
    const result = await importing(reviewer, content, mapping, { extension: "xlsx" });
    expect(result.errors).toEqual([]);
    expect(told(result.warningRows)).toEqual([[5, "Purity", "0.35", "purity-share"]]);
    const lines = await db.sql<{ purity: string }>(
      "SELECT trim_scale(l.purity)::text AS purity FROM case_line l JOIN report r ON r.case_id = l.case_id JOIN source s ON s.id = r.source_id WHERE s.title = 'Purities' ORDER BY l.case_id",
    );
    expect(lines.map(({ purity }) => purity)).toEqual(["28", "35", "40", "0.35", "0.5"]);
  });

  it("reads units in other languages, keeps an unknown one as it stands, and says how a cell is to be mended", async () => {
    const text = `Date;Point;Drug;Amount
2009-02-03;Dandong;Heroin;1,5 кг
2009-02-04;Dandong;Heroin;1\u00a0250,75 г.
2009-02-05;Dandong;Heroin;2㎏
2009-02-06;Dandong;Heroin;3 gramos
2009-02-07;Dandong;Heroin;4万粒
2009-02-08;Dandong;Heroin;5 montones
2009-02-09;Dandong;Heroin;10-12 kg
2009-02-10;Dandong;Heroin;3 kg 200 g
39847;Dandong;Heroin;1 g
Oct-08;Dandong;Heroin;1 g
`;
    const { date, transitPoint, substance, quantity } = plainColumns;
    const mapping = { source: "Mended", columns: { date, transitPoint, substance, quantity } };
    const result = await importing(reviewer, text, mapping);
    expect(told(result.errors)).toEqual([
      [8, "Amount", "10-12 kg", "number-range"],
      [9, "Amount", "3 kg 200 g", "number-not-a-number"],
      [10, "Date", "39847", "date-serial"],
      [11, "Date", "Oct-08", "date-short"],
    ]);
    expect(told(result.warningRows)).toEqual([[7, "Amount", "5 montones", "unit-unknown"]]);
    const lines = await db.sql<{ said: string }>(
      `SELECT concat_ws(' ', trim_scale(l.quantity), l.unit, l.unit_as_reported) AS said FROM case_line l JOIN report r ON r.case_id = l.case_id
       JOIN source s ON s.id = r.source_id WHERE s.title = 'Mended' ORDER BY l.case_id`,
    );
    const said = ["1.5 kg", "1250.75 g", "2 kg", "3 g", "40000 tablet tablet", "5 montones"];
    expect(lines.map((line) => line.said)).toEqual(said);
  });

  it("asks for the place of a column whose name another has too", async () => {
    const text = "Date,Drug,Amount,Unit,Amount\n2009-02-03,Heroin,1,kg,300\n";
    const { transitPoint: _, ...columns } = plainColumns;
    const result = await importing(reviewer, text, { source: "Twice", columns });
    expect(result.refusals).toMatchObject([
      { code: "column-several", setting: "columns", values: { places: "#3, #5" } },
    ]);
    const placed = await importing(reviewer, text, { source: "Twice", columns: { ...columns, quantity: "#3" } });
    expect(placed).toMatchObject({ imported: 1, refusals: [] });
  });

  it("is refused where a spreadsheet program has changed day and month of some dates", async () => {
    const day = (number: number) => ({ style: 1, number });
    const rows = (dates: (string | { style: number; number: number })[]) =>
      workbookOf(sheetOf([Object.values(plainColumns), ...dates.map((date) => [date, "Dandong", "Heroin", 1, "kg"])]));
    // 3 July and 8 May 2008, of which the program made 7 March and 5 August.
    const swapped = [day(39514), day(39665), "13/10/2008", "25/10/2008"];
    const mapping = { source: "Swapped", columns: plainColumns };
    const options = { extension: "xlsx", dryRun: true };
    const result = await importing(reviewer, await rows(swapped), mapping, options);
    expect(result.refusals).toMatchObject([{ code: "date-swapped", setting: "format.dateFormat" }]);
    expect(result.refusals[0]?.rows.map(({ row }) => row)).toEqual([2, 3, 4, 5]);
    const said = { ...mapping, format: { dateFormat: "DD/MM/YYYY" } };
    expect(await importing(reviewer, await rows(swapped), said, options)).toMatchObject({ refusals: [], imported: 4 });
    // Any date with a later day, or a text that the program would have made a date of, speaks against it.
    for (const more of [day(39520), "03/10/2008"])
      expect(await importing(reviewer, await rows([...swapped, more]), mapping, options)).toMatchObject({
        imported: 5,
      });
  });

  it("tells of an encoding that was guessed, with a word to know it by", async () => {
    const text = "Date;Point;Place;Drug\n2008-10-03;Dandong;\xaaanl\xfdurfa, tren istasyonu;Heroin\n";
    const mapping = {
      source: "Encoded",
      columns: { date: "Date", transitPoint: "Point", place: "Place", substance: "Drug" },
    };
    const bytes = Buffer.from(text, "latin1");
    const guessed = await importing(reviewer, bytes, mapping, { dryRun: true });
    expect(told(guessed.warningRows)).toMatchObject([[2, "Place", expect.stringContaining("anl"), "encoding-guessed"]]);
    const said = { ...mapping, format: { encoding: "windows-1254" } };
    expect((await importing(reviewer, bytes, said, { dryRun: true })).warningRows).toEqual([]);
    expect(
      (
        await importing(
          reviewer,
          "\ufeffDate;Place\n2008-10-03;Şanlıurfa\n",
          { columns: { date: "Date", place: "Place" } },
          { dryRun: true },
        )
      ).warningRows,
    ).toEqual([]);
  });

  it("tells of a column that is blank in some rows, and of a word that the mapping itself has wrong", async () => {
    const text = `${plainHead}2009-02-03,Dandong,Heroin,1,kg\n2009-02-04,,Heroin,2,kg\n2009-02-05,,Heroin,3,kg\n`;
    const mapping = { source: "Blanks", columns: plainColumns };
    const result = await importing(reviewer, text, mapping, { dryRun: true });
    expect(result.warningRows).toEqual([
      { row: 3, column: "Point", value: null, code: "column-blanks", values: { count: 2 } },
    ]);
    const values = { substance: { Heroin: "heroine" } };
    const wrong = await importing(reviewer, text, { ...mapping, values }, { dryRun: true });
    expect(wrong.errors[0]).toMatchObject({ value: "Heroin", code: "value-unknown", values: { to: "heroine" } });
  });

  it("looks into no cell for longer than a figure is long", async () => {
    const long = `1${"a".repeat(1_000_000)}1`;
    const dates = `${"12 ".repeat(300_000)}x`;
    const text = `${plainHead.trim()},Purity,Arrests\n2009-02-03,Dandong,Heroin,${long},kg,${long},${long}\n${dates},Dandong,Heroin,1,kg,,\n2009-02-03,Dandong,Heroin,1,kg,,\n`;
    const columns = { ...plainColumns, purity: "Purity", arrests: "Arrests" };
    const result = await importing(reviewer, text, { source: "Long", columns }, { dryRun: true });
    expect(result.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, "Arrests", "too-long"],
      [2, "Amount", "number-not-a-number"],
      [2, "Purity", "number-not-a-number"],
      [3, "Date", "date-not-a-date"],
    ]);
  });

  it("makes no place and no indicator of a mark for the one above, in totals too", async () => {
    const text = "Year,Month,Place,Drug,Kg\n2009,1,Dandong,Heroin,1\n2009,2,〃,同上,2\n〃,3,Dandong,Heroin,3\n";
    const columns = { year: "Year", month: "Month", place: "Place", indicator: "Drug", value: "Kg" };
    const mapping = { source: "Totals above", record: "total", columns, constants: { unit: "kg" } };
    const result = await importing(reviewer, text, mapping);
    expect(told(result.errors)).toEqual([
      [3, "Place", "〃", "ditto"],
      [3, "Drug", "同上", "ditto"],
      [4, "Year", "〃", "ditto"],
    ]);
    expect(result).toMatchObject({ imported: 1, refused: 2 });
    expect(result.created.indicator).toHaveLength(1);
  });

  it("counts a case whose place or unit only is as above, with these unknown", async () => {
    const text = `${plainHead.trim()},Place\n2009-02-03,Dandong,Heroin,1,kg,Station\n2009-02-04,Dandong,Heroin,2,kg,""""\n2009-02-05,Dandong,Heroin,3,〃,同上\n`;
    const mapping = { source: "Above", columns: { ...plainColumns, place: "Place" } };
    const result = await importing(reviewer, text, mapping);
    expect(countsOf(result)).toMatchObject({ imported: 3, refused: 0 });
    expect(told(result.warningRows)).toEqual([
      [3, "Place", '"', "ditto-unknown"],
      [4, "Unit", "〃", "ditto-unknown"],
      [4, "Place", "同上", "ditto-unknown"],
      [4, "Unit", "〃", "unit-blank"],
    ]);
    const cases = await db.sql(
      `SELECT c.place, l.unit, l.unit_as_reported AS words FROM case_file c JOIN case_line l ON l.case_id = c.id JOIN report r ON r.case_id = c.id
       JOIN source s ON s.id = r.source_id WHERE s.title = 'Above' ORDER BY c.id`,
    );
    expect(cases).toEqual([
      { place: "Station", unit: "kg", words: null },
      { place: null, unit: "kg", words: null },
      { place: null, unit: null, words: "3 〃" },
    ]);
  });
});
