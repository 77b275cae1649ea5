import { describe, expect, test } from "vitest";
import { helpText, parseCommandLine } from "./arguments";
import { defineCommand, WrongUsage } from "./command";

const commands = [
  defineCommand({
    name: "user:create",
    usage: "--email E [--tag T …]",
    summary: "Makes a user.",
    options: { email: { type: "string" }, tag: { type: "string", multiple: true }, quiet: { type: "boolean" } },
    required: ["email"],
    database: false,
    run: async ({ values }) => ({ email: values.email, tags: values.tag ?? [] }),
    text: ({ email, tags }) => `${email} ${tags.join("+")}`,
    exitCode: ({ tags }) => (tags.length > 2 ? 1 : 0),
  }),
  defineCommand({
    name: "signals",
    usage: "",
    summary: "Limits of a series.",
    options: {},
    positionals: ["FILE"],
    database: false,
    run: async ({ positionals }) => positionals,
    text: String,
  }),
];
const parse = (line: string) => parseCommandLine(line.split(" ").filter(Boolean), commands);

describe("the command line", () => {
  test("a command with its options", () => {
    expect(parse("user:create --email a@b --tag x --tag y --json")).toMatchObject({
      kind: "run",
      command: { name: "user:create" },
      values: { email: "a@b", tag: ["x", "y"] },
      positionals: [],
      json: true,
    });
    expect(parse("signals series.csv")).toMatchObject({ kind: "run", positionals: ["series.csv"], json: false });
  });

  test.each([
    ["", /Which command/],
    ["nope", /There is no command "nope".*user:create.*signals/s],
    ["user:create", /Missing: --email/],
    ["user:create --email=", /Missing: --email/],
    ["user:create --email a@b --colour red", /--colour/],
    ["user:create --email a@b more", /Not understood: more/],
    ["signals", /Missing: FILE/],
    ["signals a b", /Not understood: b/],
  ])("%j is wrong usage", (line, reason) => {
    expect(() => parse(line)).toThrow(WrongUsage);
    expect(() => parse(line)).toThrow(reason);
  });

  test("help, in general and of one command", () => {
    expect(parse("--help")).toEqual({ kind: "help", command: undefined });
    expect(parse("signals --help")).toMatchObject({ kind: "help", command: { name: "signals" } });
    expect(helpText(commands)).toMatch(/user:create +Makes a user\.\n +signals +Limits of a series\./);
    expect(helpText(commands, commands[1])).toMatch(/weir -- signals FILE\n/);
  });

  test("a command's result, its text and its exit code", async () => {
    const call = {
      positionals: [],
      readSecret: async () => "",
      resolveFile: String,
      note: () => {},
      output: process.stdout,
      json: false,
    };
    const result = await commands[0]?.perform({ ...call, values: { email: "a@b", tag: ["x", "y", "z"] } });
    expect(result).toEqual({ result: { email: "a@b", tags: ["x", "y", "z"] }, text: "a@b x+y+z", exitCode: 1 });
  });
});
