import { parse } from "csv-parse/sync";
import type { Beginning } from "./csv";
import { dialect } from "./csv";
import { TableError } from "./types";

const candidates = [",", ";", "\t", "|"] as const;
type Candidate = (typeof candidates)[number];
const wordOf: Record<Candidate, string> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" };

/** The signs that contract and people name a delimiter by. */
export function delimiterNamed(name: string): string {
  const words: Record<string, string> = { "\\t": "\t" };
  for (const sign of candidates) words[wordOf[sign]] = sign;
  const sign = words[name.toLowerCase()] ?? name;
  if (sign === "" || sign.length > 4 || /["\r\n]/.test(sign))
    throw new TableError("delimiter-wrong", `"${name}" cannot be a delimiter. Try , ; tab or |.`);
  return sign;
}

/** How a candidate cuts it: into how many fields most of the records, and the share of those. */
type Cut = { delimiter: Candidate; records: string[][]; fields: number; share: number };

/** Records that a delimiter is judged by. */
const judged = 300;

/**
 * The delimiter that a text is written with. Under it the text reads as tables are written: each record has as many fields, and a quote stands
 * at the ends of a field only. Where no candidate does that (titles above the table, short rows, a lone quote), the one that gives most records
 * the same number of fields, and of such the most fields. A comma where there is nothing to divide: a table of one column.
 * @param names columns that are known to be there: a candidate under which a record has them all goes before others
 * @throws TableError `delimiter-open` where two do equally well
 */
export function detectDelimiter(beginning: Beginning, names: readonly string[] = []): string {
  const having = (cuts: Cut[]) => {
    const some = cuts.filter(({ records }) => records.some((cells) => hasAll(cells, names)));
    return names.length > 0 && some.length > 0 ? some : cuts;
  };
  const cuts = (strict: boolean) =>
    candidates.map((one) => cut(beginning, one, strict)).filter(({ fields }) => fields > 1);
  const even = having(cuts(true).filter(({ share }) => share === 1));
  if (even.length > 0) return onlyOf(even);
  const uneven = having(cuts(false));
  const score = ({ fields, share }: Cut) => (share > 0.9 ? 1_000_000 : 0) + fields * share;
  const most = Math.max(...uneven.map(score));
  return uneven.length === 0 ? "," : onlyOf(uneven.filter((one) => score(one) === most));
}

function onlyOf(cuts: Cut[]): string {
  const [first, second] = cuts;
  if (!first) return ",";
  if (!second) return first.delimiter;
  const found = cuts.map(({ delimiter, fields }) => `${wordOf[delimiter]} (${fields} columns)`).join(" or ");
  throw new TableError(
    "delimiter-open",
    `The text divides into columns equally well by ${found}. Say which is meant in format.delimiter.`,
  );
}

const hasAll = (cells: readonly string[], names: readonly string[]) => {
  const own = new Set(cells.map((cell) => cell.trim()));
  return names.every((name) => own.has(name.trim()));
};

/** @param strict a quote inside of a field or behind a closing one ends the reading: the text is not written with this delimiter */
function cut({ text, whole }: Beginning, delimiter: Candidate, strict: boolean): Cut {
  const records: string[][] = [];
  let broken = false;
  try {
    const keep = (record: string[]) => void records.push(record);
    parse(text, { ...dialect, delimiter, bom: true, to: judged, relax_quotes: !strict, on_record: keep });
    // What was cut off in the middle says nothing.
    if (!whole && records.length < judged) records.pop();
  } catch (error) {
    // A text that was cut off may end inside of quotes.
    const open = error instanceof Error && "code" in error && error.code === "CSV_QUOTE_NOT_CLOSED";
    broken = strict && !(open && !whole);
  }
  const filled = records.filter((cells) => cells.length > 1 || cells[0]?.trim() !== "");
  const counts = new Map<number, number>();
  for (const { length } of filled) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [fields = 0, times = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  return {
    delimiter,
    records: filled,
    fields: broken ? 0 : fields,
    share: filled.length === 0 ? 0 : times / filled.length,
  };
}
