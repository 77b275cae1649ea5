import { beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { makeOperator, openTestSession, stubSecret, testPassword } from "@/lib/testing/accounts";
import { testDatabase } from "@/lib/testing/database";
import { makeViewer } from "@/lib/testing/world";
import { createUser, disableUser, setPassword } from "./accounts";
import { createAgency } from "./agencies";
import { ensureBuiltIns, makeFirstAccounts } from "./first-accounts";
import { viewerOfSession } from "./session";
import { signInWithPassword } from "./sign-in";
import type { Viewer } from "./types";

stubSecret();
const db = testDatabase();
let operator: Viewer;
beforeAll(async () => {
  operator = await makeOperator();
});

const fieldsOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: unknown) =>
      error instanceof AppError ? error.fields.map(({ path, message }) => `${path} ${message}`) : [String(error)],
  );
const lin = {
  email: "lin@example.org",
  name: "Lin",
  role: "analyst",
  agencyCode: "desk",
  password: testPassword,
} as const;

describe("the first accounts", () => {
  it("are made once, with passwords that work and cannot be told again", async () => {
    const accounts = await makeFirstAccounts();
    expect(accounts.map(({ email }) => email.split("@")[0])).toEqual(["admin", "analyst", "reviewer"]);
    expect(new Set(accounts.map(({ password }) => password)).size).toBe(3);
    for (const { email, password } of accounts)
      expect(await signInWithPassword({ email, password, address: "192.0.2.1" })).toMatchObject({ ok: true });
    expect(await makeFirstAccounts()).toEqual([]);
    const stored = await db.sql<{ password_hash: string }>(
      "SELECT password_hash FROM app_user WHERE email IS NOT NULL",
    );
    for (const { password_hash } of stored) expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(stored)).not.toContain(accounts[0]?.password);
  });

  it("find the built-in actors in place, one of each", async () => {
    await Promise.all([ensureBuiltIns(), ensureBuiltIns()]);
    const rows = await db.sql("SELECT role FROM app_user WHERE email IS NULL ORDER BY role");
    expect(rows).toEqual([{ role: "operator" }, { role: "register" }]);
  });
});

describe("making agencies and accounts", () => {
  it("makes them, and the log says who did and what changed, without the hash", async () => {
    const agency = await createAgency(
      { code: "dandong-team", name: "Dandong team", timeZone: "Asia/Shanghai" },
      operator,
    );
    const id = await createUser({ ...lin, email: " Lin.M@Example.org ", agencyCode: "dandong-team" }, operator);
    expect(await db.sql("SELECT email, agency_id, active FROM app_user WHERE id = $1", [id])).toEqual([
      { email: "lin.m@example.org", agency_id: agency, active: true },
    ]);
    const [event] = await db.sql<{ details: unknown; new_row: { password_hash: string } }>(
      `SELECT e.details, c.new_row FROM audit_event e JOIN audit_change c ON c.event_id = e.id
       WHERE e.action = 'account.create' AND e.subject_id = $1 AND e.actor_id = $2 AND c.table_name = 'app_user'`,
      [String(id), operator.userId],
    );
    expect(event).toMatchObject({
      details: { role: "analyst", agency: "dandong-team" },
      new_row: { password_hash: "[withheld]" },
    });
  });

  it.each([
    [{ ...lin, email: "lin" }, "email auth.error.email-form"],
    [{ ...lin, name: " " }, "name auth.error.name-missing"],
    [{ ...lin, role: "operator" as "analyst" }, "role auth.error.role-unknown"],
    [{ ...lin, agencyCode: "nowhere" }, "agencyCode auth.error.agency-unknown"],
    [{ ...lin, password: "short" }, "password auth.error.password-short"],
    [{ ...lin, password: "lin@example.org" }, "password auth.error.password-personal"],
  ])("refuses %j", async (input, problem) => {
    expect(await fieldsOf(createUser(input, operator))).toEqual([problem]);
  });

  it("refuses a second account with an e-mail, also when both come at once", async () => {
    const twice = { ...lin, email: "twice@example.org" };
    const results = await Promise.all([fieldsOf(createUser(twice, operator)), fieldsOf(createUser(twice, operator))]);
    expect(results.flat()).toEqual(["email auth.error.email-taken"]);
    expect(await fieldsOf(createUser({ ...twice, email: "TWICE@example.org" }, operator))).toEqual([
      "email auth.error.email-taken",
    ]);
  });

  it("refuses a taken or malformed agency code and a zone that is none", async () => {
    const agency = { code: "desk", name: "Desk", timeZone: "UTC" };
    expect(await fieldsOf(createAgency(agency, operator))).toEqual(["code auth.error.agency-taken"]);
    expect(await fieldsOf(createAgency({ ...agency, code: "De sk" }, operator))).toEqual([
      "code auth.error.agency-code",
    ]);
    const nowhere = { ...agency, code: "other", timeZone: "Asia/Nowhere" };
    expect(await fieldsOf(createAgency(nowhere, operator))).toEqual(["timeZone auth.error.time-zone"]);
  });

  it.each(["viewer", "analyst", "reviewer", "auditor"] as const)("is not for a %s", async (role) => {
    const viewer = await makeViewer(db, "desk", role);
    for (const attempt of [
      createAgency({ code: "x", name: "X", timeZone: "UTC" }, viewer),
      createUser({ ...lin, email: "x@example.org" }, viewer),
      setPassword("nobody@example.org", testPassword, viewer),
      disableUser("nobody@example.org", viewer),
    ])
      await expect(attempt).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("a new password or a disabled account", () => {
  it("ends all sessions of that user, and of nobody else", async () => {
    await createUser({ ...lin, email: "one@example.org" }, operator);
    await createUser({ ...lin, email: "two@example.org" }, operator);
    const sessions = [await openTestSession("one@example.org"), await openTestSession("one@example.org")];
    const other = await openTestSession("two@example.org");
    await setPassword("ONE@example.org", "another long sentence", operator);
    for (const id of sessions) expect(await viewerOfSession(id)).toBeNull();
    expect(await viewerOfSession(other)).not.toBeNull();

    const address = "192.0.2.1";
    expect(await signInWithPassword({ email: "one@example.org", password: testPassword, address })).toMatchObject({
      ok: false,
    });
    const again = await signInWithPassword({ email: "one@example.org", password: "another long sentence", address });
    if (!again.ok) throw new Error("the new password was refused");
    await disableUser("one@example.org", operator);
    expect(await viewerOfSession(again.session.id)).toBeNull();
    expect(await signInWithPassword({ email: "one@example.org", password: "another long sentence", address })).toEqual({
      ok: false,
      why: "wrong",
      wait: 0,
    });
  });

  it("is NOT_FOUND for an unknown e-mail", async () => {
    await expect(setPassword("nobody@example.org", testPassword, operator)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(disableUser("nobody@example.org", operator)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
