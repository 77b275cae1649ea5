import { mostRows } from "@/lib/cases/schema";
import type { FieldProblem } from "@/lib/errors";
import type { AssetValues, LegValues, LineValues, PersonValues, ReportValues } from "@/lib/reports/form";
import { freshLine, isFreshLeg, isFreshRow } from "@/lib/reports/form";

export type Rows = { lines: LineValues; people: PersonValues; assets: AssetValues; route: LegValues };
export type RowList = keyof Rows;
type Plain = Omit<ReportValues, RowList | "source" | "arrests">;

/**
 * What the page knows of the form: what is typed, at which fields a mistake may be shown (those that were left, or all after a
 * submit), and what the server said of fields that have not changed since.
 */
export type FormState = {
  values: ReportValues;
  /** paths of fields that were left with something in them */
  left: readonly string[];
  submitted: boolean;
  refused: readonly FieldProblem[];
};

export type FormAction =
  | { type: "set"; patch: Partial<Plain> }
  | { type: "source"; patch: Partial<ReportValues["source"]> }
  | { type: "arrests"; patch: Partial<ReportValues["arrests"]> }
  | { [L in RowList]: { type: "row"; list: L; at: number; patch: Partial<Rows[L]> } }[RowList]
  | { [L in RowList]: { type: "add"; list: L; row: Rows[L]; at: number } }[RowList]
  /** lines read from text, in place of the one that the text was in */
  | { type: "read"; at: number; rows: readonly LineValues[] }
  | { type: "remove"; list: RowList; at: number }
  | { type: "confirm"; key: string; reason: string }
  | { type: "left"; path: string }
  | { type: "submit" }
  | { type: "refused"; problems: readonly FieldProblem[] }
  | { type: "replace"; values: ReportValues };

export function startForm(values: ReportValues): FormState {
  return { values, left: [], submitted: false, refused: [] };
}

export function changeForm(state: FormState, action: FormAction): FormState {
  const { values } = state;
  switch (action.type) {
    case "set":
      return changed(state, { ...values, ...action.patch }, Object.keys(action.patch));
    case "source":
      return changed(state, { ...values, source: { ...values.source, ...action.patch } }, ["source"]);
    case "arrests":
      return changed(state, { ...values, arrests: { ...values.arrests, ...action.patch } }, ["arrests"]);
    case "row":
      return changed(state, patchRow(values, action), [`${action.list}.${action.at}`]);
    case "add":
      if (values[action.list].length >= mostRows[action.list]) return state;
      return { ...moved(state, action.list, action.at, 1), values: addRow(values, action) };
    case "read":
      return readRows(state, action.at, action.rows);
    case "remove":
      return removeRow(state, action.list, action.at);
    case "confirm": {
      const others = values.confirmed.filter((one) => one.key !== action.key);
      const confirmed = [...others, { key: action.key, reason: action.reason }];
      return changed(state, { ...values, confirmed }, ["confirmed"]);
    }
    case "left":
      return state.left.includes(action.path) ? state : { ...state, left: [...state.left, action.path] };
    case "submit":
      return { ...state, values: withoutFreshRows(values), submitted: true, refused: [] };
    case "refused":
      return { ...state, refused: action.problems };
    case "replace":
      return startForm(action.values);
  }
}

/** The mistakes to show: nobody is told of a field that they have not come to yet. */
export function shownProblems(state: FormState, problems: readonly FieldProblem[]): FieldProblem[] {
  const shown = problems.filter(({ path }) => state.submitted || state.left.includes(path));
  const told = new Set(shown.map(({ path }) => path));
  return [...shown, ...state.refused.filter(({ path }) => !told.has(path))];
}

/** A key that no row of the list has. */
export function nextKey(rows: readonly { key: string }[]): string {
  return String(rows.reduce((highest, row) => Math.max(highest, Number(row.key) || 0), 0) + 1);
}

/** Rows in which nothing was typed, gone; one line stays to begin with. */
export function withoutFreshRows(values: ReportValues): ReportValues {
  const lines = values.lines.filter((row) => !isFreshRow(row));
  return {
    ...values,
    lines: lines.length > 0 ? lines : [values.lines[0] ?? freshLine("1")],
    people: values.people.filter((row) => !isFreshRow(row)),
    route: values.route.filter((row) => !isFreshLeg(row)),
  };
}

const within = (path: string, part: string) => path === part || path.startsWith(`${part}.`);

/** What the server said of a field does not hold once the field, or one beside it in the same row, is another. */
function changed(state: FormState, values: ReportValues, parts: readonly string[]): FormState {
  const refused = state.refused.filter(({ path }) => !parts.some((part) => within(path, part)));
  return { ...state, values, refused };
}

function patchRow(values: ReportValues, action: Extract<FormAction, { type: "row" }>): ReportValues {
  const { list, at, patch } = action;
  return { ...values, [list]: values[list].map((row, i) => (i === at ? { ...row, ...patch } : row)) };
}

function addRow(values: ReportValues, { list, row, at }: Extract<FormAction, { type: "add" }>): ReportValues {
  const rows: { key: string }[] = [...values[list]];
  rows.splice(at, 0, { ...row, key: nextKey(rows) });
  return { ...values, [list]: rows };
}

/** Rows with keys of their own, in place of one. Nothing is read beyond a report's room. */
function readRows(state: FormState, at: number, read: readonly LineValues[]): FormState {
  const { lines } = state.values;
  const rows = read.slice(0, mostRows.lines - lines.length + 1);
  const values = { ...state.values, lines: lines.toSpliced(at, 1, ...rows) };
  const after = rows.slice(1).reduce((before) => moved(before, "lines", at + 1, 1), state);
  return changed(after, values, [`lines.${at}`]);
}

function removeRow(state: FormState, list: RowList, at: number): FormState {
  const rows = state.values[list].filter((_, i) => i !== at);
  const last = list === "lines" && rows.length === 0;
  const values = { ...state.values, [list]: last ? [freshLine(nextKey(state.values.lines))] : rows };
  return { ...moved(state, list, at, -1), values };
}

/** Paths go on naming the same rows when one comes or goes before them; those of a row that goes, and of the list as a whole, are dropped. */
function moved(state: FormState, list: RowList, at: number, by: 1 | -1): FormState {
  const follow = (path: string): string[] => {
    if (path === list) return [];
    const [first, row, ...field] = path.split(".");
    const index = Number(row);
    if (first !== list || row === undefined || index < at) return [path];
    return by < 0 && index === at ? [] : [[first, index + by, ...field].join(".")];
  };
  return {
    ...state,
    left: state.left.flatMap(follow),
    refused: state.refused.flatMap((problem) => follow(problem.path).map((path) => ({ ...problem, path }))),
  };
}
