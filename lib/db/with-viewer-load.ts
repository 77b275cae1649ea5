import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Viewer } from "@/lib/auth/types";
import { AppError } from "@/lib/errors";
import type { RawTx } from "./client";
import { streamPool } from "./client";
import { asFailure } from "./failure";
import { Prisma } from "./generated/client";
import { entry } from "./with-viewer";

/**
 * A viewer's transaction for bulk writes. Statements as in a Tx, but rows are as pg hands them over: decimals and large integers as text.
 */
export type Load = RawTx & {
  /** Copies rows into a temporary table, in their order: a table with row-level security takes no COPY. Objects are written as JSON. */
  copy(table: string, columns: readonly string[], rows: Iterable<readonly unknown[]>): Promise<void>;
  /** Rows as they come, some at a time: neither side holds them all. Other statements may run between. @param query without parameters */
  batches(query: TemplateStringsArray, size: number): AsyncGenerator<unknown[], void, undefined>;
};

/** A statement of fixed words, in which no value of anybody's stands. */
export const fixed = (text: string): TemplateStringsArray => Object.assign([text], { raw: [text] });

/**
 * The way to write the register in bulk: one transaction in the viewer's name, READ COMMITTED, on a connection of its own, for as long as it
 * takes. All of it stays, or nothing.
 * @param options.keep whether what `work` made of it stays; else nothing was written
 * @param options.signal asked between two statements; an aborted one ends without a trace
 * @throws AppError UNAUTHENTICATED for a disabled user, UNAVAILABLE when the database is away or too many such transactions run
 */
export async function withViewerLoad<T>(
  viewer: Viewer,
  work: (load: Load) => Promise<T>,
  { keep = () => true, signal }: { keep?: (result: T) => boolean; signal?: AbortSignal } = {},
): Promise<T> {
  let client: PoolClient | undefined;
  let whole = false;
  try {
    client = await streamPool().connect();
    client.on("error", ignore); // said by the statement that is running
    await client.query("BEGIN ISOLATION LEVEL READ COMMITTED");
    const { text, values } = entry(viewer, { readOnly: false, consultation: null, seconds: 3600 });
    const entered = await client.query(text, values);
    if (entered.rows.length !== 1) throw new AppError("UNAUTHENTICATED");
    const result = await work(loadOn(client, signal));
    signal?.throwIfAborted();
    await client.query(keep(result) ? "COMMIT" : "ROLLBACK");
    whole = true;
    return result;
  } catch (error) {
    throw asFailure(error);
  } finally {
    client?.removeListener("error", ignore);
    // What did not come to its end is rolled back with its connection.
    client?.release(!whole);
  }
}

const ignore = () => {};

function loadOn(client: PoolClient, signal: AbortSignal | undefined): Load {
  const sqlOf = (query: TemplateStringsArray | Prisma.Sql, values: readonly unknown[]) =>
    query instanceof Prisma.Sql ? query : Prisma.sql(query, ...values);
  // A connection does one thing at a time: what is asked for meanwhile waits for its turn.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(() => {
      signal?.throwIfAborted();
      return work();
    });
    last = done.catch(ignore);
    return done;
  };
  const run = (query: TemplateStringsArray | Prisma.Sql, values: readonly unknown[]) =>
    inTurn(() => {
      const { text, values: parameters } = sqlOf(query, values);
      return client.query(text, parameters);
    });
  let cursors = 0;
  return {
    $queryRaw: async <T>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await run(query, values)).rows as T,
    $executeRaw: async (query, ...values) => (await run(query, values)).rowCount ?? 0,
    copy: (table, columns, rows) => inTurn(() => copyTo(client, table, columns, rows)),
    batches: async function* ([text], size) {
      cursors += 1;
      const cursor = `weir_rows_${cursors}`;
      const say = (words: string) => inTurn(() => client.query<Record<string, unknown>>(words));
      await say(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${text}`);
      for (;;) {
        const { rows } = await say(`FETCH FORWARD ${size} FROM ${cursor}`);
        if (rows.length === 0) break;
        yield rows;
      }
      await say(`CLOSE ${cursor}`);
    },
  };
}

async function copyTo(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly unknown[]>,
): Promise<void> {
  const names = columns.map((column) => client.escapeIdentifier(column)).join(", ");
  const stream = client.query(copyFrom(`COPY pg_temp.${client.escapeIdentifier(table)} (${names}) FROM STDIN`));
  const done = new Promise<void>((resolve, reject) => {
    stream.once("finish", resolve);
    stream.once("error", reject);
  });
  let text = "";
  for (const row of rows) {
    text += `${row.map(field).join("\t")}\n`;
    if (text.length < 500_000) continue;
    if (!stream.write(text)) await Promise.race([new Promise((drained) => stream.once("drain", drained)), done]);
    text = "";
  }
  stream.end(text);
  await done;
}

const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A value in COPY's text format. */
function field(value: unknown): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? sign) : text;
}
