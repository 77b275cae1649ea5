import pg from "pg";
import PgBoss from "pg-boss";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

const kept = globalThis as typeof globalThis & { weirBoss?: { boss: PgBoss; pool: pg.Pool; queues: Set<string> } };

/**
 * The queue's own two connections. They enter the system role for good: it holds pg-boss's tables and nothing of the register.
 * The tables come with our migrations, so pg-boss makes none; it runs no timetable of its own either (`schedule`).
 */
function queue() {
  if (kept.weirBoss) return kept.weirBoss;
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: 2,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    application_name: "weir-jobs",
    onConnect: async (client) => {
      await client.query(
        "SELECT set_config('role', system_role(), false), set_config('statement_timeout', '30s', false)",
      );
    },
  });
  // An idle connection that breaks: the next query opens another.
  pool.on("error", (error) => log().debug({ err: error }, "a connection of the queue broke"));
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: "pgboss",
    migrate: false,
    schedule: false,
    maintenanceIntervalSeconds: 600,
  });
  boss.on("error", (error) => log().warn({ err: error }, "the queue's upkeep failed; it is tried again"));
  kept.weirBoss = { boss, pool, queues: new Set() };
  return kept.weirBoss;
}

/** pg-boss with a queue of this name: at most one job of a kind and subject waits in it. */
export async function bossWith(name: string): Promise<PgBoss> {
  const { boss, queues } = queue();
  if (!queues.has(name)) {
    await boss.createQueue(name, {
      name,
      policy: "short",
      retryLimit: 5,
      retryDelay: 10,
      retryBackoff: true,
      expireInSeconds: 6 * 3600,
    });
    queues.add(name);
  }
  return boss;
}

/** Begins the upkeep: jobs of dead servers are given to others, finished ones are cleared away. @throws Error when its tables are another version's */
export async function startUpkeep(): Promise<void> {
  try {
    await queue().boss.start();
  } catch (error) {
    // One that failed once takes every further start for done: the next try begins with another.
    await closeQueue();
    throw error;
  }
}

/** Lets go of the queue: for a server that stops, programs that end, and tests. */
export async function closeQueue(): Promise<void> {
  const open = kept.weirBoss;
  kept.weirBoss = undefined;
  if (!open) return;
  await open.boss.stop({ graceful: false });
  await open.pool.end();
}
