import readXlsx from "read-excel-file/node";
import { describe, expect, it, test } from "vitest";
import { columnName, rowXml, sheetText } from "./sheet";
import type { ExportCase } from "./types";
import { workbook } from "./xlsx";

test.each([
  [0, "A"],
  [25, "Z"],
  [26, "AA"],
  [701, "ZZ"],
  [702, "AAA"],
])("column %i is %s", (index, name) => expect(columnName(index)).toBe(name));

test.each([
  ["a & b < c", "a &amp; b &lt; c"],
  ["bell \u0007", "bell _x0007_"],
  ["_x0007_ as typed", "_x005F_x0007_ as typed"],
  ["line\r\nline", "line_x000D_\nline"],
  ["half \ud83d", "half _xD83D_"],
  ["𠀀 한 中", "𠀀 한 中"],
])("%j stands in a cell as %j", (text, xml) => expect(sheetText(text)).toBe(xml));

describe("a decimal", () => {
  const cell = (digits: string) => rowXml([{ digits }], 1);
  it("is a number where a spreadsheet keeps all its digits, else text", () => {
    expect(cell("13775")).toContain("<v>13775</v>");
    expect(cell("0.000123456789012345")).toContain("<v>0.000123456789012345</v>");
    expect(cell("1234567890.123456")).toContain(">1234567890.123456</t>");
  });
});

const line = (at: number): ExportCase["lines"][number] => ({
  line: at,
  asReported: "ice",
  substance: { code: "heroin", name: "Heroin" },
  form: "powder",
  quantity: "1",
  unit: "kg",
  unitAsReported: null,
  qualifier: "exact",
  purity: null,
  purityBasis: null,
  grams: null,
});
const seizure = (n: number): ExportCase => ({
  reference: `C-${n}`,
  status: "verified",
  verifiedAtSource: false,
  documented: false,
  handling: "green",
  ownerAgency: "desk",
  operation: null,
  date: null,
  month: null,
  transitPoint: null,
  attribution: null,
  place: null,
  seizingAgency: null,
  transportMode: null,
  concealment: null,
  arrests: { kind: "unknown", count: null, words: null },
  reliability: "B",
  credibility: "3",
  source: null,
  externalReference: null,
  note: null,
  lines: [line(1), line(2)],
  grams: null,
  involvements: [],
  assets: [],
  route: [],
});

describe("a workbook", () => {
  const summary = { cases: 5, lines: 10, handling: null, conversionSet: null, asOf: new Date(0), synthetic: false };
  const about = [["a", "b"]] as const;
  const aboutHeads = ["x", "y"] as const;

  it("continues in further sheets what one has no room for", async () => {
    const cases = async function* () {
      for (let n = 1; n <= 5; n++) yield seizure(n);
    };
    const pieces: Uint8Array[] = [];
    for await (const piece of workbook({ summary, about, aboutHeads, cases }, 4)) pieces.push(piece);
    const sheets = await readXlsx(Buffer.concat(pieces));
    expect(sheets.map(({ sheet, data }) => [sheet, data.length - 1])).toEqual([
      ["about", 1],
      ["cases", 4],
      ["cases 2", 1],
      ["lines", 4],
      ["lines 2", 4],
      ["lines 3", 2],
    ]);
    const lines = sheets.filter(({ sheet }) => sheet.startsWith("lines")).flatMap(({ data }) => data.slice(1));
    expect(lines.map(([reference, at]) => `${reference}/${at}`)).toEqual(
      [1, 2, 3, 4, 5].flatMap((n) => [`C-${n}/1`, `C-${n}/2`]),
    );
  });

  it("fails as what it is made of fails", async () => {
    const cases = async function* () {
      yield seizure(1);
      throw new Error("the database is away");
    };
    const read = async () => {
      for await (const _ of workbook({ summary, about, aboutHeads, cases }));
    };
    await expect(read()).rejects.toThrow("the database is away");
  });
});
