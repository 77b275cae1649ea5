import { foldTerm } from "@/lib/i18n/match";
import { times } from "@/lib/quantity/decimal";
import type { Cell, Table, TableRow } from "@/lib/tables/types";
import { comparable } from "./numbers";
import type { Mapping } from "./schema";
import type { FileIssue } from "./types";
import { tidy } from "./words";

/** The columns of a table. `names` are as the header says them, by place; `placeOf` finds one that a mapping names. */
export type Header = { row: number; names: readonly string[]; placeOf: (column: string) => number };
export type FoundHeader = { ok: true; sheet: string | undefined; header: Header } | { ok: false; issue: FileIssue };

/** Rows at the beginning among which the header is looked for where the mapping does not say. */
const lookedThrough = 60;

export const textOf = (cell: Cell | undefined): string =>
  cell === undefined
    ? ""
    : typeof cell === "string"
      ? cell
      : "date" in cell
        ? cell.date
        : cell.percent
          ? `${comparable(times(cell.number, "100"))}%`
          : cell.number;

/** Every column that the mapping names. */
export function wantedColumns(mapping: Mapping): string[] {
  return [
    ...new Set([
      ...Object.values(mapping.columns),
      ...(mapping.unpivot?.columns ?? []),
      ...(mapping.format.skipRows ?? []).map(({ column }) => column),
    ]),
  ];
}

/**
 * Finds the row with the columns' names: the one that the mapping says, else the first that has every column it names. Of a workbook where
 * nobody chose a sheet: the one sheet that has such a row.
 */
export async function findHeader(table: Table, mapping: Mapping): Promise<FoundHeader> {
  const wanted = wantedColumns(mapping);
  if (table.kind === "csv" || table.sheet !== null) {
    const found = headerIn(await firstRows(table, undefined, mapping), mapping, wanted);
    return found.ok ? { ...found, sheet: table.sheet ?? undefined } : found;
  }
  const visible = table.sheets.filter(({ hidden }) => !hidden).map(({ name }) => name);
  const tried: { name: string; found: ReturnType<typeof headerIn> }[] = [];
  for (const name of visible)
    tried.push({ name, found: headerIn(await firstRows(table, name, mapping), mapping, wanted) });
  const fitting = tried.flatMap(({ name, found }) => (found.ok ? [{ name, found }] : []));
  const [only] = fitting;
  if (only && fitting.length === 1) return { ...only.found, sheet: only.name };
  const values = { sheets: (fitting.length > 1 ? fitting.map(({ name }) => name) : visible).join(", ") };
  const code = fitting.length > 1 ? "sheet-several" : "sheet-none";
  return { ok: false, issue: { code, setting: "--sheet", values, rows: [] } };
}

async function firstRows(table: Table, sheet: string | undefined, mapping: Mapping): Promise<TableRow[]> {
  const most = Math.max(lookedThrough, ...(mapping.format.headerRow ?? []));
  const rows: TableRow[] = [];
  for await (const row of table.rows(sheet)) {
    rows.push(row);
    if (row.row >= most) break;
  }
  return rows;
}

function headerIn(
  rows: readonly TableRow[],
  mapping: Mapping,
  wanted: readonly string[],
): { ok: true; header: Header } | { ok: false; issue: FileIssue } {
  const said = mapping.format.headerRow;
  const missingIn = (names: readonly (readonly string[])[]) =>
    wanted.filter((column) => placesOf(names, column).length !== 1);
  if (said) {
    const names = namesOf(said.map((number) => rows.find(({ row }) => row === number)));
    const missing = missingIn(names);
    if (missing.length === 0) return { ok: true, header: headerOf(Math.max(...said), names) };
    return { ok: false, issue: missingIssue(names, missing, Math.max(...said)) };
  }
  const filled = rows.filter(({ cells }) => cells.some((cell) => tidy(textOf(cell)) !== ""));
  for (const row of filled) {
    const names = namesOf([row]);
    if (missingIn(names).length === 0) return { ok: true, header: headerOf(row.row, names) };
  }
  const [first] = filled;
  if (!first) return { ok: false, issue: { code: "table-empty", setting: null, rows: [] } };
  // The row that comes nearest is shown.
  const best = filled
    .map((row) => ({ row, missing: missingIn(namesOf([row])) }))
    .reduce((a, b) => (b.missing.length < a.missing.length ? b : a));
  return { ok: false, issue: missingIssue(namesOf([best.row]), best.missing, best.row.row) };
}

/** By place the names that a column goes by: of two header rows, the upper one's name goes on to the right until another begins. */
function namesOf(rows: readonly (TableRow | undefined)[]): string[][] {
  const width = Math.max(0, ...rows.map((row) => row?.cells.length ?? 0));
  const levels = rows.map((row, level) => {
    let before = "";
    return Array.from({ length: width }, (_, place) => {
      const text = tidy(textOf(row?.cells[place])).replace(/^\ufeff/, "");
      if (text !== "" || level === rows.length - 1) before = text;
      return before;
    });
  });
  return Array.from({ length: width }, (_, place) => {
    const parts = levels.flatMap((names) => names[place] || []);
    const distinct = [...new Set(parts)];
    return [
      ...new Set([distinct.join(" / "), distinct.join(" "), ...(distinct.length > 1 ? [distinct.at(-1) ?? ""] : [])]),
    ].filter((name) => name !== "");
  });
}

function placesOf(names: readonly (readonly string[])[], column: string): number[] {
  const places = (equal: (name: string) => boolean) => names.flatMap((own, place) => (own.some(equal) ? [place] : []));
  const plain = tidy(column);
  // A column without a name goes by its place: #1 is the first.
  const place = /^#([1-9]\d{0,4})$/.exec(plain)?.[1];
  if (place !== undefined && !names.some((own) => own.includes(plain)))
    return Number(place) <= names.length ? [Number(place) - 1] : [];
  const exact = places((name) => name === plain);
  if (exact.length > 0) return exact;
  const folded = foldTerm(plain);
  return folded === "" ? [] : places((name) => name.toLowerCase() === plain.toLowerCase() || foldTerm(name) === folded);
}

function headerOf(row: number, names: readonly (readonly string[])[]): Header {
  return {
    row,
    names: names.map((own) => own[0] ?? ""),
    placeOf: (column) => placesOf(names, column)[0] ?? -1,
  };
}

function missingIssue(names: readonly (readonly string[])[], missing: readonly string[], row: number): FileIssue {
  const [column = ""] = missing;
  const places = placesOf(names, column);
  const several = places.length > 1;
  const listed = names
    .flatMap((own) => own[0] ?? [])
    .slice(0, 60)
    .join(", ");
  return {
    code: several ? "column-several" : "column-missing",
    setting: several ? "columns" : "format.headerRow",
    values: { columns: missing.join(", "), row, listed, places: places.map((place) => `#${place + 1}`).join(", ") },
    rows: missing.map((one) => ({
      row,
      column: one,
      value: null,
      code: several ? "column-several" : "column-missing",
      values: {
        columns: one,
        row,
        listed,
        places: placesOf(names, one)
          .map((place) => `#${place + 1}`)
          .join(", "),
      },
    })),
  };
}
