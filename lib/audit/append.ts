import type { RawTx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

/** What was done, to what, and why. Details hold ids and codes, never names of people. */
export type Action = {
  action: string;
  subjectType: string;
  subjectId: string;
  reason?: string | null;
  details?: Prisma.InputJsonObject;
};

/**
 * Appends the action to the log and names it to the transaction, so that the triggers write the row changes beside it.
 * Who acts is taken from the transaction, not from the caller. Returns the event's id.
 */
export async function appendAction(tx: RawTx, action: Action): Promise<bigint> {
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT append_event(${action.action}, ${action.subjectType}, ${action.subjectId}, ${action.reason ?? null}, ${JSON.stringify(action.details ?? {})}::jsonb) AS id`;
  const id = rows[0]?.id;
  if (id === undefined) throw new Error("the log took no event");
  return id;
}
