import type { Cell, TableRow } from "@/lib/tables/types";
import type { FieldText, RowFields } from "./cells";
import { textOf } from "./header";
import type { ImportField, Mapping } from "./schema";
import type { RowIssue } from "./types";
import { tidy } from "./words";

/** Says something of a field of the row in hand. */
export type Refuse = (field: FieldText, code: string, values?: RowIssue["values"]) => void;

/** What stands in a row that adds others up. */
const sums =
  /^(?:(?:grand |sub-?\s?)?totals?|totales?|total (?:general|geral)|sub-?totales|suma total|всего|итого|합계|소계|총계|누계|계|总计|合计|小计|共计|累计|總計|合計|小計|.{1,40}(?:小计|合计|总计|小計|合計|總計| 소계| 합계| 총계))\s?[:：]?$/i;

export const isSum = (text: string): boolean => text.length < 60 && sums.test(text);

/** What a case cannot do without where its row has it: the others are then unknown. */
const telling: ReadonlySet<string> = new Set([
  ...["date", "dateEnd", "year", "month", "day", "transitPoint", "substance", "quantity", "externalReference"],
]);

/** Fields in which a source writes as it likes. */
const free: ReadonlySet<string> = new Set(["note", "concealment"]);

/** A cell of the row that says that the row adds others up; null where none does. */
export function sumIn(cells: readonly Cell[]): string | null {
  for (const cell of cells) {
    const text = tidy(textOf(cell));
    if (isSum(text)) return text;
  }
  return null;
}

/** Refuses a row of a printed table that is no account by itself: what is told by the row above, and what adds others up. */
export function findMarks(
  { columns }: Mapping,
  { cells }: TableRow,
  fields: RowFields,
  refuse: Refuse,
  warn: Refuse,
): void {
  const named = Object.keys(columns) as ImportField[];
  for (const name of named) {
    const field = fields(name);
    if (field.above && telling.has(name)) refuse(field, "ditto");
    else if (field.above) warn(field, "ditto-unknown");
    else if (isSum(field.text) && !free.has(name)) refuse(field, "row-sum");
  }
  const dated = columns.date === undefined && columns.year === undefined;
  if (dated || fields("date").text !== "" || fields("year").text !== "") return;
  const sum = sumIn(cells);
  const nameless = columns.substance !== undefined && fields("substance").text === "";
  if (sum !== null && named.every((name) => fields(name).raw !== sum))
    refuse({ ...fields("date"), column: null, raw: sum }, "row-sum");
  else if (nameless && fields("quantity").text !== "") warn(fields("quantity"), "row-bare");
}

/** What tells where, when and what: a blank may mean that it is as in the row above. */
const placing: readonly ImportField[] = ["date", "year", "transitPoint", "substance"];

/** Columns that say something in some of the rows that are read, and nothing in others: told once, with the first of these rows. */
export class Blanks {
  private readonly columns: { name: ImportField; row: number; column: string; blank: number; filled: number }[];

  constructor({ columns }: Mapping) {
    this.columns = placing.flatMap((name) => {
      const column = columns[name];
      return column === undefined ? [] : [{ name, row: 0, column, blank: 0, filled: 0 }];
    });
  }

  add(row: number, fields: RowFields): void {
    for (const own of this.columns)
      if (fields(own.name).raw !== "") own.filled += 1;
      else {
        own.blank += 1;
        own.row ||= row;
      }
  }

  issues(): RowIssue[] {
    return this.columns
      .filter(({ blank, filled }) => blank > 0 && filled > 0)
      .map(({ row, column, blank }) => ({ row, column, value: null, code: "column-blanks", values: { count: blank } }));
  }
}
