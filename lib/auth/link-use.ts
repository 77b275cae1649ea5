import type { Tx } from "@/lib/db/client";
import { withSystem } from "@/lib/db/system";
import { AppError, invalid } from "@/lib/errors";
import { digestOf } from "./account-links";
import { assertPassword } from "./account-row";
import { appendSystemEvent } from "./event";
import { hashPassword } from "./password";
import type { OpenedSession } from "./session";
import { endSessionsOfUser, openSession } from "./session";
import { forgetFailures } from "./throttle";
import type { LinkKind, LinkOffer } from "./types";

type Found = { id: number; userId: number; kind: LinkKind; isOpen: boolean; expiresAt: Date; user: Owner };
type Owner = { email: string; name: string; role: string; agency: { name: string } };

const linkOver = () => invalid("", "auth.error.link-over");

/** The link of a token, or null for one that never was. Its account must still be what the link was made for. */
async function findLink(tx: Tx, token: string, now: Date): Promise<Found | null> {
  const link = await tx.accountLink.findUnique({
    where: { digest: digestOf(token) },
    include: { user: { include: { agency: { select: { name: true } } } } },
  });
  if (!link?.user.email) return null;
  const { id, userId, usedAt, endedAt, expiresAt, user } = link;
  const kind = link.kind === "invitation" ? "invitation" : "reset";
  const fits = kind === "invitation" ? !user.active && user.passwordHash === null : user.active;
  const isOpen = usedAt === null && endedAt === null && expiresAt > now && fits;
  const { email, name, role, agency } = { ...user, email: link.user.email };
  return { id, userId, kind, isOpen, expiresAt, user: { email, name, role, agency } };
}

/**
 * Whose account a one-time link opens. It says the same of a link that never was, was used, was withdrawn, or is too old.
 * @throws AppError INVALID
 */
export async function readLink(token: string, now = new Date()): Promise<LinkOffer> {
  const link = await withSystem((tx) => findLink(tx, token, now));
  if (!link?.isOpen) throw linkOver();
  const { kind, expiresAt, user } = link;
  const { email, name, role, agency } = user;
  return {
    kind,
    email,
    name,
    role: role as LinkOffer["role"],
    agency: agency.name,
    expiresAt: expiresAt.toISOString(),
  };
}

/**
 * Sets the password of a link's account and signs in: once. All other sessions of the account end.
 * @param address of the caller, for the log
 * @throws AppError INVALID with the field password (the link stays good), or without one when the link is over
 */
export async function acceptLink(
  { token, password, address }: { token: string; password: string; address: string },
  now = new Date(),
): Promise<OpenedSession> {
  const link = await withSystem((tx) => findLink(tx, token, now));
  if (!link) throw linkOver();
  if (!link.isOpen) return refuse(link, address);
  assertPassword(password, link.user);
  const passwordHash = await hashPassword(password);
  const session = await withSystem((tx) => use(tx, { token, passwordHash, address, now }));
  if (!session) return refuse(link, address);
  await forgetFailures(link.user.email);
  return session;
}

/** Takes the account's row first, as an administrator's change does; whoever comes second finds the link used. */
async function use(
  tx: Tx,
  { token, passwordHash, address, now }: { token: string; passwordHash: string; address: string; now: Date },
): Promise<OpenedSession | null> {
  await tx.$queryRaw`
    SELECT 1 FROM app_user u JOIN account_link l ON l.user_id = u.id WHERE l.digest = ${digestOf(token)} FOR UPDATE OF u`;
  const link = await findLink(tx, token, now);
  if (!link?.isOpen) return null;
  const { id, userId, kind } = link;
  const action = kind === "invitation" ? "invitation.accept" : "reset.accept";
  await appendSystemEvent(tx, userId, action, { type: "user", id: String(userId) }, { address });
  await tx.accountLink.update({ where: { id }, data: { usedAt: now } });
  await tx.appUser.update({ where: { id: userId }, data: { active: true, passwordHash, passwordChangedAt: now } });
  await endSessionsOfUser(tx, userId, "password", now);
  const session = await openSession(tx, userId, passwordHash, now);
  if (!session) throw new AppError("UNAUTHENTICATED", { detail: "the account changed meanwhile" });
  await appendSystemEvent(tx, userId, "sign-in", { type: "session", id: session.id }, { address });
  return session;
}

/** Somebody came with a link that was good once: the log says so. */
async function refuse({ userId, kind }: Found, address: string): Promise<never> {
  await withSystem((tx) =>
    appendSystemEvent(tx, null, "sign-in.fail", { type: "user", id: String(userId) }, { address, to: kind }),
  );
  throw linkOver();
}
