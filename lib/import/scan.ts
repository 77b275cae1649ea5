import { isGuessed } from "@/lib/tables/encoding";
import type { Cell, Merged, Table, TableRow } from "@/lib/tables/types";
import type { DateOrder } from "./dates";
import { dateFormat, orderOf } from "./dates";
import type { Header } from "./header";
import { textOf } from "./header";
import type { DecimalMark } from "./numbers";
import { hintOf, longest } from "./numbers";
import type { ImportField, Mapping } from "./schema";
import type { FileIssue, RowIssue } from "./types";
import { known } from "./words";

/** What the whole of a table says of how it is to be read. */
export type Scan = {
  /** rows with something in them, but for those that the mapping skips */
  rows: number;
  decimal: DecimalMark | null;
  order: DateOrder | null;
  /** rows that are cut into more fields than there are columns */
  tooLong: ReadonlySet<number>;
  /** most dates are of a first of the month */
  firsts: boolean;
  /** the first cell with a letter that another encoding has as another one; null where the encoding is certain, or was said */
  doubtful: { row: number; column: string | null; value: string } | null;
  /** cells below the header that the sheet shows as one */
  merged: readonly Merged[];
  refusals: FileIssue[];
};

export const numberFields: readonly ImportField[] = ["quantity", "purity", "personCount", "arrests", "count", "value"];
const dateFields: readonly ImportField[] = ["date", "dateEnd"];
/** Rows that are shown for one thing. */
const shown = 20;

/** Whether a row is one of the table's: below the header, with something in it, and not skipped by the mapping. */
export function rowFilter(mapping: Mapping, header: Header): (row: TableRow) => boolean {
  const rules = (mapping.format.skipRows ?? []).map(({ column, equals }) => ({
    place: header.placeOf(column),
    equals: new Set(equals.map((text) => text.trim().toLowerCase())),
  }));
  return ({ row, cells }) =>
    row > header.row &&
    cells.some((cell) => textOf(cell).trim() !== "") &&
    !rules.some(({ place, equals }) => equals.has(textOf(cells[place]).trim().toLowerCase()));
}

/** What the texts of some columns say of one thing: which reading is certain, and which rows leave it open. */
class Evidence<R extends string> {
  readonly certain = new Map<R, RowIssue[]>();
  readonly open: RowIssue[] = [];
  openCount = 0;

  add(
    hint: ({ certain: true } & { reading: R }) | { certain: false } | null,
    at: Omit<RowIssue, "code">,
    code: string,
  ): void {
    if (hint === null) return;
    if (hint.certain) {
      const rows = this.certain.get(hint.reading) ?? [];
      if (rows.length === 0) this.certain.set(hint.reading, rows);
      if (rows.length < shown) rows.push({ ...at, code });
    } else {
      this.openCount += 1;
      if (this.open.length < shown) this.open.push({ ...at, code });
    }
  }

  /** The one reading; null where nothing is in question. A refusal where both or neither is certain. */
  settle(setting: string, codes: { both: string; neither: string }): { reading: R | null } | FileIssue {
    const readings = [...this.certain.keys()];
    if (readings.length > 1)
      return {
        code: codes.both,
        setting,
        rows: readings
          .flatMap((one) => (this.certain.get(one) ?? []).slice(0, shown / 2))
          .map((row) => ({ ...row, code: codes.both })),
      };
    if (readings.length === 0 && this.openCount > 0)
      return {
        code: codes.neither,
        setting,
        values: { count: this.openCount },
        rows: this.open.map((row) => ({ ...row, code: codes.neither })),
      };
    return { reading: readings[0] ?? null };
  }
}

/**
 * Reads the table once from end to end, in little memory: which decimal mark its numbers have and which order its dates, by all of them; and
 * whether it was cut into fields as it was meant. Where that stays open, it says which rows show it and which setting settles it.
 * @param onRow told how many rows were read, now and then
 */
