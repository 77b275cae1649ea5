import { beforeEach, describe, expect, it } from "vitest";
import { withSystem } from "@/lib/db/system";
import { makeAccount, makeOperator, stubSecret } from "@/lib/testing/accounts";
import { testDatabase } from "@/lib/testing/database";
import { disableUser } from "./accounts";
import type { OpenedSession } from "./session";
import { endAllSessions, endSession, openSession, sessionLimits, viewerOfSession } from "./session";

stubSecret();
const db = testDatabase();

const start = new Date("2026-03-01T08:00:00Z");
const at = (ms: number) => new Date(start.getTime() + ms);
const minute = 60_000;
let userId: number;
let id: string;

/** A session of the user from `start` on. */
async function open(): Promise<OpenedSession> {
  const [user] = await db.sql<{ hash: string }>("SELECT password_hash AS hash FROM app_user WHERE id = $1", [userId]);
  const opened = await withSystem((tx) => openSession(tx, userId, user?.hash ?? "", start));
  if (!opened) throw new Error("no session was opened");
  return opened;
}

beforeEach(async () => {
  ({
    viewer: { userId },
  } = await makeAccount());
  await db.sql("UPDATE app_user SET password_changed_at = $2 WHERE id = $1", [userId, at(-minute)]);
  ({ id } = await open());
});

const row = async () =>
  (
    await db.sql<{ last_seen: Date; ended_at: Date | null; end_reason: string | null }>(
      "SELECT * FROM session WHERE id = $1",
      [id],
    )
  )[0];
const events = async () =>
  (
    await db.sql<{ event: string }>(
      "SELECT concat_ws(' ', action, details ->> 'reason') AS event FROM audit_event WHERE subject_id = $1 ORDER BY id",
      [id],
    )
  ).map(({ event }) => event);

describe("a session", () => {
  it("that is just being opened ends too when the account is disabled", async () => {
    const [user] = await db.sql<{ hash: string; email: string }>(
      "SELECT password_hash AS hash, email FROM app_user WHERE id = $1",
      [userId],
    );
    const operator = await makeOperator();
    const { opened, disabled } = await withSystem(async (tx) => {
      const opened = await openSession(tx, userId, user?.hash ?? "");
      const disabled = disableUser(user?.email ?? "", operator);
      await new Promise((later) => setTimeout(later, 300));
      return { opened, disabled };
    });
    expect((await disabled).sessionsEnded).toBe(2);
    expect(await db.sql("SELECT end_reason FROM session WHERE id = $1", [opened?.id])).toEqual([
      { end_reason: "disabled" },
    ]);
  });

  it("belongs to its user, with the role that the database says now", async () => {
    expect(await viewerOfSession(id, { now: at(minute) })).toMatchObject({ userId, role: "analyst" });
    await db.sql("UPDATE app_user SET role = 'viewer' WHERE id = $1", [userId]);
    expect(await viewerOfSession(id, { now: at(minute) })).toMatchObject({ userId, role: "viewer" });
  });

  it("is nobody's when there is no such row", async () => {
    expect(await viewerOfSession("5c1dd2f5-0f4f-4d5c-9a53-8f1f2a3b4c5d")).toBeNull();
  });

  it("is over at the next request when the user was disabled", async () => {
    await db.sql("UPDATE app_user SET active = false WHERE id = $1", [userId]);
    expect(await viewerOfSession(id, { now: at(minute) })).toBeNull();
  });

  it("is over at the next request when the password is newer, even if nobody ended it", async () => {
    await db.sql("UPDATE app_user SET password_changed_at = $2 WHERE id = $1", [userId, at(1)]);
    expect(await viewerOfSession(id, { now: at(minute) })).toBeNull();
  });

  it("is over after signing out; others of the user go on", async () => {
    const other = await open();
    await endSession(id, at(minute));
    await endSession(id, at(2 * minute));
    expect(await viewerOfSession(id, { now: at(minute) })).toBeNull();
    expect(await viewerOfSession(other.id, { now: at(minute) })).not.toBeNull();
    expect(await row()).toMatchObject({ end_reason: "sign-out", ended_at: at(minute) });
    expect(await events()).toEqual(["sign-out"]);
  });

  it("is over everywhere after signing out everywhere", async () => {
    const other = await open();
    expect(await endAllSessions(userId, at(minute))).toBe(2);
    for (const each of [id, other.id]) expect(await viewerOfSession(each, { now: at(minute) })).toBeNull();
  });
});

describe("idleness", () => {
  it("ends a session after an hour without a sign of life, and the log says so once", async () => {
    expect(await viewerOfSession(id, { now: at(sessionLimits.idle - 1), touch: false })).not.toBeNull();
    expect(await viewerOfSession(id, { now: at(sessionLimits.idle) })).toBeNull();
    expect(await viewerOfSession(id, { now: at(minute) })).toBeNull();
    expect(await row()).toMatchObject({ end_reason: "idle" });
    expect(await events()).toEqual(["session.end idle"]);
  });

  it("is counted from the last sign of life, which is written down once a minute", async () => {
    await viewerOfSession(id, { now: at(minute - 1) });
    expect((await row())?.last_seen).toEqual(start);
    await viewerOfSession(id, { now: at(minute) });
    expect((await row())?.last_seen).toEqual(at(minute));
    await viewerOfSession(id, { now: at(minute + 1) });
    expect((await row())?.last_seen).toEqual(at(minute));
    expect(await viewerOfSession(id, { now: at(minute + sessionLimits.idle - 1), touch: false })).not.toBeNull();
  });

  it("is not put off by requests that are no sign of life", async () => {
    for (let m = 5; m < 60; m += 5)
      expect(await viewerOfSession(id, { now: at(m * minute), touch: false })).not.toBeNull();
    expect((await row())?.last_seen).toEqual(start);
    expect(await viewerOfSession(id, { now: at(60 * minute), touch: false })).toBeNull();
  });
});

describe("the absolute limit", () => {
  it("ends a session twelve hours after signing in, however busy it was", async () => {
    let now = 0;
    for (; now < sessionLimits.absolute; now += 50 * minute)
      expect(await viewerOfSession(id, { now: at(now) })).not.toBeNull();
    expect(await viewerOfSession(id, { now: at(sessionLimits.absolute - 1) })).not.toBeNull();
    expect(await viewerOfSession(id, { now: at(sessionLimits.absolute) })).toBeNull();
    expect(await events()).toEqual(["session.end absolute"]);
  });
});
