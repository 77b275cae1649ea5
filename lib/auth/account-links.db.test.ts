import { beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { makeAccount, makeOperator, openTestSession, stubSecret, testPassword } from "@/lib/testing/accounts";
import { testDatabase } from "@/lib/testing/database";
import { makeViewer } from "@/lib/testing/world";
import { inviteUser, renewLink, withdrawLink } from "./account-links";
import { disableUser, setPassword } from "./accounts";
import { acceptLink, readLink } from "./link-use";
import { linkLife } from "./rules";
import { viewerOfSession } from "./session";
import { signInWithPassword } from "./sign-in";
import type { OneTimeLink, Viewer } from "./types";

stubSecret();
const db = testDatabase();
let admin: Viewer;
beforeAll(async () => {
  await makeOperator();
  ({ viewer: admin } = await makeAccount("admin"));
});

let invited = 0;
const colleague = () => {
  invited += 1;
  return {
    email: `colleague${invited}@example.org`,
    name: "Col League",
    role: "reviewer",
    agencyCode: "desk",
  } as const;
};
const tokenOf = ({ url }: OneTimeLink) => new URL(url).hash.slice(1);
const address = "192.0.2.7";
const accept = (token: string, now?: Date) => acceptLink({ token, password: testPassword, address }, now);
const over = { code: "INVALID", fields: [{ path: "", message: "auth.error.link-over" }] };
const problemsOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof AppError ? error.fields.map(({ message }) => message).join() : String(error)),
  );

describe("an invitation", () => {
  it("shows whose account it is, takes a password, and signs in with the role that was chosen", async () => {
    const { id, link } = await inviteUser({ ...colleague(), email: " New.One@Example.org " }, admin);
    expect(new URL(link.url)).toMatchObject({ pathname: "/invite", search: "" });
    const token = tokenOf(link);
    expect(await readLink(token)).toMatchObject({
      kind: "invitation",
      name: "Col League",
      role: "reviewer",
      agency: "Desk",
    });
    expect(await problemsOf(acceptLink({ token, password: "short", address }))).toBe("auth.error.password-short");
    expect(await viewerOfSession((await accept(token)).id)).toMatchObject({ userId: id, role: "reviewer" });
    expect(await signInWithPassword({ email: "new.one@example.org", password: testPassword, address })).toMatchObject({
      ok: true,
    });
  });

  it("lets nobody in before it is accepted", async () => {
    const { email } = colleague();
    const { id } = await inviteUser({ ...colleague(), email }, admin);
    expect(await signInWithPassword({ email, password: "", address })).toMatchObject({ ok: false });
    expect(await db.sql("SELECT active, password_hash FROM app_user WHERE id = $1", [id])).toEqual([
      { active: false, password_hash: null },
    ]);
    const twice = await problemsOf(inviteUser({ ...colleague(), email }, admin));
    expect(twice).toBe("auth.error.email-taken");
  });

  it("works once, however many come at the same time", async () => {
    const { id, link } = await inviteUser(colleague(), admin);
    const token = tokenOf(link);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => problemsOf(accept(token))));
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "auth.error.link-over")).toHaveLength(19);
    const sessions = await db.sql("SELECT 1 FROM session WHERE user_id = $1", [id]);
    expect(sessions).toHaveLength(1);
    await expect(readLink(token)).rejects.toMatchObject(over);
  });

  it("is over after 72 hours, and the log says that somebody came with it", async () => {
    const made = new Date("2026-03-01T08:00:00Z");
    const { id, link } = await inviteUser(colleague(), admin, made);
    const token = tokenOf(link);
    const before = new Date(made.getTime() + linkLife - 1);
    const after = new Date(made.getTime() + linkLife);
    expect(await readLink(token, before)).toMatchObject({ expiresAt: after.toISOString() });
    await expect(readLink(token, after)).rejects.toMatchObject(over);
    await expect(accept(token, after)).rejects.toMatchObject(over);
    expect(
      await db.sql("SELECT details FROM audit_event WHERE action = 'sign-in.fail' AND subject_id = $1", [String(id)]),
    ).toEqual([{ details: { address, to: "invitation" } }]);
  });

  it("of an account that something names stays, and says that it is in use", async () => {
    const named = await inviteUser(colleague(), admin);
    const other = await inviteUser(colleague(), admin);
    await db.sql("UPDATE account_link SET created_by_id = $1 WHERE user_id = $2", [named.id, other.id]);
    await expect(withdrawLink(named.id, admin)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await readLink(tokenOf(named.link))).toMatchObject({ kind: "invitation" });
  });

  it("made anew ends the one before; withdrawn, it goes with its account, and the e-mail is free", async () => {
    const person = colleague();
    const { id, link } = await inviteUser(person, admin);
    const again = await renewLink(id, admin);
    await expect(readLink(tokenOf(link))).rejects.toMatchObject(over);
    expect(await readLink(tokenOf(again))).toMatchObject({ kind: "invitation" });
    expect(await withdrawLink(id, admin)).toEqual({ removed: true });
    await expect(accept(tokenOf(again))).rejects.toMatchObject(over);
    await inviteUser(person, admin);
  });

  it("renewed by two at once leaves one open", async () => {
    const { id } = await inviteUser(colleague(), admin);
    const links = await Promise.all([renewLink(id, admin), renewLink(id, admin)]);
    const good = await Promise.all(links.map((link) => problemsOf(readLink(tokenOf(link)))));
    expect(good.sort()).toEqual(["auth.error.link-over", "done"]);
  });

  it("that never was says no more than one that is over", async () => {
    await expect(readLink("x".repeat(43))).rejects.toMatchObject(over);
    await expect(accept("x".repeat(43))).rejects.toMatchObject(over);
  });
});

