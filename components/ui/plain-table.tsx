import type { ReactNode } from "react";
import classes from "./plain-table.module.css";

/** `numeric`: at the end of the column, in tabular figures; `small`: running text; `narrow`: never broken. The first column names the row: on a phone it says what it is only where it has a `label`. */
export type PlainColumn = { key: string; header: ReactNode; label?: string; kind?: "numeric" | "small" | "narrow" };
export type PlainRow = { key: string; cells: Readonly<Record<string, ReactNode>> };

/**
 * A table of a list that is read, not sorted or paged. On a phone each row is a block, and each cell says what it is.
 * @param label of the table, for those who hear it; @param foot a last row that adds up
 */
export function PlainTable({
  label,
  columns,
  rows,
  foot,
}: {
  label: string;
  columns: readonly PlainColumn[];
  rows: readonly PlainRow[];
  foot?: PlainRow;
}) {
  return (
    <table className={classes.table}>
      <caption>{label}</caption>
      <thead>
        <tr>
          {columns.map(({ key, header, kind }) => (
            <th key={key} scope="col" data-numeric={kind === "numeric" || undefined}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} columns={columns} cells={row.cells} />
        ))}
      </tbody>
      {foot && (
        <tfoot>
          <Row columns={columns} cells={foot.cells} />
        </tfoot>
      )}
    </table>
  );
}

function Row({ columns, cells }: { columns: readonly PlainColumn[]; cells: PlainRow["cells"] }) {
  return (
    <tr>
      {columns.map(({ key, header, label, kind }, at) => {
        const marks = {
          "data-numeric": kind === "numeric" || undefined,
          "data-small": kind === "small" || undefined,
          "data-narrow": kind === "narrow" || undefined,
        };
        const content = cells[key];
        // A cell that holds nothing is left out on a phone: it must be empty in earnest.
        const filled = content === null || content === false ? undefined : content;
        return at === 0 ? (
          <th key={key} scope="row" data-label={label} {...marks}>
            {filled}
          </th>
        ) : (
          <td key={key} data-label={label ?? (typeof header === "string" ? header : undefined)} {...marks}>
            {filled === undefined ? null : <div>{filled}</div>}
          </td>
        );
      })}
    </tr>
  );
}
