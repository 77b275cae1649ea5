import { beginningOf, readCsv } from "./csv";
import { delimiterNamed, detectDelimiter } from "./delimiter";
import { detectEncoding, encodingNamed } from "./encoding";
import { inspectFile, kindOf } from "./inspect";
import type { Merged, Table, TableOptions } from "./types";
import { TableError } from "./types";
import { openWorkbook, readSheet } from "./xlsx";

/**
 * Opens a file as a table: CSV or TSV of any delimiter, quoting and encoding, or a workbook (.xlsx). What was found is told, and can be said
 * otherwise in `options`. Nothing but a workbook's shared texts is held in memory.
 * @throws TableError for what is no table, with what to do about it
 */
export async function openTable(file: string, options: TableOptions = {}): Promise<Table> {
  const found = await inspectFile(file);
  const { hash, bytes, first } = found;
  if (kindOf(first) === "xlsx") return openSheets(file, { hash, bytes }, options.sheet);
  if (options.sheet !== undefined) throw new TableError("sheet-unknown", "The file is no workbook: it has no sheets.");
  const encoding = options.encoding === undefined ? detectEncoding(found) : encodingNamed(options.encoding);
  const delimiter =
    options.delimiter === undefined
      ? detectDelimiter(await beginningOf(file, encoding, bytes), options.columns)
      : delimiterNamed(options.delimiter);
  return {
    ...{ kind: "csv", hash, bytes, encoding, delimiter, sheets: [], sheet: null },
    rows: () => readCsv(file, encoding, delimiter),
    merged: () => [],
  };
}

async function openSheets(
  file: string,
  { hash, bytes }: { hash: string; bytes: number },
  wanted?: string,
): Promise<Table> {
  const workbook = await openWorkbook(file);
  const { sheets } = workbook;
  const names = sheets.map(({ name }) => `"${name}"`).join(", ");
  const find = (name: string) =>
    sheets.find((one) => one.name === name) ??
    sheets.find((one) => one.name.trim().toLowerCase() === name.trim().toLowerCase());
  const chosen = wanted === undefined ? undefined : find(wanted);
  if (wanted !== undefined && !chosen)
    throw new TableError("sheet-unknown", `There is no sheet "${wanted}". The workbook has ${names}.`);
  const visible = sheets.filter(({ hidden }) => !hidden);
  const only = visible.length === 1 ? visible[0] : sheets.length === 1 ? sheets[0] : undefined;
  const merged = new Map<string, Merged[]>();
  const sheetOf = (name: string | undefined) => (name === undefined ? (chosen ?? only) : find(name));
  return {
    ...{ kind: "xlsx", hash, bytes, encoding: null, delimiter: null },
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
    sheet: (chosen ?? only)?.name ?? null,
    rows: (name) => {
      const sheet = sheetOf(name);
      if (!sheet) throw new TableError("sheet-unknown", `Which sheet? The workbook has ${names}.`);
      return readSheet(file, workbook, sheet.path, (found) => void merged.set(sheet.path, found));
    },
    merged: (name) => merged.get(sheetOf(name)?.path ?? "") ?? [],
  };
}
