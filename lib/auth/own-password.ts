import { withSystem } from "@/lib/db/system";
import { AppError, invalid } from "@/lib/errors";
import { appendSystemEvent } from "./event";
import { hashPassword, verifyPassword } from "./password";
import { passwordProblem } from "./rules";
import type { OpenedSession } from "./session";
import { endSessionsOfUser, openSession } from "./session";
import { beginAttempt } from "./throttle";
import type { Viewer } from "./types";

/**
 * Changes one's own password. All sessions end, the one at hand too: it goes on as a new one, which is returned.
 * Guessing the current password waits as guessing at sign-in does.
 * @returns the new session, and how many others ended
 * @throws AppError INVALID with the fields current or password, RATE_LIMITED, UNAUTHENTICATED when the account was disabled or given
 * another password meanwhile
 */
export async function changeOwnPassword(
  viewer: Viewer,
  input: { current: string; password: string; address: string },
  now = new Date(),
): Promise<{ session: OpenedSession; othersEnded: number }> {
  const { current, password, address } = input;
  const { userId, name, email } = viewer;
  if (email === null) throw new AppError("FORBIDDEN", { detail: "a built-in actor has no password" });
  const attempt = await beginAttempt(email, address);
  if ("refusedFor" in attempt) throw new AppError("RATE_LIMITED", { retryAfter: attempt.refusedFor });
  const stored = await withSystem((tx) =>
    tx.appUser.findUnique({ where: { id: userId }, select: { passwordHash: true } }),
  );
  if (!(await verifyPassword(stored?.passwordHash ?? null, current))) {
    await withSystem((tx) =>
      appendSystemEvent(
        tx,
        userId,
        "sign-in.fail",
        { type: "user", id: String(userId) },
        { address, to: "password.change" },
      ),
    );
    throw invalid("current", "auth.error.current-wrong");
  }
  await attempt.succeeded();
  if (current === password) throw invalid("password", "auth.error.password-same");
  const problem = passwordProblem(password, { email, name });
  if (problem) throw invalid("password", problem.message, problem.values);

  const passwordHash = await hashPassword(password);
  return withSystem(async (tx) => {
    await appendSystemEvent(tx, userId, "password.change", { type: "user", id: String(userId) });
    const { count } = await tx.appUser.updateMany({
      where: { id: userId, active: true, passwordHash: stored?.passwordHash ?? null },
      data: { passwordHash, passwordChangedAt: now },
    });
    const ended = await endSessionsOfUser(tx, userId, "password", now);
    const session = count === 1 ? await openSession(tx, userId, passwordHash, now) : null;
    if (!session) throw new AppError("UNAUTHENTICATED", { detail: "the account changed meanwhile" });
    return { session, othersEnded: Math.max(0, ended - 1) };
  });
}
