// What `npm test` does, in order. A stage either is one check, or runs tests and counts them.
import fs from "node:fs";
import path from "node:path";
import { inRoot } from "../boot/paths.mjs";
import { prepareBuild, prepareClient } from "../boot/prepare.mjs";
import { Problem } from "../boot/problem.mjs";
import { run } from "../boot/run.mjs";
import { findBrowser } from "./browser.mjs";
import { countPlaywright, countVitest } from "./counts.mjs";
import { startLive } from "./live.mjs";

/** @typedef {import("./counts.mjs").Counts} Counts */
/** @typedef {{ folder: string, env: Record<string, string | undefined>, browser?: string }} Run folder: a temporary one */
/**
 * @typedef {object} Stage
 * @property {string} name for --only
 * @property {string} title
 * @property {readonly string[]} [needs] stages that must have passed
 * @property {(run: Run) => Promise<(Counts & { notes?: string[] }) | void>} work throws when the check fails; counts when it ran tests, and
 *   what to repeat at the end
 */

/** @param {string} name */
const bin = (name) => {
  const { bin: programs } = JSON.parse(fs.readFileSync(inRoot("node_modules", name, "package.json"), "utf8"));
  const key = name.split("/").at(-1) ?? name;
  return inRoot(
    "node_modules",
    name,
    typeof programs === "string" ? programs : (programs[key] ?? Object.values(programs)[0]),
  );
};

/** Runs a check with Node; its output is shown only when it fails. @param {Run} context @param {readonly string[]} args */
async function check({ env }, args) {
  const { code, output, signal } = await run(process.execPath, args, { env });
  if (code !== 0) throw new Problem(`Failed (${signal ?? `exit code ${code}`}).`, { detail: output });
}

/** @param {"unit" | "db"} project @returns {(context: Run) => Promise<Counts>} */
const vitest =
  (project) =>
  async ({ folder, env }) => {
    const report = path.join(folder, `${project}.json`);
    const args = [
      bin("vitest"),
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ];
    const { code } = await run(process.execPath, args, { env, show: process.stdout });
    if (!fs.existsSync(report)) throw new Problem("The tests did not run.");
    return countVitest(fs.readFileSync(report, "utf8"), code);
  };

/** @param {Run} context @returns {Promise<Counts & { notes: string[] }>} */
async function browserTests({ folder, env, browser }) {
  const report = path.join(folder, "browser.json");
  const live = await startLive(folder, env);
  const { code } = await run(process.execPath, [bin("@playwright/test"), "test", "--reporter=list,json"], {
    env: {
      ...env,
      CHROMIUM_PATH: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      WEIR_E2E_URL: live.url,
      WEIR_E2E_DATA_DIR: live.dataFolder,
      WEIR_E2E_START_LOG: live.log,
    },
    show: process.stdout,
  });
  const counts = fs.existsSync(report)
    ? countPlaywright(fs.readFileSync(report, "utf8"), code)
    : { passed: 0, failed: 1, notes: [] };
  try {
    await live.stop();
    return { ...counts, passed: counts.passed + 1 };
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : error}\n`);
    return { ...counts, failed: counts.failed + 1 };
  }
}

/** @type {readonly Stage[]} */
export const stages = [
  {
    name: "browser",
    title: "Finding a browser",
    work: async (context) => {
      context.browser = await findBrowser();
      process.stdout.write(`Using ${context.browser}\n`);
    },
  },
  { name: "client", title: "Generating the database client", work: prepareClient },
  {
    name: "lint",
    title: "Format and lint",
    work: (context) => check(context, [bin("@biomejs/biome"), "ci", "--colors=off", "."]),
  },
  {
    name: "types",
    title: "Types",
    needs: ["client"],
    work: async (context) => {
      await check(context, [bin("next"), "typegen"]);
      await check(context, [bin("typescript"), "--pretty", "false"]);
    },
  },
  {
    name: "house",
    title: "The house's rules",
    work: (context) => check(context, [inRoot("scripts", "check", "main.mjs")]),
  },
  {
    name: "knip",
    title: "Unused code and packages",
    needs: ["client"],
    work: (context) => check(context, [bin("knip")]),
  },
  { name: "unit", title: "Unit tests", needs: ["client"], work: vitest("unit") },
  { name: "db", title: "Database tests", needs: ["client"], work: vitest("db") },
  { name: "build", title: "Building the pages", needs: ["client"], work: async () => void (await prepareBuild()) },
  { name: "e2e", title: "Browser tests", needs: ["browser", "build"], work: browserTests },
];
