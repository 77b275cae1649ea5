import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, inject, it } from "vitest";
import yazl from "yazl";
import { openTable } from "./open";
import { limits, TableError } from "./types";

// It needs no database, but a minute: it runs beside the tests that take long, not before each landing.
const folder = mkdtempSync(path.join(os.tmpdir(), "weir-hostile-"));
const file = path.join(folder, "file");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What comes of a file: rows and cells that were handed on, or the code that it is refused with. Anything else is thrown. */
async function outcome(
  content: string | Uint8Array,
): Promise<string | { rows: number; cells: number; widest: number }> {
  writeFileSync(file, content);
  const told = { rows: 0, cells: 0, widest: 0 };
  try {
    const table = await openTable(file);
    for await (const { row, cells } of table.rows()) {
      told.rows += 1;
      if (row !== told.rows) throw new Error(`row ${told.rows} is called ${row}`);
      told.cells += cells.length;
      told.widest = Math.max(told.widest, cells.length);
    }
    return told;
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    expect(error.message.length, "it says what to do").toBeGreaterThan(20);
    return error.code;
  }
}

async function zipped(parts: Record<string, string>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name, { mtime: new Date(0) });
  zip.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
const workbook = (sheet: string, strings = "<si><t>Date</t></si>") =>
  zipped({
    "xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="Data" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r4" Target="sharedStrings.xml"/></Relationships>`,
    "xl/sharedStrings.xml": `<sst>${strings}</sst>`,
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  });

/** What hostile files are made of. */
const scraps: readonly (string | readonly number[])[] = [
  ...[
    '"',
    '""',
    '"\n',
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\r",
    "\r\n",
    "a",
    "1.5",
    "日期",
    "날짜",
    " ",
    "=1+1",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
  ],
  ...[
    "<html>",
    "<!DOCTYPE html>",
    "<?xml?>",
    "%PDF",
    "PK\x03\x04",
    "PK\x05\x06",
    "\0",
    "\0\0",
    "\u2028",
    "\ufffe",
    "e\u0301".repeat(9),
  ],
  ...["x".repeat(3_000), ",".repeat(700), '","'.repeat(90), "\n".repeat(200), "2009-02-03,Dandong,Heroin,1,kg\n"],
  ...[
    [0xff, 0xfe],
    [0xfe, 0xff],
    [0xef, 0xbb, 0xbf],
    [0xc3],
    [0x80],
    [0xff],
    [0xb3, 0xa4],
    [0xd0, 0xcf, 0x11, 0xe0],
    [0x1f, 0x8b],
    [0xed, 0xa0, 0x80],
  ],
];
const bytesOf = (scrap: string | readonly number[]) =>
  typeof scrap === "string" ? Buffer.from(scrap, "utf8") : Uint8Array.from(scrap);
const text = fc
  .array(fc.constantFrom(...scraps), { minLength: 1, maxLength: 24 })
  .map((some) => Buffer.concat(some.map(bytesOf)));
const utf16 = fc
  .array(fc.constantFrom(...scraps.filter((one) => typeof one === "string")), { minLength: 1, maxLength: 12 })
  .map((some) => Buffer.from(`\ufeff${some.join("")}`, "utf16le"));
/** Parts of a sheet, well formed and not. */
const markup = fc
  .array(
    fc.constantFrom(
      ...["<row>", "</row>", '<row r="2">', '<row r="9"/>', '<row r="-1"/>', '<row r="1e9"/>', '<row r="x">'],
      ...['<c r="A1">', '<c r="XFD1">', '<c r="AAAA1">', "<c>", "</c>", '<c t="s">', '<c t="inlineStr">', '<c t="e">'],
      ...[
        "<v>",
        "</v>",
        "<v>1</v>",
        "<v>99999999</v>",
        "<v>1e999</v>",
        "<t>",
        "</t>",
        "<is>",
        "</is>",
        "&amp;",
        "&#0;",
        "&bomb;",
        "<",
      ],
      ...["<![CDATA[x]]>", "<!-- -->", "text", "\u0000", "<f>A1</f>"],
    ),
    { maxLength: 14 },
  )
  .map((some) => some.join(""));
/** A workbook with some bytes of another value. */
const damage = fc.array(fc.tuple(fc.nat(100_000), fc.nat(255)), { minLength: 1, maxLength: 6 });

describe("a hostile file", () => {
  it("is read or refused with a reason, each of 10,000: nothing else comes of it", async () => {
    const seen = new Map<string, number>();
    const check = async (content: Uint8Array) => {
      const told = await outcome(content);
      const code = typeof told === "string" ? told : "read";
      seen.set(code, (seen.get(code) ?? 0) + 1);
      if (typeof told === "string") return;
      // No more comes out of a text than went in: a row needs a sign, and so does a cell.
      expect(told.widest).toBeLessThanOrEqual(limits.columns);
      if (content[0] !== 0x50) expect(told.cells).toBeLessThanOrEqual(content.length + 1);
    };
    const seed = inject("seed");
    await fc.assert(fc.asyncProperty(text, check), { numRuns: 6_000, seed });
    await fc.assert(fc.asyncProperty(utf16, check), { numRuns: 1_000, seed });
    await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), check), { numRuns: 1_000, seed });
    await fc.assert(
      fc.asyncProperty(markup, async (sheet) => check(await workbook(sheet))),
      { numRuns: 1_000, seed },
    );
    const whole = await workbook('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1</v></c></row>');
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        await check(bytes);
      }),
      { numRuns: 1_000, seed },
    );
    expect([...seen.values()].reduce((sum, n) => sum + n, 0)).toBe(10_000);
    const codes = [
      "read",
      "file-html",
      "file-pdf",
      "file-binary",
      "file-old-excel",
      "file-other-sheet",
      "quote-open",
      "workbook-broken",
    ];
    expect(codes.filter((code) => !seen.has(code))).toEqual([]);
  }, 180_000);

  it("is refused where it would become far more than it is", async () => {
    const wide = '<row><c r="XFC1"><v>1</v></c></row>';
    const named: [string, string, string | Uint8Array | Promise<Uint8Array>][] = [
      ["a million columns", "columns-too-many", `${"x,".repeat(1_000_000)}\n`],
      ["a million columns in a later row", "columns-too-many", `a,b\n1,2\n${",".repeat(1_000_000)}\n`],
      ["a lone quote at the end", "quote-open", `a,b\n${"1,2\n".repeat(1_000)}3,"`],
      ["a lone quote in the middle of much", "row-too-long", `a,b\n1,"\n${"1,2\n".repeat(1_500_000)}`],
      ["a page named .csv", "file-html", `\n<!-- x -->\n<HTML><body>${"<p>1,2</p>\n".repeat(1_000)}</body></HTML>`],
      ["zero bytes far behind", "file-binary", `a,b\n${"1,2\n".repeat(200_000)}\0`],
      ["zeros", "file-bomb", zipped({ "xl/workbook.xml": "0".repeat(30_000_000) })],
      ["cells far to the right", "file-bomb", workbook(wide.repeat(20_000))],
      ["a cell without end", "row-too-long", workbook(`<row><c t="str"><v>${"x".repeat(5_000_000)}</v></c></row>`)],
      ["a text without end", "file-bomb", workbook("", `<si><t>${"x".repeat(5_000_000)}</t></si>`)],
      ["entities of its own", "workbook-broken", workbook("").then(() => zipped({ "xl/workbook.xml": laughs }))],
    ];
    for (const [what, code, content] of named) expect(await outcome(await content), what).toBe(code);
  }, 60_000);

  it("is no larger than it says", async () => {
    // A part that says that it unpacks to a thousand bytes, and unpacks to thirty million.
    const packed = deflateRawSync(Buffer.alloc(30_000_000, 0x20));
    const honest = await workbook("<row><c><v>1</v></c></row>");
    const name = Buffer.from("xl/worksheets/sheet1.xml");
    const at = honest.lastIndexOf(name);
    const head = honest.indexOf(name) - 30;
    const entry = Buffer.alloc(30);
    entry.writeUInt32LE(0x04034b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(8, 8);
    entry.writeUInt32LE(packed.length, 18);
    entry.writeUInt32LE(1_000, 22);
    entry.writeUInt16LE(name.length, 26);
    const before = honest.subarray(0, head);
    const central = Buffer.from(honest.subarray(honest.indexOf(Buffer.from("PK\x01\x02", "latin1")), honest.length));
    const own = at - honest.indexOf(Buffer.from("PK\x01\x02", "latin1"));
    central.writeUInt16LE(0, own - 46 + 8);
    central.writeUInt16LE(8, own - 46 + 10);
    central.writeUInt32LE(packed.length, own - 46 + 20);
    central.writeUInt32LE(1_000, own - 46 + 24);
    const bytes = Buffer.concat([before, entry, name, packed, central]);
    const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
    bytes.writeUInt32LE(before.length + entry.length + name.length + packed.length, end + 16);
    expect(await outcome(bytes)).toBe("workbook-broken");
  });

  it("that is only odd is read", async () => {
    expect(await outcome(`Date,Note\n2009-02-03,"=HYPERLINK(""http://x"",""y"")"\n`)).toEqual({
      rows: 2,
      cells: 4,
      widest: 2,
    });
    expect(await outcome(await workbook('<row r="1048576"><c><v>1</v></c></row>'))).toEqual({
      ...{ rows: 1_048_576, cells: 1, widest: 1 },
    });
    expect(await outcome(await workbook(`<row><c r="XFD1"><v>1</v></c></row>`))).toEqual({
      ...{ rows: 1, cells: 16_384, widest: 16_384 },
    });
  });
});

const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${"&a;".repeat(100)}"><!ENTITY c "${"&b;".repeat(100)}">]><workbook><sheets><sheet name="&c;"/></sheets></workbook>`;
