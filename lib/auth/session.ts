import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/db/client";
import { withSystem } from "@/lib/db/system";
import { appendSystemEvent } from "./event";
import { viewerOfUserIn } from "./mint";
import type { Viewer } from "./types";

const minute = 60_000;
/** In milliseconds. `idle`: without a sign of life; `absolute`: since signing in; `touch`: how often signs of life are written down. */
export const sessionLimits = { idle: 60 * minute, absolute: 12 * 60 * minute, touch: minute } as const;

/** Why a session is over. */
export type SessionEnd = "sign-out" | "everywhere" | "administrator" | "password" | "disabled" | "idle" | "absolute";

export type OpenedSession = { id: string; expiresAt: Date };

/**
 * Opens a session of a user whose password was looked at, in a system transaction.
 * @param passwordHash the hash that the password belonged to
 * @returns null when the account has been disabled, or given another password, since then
 */
export async function openSession(
  tx: Tx,
  userId: number,
  passwordHash: string,
  now = new Date(),
): Promise<OpenedSession | null> {
  // Whoever changes the account from here on waits, and then ends this session too.
  const same = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM app_user WHERE id = ${userId} AND active AND password_hash = ${passwordHash} FOR SHARE`;
  if (same.length === 0) return null;
  const session = { id: randomUUID(), expiresAt: new Date(now.getTime() + sessionLimits.absolute) };
  await tx.session.create({ data: { ...session, userId, createdAt: now, lastSeen: now } });
  return session;
}

/**
 * Who a session belongs to, or null when it is over: ended, idle for too long, too old, older than the account's password, or of an
 * account that was disabled. Asked at every request, so that each of these counts from the next one on.
 * @param touch whether this request is a sign of life (saving a draft by itself is none)
 */
export async function viewerOfSession(
  id: string,
  { touch = true, now = new Date() }: { touch?: boolean; now?: Date } = {},
): Promise<Viewer | null> {
  return withSystem(async (tx) => {
    const session = await tx.session.findUnique({
      where: { id },
      select: {
        userId: true,
        createdAt: true,
        lastSeen: true,
        expiresAt: true,
        endedAt: true,
        user: { select: { active: true, passwordChangedAt: true } },
      },
    });
    if (!session || session.endedAt) return null;
    const { user, userId, createdAt, lastSeen, expiresAt } = session;
    if (!user.active || (user.passwordChangedAt && createdAt < user.passwordChangedAt)) return null;
    if (expiresAt <= now) return end(tx, id, userId, "absolute", now);
    const silence = now.getTime() - lastSeen.getTime();
    if (silence >= sessionLimits.idle) return end(tx, id, userId, "idle", now);
    if (touch && silence >= sessionLimits.touch)
      await tx.session.updateMany({ where: { id, lastSeen: { lt: now } }, data: { lastSeen: now } });
    return viewerOfUserIn(tx, userId);
  });
}

async function end(tx: Tx, id: string, userId: number, why: SessionEnd, now: Date): Promise<null> {
  const { count } = await tx.session.updateMany({
    where: { id, endedAt: null },
    data: { endedAt: now, endReason: why },
  });
  if (count > 0) await appendSystemEvent(tx, userId, "session.end", { type: "session", id }, { reason: why });
  return null;
}

/** Signs one browser out. Does nothing when the session is over already. */
export async function endSession(id: string, now = new Date()): Promise<void> {
  await withSystem(async (tx) => {
    const where = { id, endedAt: null };
    const session = await tx.session.findFirst({ where, select: { userId: true } });
    if (!session) return;
    await appendSystemEvent(tx, session.userId, "sign-out", { type: "session", id });
    await tx.session.updateMany({ where, data: { endedAt: now, endReason: "sign-out" } });
  });
}

/** Signs a user out everywhere. Returns how many sessions that ended. */
export async function endAllSessions(userId: number, now = new Date()): Promise<number> {
  return withSystem(async (tx) => {
    await appendSystemEvent(tx, userId, "sign-out", { type: "user", id: String(userId) }, { everywhere: true });
    return endSessionsOfUser(tx, userId, "everywhere", now);
  });
}

/** Ends all sessions of a user, in a system transaction whose event says why. Returns their number. */
export async function endSessionsOfUser(tx: Tx, userId: number, why: SessionEnd, now = new Date()): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { userId, endedAt: null },
    data: { endedAt: now, endReason: why },
  });
  return count;
}

/** One of the browsers that a user is signed in with. */
export type OwnSession = { startedAt: Date; lastSeen: Date; isThis: boolean };

/** Where a user is signed in, this browser first, then by the last sign of life. */
export async function listSessions(
  userId: number,
  thisSession: string | null,
  now = new Date(),
): Promise<OwnSession[]> {
  const rows = await withSystem((tx) =>
    tx.session.findMany({
      where: {
        userId,
        endedAt: null,
        expiresAt: { gt: now },
        lastSeen: { gt: new Date(now.getTime() - sessionLimits.idle) },
      },
      orderBy: { lastSeen: "desc" },
      select: { id: true, createdAt: true, lastSeen: true },
    }),
  );
  return rows
    .map(({ id, createdAt, lastSeen }) => ({ startedAt: createdAt, lastSeen, isThis: id === thisSession }))
    .sort((a, b) => Number(b.isThis) - Number(a.isThis));
}
