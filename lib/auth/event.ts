import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

/** What happens outside a viewer's transaction: sign-ins, sessions, accounts. */
export type SystemAction =
  | "agency.create"
  | "agency.change"
  | "account.create"
  | "account.invite"
  | "account.reset"
  | "account.withdraw-link"
  | "account.change"
  | "account.password"
  | "account.disable"
  | "account.enable"
  | "account.sign-out"
  | "invitation.accept"
  | "reset.accept"
  | "sign-in"
  | "sign-in.fail"
  | "sign-out"
  | "session.end"
  | "password.change"
  | "key.create"
  | "key.revoke";

/**
 * Appends an event to the log from a system transaction and names it to that transaction, so that the row changes that follow belong to
 * it: call it before them. `actor` is who did it, null for nobody known.
 */
export async function appendSystemEvent(
  tx: Tx,
  actor: number | null,
  action: SystemAction,
  subject: { type: "agency" | "user" | "account" | "session" | "key"; id: string },
  details: Prisma.InputJsonObject = {},
): Promise<void> {
  await tx.$queryRaw`
    SELECT append_system_event(${actor}::int, ${action}, ${subject.type}, ${subject.id}, NULL, ${JSON.stringify(details)}::jsonb)`;
}
