import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { viewerOfKey } from "@/lib/auth/keys";
import { makeAccount, makeOperator, stubSecret } from "@/lib/testing/accounts";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeReferenceLists } from "@/lib/testing/world";
import { parseCommandLine } from "./arguments";
import { Refusal, WrongUsage } from "./command";
import { exportCommand } from "./export";
import { keyCommands } from "./keys";

stubSecret();
const db = testDatabase();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "weir-export-"));

/** As typed on the command line: what comes of it, and what went to standard output. */
async function weir(...line: string[]): Promise<{ result: unknown; text: string; printed: string }> {
  const parsed = parseCommandLine(line, [...keyCommands, exportCommand]);
  if (parsed.kind !== "run") throw new Error("help was asked for");
  const { command, values, positionals, json } = parsed;
  let printed = "";
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      printed += chunk;
      done();
    },
  });
  const note = () => {};
  const readSecret = async () => "";
  const resolveFile = (file: string) => path.join(folder, file);
  return { ...(await command.perform({ values, positionals, readSecret, resolveFile, note, output, json })), printed };
}

let email = "";
beforeAll(async () => {
  const { sourceId } = await makeReferenceLists(db);
  await makeOperator();
  const made = await makeAccount("analyst");
  email = made.email;
  for (const point of ["dandong", "tumen"]) await log(made.viewer, newReport(sourceId, plainAccount({ point })));
});

describe("weir export", () => {
  it("writes a filter's cases to standard output, or whole into a file", async () => {
    const { printed, text } = await weir("export", "--format", "jsonl", "--filter", "?point=yanbian");
    expect(text).toBe("");
    expect(
      printed
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).transitPoint.code),
    ).toEqual(["tumen"]);
    const { result } = await weir("export", "--format", "csv", "--as", email, "--out", "all.csv", "--json");
    const file = path.join(folder, "all.csv");
    expect(result).toEqual({ file, format: "csv", cases: 2, lines: 2, handling: "green" });
    expect(fs.readFileSync(file, "utf8").trim().split("\r\n")).toHaveLength(3);
    expect(fs.readdirSync(folder)).toEqual(["all.csv"]);
    await expect(weir("export", "--format", "csv", "--out", "all.csv")).rejects.toThrow(Refusal);
    await expect(weir("export", "--format", "csv", "--out", "no/such/folder.csv")).rejects.toThrow(Refusal);
  });

  it.each([
    [["--format", "xls"], WrongUsage],
    [["--format", "csv", "--json"], WrongUsage],
    [["--format", "csv", "--filter", "colour=red"], Refusal],
  ])("refuses %j", async (line, kind) => {
    await expect(weir("export", ...line)).rejects.toThrow(kind);
  });
});

describe("the commands for keys", () => {
  it("make a key that opens what its account opens, show it without its secret, and end it", async () => {
    const { text: key } = await weir("key:create", "--email", email, "--label", "nightly", "--expires", "2099-12-31");
    expect(await viewerOfKey(key)).toMatchObject({ viewer: { email } });
    const prefix = key.split("_")[1] ?? "";
    const listed = await weir("key:list", "--email", email, "--json");
    expect(listed.result).toMatchObject([{ prefix, label: "nightly", state: "active" }]);
    expect(JSON.stringify(listed)).not.toContain(key.slice(-43));
    await weir("key:revoke", "--prefix", prefix);
    expect(await viewerOfKey(key)).toEqual({ refused: "revoked" });
    expect((await weir("key:list", "--email", email)).text).toContain("revoked");
  });
});
