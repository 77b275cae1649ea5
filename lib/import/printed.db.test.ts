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
      ...["Date", "Point", "Drug", "Unit"].map((column) => [3, column, "〃", "ditto"]),
      [4, "Point", "同上", "ditto"],
      [5, "Date", "Total", "row-sum"],
      [6, "Point", "丹东小计", "row-sum"],
    ]);
    expect(told(result.warningRows)).toEqual([[7, "Amount", "6", "row-bare"]]);
    // Said otherwise: the word is known to mean nothing.
    const values = { date: { Total: null }, transitPoint: { 同上: "dandong" } };
    const said = await importing(reviewer, text, { ...mapping, values }, { dryRun: true });
    expect(told(said.errors).map(([row, , , code]) => [row, code])).toEqual([
      ...Array(4).fill([3, "ditto"]),
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
});
