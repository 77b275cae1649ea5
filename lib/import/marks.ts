import { textOf } from "./header";
import type { Mapping } from "./schema";
import { tidy } from "./words";

/** What stands in a cell for what stands above it. */
const dittoes = new Set(
  "\"|''|'|\u201c|\u201d|\u2033|\u3003|,,|-\"-|- \" -|-//-|//|同上|同前|上同|相同|ditto|do.|idem|ídem|ibid|ibid.|id.|상동|위와 같음|동일|то же|тот же".split(
    "|",
  ),
);
/** What stands in a row that adds others up. */
const sums =
  /^(?:(?:grand |sub-?\s?)?totals?|totales?|total (?:general|geral)|sub-?totales|suma total|всего|итого|합계|소계|총계|누계|계|总计|合计|小计|共计|累计|總計|合計|小計|.{1,40}(?:小计|合计|总计|小計|合計|總計| 소계| 합계| 총계))\s?[:：]?$/i;

/** Whether a cell says only that it is as the one above. What that one says is the table's to tell, not the reader's. */
export const isDitto = (text: string): boolean => dittoes.has(text.toLowerCase());
export const isSum = (text: string): boolean => text.length < 60 && sums.test(text);

/** A sign for a footnote, or a number in a ring: it looks like a digit behind a figure, and is none of it. */
export const footnote = /[\u00b2\u00b3\u00b9\u2070-\u209f\u2460-\u24ff\u3251-\u325f\u32b1-\u32bf]/;

/** Fields in which a source writes as it likes. */
export const free: ReadonlySet<string> = new Set(["note", "concealment"]);

/** A cell of the row that says that the row adds others up; null where none does. */
export function sumIn(cells: readonly Parameters<typeof textOf>[0][]): string | null {
  for (const cell of cells) {
    const text = tidy(textOf(cell));
    if (isSum(text)) return text;
  }
  return null;
}

/** Whether the mapping has a date from the table. */
export const datesFromTable = ({ columns }: Mapping): boolean =>
  columns.date !== undefined || columns.year !== undefined;
