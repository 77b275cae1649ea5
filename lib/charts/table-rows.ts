import type { Month } from "./monthly";

/** A month of the table twin, or a run of months of which there is nothing to say: gaps, or not asked for. */
export type TableRow =
  | { kind: "month"; month: Month }
  | { kind: "gaps" | "not-asked"; from: string; to: string; count: number };

/** The rows of the table twin, newest month first. Neighbouring months without a figure stand in one row. */
export function tableRows(months: readonly Month[]): TableRow[] {
  const rows: TableRow[] = [];
  for (const month of months.toReversed()) {
    const kind = month.total ? "month" : month.asked ? "gaps" : "not-asked";
    const last = rows.at(-1);
    if (kind === "month" || month.yearBefore !== null) rows.push({ kind: "month", month });
    else if (last?.kind === kind) Object.assign(last, { from: month.month, count: last.count + 1 });
    else rows.push({ kind, from: month.month, to: month.month, count: 1 });
  }
  return rows;
}
