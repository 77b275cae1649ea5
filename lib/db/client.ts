import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/lib/env";
import type { Prisma } from "./generated/client";
import { PrismaClient } from "./generated/client";
import { statementName } from "./prepared";

/** An entered transaction: what withViewer hands over. Row-level security applies to all it does. */
export type Tx = Prisma.TransactionClient;

/** An entered transaction as far as statements go: a Tx, or the transaction of a bulk write (lib/db/with-viewer-load.ts). */
export type RawTx = {
  $queryRaw<T = unknown>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<T>;
  $executeRaw(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<number>;
};

const kept = globalThis as typeof globalThis & {
  weirPrisma?: PrismaClient;
  weirPool?: pg.Pool;
  weirStreams?: pg.Pool;
  /** what lib/db/synthetic.ts knows of this database */
  weirSynthetic?: boolean;
};

/** Reads that may take minutes, at once: they must not keep the pages waiting for a connection. */
const mostStreams = 4;

/**
 * The one pool. It logs in as a role that can do nothing until a transaction enters another (lib/db/with-viewer.ts,
 * lib/db/system.ts): a query on this client itself is refused by the database.
 */
export function loginClient(): PrismaClient {
  kept.weirPool ??= makePool(10, 5_000);
  kept.weirPrisma ??= new PrismaClient({
    adapter: new PrismaPg(kept.weirPool, { statementNameGenerator: ({ sql }) => statementName(sql) }),
  });
  return kept.weirPrisma;
}

/** Connections of the same role for long reads (lib/db/with-viewer-stream.ts), a few. Whoever comes when all are taken waits. */
export function streamPool(): pg.Pool {
  kept.weirStreams ??= makePool(mostStreams, 30_000);
  return kept.weirStreams;
}

function makePool(max: number, connectionTimeoutMillis: number): pg.Pool {
  const connectionString = env().DATABASE_URL;
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis, idleTimeoutMillis: 30_000 });
  pool.on("error", () => {}); // a connection that broke while nobody used it: the pool takes another
  return pool;
}

/** How the pools stand: connections open, idle, and how many wait for one. */
export function poolStates(): { pool: "pages" | "streams"; open: number; idle: number; waiting: number }[] {
  return (
    [
      ["pages", kept.weirPool],
      ["streams", kept.weirStreams],
    ] as const
  ).map(([pool, of]) => ({
    pool,
    open: of?.totalCount ?? 0,
    idle: of?.idleCount ?? 0,
    waiting: of?.waitingCount ?? 0,
  }));
}

/** Closes the pools: for programs that end, and tests. */
export async function disconnect(): Promise<void> {
  await kept.weirPrisma?.$disconnect();
  await kept.weirPool?.end();
  await kept.weirStreams?.end();
  kept.weirPrisma = undefined;
  kept.weirPool = undefined;
  kept.weirStreams = undefined;
  kept.weirSynthetic = undefined;
}
