import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, inject, it } from "vitest";
import yazl from "yazl";
import { openTable } from "./open";
import type { TableOptions } from "./types";
import { TableError } from "./types";

const folder = mkdtempSync(path.join(os.tmpdir(), "weir-tables-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;
function fileOf(content: string | Uint8Array): string {
  made += 1;
  const file = path.join(folder, String(made));
  writeFileSync(file, content);
  return file;
}

async function read(content: string | Uint8Array, options: TableOptions = {}) {
  const table = await openTable(fileOf(content), options);
  const rows = [];
  for await (const { cells } of table.rows()) rows.push(cells);
  return { ...table, rows };
}

/** The bytes of a text in encodings that this runtime only reads: found by reading each pair of bytes. */
function encoder(label: string) {
  const decoder = new TextDecoder(label);
  const bytes = new Map<string, number[]>();
  for (let high = 0xa1; high <= 0xfe; high += 1)
    for (let low = 0xa1; low <= 0xfe; low += 1) {
      const text = decoder.decode(Uint8Array.of(high, low));
      if (text.length === 1 && text !== "\ufffd" && !bytes.has(text)) bytes.set(text, [high, low]);
    }
  return (text: string) => Uint8Array.from([...text].flatMap((sign) => bytes.get(sign) ?? [sign.charCodeAt(0)]));
}
/** The same of one byte a letter. */
function singleByte(label: string) {
  const signs = [...new TextDecoder(label).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))];
  return (text: string) => Uint8Array.from([...text].map((sign) => signs.indexOf(sign)));
}
const encodings: Record<string, (text: string) => Uint8Array> = {
  "utf-8": (text) => Buffer.from(text, "utf8"),
  "utf-16le": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "utf-16be": (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
  gb18030: encoder("gb18030"),
  "euc-kr": encoder("euc-kr"),
  "iso-8859-1": (text) => Buffer.from(text, "latin1"),
};
const samples: Record<string, string> = {
  "utf-8": "日期,口岸,毒品\n2009-02-03,丹东,冰毒\n2009-02-04,図們,海洛因\n",
  "utf-16le": "日期,口岸,毒品\n2009-02-03,丹东,冰毒\n",
  "utf-16be": "날짜,지점,마약\n2009-02-03,단둥,빙두\n",
  gb18030: "日期,口岸,毒品,备注\n2009-02-03,丹东,冰毒,边防检查站查获\n2009-02-04,图们,海洛因,海关在铁路口岸查获\n",
  "euc-kr":
    "날짜,지점,마약,비고\n2009-02-03,단둥,메스암페타민,국경 검문소에서 압수\n2009-02-04,투먼,헤로인,세관에서 압수하였다\n",
  "iso-8859-1": "uf;município;evento;observação\nSP;São Paulo;Tráfico;apreensão\nCE;Fortaleza;Tráfico;não informado\n",
};

describe("a text as a table", () => {
  it("is read as it was written, in any dialect", async () => {
    const cell = fc
      .oneof(
        fc.string({ unit: "grapheme", maxLength: 12 }),
        fc.constantFrom('a "b" c', "x;y,z\tw|v", "two\nlines", '"', "", " padded ", "1,5", "中文\r\n한글", "'"),
      )
      .map((text) => text.replaceAll("\0", "").replace(/\p{Surrogate}/gu, ""));
    await fc.assert(
      fc.asyncProperty(
        fc
          .integer({ min: 2, max: 6 })
          .chain((width) =>
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
          ),
        fc.constantFrom(",", ";", "\t", "|"),
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.boolean(),
        fc.constantFrom("utf-8", "utf-16le", "utf-16be"),
        fc.boolean(),
        async (rows, delimiter, end, all, encoding, last) => {
          const quoted = (text: string) =>
            all || /["\r\n]|^\s|\s$/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
          const body = rows.map((row) => row.map(quoted).join(delimiter)).join(end) + (last ? end : "");
          const bytes = encodings[encoding]?.(body) ?? new Uint8Array();
          if (bytes.length === 0 || /^(<|PK|%PDF)/.test(rows[0]?.[0]?.trimStart() ?? "")) return;
          const found = await read(bytes, { delimiter, encoding });
          expect(found.rows).toEqual(rows);
        },
      ),
      { numRuns: 150, seed: inject("seed") },
    );
  });

  it("is read in the encoding that its bytes speak for, which is told", async () => {
    for (const [encoding, text] of Object.entries(samples)) {
      const found = await read(encodings[encoding]?.(text) ?? "");
      const delimiter = text.includes(";") ? ";" : ",";
      expect({ encoding: found.encoding, delimiter: found.delimiter }, encoding).toEqual({ encoding, delimiter });
      expect(found.rows, encoding).toEqual(
        text
          .trimEnd()
          .split("\n")
          .map((line) => line.split(delimiter)),
      );
    }
    const latin = await read(encodings["iso-8859-1"]?.(samples["iso-8859-1"] ?? "") ?? "", {
      encoding: "windows-1252",
    });
    expect(latin.rows[1]).toEqual(["SP", "São Paulo", "Tráfico", "apreensão"]);
  });

  it("in an encoding of eastern Europe or Turkey is told from one of western Europe", async () => {
    const texts: [string, string][] = [
      ["windows-1250", "Místo;Poznámka\nPřerov;zadržen řidič v kamionu\nZnojmo;celní úřad, žena ze Slovenska\n"],
      [
        "windows-1250",
        "Miejsce;Uwagi\nMedyka;ujawniono w ciężarówce\nŚwiecko;przejście graniczne, łódź, wiózł środki\n",
      ],
      [
        "windows-1254",
        "Yer;Not\nKapıkule;tırda gizli bölmede bulundu, şüpheli gözaltında\nGürbulak;yolcu valizinde çıktı, ağır ceza\n",
      ],
      ["windows-1251", "Место;Примечание\nХасан;изъято в тайнике на границе\nПограничный;обнаружено при досмотре\n"],
    ];
    for (const [encoding, text] of texts) {
      const found = await read(singleByte(encoding)(text));
      expect(found.encoding).toBe(encoding);
      expect(found.rows[1]).toEqual(text.split("\n")[1]?.split(";"));
    }
  });

  it("in UTF-8 with a broken byte is refused with the place of it, and not read as something else", async () => {
    const text = Buffer.from(`日期,口岸\n${"2009-02-03,丹东边防检查站\n".repeat(20)}`);
    for (const at of [300, text.length - 1]) {
      const bytes = Buffer.concat([text.subarray(0, at), Uint8Array.of(0xe5), text.subarray(at)]);
      const error = await read(bytes).catch((caught: unknown) => caught);
      expect(error instanceof TableError && error.code).toBe("encoding-wrong");
      expect(String(error)).toMatch(/behind ".+" cannot be read.*format\.encoding/);
    }
  });

  it("numbers its rows as a spreadsheet does", async () => {
    const table = await openTable(fileOf('a,b\n"1\n1",2\n\n3,4\n'));
    const rows = [];
    for await (const row of table.rows()) rows.push(row);
    expect(rows.map(({ row, cells }) => [row, cells[0]])).toEqual([
      [1, "a"],
      [2, "1\n1"],
      [3, ""],
      [4, "3"],
    ]);
  });

  it("is refused with a reason where it is none", async () => {
    const refusals: [string, string | Uint8Array, TableOptions?][] = [
      ["file-empty", ""],
      ["file-html", "\ufeff  <!DOCTYPE html><html><body>Sign in</body></html>"],
      ["file-pdf", "%PDF-1.7"],
      ["file-old-excel", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
      ["file-binary", `a,b\n1,\0\n${"x,y\n".repeat(20)}`],
      ["quote-open", 'a,b\n1,2\n3,"'],
      ["encoding-wrong", Buffer.from("a,b\nS\xe3o,2\n", "latin1"), { encoding: "utf-8" }],
      ["encoding-unknown", "a,b\n", { encoding: "ebcdic" }],
      ["columns-too-many", `${"x,".repeat(20_000)}\n`],
      ["row-too-long", `a,b\n"${"x".repeat(5_000_000)}`],
      ["workbook-broken", "PK\x03\x04 and nothing more"],
    ];
    for (const [code, content, options] of refusals) {
      const error = await read(content, options).catch((caught: unknown) => caught);
      expect(error, code).toBeInstanceOf(TableError);
      expect(error instanceof TableError && error.code, code).toBe(code);
    }
  });
});

async function workbook(parts: Record<string, string>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
const parts = (sheet: string, more: Record<string, string> = {}, properties = "") => ({
  "xl/workbook.xml": `<workbook xmlns:r="r"><workbookPr ${properties}/><sheets><sheet name="Hidden" state="hidden" r:id="r2"/><sheet name="Data" r:id="r1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="r3" Target="styles.xml"/><Relationship Id="r4" Target="sharedStrings.xml"/></Relationships>`,
  "xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm"/><numFmt numFmtId="165" formatCode="[$-409]d\\-mmm\\-yy;@"/><numFmt numFmtId="166" formatCode="0.00&quot; kg dry&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="10"/></cellXfs></styleSheet>`,
  "xl/sharedStrings.xml": `<sst><si><t>Date</t></si><si><r><t>Two</t></r><r><t xml:space="preserve"> parts</t></r><rPh><t>kana</t></rPh></si></sst>`,
  "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  "xl/worksheets/sheet2.xml": "<worksheet><sheetData/></worksheet>",
  ...more,
});

describe("a workbook as a table", () => {
  const sheet = `<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>
    <row r="4"><c r="B4" s="1"><v>42380</v></c><c r="C4" s="2"><v>42370</v></c><c r="D4" s="3"><v>42380.5</v></c><c r="E4" s="4"><v>1.45E-2</v></c><c r="F4"><v>1E21</v></c><c r="G4" t="b"><v>1</v></c><c r="H4" t="inlineStr"><is><t>in_x000D_line</t></is></c><c r="I4" t="str"><f>A1&amp;"x"</f><v>formula</v></c><c r="J4" s="5"><v>0.35</v></c></row>`;

  it("is read cell by cell, in both date systems, hidden sheets told", async () => {
    const found = await read(await workbook(parts(sheet)));
    expect(found.sheets).toEqual([
      { name: "Hidden", hidden: true },
      { name: "Data", hidden: false },
    ]);
    expect(found.sheet).toBe("Data");
    expect(found.rows).toEqual([
      [],
      ["", "Date", "Two parts"],
      [],
      [
        "",
        { date: "2016-01-11" },
        { date: "2016-01" },
        { date: "2016-01-11" },
        { number: "0.0145" },
        { number: "1000000000000000000000" },
        "TRUE",
        "in\rline",
        "formula",
        { number: "0.35", percent: true },
      ],
    ]);
    const since1904 = await read(await workbook(parts(sheet, {}, 'date1904="1"')));
    expect(since1904.rows[3]?.[1]).toEqual({ date: "2020-01-12" });
  });

  it("is refused where it is damaged, no workbook, or would unpack to far more than it is", async () => {
    const refusals: [string, Record<string, string>, TableOptions?][] = [
      ["file-zip", { "readme.txt": "hello" }],
      ["file-other-sheet", { mimetype: "x", "content.xml": "<x/>" }],
      ["workbook-broken", parts("<row r='1'><c r='A1'><v>1</v></row>")],
      ["workbook-broken", parts("<row r='3'/><row r='2'/>")],
      ["columns-too-many", parts('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>')],
      ["sheet-unknown", parts(sheet), { sheet: "2017" }],
      ["file-bomb", parts(sheet, { "xl/media/zeros.xml": "0".repeat(30_000_000) })],
    ];
    for (const [code, content, options] of refusals) {
      const error = await workbook(content)
        .then((bytes) => read(bytes, options))
        .catch((caught: unknown) => caught);
      expect(error instanceof TableError ? error.code : error, code).toBe(code);
    }
  });
});
