import type { Cell } from "./rules";

/** Rows that a sheet of Excel has room for. */
export const mostSheetRows = 1_048_576;

const markup: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Text as SpreadsheetML keeps it (ECMA-376, 22.9.2.19): what XML cannot hold, or would change, is written as `_xHHHH_`, and so is what looks
 * like that already.
 */
export function sheetText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[^\t\n -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, (c) => `_x${hex(c)}_`)
    .replace(/[&<>]/g, (c) => markup[c] ?? c);
}
const hex = (c: string) => c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");

/** `A`, `B` … `AA`. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** Most characters that a cell holds. */
const mostInCell = 32_767;

function cellXml(cell: Cell, at: string): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === "boolean") return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === "object" && "digits" in cell && isExact(cell.digits))
    return `<c r="${at}"><v>${cell.digits}</v></c>`;
  const text = typeof cell === "string" ? cell : "digits" in cell ? cell.digits : cell.words;
  return textXml(text, at);
}

function textXml(text: string, at: string, style = ""): string {
  return `<c r="${at}" t="inlineStr"${style}><is><t xml:space="preserve">${sheetText(text.slice(0, mostInCell))}</t></is></c>`;
}

/** A spreadsheet's number is a double: a decimal of more than 15 digits is written as text, where it keeps them. */
function isExact(digits: string): boolean {
  return digits.replace(/^0+(?=\d)|[.-]/g, "").replace(/^0+/, "").length <= 15;
}

/** One row of a sheet, counted from 1. */
export function rowXml(cells: readonly Cell[], row: number): string {
  return `<row r="${row}">${cells.map((cell, i) => cellXml(cell, `${columnName(i)}${row}`)).join("")}</row>`;
}

/** The beginning of a sheet whose first row are headers: bold, and in sight while the rest is scrolled. */
export function sheetHead(headers: readonly string[]): string {
  const bold = headers.map((text, i) => textXml(text, `${columnName(i)}1`, ' s="1"')).join("");
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" defaultColWidth="16"/><sheetData><row r="1">${bold}</row>`;
}
export const sheetEnd = "</sheetData></worksheet>";

const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const parts = "http://schemas.openxmlformats.org/package/2006/relationships";
const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The parts of a workbook beside its sheets, by their path in the file. */
export function workbookParts(sheets: readonly string[]): Record<string, string> {
  const each = (make: (name: string, n: number) => string) => sheets.map((name, i) => make(name, i + 1)).join("");
  return {
    "[Content_Types].xml": `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${types}.worksheet+xml"/>`)}</Types>`,
    "_rels/.rels": `${xml}<Relationships xmlns="${parts}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${xml}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets>${each((name, n) => `<sheet name="${sheetText(name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${xml}<Relationships xmlns="${parts}">${each((_, n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `${xml}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
  };
}
