import { beforeAll, describe, expect, it } from "vitest";
import { readLink } from "@/lib/auth/link-use";
import { viewerOfSession } from "@/lib/auth/session";
import { signInWithPassword } from "@/lib/auth/sign-in";
import { AppError } from "@/lib/errors";
import { makeOperator, stubSecret } from "@/lib/testing/accounts";
import { testDatabase } from "@/lib/testing/database";
import { accountCommands } from "./accounts";
import { parseCommandLine } from "./arguments";
import { WrongUsage } from "./command";
import { sentence } from "./sentence";

stubSecret();
const db = testDatabase();
beforeAll(makeOperator);

/** As typed on the command line, with a secret on standard input; what goes to standard output. */
async function weir(line: string[], secret = ""): Promise<{ text: string; result: unknown }> {
  const parsed = parseCommandLine(line, accountCommands);
  if (parsed.kind !== "run") throw new Error("help was asked for");
  const { command, values, positionals } = parsed;
  return command.perform({
    values,
    positionals,
    readSecret: async () => secret,
    resolveFile: (file) => file,
    note: () => {},
  });
}

/** What stands on standard error of a command that refuses. */
async function refusal(line: string[], secret = ""): Promise<string[]> {
  try {
    await weir(line, secret);
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.fields.length > 0 ? Promise.all(error.fields.map(sentence)) : [error.message];
  }
}

const lin = ["--email", "Lin@example.org", "--name", "Lin", "--role", "analyst", "--agency", "dandong-team"];
const password = "flat stones by the ford";

describe("the commands for accounts", () => {
  it("make an agency and an account, and print the ids", async () => {
    const agency = await weir([
      "agency:create",
      "--code",
      "dandong-team",
      "--name",
      "Dandong",
      "--time-zone",
      "Asia/Shanghai",
    ]);
    const user = await weir(["user:create", ...lin], password);
    const [row] = await db.sql(
      "SELECT u.id::text, u.email, a.id::text AS agency, a.time_zone FROM app_user u JOIN agency a ON a.id = u.agency_id WHERE u.name = 'Lin'",
    );
    expect(row).toEqual({
      id: user.text,
      email: "lin@example.org",
      agency: agency.text,
      time_zone: "Asia/Shanghai",
    });
    expect(user.result).toEqual({ id: Number(user.text) });
    const events = await db.sql(
      "SELECT action, actor_role FROM audit_event WHERE action IN ('agency.create', 'account.create') ORDER BY id DESC LIMIT 2",
    );
    expect(events).toEqual([
      { action: "account.create", actor_role: "operator" },
      { action: "agency.create", actor_role: "operator" },
    ]);
  });

  it("give a new password and close an account; each ends the sessions", async () => {
    const signIn = (typed: string) =>
      signInWithPassword({ email: "lin@example.org", password: typed, address: "192.0.2.1" });
    const first = await signIn(password);
    expect(await weir(["user:password", "--email", "lin@example.org"], "another long sentence")).toMatchObject({
      text: "The password is changed; 1 session ended.",
      result: { sessionsEnded: 1 },
    });
    if (!first.ok) throw new Error(first.why);
    expect(await viewerOfSession(first.session.id)).toBeNull();
    const second = await signIn("another long sentence");
    if (!second.ok) throw new Error(second.why);
    expect((await weir(["user:disable", "--email", "lin@example.org"])).text).toBe(
      "The account is closed; 1 session ended.",
    );
    expect(await viewerOfSession(second.session.id)).toBeNull();
    expect(await signIn("another long sentence")).toMatchObject({ ok: false });
    await weir(["user:enable", "--email", "lin@example.org"]);
    expect(await signIn("another long sentence")).toMatchObject({ ok: true });
  });

  it("invite by the link that the pages make, and print it", async () => {
    const { text } = await weir([
      "user:invite",
      ...lin.map((word) => word.replace("Lin@", "Wu@").replace("Lin", "Wu")),
    ]);
    expect(text).toMatch(/\/invite#[\w-]{43}$/);
    expect(await readLink(text.split("#")[1] ?? "")).toMatchObject({ name: "Wu", email: "wu@example.org" });
  });

  it("say in English what they refuse", async () => {
    const kim = ["user:create", "--email", "kim", "--name", "Kim", "--role", "viewer", "--agency", "desk"];
    expect(await refusal(kim, password)).toEqual(["  email: This is not an e-mail address."]);
    expect(await refusal(["user:create", ...lin], "short")).toEqual([
      "  password: A password has at least 12 characters. A short sentence is fine.",
    ]);
    expect(await refusal(["user:create", ...lin], password)).toEqual([
      "  email: There is an account with this e-mail already.",
    ]);
    expect(await refusal(["user:disable", "--email", "nobody@example.org"])).toEqual([
      "No account has the e-mail nobody@example.org.",
    ]);
  });

  it.each([
    ["user:create", "--email", "a@b"],
    ["user:create", ...lin.map((word) => (word === "analyst" ? "operator" : word))],
    ["agency:create", "--code", "x"],
    ["user:disable"],
    ["user:disable", "--email", "a@b", "more"],
    ["user:delete", "--email", "a@b"],
  ])("are called wrongly as %s %s %s", async (...line) => {
    await expect(weir(line, password)).rejects.toBeInstanceOf(WrongUsage);
  });
});
