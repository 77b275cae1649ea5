import type { Tx } from "./client";
import { loginClient, poolStates } from "./client";
import { asFailure } from "./failure";

/**
 * Accounts, sessions, throttling, health: a transaction in the role that holds nothing of the register.
 * Only lib/auth, lib/jobs and the health check may import this file.
 * @throws AppError UNAVAILABLE when the database is away
 */
export async function withSystem<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await loginClient().$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT set_config('statement_timeout', '10s', true), set_config('role', system_role(), true)`;
        return work(tx);
      },
      { maxWait: 5_000, timeout: 15_000 },
    );
  } catch (error) {
    throw asFailure(error);
  }
}

export type Health = { database: "ok" | "away"; migrations: "current" | "behind" | "unknown" };

/** Whether the database answers and has every migration that this build knows. `known` are the migrations' names. */
export async function health(known: string[]): Promise<Health> {
  try {
    const rows = await withSystem(
      (tx) =>
        tx.$queryRaw<
          { migration_name: string }[]
        >`SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    const done = new Set(rows.map((r) => r.migration_name));
    return { database: "ok", migrations: known.every((name) => done.has(name)) ? "current" : "behind" };
  } catch {
    return { database: "away", migrations: "unknown" };
  }
}

/** How the pools of connections stand, for the metrics. */
export function databasePools(): ReturnType<typeof poolStates> {
  return poolStates();
}
