import type { PassThrough } from "node:stream";
import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { Cell } from "./rules";
import { caseColumns, lineColumns } from "./rules";
import { mostSheetRows, rowXml, sheetEnd, sheetHead, workbookParts } from "./sheet";
import type { ExportAbout, ExportCase, ExportSummary } from "./types";

/** What a workbook is made of. Each reading of the cases starts anew: a file holds one sheet after the other. */
export type WorkbookSource = {
  summary: ExportSummary;
  about: ExportAbout;
  /** headings of the two columns of the sheet about the export */
  aboutHeads: readonly [string, string];
  cases: (parts: { lines: boolean }) => AsyncIterable<ExportCase>;
};

/** Rows of one kind, and the sheets that they fill: as many as there is need of, since a sheet has room for so many. */
type Sheets = { name: string; heads: readonly string[]; count: number; rows: () => AsyncIterator<readonly Cell[]> };

/**
 * A workbook as it is made: sheets `about`, `cases` and `lines`, the latter two continued in `cases 2` … where one is full. Written
 * sheet by sheet into the file, so that nothing is held but the row at hand.
 */
export async function* workbook(source: WorkbookSource, room = mostSheetRows - 1): AsyncGenerator<Uint8Array> {
  const { summary, about, aboutHeads } = source;
  const all: Sheets[] = [
    { name: "about", heads: aboutHeads, count: about.length, rows: () => aboutRows(about) },
    {
      name: "cases",
      heads: [...caseColumns.map(([code]) => code), "synthetic"],
      count: summary.cases,
      rows: () => caseRows(source),
    },
    {
      name: "lines",
      heads: ["reference", ...lineColumns.map(([code]) => code), "synthetic"],
      count: summary.lines,
      rows: () => lineRows(source),
    },
  ];
  const zip = new ZipFile();
  const out = zip.outputStream as PassThrough;
  zip.on("error", (error: Error) => out.destroy(error));
  const names: string[] = [];
  for (const { name, heads, count, rows } of all) {
    let left: AsyncIterator<readonly Cell[]> | undefined;
    for (let part = 0; part === 0 || part * room < count; part++) {
      names.push(part === 0 ? name : `${name} ${part + 1}`);
      zip.addReadStreamLazy(`xl/worksheets/sheet${names.length}.xml`, (give) => {
        left ??= rows();
        const stream = Readable.from(sheet(heads, left, room), { objectMode: false });
        stream.once("error", (error) => zip.emit("error", error)); // the zip itself does not listen
        give(null, stream);
      });
    }
  }
  for (const [path, text] of Object.entries(workbookParts(names))) zip.addBuffer(Buffer.from(text), path);
  zip.end();
  for await (const chunk of out) yield chunk;
}

async function* sheet(
  heads: readonly string[],
  rows: AsyncIterator<readonly Cell[]>,
  room: number,
): AsyncGenerator<Buffer> {
  let text = sheetHead(heads);
  for (let row = 2; row < room + 2; row++) {
    const next = await rows.next();
    if (next.done) break;
    text += rowXml(next.value, row);
    if (text.length > 65_536) {
      yield Buffer.from(text);
      text = "";
    }
  }
  yield Buffer.from(text + sheetEnd);
}

async function* aboutRows(about: ExportAbout): AsyncGenerator<readonly Cell[]> {
  for (const [heading, text] of about) yield [heading, { words: text }];
}

async function* caseRows({ cases, summary }: WorkbookSource): AsyncGenerator<readonly Cell[]> {
  for await (const it of cases({ lines: false })) yield [...caseColumns.map(([, cell]) => cell(it)), summary.synthetic];
}

async function* lineRows({ cases, summary }: WorkbookSource): AsyncGenerator<readonly Cell[]> {
  for await (const it of cases({ lines: true }))
    for (const line of it.lines) yield [it.reference, ...lineColumns.map(([, cell]) => cell(line)), summary.synthetic];
}
