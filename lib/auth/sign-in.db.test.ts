import * as argon2 from "@node-rs/argon2";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeAccount, makeOperator, stubSecret, testPassword } from "@/lib/testing/accounts";
import { testDatabase } from "@/lib/testing/database";
import { disableUser, setPassword } from "./accounts";
import { viewerOfEmail } from "./mint";
import { changeOwnPassword } from "./own-password";
import { viewerOfSession } from "./session";
import { signInWithPassword } from "./sign-in";
import { freeFailures } from "./throttle";

stubSecret();
const db = testDatabase();

// Counting the calls to a package: its own function still does the work.
vi.mock("@node-rs/argon2", { spy: true });

const minute = 60_000;
const home = "192.0.2.1";
let email: string;
let clock: number;

beforeEach(async () => {
  ({ email } = await makeAccount());
  await db.sql("DELETE FROM sign_in_throttle");
  vi.useFakeTimers({ toFake: ["Date"] });
  clock = Date.now();
});
afterEach(() => {
  vi.useRealTimers();
  vi.mocked(argon2.verify).mockClear();
});

const pass = (ms: number) => {
  clock += ms;
  vi.setSystemTime(clock);
};
const right = (address = home) => signInWithPassword({ email, password: testPassword, address });
const wrong = (address = home, who = email) =>
  signInWithPassword({ email: who, password: "not the password", address });
const refused = (wait: number) => ({ ok: false, why: "throttled", wait });

