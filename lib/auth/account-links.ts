import { createHash, randomBytes } from "node:crypto";
import type { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { sqlState } from "@/lib/db/failure";
import { withSystem } from "@/lib/db/system";
import { env } from "@/lib/env";
import { AppError, parseInput } from "@/lib/errors";
import { addUser, asTaken, lockAccount } from "./account-row";
import { appendSystemEvent } from "./event";
import { assertMay } from "./permissions";
import { linkLife } from "./rules";
import { invitationSchema } from "./schema";
import type { AccountKey, LinkKind, OneTimeLink, Viewer } from "./types";

export type Invitation = z.input<typeof invitationSchema>;

/** What the database keeps of a token. The token is random and long: its digest needs no salt and no cost. */
export const digestOf = (token: string) => createHash("sha256").update(token).digest("base64url");

const paths = { invitation: "/invite", reset: "/reset" } as const;

/**
 * Makes an account that nobody can use yet, and the link with which one person sets its password.
 * @returns the account, and the link, which is told this once
 * @throws AppError FORBIDDEN, INVALID with fields email, name, role, agencyCode
 */
export async function inviteUser(
  input: Invitation,
  by: Viewer,
  now = new Date(),
): Promise<{ id: number; link: OneTimeLink }> {
  assertMay(by, "accounts.manage");
  const account = parseInput(invitationSchema, input);
  return withSystem(async (tx) => {
    const id = await addUser(tx, by, "account.invite", account, { active: false });
    return { id, link: await openLink(tx, id, "invitation", by, now) };
  }).catch(asTaken);
}

/**
 * A new link for an account: the invitation once more for somebody who has not come yet, else a way to set a new password. A link that
 * was open before leads nowhere from now on. The present password works until the new one is set.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT of a closed account
 */
export async function renewLink(key: AccountKey, by: Viewer, now = new Date()): Promise<OneTimeLink> {
  assertMay(by, "accounts.manage");
  return withSystem(async (tx) => {
    const { id, active, hasPassword } = await lockAccount(tx, key);
    if (hasPassword && !active) throw new AppError("CONFLICT", { detail: "the account is closed" });
    const kind = hasPassword ? "reset" : "invitation";
    await appendSystemEvent(tx, by.userId, hasPassword ? "account.reset" : "account.invite", {
      type: "user",
      id: String(id),
    });
    await endLinks(tx, id, now);
    return openLink(tx, id, kind, by, now);
  });
}

/**
 * Ends an open link. An invitation that nobody has accepted goes with its account: it was nobody's yet, and its e-mail is free again.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT where something in the register names the account
 */
export async function withdrawLink(key: AccountKey, by: Viewer): Promise<{ removed: boolean }> {
  assertMay(by, "accounts.manage");
  return withSystem(async (tx) => {
    const { id, active, hasPassword } = await lockAccount(tx, key);
    const removed = !active && !hasPassword;
    await appendSystemEvent(tx, by.userId, "account.withdraw-link", { type: "user", id: String(id) });
    await endLinks(tx, id);
    if (removed) await tx.appUser.delete({ where: { id } });
    return { removed };
  }).catch((error: unknown) => {
    throw referred.has(sqlState(error) ?? "") ? new AppError("CONFLICT", { cause: error }) : error;
  });
}

/** The database's words for a row that others refer to: where that is refused at once (RESTRICT), PostgreSQL has its own since 18. */
const referred = new Set(["23503", "23001"]);

/** Ends whatever link of an account is open, in a system transaction whose event says why. */
export async function endLinks(tx: Tx, userId: number, now = new Date()): Promise<void> {
  await tx.accountLink.updateMany({ where: { userId, usedAt: null, endedAt: null }, data: { endedAt: now } });
}

async function openLink(tx: Tx, userId: number, kind: LinkKind, by: Viewer, now: Date): Promise<OneTimeLink> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + linkLife);
  await tx.accountLink.create({
    data: { userId, kind, digest: digestOf(token), createdById: by.userId, createdAt: now, expiresAt },
  });
  // After the #: browsers send that part to no server, so it stands in no log and no referrer.
  return { kind, url: `${env().WEIR_URL}${paths[kind]}#${token}`, expiresAt: expiresAt.toISOString() };
}
