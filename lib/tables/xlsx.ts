import type { Archive } from "./archive";
import { openArchive } from "./archive";
import type { Cell, Merged, Sheet, TableRow } from "./types";
import { limits, TableError } from "./types";
import type { Shown } from "./xlsx-values";
import { cellOf, cleanText, columnOf, shownBy } from "./xlsx-values";
import { readXml, scanXml } from "./xml";

/** What a workbook says of itself. `path` is where a sheet's rows stand. */
export type Workbook = { sheets: (Sheet & { path: string })[]; since1904: boolean; shown: Shown[]; strings: string[] };

/** Reads what the rows of every sheet refer to: names, number formats, shared texts. @throws TableError for what is no workbook */
export async function openWorkbook(file: string): Promise<Workbook> {
  const archive = await openArchive(file);
  try {
    const root = await rootOf(archive);
    const folder = root.slice(0, root.lastIndexOf("/") + 1);
    const targets = await targetsOf(archive, `${folder}_rels/${root.slice(folder.length)}.rels`, folder);
    const { sheets, since1904 } = await sheetsOf(archive, root);
    const listed = sheets.flatMap(({ id, ...sheet }) => {
      const path = targets.get(id);
      return path && /\/worksheets\//i.test(`/${path}`) ? [{ ...sheet, path }] : [];
    });
    if (listed.length === 0) throw new TableError("workbook-broken", "The workbook has no sheet with rows.");
    const part = (name: RegExp) => [...targets.values()].find((path) => name.test(path) && archive.has(path));
    const styles = part(/styles\.xml$/i);
    const texts = part(/sharedstrings\.xml$/i);
    return {
      sheets: listed,
      since1904,
      shown: styles ? await stylesOf(archive, styles) : [],
      strings: texts ? await stringsOf(archive, texts) : [],
    };
  } finally {
    archive.close();
  }
}

async function rootOf(archive: Archive): Promise<string> {
  if (archive.has("xl/workbook.xml")) return "xl/workbook.xml";
  if (archive.has("content.xml") && archive.has("mimetype"))
    throw new TableError("file-other-sheet", "This is an OpenDocument spreadsheet. Save it as .xlsx or CSV.");
  if (!archive.has("_rels/.rels"))
    throw new TableError(
      "file-zip",
      "This is a ZIP archive and no workbook. Unpack it and give the table that is in it.",
    );
  let root = "";
  await scanXml(await archive.stream("_rels/.rels"), {
    open: (name, { Type = "", Target = "" }) => {
      if (name === "Relationship" && Type.endsWith("/officeDocument")) root = Target.replace(/^\//, "");
    },
  });
  if (/workbook\.bin$/.test(root))
    throw new TableError("file-other-sheet", "This is a binary workbook (.xlsb). Save it as .xlsx or CSV.");
  if (!archive.has(root))
    throw new TableError("file-zip", "This document is no workbook. Save the table as .xlsx or CSV.");
  return root;
}

async function targetsOf(archive: Archive, path: string, folder: string): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  if (!archive.has(path))
    throw new TableError("workbook-broken", "The workbook is damaged: it does not say where its sheets stand.");
  await scanXml(await archive.stream(path), {
    open: (name, { Id = "", Target = "" }) => {
      if (name === "Relationship") targets.set(Id, Target.startsWith("/") ? Target.slice(1) : folder + Target);
    },
  });
  return targets;
}

async function sheetsOf(archive: Archive, path: string) {
  const sheets: (Sheet & { id: string })[] = [];
  let since1904 = false;
  await scanXml(await archive.stream(path), {
    open: (tag, { name = "", id = "", state = "visible", date1904 = "0" }) => {
      if (tag === "sheet") sheets.push({ name, id, hidden: state !== "visible" });
      if (tag === "workbookPr") since1904 = date1904 === "1" || date1904 === "true";
    },
  });
  return { sheets, since1904 };
}

