import { csvField, harmless } from "@/lib/tables/cells";
import type { Cell } from "./rules";
import { caseColumns, handlingMark, lineColumns } from "./rules";
import type { ExportCase, ExportSummary } from "./types";

/** The columns of the file, in order: the case's, its line's, how strictly the file as a whole is to be handled, and whether all of it is invented. */
const csvColumns = [...caseColumns, ...lineColumns].map(([code]) => code).concat("file_handling", "synthetic");

/** The line of headers, behind the mark by which spreadsheets know UTF-8. */
export const csvHead = `\u{feff}${csvColumns.join(",")}\r\n`;

/** A field of RFC 4180. Somebody's words are made harmless; codes and digits need none of it. */
function field(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "object") return String(cell);
  return csvField("words" in cell ? harmless(cell.words) : cell.digits);
}

const noLine = lineColumns.map(() => "");

/** The rows of a case: one per line, and one for a case without lines. */
export function csvRows(it: ExportCase, { handling, synthetic }: ExportSummary): string {
  const own = caseColumns.map(([, cell]) => field(cell(it)));
  const rows =
    it.lines.length === 0 ? [noLine] : it.lines.map((one) => lineColumns.map(([, cell]) => field(cell(one))));
  return rows.map((row) => `${[...own, ...row, handlingMark(handling), synthetic].join(",")}\r\n`).join("");
}
