import type { PoolClient } from "pg";
import QueryStream from "pg-query-stream";
import type { Viewer } from "@/lib/auth/types";
import { AppError } from "@/lib/errors";
import { loginClient, streamPool } from "./client";
import { asFailure } from "./failure";
import type { Prisma } from "./generated/client";
import { entry } from "./with-viewer";

/** A viewer's snapshot that is read for as long as it takes. Rows are as pg hands them over: decimals and large integers as text. */
export type Snapshot = {
  /** All rows at once: for what is short. */
  all(query: Prisma.Sql): Promise<unknown[]>;
  /** Rows as they come: the database sends more when they are taken, so that neither side holds them all. */
  rows(query: Prisma.Sql): AsyncIterable<unknown>;
};

/** Rows that one step fetches. */
const step = 500;

/**
 * As withViewer, for reads of any length: one read-only, repeatable-read transaction in the viewer's name, on a connection of its own.
 * What `read` yields is passed on. The transaction ends with it, or when nobody takes more.
 * @param signal stops a statement that is running @param consultation the event in the log that opens names of people (lib/audit/consult.ts)
 * @throws AppError UNAUTHENTICATED for a disabled user, UNAVAILABLE when the database is away or too many such reads run
 */
export async function* withViewerStream<T>(
  viewer: Viewer,
  read: (snapshot: Snapshot) => AsyncIterable<T>,
  signal: AbortSignal,
  consultation: bigint | null = null,
): AsyncGenerator<T, void, undefined> {
  let client: PoolClient | undefined;
  let whole = false;
  const stop = () => void cancel(client);
  try {
    client = await streamPool().connect();
    client.on("error", ignore); // said by the query that is running
    signal.addEventListener("abort", stop, { once: true });
    signal.throwIfAborted();
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const { text, values } = entry(viewer, { readOnly: true, consultation, seconds: 15 * 60 });
    const entered = await client.query(text, values);
    if (entered.rows.length !== 1) throw new AppError("UNAUTHENTICATED");
    yield* read(snapshotOn(client));
    signal.throwIfAborted();
    await client.query("COMMIT");
    whole = true;
  } catch (error) {
    throw asFailure(error);
  } finally {
    signal.removeEventListener("abort", stop);
    client?.removeListener("error", ignore);
    // What did not come to its end may have rows on their way: the connection goes with them.
    client?.release(!whole);
  }
}

const ignore = () => {};

function snapshotOn(client: PoolClient): Snapshot {
  return {
    all: async ({ text, values }) => (await client.query<Record<string, unknown>>(text, values)).rows,
    rows: ({ text, values }) => client.query(new QueryStream(text, values, { batchSize: step, highWaterMark: step })),
  };
}

/** Stops what the connection's server process is doing. */
async function cancel(client: PoolClient | undefined): Promise<void> {
  const pid = client && "processID" in client ? client.processID : null;
  if (typeof pid !== "number") return;
  await loginClient().$queryRaw`SELECT pg_cancel_backend(${pid}::int)`.catch(ignore);
}