async function stylesOf(archive: Archive, path: string): Promise<Shown[]> {
  const codes = new Map<number, string>();
  const shown: Shown[] = [];
  let inCells = false;
  await scanXml(await archive.stream(path), {
    open: (name, { numFmtId = "0", formatCode = "" }) => {
      if (name === "numFmt") codes.set(Number(numFmtId), formatCode);
      if (name === "cellXfs") inCells = true;
      if (name === "xf" && inCells) shown.push(shownBy(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    close: (name) => {
      if (name === "cellXfs") inCells = false;
    },
  });
  return shown;
}

async function stringsOf(archive: Archive, path: string): Promise<string[]> {
  const strings: string[] = [];
  let text = "";
  let signs = 0;
  let inText = false;
  let phonetic = false;
  await scanXml(await archive.stream(path), {
    open: (name) => {
      if (name === "si") text = "";
      if (name === "rPh") phonetic = true;
      inText = name === "t" && !phonetic;
    },
    text: (part) => {
      if (!inText) return;
      text += part;
      signs += part.length;
      if (text.length > limits.record || signs > limits.texts)
        throw new TableError("file-bomb", "The workbook's texts are longer than any table's. It is not read.");
    },
    close: (name) => {
      if (name === "rPh") phonetic = false;
      if (name === "t") inText = false;
      if (name !== "si") return;
      if (strings.push(cleanText(unescaped(text))) > limits.strings)
        throw new TableError(
          "file-bomb",
          `The workbook holds more than ${limits.strings} different texts. It is not read.`,
        );
    },
  });
  return strings;
}

/** `_x000D_` is how a workbook writes a sign that XML has no room for. */
const unescaped = (text: string) =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/**
 * The rows of a sheet, blank ones too, as they are unpacked.
 * @param onMerged told at the end which cells of a column are shown as one
 * @throws TableError where the workbook breaks
 */
export async function* readSheet(
  file: string,
  workbook: Workbook,
  path: string,
  onMerged: (merged: Merged[]) => void = () => {},
): AsyncGenerator<TableRow, void, undefined> {
  const archive = await openArchive(file);
  const { strings, shown, since1904 } = workbook;
  // Rows that nothing was written in are not stored: `first` is the first of those before this one.
  let rows: (TableRow & { first: number })[] = [];
  let first = 1;
  let gaps = 0;
  let cells: Cell[] = [];
  let row = 0;
  let column = 0;
  let stored = { type: "n", style: 0, value: "" };
  let takes = false;
  let phonetic = false;
  const merged: Merged[] = [];
  try {
    yield* readXml(
      await archive.stream(path),
      {
        open: (name, attributes) => {
          if (name === "row") {
            const number = attributes.r === undefined ? row + 1 : Number(attributes.r);
            if (!(number > row && number <= limits.sheetRows))
              throw new TableError(
                "workbook-broken",
                `The workbook is damaged: row ${row} is followed by row ${attributes.r}.`,
                row,
              );
            first = row + 1;
            row = number;
            cells = [];
            column = 0;
          } else if (name === "c") {
            if (attributes.r !== undefined) column = columnOf(attributes.r);
            if (!(column >= 0 && column < limits.columns))
              throw new TableError(
                "columns-too-many",
                `Row ${row} has a cell ${attributes.r}; a table may have ${limits.columns} columns.`,
                row,
              );
            stored = { type: attributes.t ?? "n", style: Number(attributes.s ?? "0"), value: "" };
          } else if (name === "rPh") phonetic = true;
          else if (name === "mergeCell") {
            const one = mergedBy(attributes.ref ?? "");
            if (one && merged.push(one) > limits.merged)
              throw new TableError("file-bomb", `The sheet merges more than ${limits.merged} ranges. It is not read.`);
          }
          takes = name === "v" || (name === "t" && !phonetic);
        },
        text: (part) => {
          if (!takes) return;
          stored.value += part;
          if (stored.value.length > limits.record)
            throw new TableError("row-too-long", `Row ${row} has a cell that is longer than any table's.`, row);
        },
        close: (name) => {
          if (name === "v" || name === "t") takes = false;
          else if (name === "rPh") phonetic = false;
          else if (name === "c") {
            gaps += Math.max(0, column - cells.length);
            if (gaps > limits.gaps)
              throw new TableError(
                "file-bomb",
                `Up to row ${row} the sheet has more than ${limits.gaps} empty cells before others. It is not read.`,
                row,
              );
            while (cells.length < column) cells.push("");
            const inline = stored.type === "inlineStr" || stored.type === "str";
            cells[column] = cellOf(
              inline ? { ...stored, value: unescaped(stored.value) } : stored,
              strings,
              shown,
              since1904,
            );
            column += 1;
          } else if (name === "row") rows.push({ first, row, cells });
        },
      },
      () => {
        const found = rows;
        rows = [];
        return withBlanks(found);
      },
    );
    onMerged(merged.sort((a, b) => a.from - b.from));
  } finally {
    archive.close();
  }
}

/** Of a range such as `A2:A5` the cells of its first column; null for a range of one row. */
function mergedBy(range: string): Merged | null {
  const [, first = "", from = "", to = ""] = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(range) ?? [];
  if (!(Number(from) < Number(to))) return null;
  return { place: columnOf(first), from: Number(from), to: Number(to) };
}

function* withBlanks(rows: readonly (TableRow & { first: number })[]): Generator<TableRow, void, undefined> {
  for (const { first, row, cells } of rows) {
    for (let blank = first; blank < row; blank += 1) yield { row: blank, cells: [] };
    yield { row, cells };
  }
}
