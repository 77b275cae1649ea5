import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import type { Prisma } from "./generated/client";
import { PrismaClient } from "./generated/client";

/** An entered transaction: what withViewer hands over. Row-level security applies to all it does. */
export type Tx = Prisma.TransactionClient;

const kept = globalThis as typeof globalThis & { weirPrisma?: PrismaClient };

/**
 * The one pool. It logs in as a role that can do nothing until a transaction enters another (lib/db/with-viewer.ts,
 * lib/db/system.ts): a query on this client itself is refused by the database.
 */
export function loginClient(): PrismaClient {
  kept.weirPrisma ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().DATABASE_URL,
      max: 10,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
    }),
  });
  return kept.weirPrisma;
}

/** Closes the pool: for programs that end, and tests. */
export async function disconnect(): Promise<void> {
  await kept.weirPrisma?.$disconnect();
  kept.weirPrisma = undefined;
}
