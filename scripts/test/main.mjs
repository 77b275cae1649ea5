// `npm test`, after Node has been checked: all stages, each failure shown and counted, one line at the end.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { root } from "../boot/paths.mjs";
import { preparePackages } from "../boot/prepare.mjs";
import { describe, explain, Problem } from "../boot/problem.mjs";
import { print, stage as progress } from "../boot/progress.mjs";
import { atEnd, Stopped } from "../boot/stop.mjs";
import { totalLine } from "./counts.mjs";

/** @typedef {import("./counts.mjs").Counts} Counts */
/** @typedef {import("./stages.mjs").Stage} Stage */

/** @typedef {Counts & { notes?: string[] }} Outcome */
/** @typedef {Outcome & { title: string, seconds: number }} Result */

/** Empty counts as not set, and keeps a developer's .env out. */
const UNSET = Object.fromEntries(
  ["HOST", "DATABASE_URL", "DATABASE_ADMIN_URL", "DATABASE_REPLICA_URLS", "WEIR_URL", "WEIR_SECRET"].map((name) => [
    name,
    "",
  ]),
);

/** The environment of the stages: nothing of the caller's own instance. */
function cleanEnvironment() {
  const foreign = /^(PORT|HOST|HOSTNAME|NODE_ENV|LOG_LEVEL|DATABASE_.*|PG[A-Z]+|WEIR_(?!TEST_SEED$).*|NEXTAUTH_.*)$/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept),
    ...UNSET,
    ...(process.stdout.isTTY ? {} : { NO_COLOR: "1", FORCE_COLOR: "0" }),
  };
}

/** @param {readonly Stage[]} stages @param {string | undefined} only */
function choose(stages, only) {
  if (!only) return stages;
  const names = new Set(only.split(","));
  const unknown = [...names].filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0)
    throw new Problem(
      `There is no stage ${unknown.join(", ")}. The stages are: ${stages.map(({ name }) => name).join(", ")}.`,
      { usage: true },
    );
  for (const { name, needs } of [...stages].reverse())
    if (names.has(name)) for (const need of needs ?? []) names.add(need);
  return stages.filter(({ name }) => names.has(name));
}

/** @returns {Promise<number>} the exit code */
export async function main() {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "weir-test-run-"));
  fs.chmodSync(folder, 0o755); // the embedded database's account passes through
  atEnd(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** @type {Map<string, Result>} */
  const results = new Map();
  /** @param {Pick<Stage, "name" | "title">} stage @param {() => Promise<Outcome | void>} work */
  const attempt = async ({ name, title }, work) => {
    const from = performance.now();
    /** @type {Outcome} */
    let counts;
    try {
      counts = (await progress(title, work)) ?? { passed: 1, failed: 0 };
    } catch (error) {
      if (error instanceof Stopped) throw error;
      print(describe(explain(error, root)));
      counts = { passed: 0, failed: 1 };
    }
    results.set(name, { ...counts, title, seconds: (performance.now() - from) / 1000 });
    return counts.failed === 0;
  };

  if (await attempt({ name: "packages", title: "Packages" }, preparePackages)) {
    const { stages } = await import("./stages.mjs");
    const context = { folder, env: cleanEnvironment() };
    for (const stage of choose(stages, values.only)) {
      const missing = stage.needs?.find((need) => (results.get(need)?.failed ?? 1) > 0);
      await attempt(stage, () => {
        if (missing) throw new Problem(`Not run, because "${results.get(missing)?.title ?? missing}" failed.`);
        return stage.work(context);
      });
    }
  }
  return summarise([...results.values()]);
}

/** @param {Result[]} results */
function summarise(results) {
  print();
  for (const { title, passed, failed, seconds } of results) {
    const count = passed + failed === 1 ? "" : ` (${totalLine({ passed, failed })})`;
    print(`${failed === 0 ? "ok    " : "FAILED"}  ${seconds.toFixed(1).padStart(6)} s  ${title}${count}`);
  }
  // The output is long, and what a reader of a failed run has is often its end.
  for (const note of results.flatMap(({ notes = [] }) => notes)) print(`\n${note}`);
  const total = results.reduce(
    (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
    { passed: 0, failed: 0 },
  );
  print(totalLine(total));
  return total.failed === 0 ? 0 : 1;
}
