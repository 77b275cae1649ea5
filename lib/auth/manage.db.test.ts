import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { loadAccountsPage, loadAdminStart, loadAgency } from "@/lib/admin/loaders";
import { AppError } from "@/lib/errors";
import { makeAccount, makeOperator, openTestSession, stubSecret } from "@/lib/testing/accounts";
import { testDatabase } from "@/lib/testing/database";
import { makeViewer } from "@/lib/testing/world";
import { inviteUser } from "./account-links";
import { getAccount, listAccounts } from "./account-list";
import { changeAccount, disableUser, enableUser, endSessionsOf, setPassword } from "./accounts";
import { changeAgency, createAgency, listAgencies } from "./agencies";
import { viewerOfSession } from "./session";
import type { Viewer } from "./types";

stubSecret();
const db = testDatabase();
let operator: Viewer;
let admin: Viewer;
let userId: number;
let email: string;
let session: string;
beforeAll(async () => {
  operator = await makeOperator();
  ({ viewer: admin } = await makeAccount("admin"));
  await createAgency({ code: "dandong-team", name: "Dandong team", timeZone: "Asia/Shanghai" }, operator);
});
beforeEach(async () => {
  const made = await makeAccount();
  userId = made.viewer.userId;
  email = made.email;
  session = await openTestSession(email);
});

/** What an administrator sees of the account, as it is sent back with a change. */
const seen = async (id: number) => {
  const { name, role, agencyCode } = await getAccount(admin, id);
  return { name, role, agencyCode };
};
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) =>
      error instanceof AppError ? error.fields.map(({ message }) => message).join() || error.code : String(error),
  );

describe("a change of an account", () => {
  it("counts at the next request, in the session that is open", async () => {
    const was = await seen(userId);
    await changeAccount({ id: userId, name: "Other Name", role: "viewer", agencyCode: "dandong-team", was }, admin);
    expect(await viewerOfSession(session)).toMatchObject({
      name: "Other Name",
      role: "viewer",
      agencyCode: "dandong-team",
      timeZone: "Asia/Shanghai",
    });
    const [event] = await db.sql<{ details: unknown; old_row: object; new_row: object }>(
      `SELECT e.details, c.old_row, c.new_row FROM audit_event e JOIN audit_change c ON c.event_id = e.id
       WHERE e.action = 'account.change' AND e.subject_id = $1 AND e.actor_id = $2`,
      [String(userId), admin.userId],
    );
    expect(event).toMatchObject({
      details: { role: "viewer", agency: "dandong-team" },
      old_row: { role: "analyst" },
      new_row: { role: "viewer", password_hash: "[withheld]" },
    });
  });

  it("is refused when somebody else was faster, and of an agency or account that is none", async () => {
    const was = await seen(userId);
    const change = { id: userId, name: "One", role: "analyst", agencyCode: "desk", was } as const;
    const both = await Promise.all([
      problemOf(changeAccount(change, admin)),
      problemOf(changeAccount({ ...change, name: "Two" }, admin)),
    ]);
    expect(both.sort()).toEqual(["CONFLICT", "done"]);
    const now = { ...change, was: await seen(userId) };
    expect(await problemOf(changeAccount({ ...now, agencyCode: "nowhere" }, admin))).toBe("auth.error.agency-unknown");
    expect(await problemOf(changeAccount({ ...now, role: "operator" as "analyst" }, admin))).toBe(
      "auth.error.role-unknown",
    );
    expect(await problemOf(changeAccount({ ...change, id: operator.userId }, admin))).toBe("NOT_FOUND");
  });

  it("closes and opens: out at the next request, and in again with the old password", async () => {
    expect(await disableUser(userId, admin)).toEqual({ id: userId, sessionsEnded: 1 });
    expect(await viewerOfSession(session)).toBeNull();
    await enableUser(userId, admin);
    expect(await viewerOfSession(session), "the session stays ended").toBeNull();
    expect(await viewerOfSession(await openTestSession(email))).toMatchObject({ userId });
  });

  it("ends all sessions of one user, and says why", async () => {
    await openTestSession(email);
    expect(await endSessionsOf(userId, admin)).toEqual({ id: userId, sessionsEnded: 2 });
    expect(await viewerOfSession(session)).toBeNull();
    expect(await db.sql("SELECT DISTINCT end_reason FROM session WHERE user_id = $1", [userId])).toEqual([
      { end_reason: "administrator" },
    ]);
  });
});

