import { asWas } from "@/lib/tables/cells";
import type { Cell, Merged, TableRow } from "@/lib/tables/types";
import type { ReadDate } from "./dates";
import { dateFormat, dateOfParts, readDate } from "./dates";
import type { Header } from "./header";
import { textOf } from "./header";
import type { ReadNumber } from "./numbers";
import { footnote, longest, readNumber } from "./numbers";
import type { Scan } from "./scan";
import { numberFields } from "./scan";
import type { ImportField, Mapping } from "./schema";
import { isDitto, known, tidy } from "./words";

/** What one row says of one field: as it stands, and as it is read (values of the mapping put in, what means "unknown" empty). */
export type FieldText = {
  column: string | null;
  cell: Cell;
  raw: string;
  text: string;
  /** it says only that it is as the row above, which is none of its own words */
  above?: true;
};
/** A row's fields. Of an unpivoted table a row has several: one for each of its unpivoted cells that is not empty. */
export type RowFields = (field: ImportField) => FieldText;

const nothing: FieldText = { column: null, cell: "", raw: "", text: "" };
const countries: ReadonlySet<ImportField> = new Set(["country", "nationality", "origin", "departure", "destination"]);
/** Dates and results of one text are the same on every row: the commonest are remembered. */
const mostRemembered = 50_000;

/** What cells say that a sheet shows as one over several rows: each of the rows says it. A figure is none of these: it would be counted again. */
class MergedCells {
  private next = 0;
  private last = 0;
  private readonly open = new Map<number, { to: number; cell: Cell }>();

  constructor(readonly all: readonly Merged[]) {}

  /** By place what this row has from one above. Rows come in their order, once or again from the beginning. */
  at({ row, cells }: TableRow): ReadonlyMap<number, { cell: Cell }> | null {
    if (this.all.length === 0) return null;
    if (row < this.last) {
      this.next = 0;
      this.open.clear();
    }
    this.last = row;
    for (const [place, { to }] of this.open) if (to < row) this.open.delete(place);
    for (let one = this.all[this.next]; one && one.from <= row; one = this.all[this.next]) {
      this.next += 1;
      if (one.from === row) this.open.set(one.place, { to: one.to, cell: cells[one.place] ?? "" });
    }
    return this.open;
  }
}

/** Reads the fields of a table's rows by a mapping, and dates and numbers by what the whole table says of them. */
export class CellReader {
  private readonly places = new Map<ImportField, { column: string; place: number }>();
  private readonly constants = new Map<ImportField, FieldText>();
  private readonly values = new Map<ImportField, Map<string, string>>();
  private readonly unpivoted: { column: string; place: number }[];
  private readonly dates = new Map<string, ReadDate>();
  private readonly merged: MergedCells;
  private readonly byFormat: ((text: string) => ReadDate) | null;

  constructor(
    readonly mapping: Mapping,
    header: Header,
    private readonly scan: Scan,
  ) {
    const fieldsOf = <V>(record: Partial<Record<ImportField, V>>) => Object.entries(record) as [ImportField, V][];
    for (const [field, column] of fieldsOf(mapping.columns))
      this.places.set(field, { column, place: header.placeOf(column) });
    for (const [field, words] of fieldsOf(mapping.values)) {
      const own = new Map<string, string>();
      for (const [from, to] of Object.entries(words)) {
        own.set(tidy(from).toLowerCase(), to);
      }
      for (const [from, to] of Object.entries(words)) own.set(tidy(from), to);
      this.values.set(field, own);
    }
    for (const [field, text] of fieldsOf(mapping.constants))
      this.constants.set(field, this.fieldText(field, null, text));
    this.unpivoted = (mapping.unpivot?.columns ?? []).map((column) => ({ column, place: header.placeOf(column) }));
    const counted = new Set(numberFields.map((field) => this.places.get(field)?.place));
    const said = new Set([...this.places.values()].flatMap(({ place }) => (counted.has(place) ? [] : [place])));
    this.merged = new MergedCells(scan.merged.filter(({ place }) => said.has(place)));
    this.byFormat = mapping.format.dateFormat === undefined ? null : dateFormat(mapping.format.dateFormat);
  }

  private fieldText(field: ImportField, column: string | null, cell: Cell): FieldText {
    const raw = tidy(asWas(textOf(cell)));
    const words = this.values.get(field);
    const said = words && (words.get(raw) ?? words.get(raw.toLowerCase()));
    if (said === undefined && isDitto(raw)) return { column, cell: "", raw, text: "", above: true };
    const text = said === undefined ? known(raw, countries.has(field)) : known(said, countries.has(field));
    return { column, cell: said === undefined ? cell : text, raw, text };
  }

