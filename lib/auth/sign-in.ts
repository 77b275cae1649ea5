import { withSystem } from "@/lib/db/system";
import { appendSystemEvent } from "./event";
import { verifyPassword } from "./password";
import { keyedDigest } from "./secret";
import type { OpenedSession } from "./session";
import { openSession } from "./session";
import { beginAttempt } from "./throttle";

export type Credentials = { email: string; password: string; address: string };
/** `wrong` says the same of an unknown account, a disabled one and a wrong password. `wait` is in seconds, 0 for none. */
export type SignInResult =
  | { ok: true; session: OpenedSession }
  | { ok: false; why: "wrong" | "throttled"; wait: number };

/**
 * Signs in with e-mail and password: opens a session, or says no. An unknown account takes the same steps as a known one, the hashing
 * among them.
 * @throws AppError UNAVAILABLE
 */
export async function signInWithPassword({ email, password, address }: Credentials): Promise<SignInResult> {
  const typed = email.trim().toLowerCase();
  const attempt = await beginAttempt(typed, address);
  if ("refusedFor" in attempt) return { ok: false, why: "throttled", wait: attempt.refusedFor };

  const user = await withSystem((tx) =>
    tx.appUser.findUnique({ where: { email: typed }, select: { id: true, active: true, passwordHash: true } }),
  );
  const isRight = await verifyPassword(user?.active ? user.passwordHash : null, password);
  const session = user?.passwordHash && isRight ? await open(user.id, user.passwordHash, address) : null;
  if (!session) {
    const subject = user
      ? ({ type: "user", id: String(user.id) } as const)
      : ({ type: "account", id: keyedDigest("unknown account", typed) } as const);
    await withSystem((tx) => appendSystemEvent(tx, null, "sign-in.fail", subject, { address }));
    return { ok: false, why: "wrong", wait: attempt.wait };
  }
  await attempt.succeeded();
  return { ok: true, session };
}

function open(userId: number, passwordHash: string, address: string): Promise<OpenedSession | null> {
  return withSystem(async (tx) => {
    const opened = await openSession(tx, userId, passwordHash);
    if (opened) await appendSystemEvent(tx, userId, "sign-in", { type: "session", id: opened.id }, { address });
    return opened;
  });
}
