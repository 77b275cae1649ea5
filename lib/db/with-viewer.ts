import type { Viewer } from "@/lib/auth/types";
import { AppError } from "@/lib/errors";
import type { Tx } from "./client";
import { loginClient } from "./client";
import { asFailure } from "./failure";
import { Prisma } from "./generated/client";
import { planOnce } from "./prepared";

type Entry = { user: string };

/** How a transaction runs: what it may do, and how long one of its statements may take. */
type How = { readOnly: boolean; consultation: bigint | null; seconds: number };

/**
 * One statement, the first of a transaction: the viewer's settings as the database itself knows them, and last the restricted role. It gives
 * one row, or none for a user who is unknown or disabled. Only lib/db runs it.
 */
export function entry(viewer: Viewer, { readOnly, consultation, seconds }: How): Prisma.Sql {
  return Prisma.sql`${planOnce}
    SELECT set_config('weir.user', ${String(viewer.userId)}, true) AS user,
      set_config('weir.scopes', v.scopes, true), set_config('weir.agency', v.agency, true), set_config('weir.role', v.role, true),
      set_config('jit', 'off', true), set_config('weir.consult', ${consultation === null ? "" : String(consultation)}, true), set_config('weir.action', '', true),
      set_config('statement_timeout', ${`${seconds}s`}, true),
      set_config('transaction_read_only', ${readOnly ? "on" : "off"}, true),
      set_config('role', v.app_role, true)
    FROM viewer_settings(${viewer.userId}::int) v`;
}

async function enter(tx: Tx, viewer: Viewer, how: How): Promise<void> {
  const entered = await tx.$queryRaw<Entry[]>(entry(viewer, how));
  // No row: unknown or disabled since the viewer was minted.
  if (entered.length !== 1) throw new AppError("UNAUTHENTICATED");
}

/**
 * The way to read the register: one read-only, repeatable-read transaction in the viewer's name, so that all numbers of a page
 * come from one snapshot. Row-level security decides what is there; a write inside fails.
 * @throws AppError UNAUTHENTICATED for a disabled user, UNAVAILABLE when the database is away
 */
export async function withViewer<T>(viewer: Viewer, read: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(viewer, { readOnly: true, consultation: null, seconds: 20 }, read);
}

/** As withViewer, for what an event in the log precedes: names of people are readable. Only lib/audit/consult.ts calls it. */
export async function withConsultation<T>(viewer: Viewer, event: bigint, read: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(viewer, { readOnly: true, consultation: event, seconds: 20 }, read);
}

/**
 * The way to write the register: one transaction in the viewer's name, READ COMMITTED, because the read model is refreshed after the
 * case's lock and must see what others committed meanwhile. All of it stays, or nothing.
 * @param seconds that one statement may take: more than a minute only for background work
 */
export async function withViewerWrite<T>(
  viewer: Viewer,
  write: (tx: Tx) => Promise<T>,
  { seconds = 60 }: { seconds?: number } = {},
): Promise<T> {
  return inTransaction(viewer, { readOnly: false, consultation: null, seconds }, write);
}

async function inTransaction<T>(viewer: Viewer, how: How, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await loginClient().$transaction(
      async (tx) => {
        await enter(tx, viewer, how);
        return work(tx);
      },
      {
        isolationLevel: how.readOnly
          ? Prisma.TransactionIsolationLevel.RepeatableRead
          : Prisma.TransactionIsolationLevel.ReadCommitted,
        maxWait: 10_000,
        timeout: (how.seconds * 3 * 1000) / 2,
      },
    );
  } catch (error) {
    throw asFailure(error);
  }
}

/**
 * Adds a RED case to the scopes of the running transaction, for its author at the moment of making it RED. The team's rows are written in
 * the same transaction; from the next one on they are what grants the scope.
 */
export async function enterCaseScope(tx: Tx, caseId: number): Promise<void> {
  await tx.$queryRaw`SELECT set_config('weir.scopes', (current_setting('weir.scopes')::int[] || ${-caseId}::int)::text, true)`;
}
