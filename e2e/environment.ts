import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** What `npm test` says about the served register: its address, its data folder, and what `npm start` printed. */
const required = (name: "WEIR_E2E_URL" | "WEIR_E2E_DATA_DIR" | "WEIR_E2E_START_LOG"): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the browser tests with "npm test -- --only e2e"`);
  return value;
};

export const baseUrl = () => required("WEIR_E2E_URL");
export const dataFolder = () => required("WEIR_E2E_DATA_DIR");

export type Account = { email: string; password: string };

/** An account of the first start, with the password it printed. */
export function printedAccount(role: "admin" | "analyst" | "reviewer"): Account {
  const log = fs.readFileSync(required("WEIR_E2E_START_LOG"), "utf8");
  const found = new RegExp(`^\\s+(${role}@\\S+)\\s+(\\S+)\\s*$`, "m").exec(log);
  if (!found?.[1] || !found[2]) throw new Error(`the start printed no password for ${role}`);
  return { email: found[1], password: found[2] };
}

/** Where a signed-in browser's cookies are kept between the tests of one run. */
export const stateOf = (who: string) => path.join(dataFolder(), `e2e-${who}.json`);

/** Runs `weir …` on the served register. Resolves with what it printed; rejects with its exit code and standard error. */
export function weir(args: readonly string[], input = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    const environment = { ...process.env, WEIR_DATA_DIR: dataFolder(), PORT: new URL(baseUrl()).port };
    const child = execFile(
      process.execPath,
      ["scripts/weir.mjs", ...args],
      { env: environment, maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`weir ${args.join(" ")} ended with ${error.code}: ${stderr}`));
        else resolve(stdout);
      },
    );
    child.stdin?.end(input);
  });
}