describe("a reset", () => {
  it("leaves the old password until it is used; then all other sessions end", async () => {
    const { email, viewer } = await makeAccount();
    const session = await openTestSession(email);
    const link = await renewLink(viewer.userId, admin);
    expect(new URL(link.url).pathname).toBe("/reset");
    expect(await viewerOfSession(session)).not.toBeNull();
    const opened = await acceptLink({ token: tokenOf(link), password: "another long sentence", address });
    expect(await viewerOfSession(session)).toBeNull();
    expect(await viewerOfSession(opened.id)).toMatchObject({ email });
    expect(await signInWithPassword({ email, password: testPassword, address })).toMatchObject({ ok: false });
  });

  it.each([
    ["the account is closed", (id: number) => disableUser(id, admin)],
    ["the operator gives a password", (id: number) => setPassword(id, "another long sentence", admin)],
    ["it is withdrawn", (id: number) => withdrawLink(id, admin)],
  ])("is over when %s", async (_, end) => {
    const { viewer } = await makeAccount();
    const link = await renewLink(viewer.userId, admin);
    await end(viewer.userId);
    await expect(accept(tokenOf(link))).rejects.toMatchObject(over);
    expect(await db.sql("SELECT 1 FROM app_user WHERE id = $1", [viewer.userId])).toHaveLength(1);
  });

  it("is none of a closed account", async () => {
    const { viewer } = await makeAccount();
    await disableUser(viewer.userId, admin);
    await expect(renewLink(viewer.userId, admin)).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("the log", () => {
  it("tells who invited and who came, and holds neither token, digest nor password", async () => {
    const { id, link } = await inviteUser(colleague(), admin);
    const token = tokenOf(link);
    await accept(token);
    const events = await db.sql<{ action: string; actor: number; tables: string }>(
      `SELECT e.action, e.actor_id AS actor, string_agg(c.table_name || ' ' || c.operation, ', ' ORDER BY c.id) AS tables
       FROM audit_event e LEFT JOIN audit_change c ON c.event_id = e.id WHERE e.subject_id = $1 GROUP BY e.id ORDER BY e.id`,
      [String(id)],
    );
    expect(events).toEqual([
      { action: "account.invite", actor: admin.userId, tables: "app_user insert, account_link insert" },
      { action: "invitation.accept", actor: id, tables: "account_link update, app_user update" },
    ]);
    const [kept] = await db.sql<{ digest: string; hash: string }>(
      "SELECT l.digest, u.password_hash AS hash FROM account_link l JOIN app_user u ON u.id = l.user_id WHERE u.id = $1",
      [id],
    );
    const log = JSON.stringify(await db.sql("SELECT old_row, new_row FROM audit_change"));
    const said = JSON.stringify(await db.sql("SELECT details, reason FROM audit_event"));
    expect(kept?.digest).toMatch(/^[\w-]{43}$/);
    for (const secret of [token, kept?.digest ?? "", kept?.hash ?? "", testPassword]) {
      expect(log).not.toContain(secret);
      expect(said).not.toContain(secret);
    }
    expect(await db.sql("SELECT 1 FROM account_link WHERE digest = $1", [token])).toEqual([]);
  });

  it.each(["viewer", "analyst", "reviewer", "auditor"] as const)("a %s makes and ends no links", async (role) => {
    const viewer = await makeViewer(db, "desk", role);
    for (const attempt of [inviteUser(colleague(), viewer), renewLink(1, viewer), withdrawLink(1, viewer)])
      await expect(attempt).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