  /** The first of the cells that are shown as one over several rows and were read into each; null where there is none. */
  get firstMerged(): { row: number; column: string } | null {
    const [first] = this.merged.all;
    const column = [...this.places.values()].find(({ place }) => place === first?.place)?.column;
    return first && column !== undefined ? { row: first.from, column } : null;
  }

  /** The row's fields, once for each unpivoted cell that says something; once for a row whose unpivoted cells say nothing. */
  fields(row: TableRow): RowFields[] {
    const above = this.merged.at(row);
    // A field is asked for by several readers of the row.
    const asked = new Map<ImportField, FieldText>();
    const own = (field: ImportField): FieldText => {
      const before = asked.get(field);
      if (before) return before;
      const found = read(field);
      asked.set(field, found);
      return found;
    };
    const read = (field: ImportField): FieldText => {
      const at = this.places.get(field);
      if (at) return this.fieldText(field, at.column, above?.get(at.place)?.cell ?? row.cells[at.place] ?? "");
      return this.constants.get(field) ?? nothing;
    };
    const into = this.mapping.unpivot?.into;
    if (!into) return [own];
    const filled = this.unpivoted.filter(({ place }) => known(textOf(row.cells[place])) !== "");
    // A zero beside other figures of the row says that there was none of it.
    const more = filled.filter(({ place }) => !/^[-+]?0*[.,]?0*$/.test(textOf(row.cells[place]).trim()));
    const cells = into.value === "quantity" && more.length > 0 ? more : filled;
    if (cells.length === 0) return [(field) => (field === into.name || field === into.value ? nothing : own(field))];
    return cells.map(({ column, place }) => (field) => {
      if (field === into.name) return { ...this.fieldText(field, column, tidy(column)), column };
      if (field === into.value) return this.fieldText(field, column, row.cells[place] ?? "");
      return own(field);
    });
  }

  number(field: FieldText): ReadNumber {
    if (typeof field.cell !== "string" && "number" in field.cell && !field.cell.percent)
      return { ok: true, value: field.cell.number };
    return readNumber(field.text, this.scan.decimal ?? ".");
  }

  private oneDate(field: FieldText): ReadDate {
    if (typeof field.cell !== "string" && "date" in field.cell) return readDate(field.cell.date, null);
    const { text } = field;
    if (text.length > longest) return { ok: false, code: "date-not-a-date" };
    const before = this.dates.get(text);
    if (before) return before;
    if (footnote.test(text)) return { ok: false, code: "date-footnote" };
    let read = this.byFormat ? this.byFormat(text) : readDate(text, this.scan.order);
    // A date with its year first has one reading, whatever the others look like.
    if (!read.ok && read.code === "date-format" && /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/.test(text))
      read = readDate(text, null);
    if (this.dates.size < mostRemembered) this.dates.set(text, read);
    return read;
  }

  /** The row's date; null where it says none. A mistake is told with the field it stands in. */
  date(fields: RowFields): { read: ReadDate | null; field: FieldText } {
    const date = fields("date");
    const year = fields("year");
    if (date.text === "" && year.text !== "") {
      const marked = [year, fields("month"), fields("day")].find(({ text }) => footnote.test(text));
      if (marked) return { read: { ok: false, code: "date-footnote" }, field: marked };
      const read = dateOfParts(
        year.text,
        fields("month").text,
        fields("day").text,
        this.mapping.format.fiscalYearStart ?? 1,
      );
      const field = read.ok || read.code === "date-year" ? year : fields(read.code === "date-month" ? "month" : "day");
      return { read, field };
    }
    const end = fields("dateEnd");
    if (date.text === "") return { read: null, field: date };
    const first = this.oneDate(date);
    if (!first.ok) return { read: first, field: date };
    if (end.text === "") return { read: this.asPrecise(first), field: date };
    const last = this.oneDate(end);
    if (!last.ok) return { read: last, field: end };
    if (last.to < first.from) return { read: { ok: false, code: "date-order" }, field: end };
    if (last.edtf === first.edtf) return { read: this.asPrecise(first), field: date };
    return { read: { ok: true, edtf: `${first.edtf}/${last.edtf}`, from: first.from, to: last.to }, field: date };
  }

  private asPrecise(date: ReadDate): ReadDate {
    if (!date.ok || this.mapping.format.datePrecision !== "month" || date.from.slice(0, 7) !== date.to.slice(0, 7))
      return date;
    return readDate(date.from.slice(0, 7), null);
  }
}