export async function scanTable(
  table: Table,
  sheet: string | undefined,
  mapping: Mapping,
  header: Header,
  onRow: (rows: number) => void = () => {},
): Promise<Scan> {
  const { format } = mapping;
  const places = (fields: readonly ImportField[]) => {
    const own = fields.flatMap((field) => mapping.columns[field] ?? []);
    const unpivoted = mapping.unpivot && fields.includes(mapping.unpivot.into.value) ? mapping.unpivot.columns : [];
    return [...own, ...unpivoted].map((column) => ({ column, place: header.placeOf(column) }));
  };
  const numbers = format.decimal === undefined ? places(numberFields) : [];
  const dates = format.dateFormat === undefined ? places(dateFields) : [];
  const dateColumns = places(["date"]);
  const marks = new Evidence<DecimalMark>();
  const orders = new Evidence<DateOrder>();
  const isData = rowFilter(mapping, header);
  const width = header.names.length;
  const tooLong = new Set<number>();
  const guessed = format.encoding === undefined && table.encoding !== null && isGuessed(table.encoding);
  let doubtful: Scan["doubtful"] = null;
  const swaps = new Swaps();
  const longRows: RowIssue[] = [];
  let split = 0;
  let rows = 0;
  let days = 0;
  let firsts = 0;

  for await (const row of table.rows(sheet)) {
    if (!isData(row)) continue;
    rows += 1;
    if (rows % 5000 === 0) onRow(rows);
    const { cells } = row;
    if (cells.length > width && cells.slice(width).some((cell) => textOf(cell).trim() !== "")) {
      tooLong.add(row.row);
      if (splitNumber(cells)) split += 1;
      if (longRows.length < shown)
        longRows.push({
          row: row.row,
          column: null,
          value: cells
            .map(textOf)
            .join(table.delimiter ?? ",")
            .slice(0, 120),
          code: "too-many-fields",
          values: { fields: cells.length, columns: width },
        });
      continue;
    }
    if (guessed && doubtful === null) {
      const place = cells.findIndex((cell) => /[\x80-\uffff]/.test(textOf(cell)));
      if (place >= 0)
        doubtful = { row: row.row, column: header.names[place] || null, value: textOf(cells[place]).slice(0, 120) };
    }
    for (const { column, place } of numbers) {
      const cell = cells[place];
      if (typeof cell !== "string" || cell === "" || cell.length > longest) continue;
      // Beside a unit or a qualifier the number tells as much: "1,5 kg", ">2.5".
      const hint = hintOf(cell.replace(/^.*?(?=[-+]?[.,]?\d)|\D+$/gs, ""));
      marks.add(
        hint && (hint.certain ? { certain: true, reading: hint.mark } : hint),
        { row: row.row, column, value: cell },
        "decimal",
      );
    }
    for (const { column, place } of dates) {
      const cell = cells[place];
      if (typeof cell === "string" && cell.length > longest) continue;
      swaps.add(cell, { row: row.row, column });
      if (typeof cell !== "string" || cell === "") continue;
      const hint = orderOf(cell.normalize("NFKC").trim());
      orders.add(
        hint && (hint.certain ? { certain: true, reading: hint.order } : hint),
        { row: row.row, column, value: cell },
        "date-order",
      );
    }
    for (const { place } of dateColumns) {
      const text = known(textOf(cells[place]));
      if (!/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/.test(text)) continue;
      days += 1;
      if (/^\d{4}[-/.]\d{1,2}[-/.]0?1(?!\d)/.test(text)) firsts += 1;
    }
  }

  const refusals: FileIssue[] = [];
  // A decimal comma among commas cuts numbers in two; rows that come out even by chance are then no better than the others.
  if (tooLong.size > 0 && (split > 0 || tooLong.size > rows / 2))
    refusals.push({
      code: "fields-shifted",
      setting: "format.delimiter",
      values: { count: tooLong.size, columns: width },
      rows: longRows.map((one) => ({ ...one, code: "fields-shifted" })),
    });
  const decimal = marks.settle("format.decimal", { both: "decimal-both", neither: "decimal-open" });
  const order = orders.settle("format.dateFormat", { both: "date-both", neither: "date-open" });
  for (const found of [decimal, order]) if ("code" in found) refusals.push(found);
  const swapped = swaps.issue();
  if (swapped) refusals.push(swapped);
  if (format.dateFormat !== undefined && dateFormat(format.dateFormat) === null)
    refusals.push({
      code: "date-format-unknown",
      setting: "format.dateFormat",
      values: { format: format.dateFormat },
      rows: [],
    });
  if (rows === 0) refusals.push({ code: "table-empty", setting: null, rows: [] });
  return {
    rows,
    decimal: format.decimal ?? ("reading" in decimal ? decimal.reading : null),
    order: "reading" in order ? order.reading : null,
    tooLong,
    doubtful,
    firsts: days >= 20 && firsts > days * 0.9,
    merged: table.merged(sheet).filter(({ from }) => from > header.row),
    refusals,
  };
}

/**
 * A spreadsheet program that expects the month first makes dates of 3/10/2008 and leaves 13/10/2008 as text: the dates have day and month
 * changed, and look as good as any. It shows where all dates have a day up to 12, and all texts one above.
 */
class Swaps {
  private dates: RowIssue[] = [];
  private texts: RowIssue[] = [];
  private otherwise = false;

  add(cell: Cell | undefined, at: { row: number; column: string }): void {
    if (cell === undefined || cell === "" || this.otherwise) return;
    const keep = (list: RowIssue[], value: string) => {
      if (list.length < shown / 2) list.push({ ...at, value, code: "date-swapped" });
    };
    if (typeof cell === "object" && "date" in cell) {
      if (Number(cell.date.slice(8, 10)) > 12) this.otherwise = true;
      else if (cell.date.length === 10) keep(this.dates, cell.date);
    } else if (typeof cell === "string") {
      const hint = orderOf(cell.normalize("NFKC").trim());
      if (hint?.certain && hint.order === "day-first") keep(this.texts, cell);
      else if (hint !== null) this.otherwise = true;
    }
  }

  issue(): FileIssue | null {
    if (this.otherwise || this.dates.length < 2 || this.texts.length < 2) return null;
    return { code: "date-swapped", setting: "format.dateFormat", rows: [...this.dates, ...this.texts] };
  }
}

/** Two neighbours that look like the halves of a number with a decimal comma. */
function splitNumber(cells: readonly Cell[]): boolean {
  return cells.some(
    (cell, place) => /^-?\d{1,15}$/.test(textOf(cell).trim()) && /^\d{1,6}$/.test(textOf(cells[place + 1]).trim()),
  );
}
