import { beforeEach, describe, expect, it } from "vitest";
import { makeAccount, openTestSession, stubSecret, testPassword } from "@/lib/testing/accounts";
import { testDatabase } from "@/lib/testing/database";
import { changeOwnPassword } from "./own-password";
import { listSessions, viewerOfSession } from "./session";
import { signInWithPassword } from "./sign-in";
import type { Viewer } from "./types";

stubSecret();
const db = testDatabase();
const address = "192.0.2.1";
const password = "another long sentence";
let viewer: Viewer;
let email: string;

beforeEach(async () => {
  ({ viewer, email } = await makeAccount());
});

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => "none",
    (error) => `${error.code} ${error.fields[0]?.path ?? ""} ${error.fields[0]?.message ?? error.retryAfter}`,
  );

describe("changing one's own password", () => {
  it("ends every session and goes on with a new one", async () => {
    const before = [await openTestSession(email), await openTestSession(email)];
    const { session, othersEnded } = await changeOwnPassword(viewer, { current: testPassword, password, address });
    expect(othersEnded).toBe(1);
    for (const id of before) expect(await viewerOfSession(id)).toBeNull();
    expect(await viewerOfSession(session.id)).toMatchObject({ email });
    expect(await signInWithPassword({ email, password: testPassword, address })).toMatchObject({ ok: false });
    expect(await signInWithPassword({ email, password, address })).toMatchObject({ ok: true });
    const [event] = await db.sql<{ rows: string }>(
      `SELECT string_agg(c.table_name || ' ' || (c.new_row ->> 'password_hash'), ';') AS rows FROM audit_event e JOIN audit_change c ON c.event_id = e.id
       WHERE e.action = 'password.change' AND e.actor_id = $1`,
      [viewer.userId],
    );
    expect(event?.rows).toBe("app_user [withheld]");
  });

  it.each([
    ["not the password", password, "INVALID current auth.error.current-wrong"],
    [testPassword, testPassword, "INVALID password auth.error.password-same"],
    [testPassword, "short", "INVALID password auth.error.password-short"],
    [testPassword, "password1234", "INVALID password auth.error.password-common"],
  ])("from %s to %s is refused, and nothing changes", async (current, next, problem) => {
    const session = await openTestSession(email);
    expect(await problemOf(changeOwnPassword(viewer, { current, password: next, address }))).toBe(problem);
    expect(await viewerOfSession(session)).not.toBeNull();
    expect(await signInWithPassword({ email, password: testPassword, address })).toMatchObject({ ok: true });
  });

  it("waits after wrong guesses as signing in does", async () => {
    const guess = (current: string) => problemOf(changeOwnPassword(viewer, { current, password, address }));
    for (let i = 1; i <= 5; i++)
      expect(await guess("not the password")).toBe("INVALID current auth.error.current-wrong");
    expect(await guess(testPassword)).toBe("RATE_LIMITED  60");
  });
});

describe("the list of one's sessions", () => {
  it("holds those that are open, this browser first", async () => {
    const [one, two] = [await openTestSession(email), await openTestSession(email)];
    await db.sql("UPDATE session SET last_seen = now() - interval '5 minutes' WHERE id = $1", [one]);
    const idle = await openTestSession(email);
    await db.sql("UPDATE session SET last_seen = now() - interval '61 minutes' WHERE id = $1", [idle]);
    const { email: other } = await makeAccount();
    await openTestSession(other);
    const list = await listSessions(viewer.userId, one);
    expect(list.map(({ isThis }) => isThis)).toEqual([true, false]);
    expect((await listSessions(viewer.userId, two)).map(({ isThis }) => isThis)).toEqual([true, false]);
  });
});
