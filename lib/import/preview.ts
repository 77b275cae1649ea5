import { openTable } from "@/lib/tables/open";
import type { TableRow } from "@/lib/tables/types";
import { TableError } from "@/lib/tables/types";
import { CellReader } from "./cells";
import { wordFields } from "./form";
import { findHeader, textOf } from "./header";
import type { Scan } from "./scan";
import { rowFilter } from "./scan";
import type { DraftMapping } from "./schema";
import type { Preview, Words } from "./types";
import { tidy } from "./words";

const shownRows = 10;
const sampledRows = 200;
const shownColumns = 400;
const mostSigns = 80;
/** Distinct words of a field that are kept. */
const mostWords = 5_000;

const none: Preview = {
  kind: null,
  encoding: null,
  delimiter: null,
  sheets: [],
  sheet: null,
  headerRow: [],
  columns: [],
  rows: [],
  failure: null,
};

/** Reads the beginning of a file by what the mapping says of it so far; the row with the columns' names is looked for where it does not say. */
export async function previewTable(file: string, mapping: DraftMapping): Promise<Preview> {
  let preview = none;
  try {
    const { encoding, delimiter, sheet } = mapping.format;
    const table = await openTable(file, { encoding, delimiter, sheet });
    preview = {
      ...none,
      kind: table.kind,
      encoding: table.encoding,
      delimiter: table.delimiter,
      sheets: [...table.sheets],
      sheet: table.sheet,
    };
    if (table.kind === "xlsx" && table.sheet === null) return preview;
    const first: TableRow[] = [];
    for await (const row of table.rows(table.sheet ?? undefined)) {
      first.push(row);
      if (first.length >= sampledRows) break;
    }
    const headerRow = mapping.format.headerRow ?? likelyHeader(first);
    preview = {
      ...preview,
      headerRow,
      rows: first
        .slice(0, shownRows)
        .map(({ row, cells }) => ({ row, cells: cells.slice(0, shownColumns).map(shortOf) })),
    };
    const found = await findHeader(table, {
      ...mapping,
      columns: {},
      unpivot: undefined,
      format: { ...mapping.format, skipRows: undefined, headerRow },
    });
    if (!found.ok) return { ...preview, failure: { code: found.issue.code, detail: "" } };
    const { header } = found;
    const data = first.filter(rowFilter({ ...mapping, format: {} }, header));
    const columns = header.names.map((name, place) => {
      const texts = data.map(({ cells }) => shortOf(cells[place])).filter((text) => text !== "");
      return { name: name || `#${place + 1}`, samples: [...new Set(texts)].slice(0, 3) };
    });
    return { ...preview, columns };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    const { code, message, row } = error;
    return { ...preview, failure: { code, detail: message, ...(row !== null && { row }) } };
  }
}

const shortOf = (cell: TableRow["cells"][number] | undefined) => tidy(textOf(cell)).slice(0, mostSigns);

/** The first row that is as wide as the table and holds words, not figures. */
function likelyHeader(rows: readonly TableRow[]): number[] {
  const filled = rows.map(({ row, cells }) => ({
    row,
    texts: cells.map((cell) => tidy(textOf(cell))).filter((text) => text !== ""),
  }));
  const widths = filled.map(({ texts }) => texts.length).sort((a, b) => a - b);
  const usual = widths[Math.floor(widths.length / 2)] ?? 1;
  const likely = filled
    .slice(0, 60)
    .find(
      ({ texts }) =>
        texts.length >= Math.max(1, usual * 0.8) &&
        texts.every((text) => !/^[-+]?[\d.,]+$/.test(text) || /^(19|20)\d{2}$/.test(text)),
    );
  const row = likely?.row ?? filled.find(({ texts }) => texts.length > 0)?.row ?? 1;
  const at = rows.findIndex((one) => one.row === row);
  const [names, next, ...data] = rows.slice(Math.max(0, at), at + sampledRows);
  return names && next && divides(names, next, data) ? [row, next.row] : [row];
}

/**
 * Whether the row below a header is its second one, as where a merged "Seized" stands above "kg" and "tablets": it names what the header leaves
 * without a name, leaves blank what that names, and holds words above columns of figures. A row of data is none of this all at once.
 */
function divides(names: TableRow, next: TableRow, data: readonly TableRow[]): boolean {
  const at = ({ cells }: TableRow, place: number) => tidy(textOf(cells[place]));
  const places = Array.from({ length: Math.max(names.cells.length, next.cells.length) }, (_, place) => place);
  const named = places.filter((place) => at(next, place) !== "");
  if (next.row !== names.row + 1 || named.some((place) => /\d/.test(at(next, place)))) return false;
  const figures = (place: number) => {
    const texts = data.map((row) => at(row, place)).filter((text) => text !== "");
    return texts.length > 0 && texts.every((text) => /^[-+]?[\d.,]+$/.test(text));
  };
  return (
    places.some((place) => at(names, place) !== "" && at(next, place) === "") &&
    named.some((place) => at(names, place) === "" && figures(place))
  );
}

/** Reads the table once from end to end for the words of its lists' fields. @param onRow throws to end it */
export async function readWords(file: string, mapping: DraftMapping, onRow: (rows: number) => void): Promise<Words> {
  const { encoding, delimiter, sheet } = mapping.format;
  const table = await openTable(file, { encoding, delimiter, sheet });
  const found = await findHeader(table, mapping);
  if (!found.ok) return { fields: {}, cut: false };
  const { header } = found;
  const scan: Scan = {
    rows: 0,
    decimal: null,
    order: null,
    tooLong: new Set(),
    firsts: false,
    doubtful: null,
    merged: [],
    refusals: [],
  };
  const cells = new CellReader({ ...mapping, values: {} }, header, scan);
  const isData = rowFilter(mapping, header);
  const into = mapping.unpivot?.into;
  const fields = wordFields.filter(
    (field) =>
      mapping.columns[field] !== undefined ||
      mapping.constants[field] !== undefined ||
      into?.name === field ||
      into?.value === field,
  );
  const counted = new Map(fields.map((field) => [field, new Map<string, number>()]));
  let cut = false;
  let rows = 0;
  for await (const row of table.rows(found.sheet)) {
    if (!isData(row)) continue;
    rows += 1;
    if (rows % 2_000 === 0) onRow(rows);
    for (const own of cells.fields(row))
      for (const [field, words] of counted) {
        const { text } = own(field);
        if (text === "") continue;
        const before = words.get(text);
        if (before === undefined && words.size >= mostWords) cut = true;
        else words.set(text, (before ?? 0) + 1);
      }
  }
  const all = [...counted].map(([field, words]) => [
    field,
    [...words]
      .map(([word, count]) => ({ word, rows: count }))
      .sort((a, b) => b.rows - a.rows || (a.word < b.word ? -1 : 1)),
  ]);
  return { fields: Object.fromEntries(all), cut };
}
