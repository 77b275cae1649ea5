/**
 * A cell as its file holds it: text, or what a workbook knows to be a number (plain decimal digits, exactly as stored, `percent` where
 * the cell shows it in hundredths) or a date (EDTF: a day, or a month or year where the cell shows no more).
 */
export type Cell = string | { number: string; percent?: true } | { date: string };

/** A row of a table. `row` is its number in the file, the first row being 1; a line break inside of quotes makes no new row. */
export type TableRow = { row: number; cells: readonly Cell[] };

/** A sheet of a workbook. */
export type Sheet = { name: string; hidden: boolean };

/** Cells of one column that a sheet shows as one, rows `from` to `to`: what they say stands in the first of them. `place` counts from 0. */
export type Merged = { place: number; from: number; to: number };

/** How a table is to be read where its reader's own finding is wrong. `columns`: names that are known to stand in it. */
export type TableOptions = { encoding?: string; delimiter?: string; sheet?: string; columns?: readonly string[] };

/** A table that can be read, any number of times. */
export type Table = {
  kind: "csv" | "xlsx";
  /** SHA-256 of the file, hexadecimal */
  hash: string;
  bytes: number;
  /** of text; null for a workbook */
  encoding: string | null;
  delimiter: string | null;
  /** of a workbook, in its order */
  sheets: readonly Sheet[];
  /** the sheet that is read; null where nobody has chosen among several */
  sheet: string | null;
  /** Rows in order, blank ones too. @throws TableError where the file breaks */
  rows: (sheet?: string) => AsyncGenerator<TableRow, void, undefined>;
  /** of a sheet whose rows were read to the end, by their first rows */
  merged: (sheet?: string) => readonly Merged[];
};

/** What is wrong with a file that cannot be read as a table. */
export type TableErrorCode =
  | "file-missing"
  | "file-empty"
  | "file-html"
  | "file-binary"
  | "file-pdf"
  | "file-old-excel"
  | "file-other-sheet"
  | "file-zip"
  | "file-bomb"
  | "encoding-unknown"
  | "encoding-wrong"
  | "delimiter-wrong"
  | "delimiter-open"
  | "quote-open"
  | "quote-broken"
  | "row-too-long"
  | "columns-too-many"
  | "rows-too-many"
  | "workbook-broken"
  | "sheet-unknown"
  | "sheet-empty";

/** A file that is no table, or breaks off: `row` is where. */
export class TableError extends Error {
  override name = "TableError";

  constructor(
    readonly code: TableErrorCode,
    message: string,
    readonly row: number | null = null,
  ) {
    super(message);
  }
}

/** Bounds of what is read. A spreadsheet program itself knows 16,384 columns. */
export const limits = {
  columns: 16_384,
  /** characters of one row of text, and of a workbook's cell */
  record: 4_000_000,
  /** cells of a sheet that nothing stands in but that something stands behind them */
  gaps: 50_000_000,
  /** ranges of a sheet that are shown as one cell */
  merged: 500_000,
  /** rows of a sheet: as many as a spreadsheet has */
  sheetRows: 1_048_576,
  /** bytes of a workbook's part, unpacked */
  part: 2_000_000_000,
  /** how many times its size a large part may unpack to */
  ratio: 400,
  /** distinct texts of a workbook */
  strings: 8_000_000,
  /** characters of all of them together */
  texts: 400_000_000,
} as const;