describe("signing in", () => {
  it("opens a session that is logged with the address", async () => {
    const result = await signInWithPassword({
      email: ` ${email.toUpperCase()} `,
      password: testPassword,
      address: home,
    });
    if (!result.ok) throw new Error(result.why);
    expect(await viewerOfSession(result.session.id)).toMatchObject({ email });
    expect(
      await db.sql("SELECT action, actor_role, details FROM audit_event WHERE subject_id = $1", [result.session.id]),
    ).toEqual([{ action: "sign-in", actor_role: "analyst", details: { address: home } }]);
  });

  it("takes full-width letters for the ones they stand for", async () => {
    const password = testPassword.replaceAll("s", "ｓ");
    expect(await signInWithPassword({ email, password, address: home })).toMatchObject({ ok: true });
  });

  it("says the same of a wrong password, an unknown and a disabled account, after the same work", async () => {
    const { email: disabled } = await makeAccount();
    await disableUser(disabled, await makeOperator());
    const answers = [];
    for (const who of [email, "nobody@weir.test", disabled]) {
      vi.mocked(argon2.verify).mockClear();
      answers.push(
        await signInWithPassword({ email: who, password: testPassword + (who === email ? "!" : ""), address: home }),
      );
      expect(argon2.verify).toHaveBeenCalledOnce();
      expect(vi.mocked(argon2.verify).mock.calls[0]?.[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    }
    expect(answers).toEqual(Array(3).fill({ ok: false, why: "wrong", wait: 0 }));
  });

  it("logs a failure by the account's id, or by a digest where there is none; never what was typed", async () => {
    await signInWithPassword({ email, password: "secret-attempt-1", address: home });
    await signInWithPassword({ email: "nobody@weir.test", password: "secret-attempt-2", address: home });
    const events = await db.sql(
      "SELECT subject_type, subject_id, actor_id, details FROM audit_event WHERE action = 'sign-in.fail' ORDER BY id DESC LIMIT 2",
    );
    const [user] = await db.sql<{ id: number }>("SELECT id FROM app_user WHERE email = $1", [email]);
    expect(events).toEqual([
      {
        subject_type: "account",
        subject_id: expect.stringMatching(/^[\w-]{24}$/),
        actor_id: null,
        details: { address: home },
      },
      { subject_type: "user", subject_id: String(user?.id), actor_id: null, details: { address: home } },
    ]);
    const everything = JSON.stringify(await db.sql("SELECT * FROM audit_event"));
    expect(everything).not.toContain("secret-attempt");
    expect(everything).not.toContain("nobody@weir.test");
  });

  it.each(["operator", "register"])("is not for the built-in actor %s", async (role) => {
    for (const who of [role, "", "null"])
      expect(await signInWithPassword({ email: who, password: "", address: home })).toMatchObject({ ok: false });
  });
});

describe("an account that changes while its password is looked at", () => {
  /** Does something after the password was found right, before anything comes of it. */
  async function meanwhile(work: () => Promise<unknown>): Promise<void> {
    const { verify } = await vi.importActual<typeof argon2>("@node-rs/argon2");
    vi.mocked(argon2.verify).mockImplementationOnce(async (...what) => {
      const matches = await verify(...what);
      await work();
      return matches;
    });
  }
  const open = () => db.sql("SELECT 1 FROM session s JOIN app_user u ON u.id = s.user_id WHERE u.email = $1", [email]);

  it.each([
    ["got another password", async () => setPassword(email, "another flat stone", await makeOperator())],
    ["was disabled", async () => disableUser(email, await makeOperator())],
  ])("is not signed in to when it %s", async (_, work) => {
    await meanwhile(work);
    expect(await right()).toEqual({ ok: false, why: "wrong", wait: 0 });
    expect(await open()).toEqual([]);
    const [last] = await db.sql("SELECT action FROM audit_event ORDER BY id DESC LIMIT 1");
    expect(last).toEqual({ action: "sign-in.fail" });
  });

  it.each([
    ["got another password", async () => setPassword(email, "another flat stone", await makeOperator())],
    ["was disabled", async () => disableUser(email, await makeOperator())],
  ])("does not take its owner's new password when it %s", async (_, work) => {
    const viewer = await viewerOfEmail(email);
    await meanwhile(work);
    const change = changeOwnPassword(viewer, { current: testPassword, password: "a third flat stone", address: home });
    await expect(change).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await open()).toEqual([]);
    expect(await signInWithPassword({ email, password: "a third flat stone", address: home })).toMatchObject({
      ok: false,
    });
  });
});

describe("failed sign-ins from one address", () => {
  it("wait longer and longer, whether the account exists or not", async () => {
    for (const who of [email, "nobody@weir.test"]) {
      for (let i = 1; i <= 4; i++) expect(await wrong(home, who)).toEqual({ ok: false, why: "wrong", wait: 0 });
      for (const minutes of [1, 2, 4, 8, 15, 15]) {
        expect(await wrong(home, who)).toEqual({ ok: false, why: "wrong", wait: minutes * 60 });
        expect(await wrong(home, who)).toEqual(refused(minutes * 60));
        pass(minutes * minute - 1000);
        expect(await wrong(home, who)).toEqual(refused(1));
        pass(1000);
      }
    }
  });

  it("keep the right password out while they wait, then let it in and forget them", async () => {
    for (let i = 1; i <= 5; i++) await wrong();
    expect(await right()).toEqual(refused(60));
    pass(minute);
    expect(await right()).toMatchObject({ ok: true });
    for (let i = 1; i <= 4; i++) expect(await wrong()).toEqual({ ok: false, why: "wrong", wait: 0 });
  });

  it("are forgotten after a day", async () => {
    for (let i = 1; i <= 5; i++) await wrong();
    pass(24 * 60 * minute);
    expect(await wrong()).toEqual({ ok: false, why: "wrong", wait: 0 });
  });

  it("do not hold up the account elsewhere", async () => {
    for (let i = 1; i <= 5; i++) await wrong("203.0.113.9");
    expect(await right()).toMatchObject({ ok: true });
  });

  it("let five passwords be looked at when many come at once", async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => wrong()));
    expect(argon2.verify).toHaveBeenCalledTimes(5);
    expect(results.filter((result) => !result.ok && result.why === "throttled")).toHaveLength(15);
  });

  it("over many accounts are stopped too, and one's own success does not clear them", async () => {
    const { free } = freeFailures.address;
    for (let i = 1; i < free; i++) {
      await wrong(home, `nobody${i}@weir.test`);
      if (i % 10 === 0) expect(await right()).toMatchObject({ ok: true });
    }
    expect(await wrong(home, "last@weir.test")).toEqual({ ok: false, why: "wrong", wait: 60 });
    expect(await right()).toEqual(refused(60));
    expect(await right("198.51.100.7")).toMatchObject({ ok: true });
  });
});

describe("failed sign-ins to one account from many addresses", () => {
  /** As if so many had come from elsewhere: the last one is real, the others only counted. */
  const fromEverywhere = async (count: number) => {
    await wrong("203.0.113.1");
    await db.sql("UPDATE sign_in_throttle SET points = $1 WHERE key LIKE 'account:%'", [count - 1]);
    await wrong("203.0.113.2");
  };

  it("hold up addresses that are new to the account, not those it knows", async () => {
    const { free } = freeFailures.account;
    expect(await right()).toMatchObject({ ok: true });
    await fromEverywhere(free);
    expect(await right("198.51.100.7")).toEqual(refused(60));
    expect(await right()).toMatchObject({ ok: true });
    pass(minute);
    expect(await right("198.51.100.7")).toMatchObject({ ok: true });
  });

  it("are forgotten when an administrator sets a new password", async () => {
    await fromEverywhere(freeFailures.account.free);
    for (let i = 1; i <= 5; i++) await wrong();
    await setPassword(email, testPassword, await makeOperator());
    expect(await right()).toMatchObject({ ok: true });
    expect(await right("198.51.100.7")).toMatchObject({ ok: true });
  });
});
