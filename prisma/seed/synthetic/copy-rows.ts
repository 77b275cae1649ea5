import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** A row to be copied, by its columns' names. */
export type CopyRow = Readonly<Record<string, unknown>>;

/**
 * Copies rows into a table, in one statement and in their order.
 * @param rows all with the same keys, which are the table's columns; objects are written as JSON
 */
export async function copyRows(client: pg.Client, table: string, rows: readonly CopyRow[]): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const columns = Object.keys(first);
  const stream = client.query(
    copyFrom(`COPY ${table} (${columns.map((column) => client.escapeIdentifier(column)).join(", ")}) FROM STDIN`),
  );
  const done = new Promise<void>((resolve, reject) => {
    stream.once("finish", resolve);
    stream.once("error", reject);
  });
  stream.end(rows.map((row) => `${columns.map((column) => field(row[column])).join("\t")}\n`).join(""));
  await done;
}

const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A value in COPY's text format. */
function field(value: unknown): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : value instanceof Date ? value.toISOString() : JSON.stringify(value);
  return text.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);
}