describe("the last administrator", () => {
  it("neither closes nor demotes the own account, nor do two put each other out at once", async () => {
    const demote = async (id: number, by: Viewer) =>
      problemOf(changeAccount({ id, name: "A", role: "analyst", agencyCode: "desk", was: await seen(id) }, by));
    await inviteUser({ email: "other-admin@example.org", name: "Other", role: "admin", agencyCode: "desk" }, admin);
    expect(await problemOf(disableUser(admin.userId, admin)), "nobody invited counts").toBe("auth.error.last-admin");
    expect(await demote(admin.userId, admin)).toBe("auth.error.last-admin");

    const { viewer: second } = await makeAccount("admin");
    const both = await Promise.all([
      problemOf(disableUser(second.userId, admin)),
      problemOf(disableUser(admin.userId, second)),
    ]);
    expect(both.sort()).toEqual(["auth.error.last-admin", "done"]);
    await enableUser(admin.userId, operator);
    await enableUser(second.userId, operator);
    expect(await demote(second.userId, admin)).toBe("done");
    expect(await problemOf(disableUser(admin.userId, operator)), "the command line can make another").toBe("done");
    await enableUser(admin.userId, operator);
  });
});

describe("agencies", () => {
  it("change name and time zone, which is today's for their people from the next request on", async () => {
    const was = { name: "Desk", timeZone: "UTC" };
    await changeAgency({ code: "desk", name: "The desk", timeZone: "Asia/Seoul", was }, admin);
    expect(await viewerOfSession(session)).toMatchObject({ agencyName: "The desk", timeZone: "Asia/Seoul" });
    expect(await problemOf(changeAgency({ code: "desk", name: "X", timeZone: "UTC", was }, admin))).toBe("CONFLICT");
    const now = { name: "The desk", timeZone: "Asia/Seoul" };
    for (const timeZone of ["Asia/Nowhere", "+08:00", ""])
      expect(await problemOf(changeAgency({ code: "desk", name: "X", timeZone, was: now }, admin)), timeZone).toBe(
        "auth.error.time-zone",
      );
    await changeAgency({ code: "desk", name: "Desk", timeZone: "UTC", was: now }, admin);
    expect(await problemOf(changeAgency({ code: "none", name: "X", timeZone: "UTC", was }, admin))).toBe("NOT_FOUND");
  });
});

describe("the list of accounts", () => {
  it("narrows by text, role, agency and state, and tells what is open", async () => {
    const person = {
      email: "zhao@example.org",
      name: "100% Zhao_Wei",
      role: "auditor",
      agencyCode: "dandong-team",
    } as const;
    const { id } = await inviteUser(person, admin);
    const none = { q: null, role: null, agency: null, state: null };
    const ids = async (filter: object) =>
      (await listAccounts(admin, { ...none, ...filter }, { offset: 0, limit: 100 })).rows.map((row) => row.id);
    expect(await ids({ q: "zhao_" })).toEqual([id]);
    expect(await ids({ q: "0% z" })).toEqual([id]);
    expect(await ids({ q: "%" })).toEqual([id]);
    expect(await ids({ agency: "dandong-team", role: "auditor" })).toEqual([id]);
    expect(await ids({ state: "invited" })).toContain(id);
    expect(await ids({ state: "disabled", q: "zhao" })).toEqual([]);
    expect(await ids({ q: "operator" }), "the built-in actors are no accounts").toEqual([]);
    const later = new Date(Date.now() + 80 * 3_600_000);
    expect(await getAccount(admin, id, later)).toMatchObject({ state: "lapsed", link: null });
    const account = await getAccount(admin, userId);
    expect(account).toMatchObject({ state: "active", openSessions: 1, lastSeen: expect.any(String) });
    expect(await getAccount(admin, userId, later)).toMatchObject({ openSessions: 0 });
    await setPassword(userId, "another long sentence", operator);
    expect(await getAccount(admin, userId)).toMatchObject({ openSessions: 0 });
  });

  it("says what of an address it did not understand", async () => {
    const page = await loadAccountsPage(admin, { role: "king", colour: "red", page: "99" });
    expect(page.problems.map(({ key }) => key).sort()).toEqual(["colour", "role"]);
    expect(page.rows.length).toBe(page.total);
  });
});

describe("who does not manage accounts", () => {
  it.each(["viewer", "analyst", "reviewer", "auditor"] as const)(
    "a %s is refused every verb and page",
    async (role) => {
      const viewer = await makeViewer(db, "desk", role);
      const was = { name: "x", role: "analyst", agencyCode: "desk" };
      const attempts: (() => Promise<unknown>)[] = [
        () => changeAccount({ id: userId, name: "x", role: "analyst", agencyCode: "desk", was }, viewer),
        () => enableUser(userId, viewer),
        () => disableUser(userId, viewer),
        () => endSessionsOf(userId, viewer),
        () => changeAgency({ code: "desk", name: "x", timeZone: "UTC", was: { name: "", timeZone: "" } }, viewer),
        () => listAgencies(viewer),
        () => loadAgency(viewer, "desk"),
        () => loadAdminStart(viewer),
        () => loadAccountsPage(viewer, {}),
        () => getAccount(viewer, userId),
      ];
      for (const attempt of attempts)
        expect(await problemOf(Promise.resolve().then(attempt)), String(attempt)).toBe("FORBIDDEN");
    },
  );
});
