import os from "node:os";
import { parseArgs } from "node:util";
import { createKeyFor } from "@/lib/auth/keys";
import { builtInViewer } from "@/lib/auth/mint";
import { disconnect } from "@/lib/db/client";
import { say, stage } from "../scripts/boot/progress.mjs";
import { clientOf, demanding } from "./client";
import { measureImport } from "./import";
import { measureLog } from "./log";
import { measureMeanwhile } from "./meanwhile";
import type { Effort, Figures } from "./measure";
import { beside, figures } from "./measure";
import type { Operation } from "./operations";
import { query, readOperations } from "./operations";
import { pageOperations } from "./pages";
import { plansAsText, readPlans } from "./plans";
import { bystander, measurer, openRegister } from "./register";
import { serve } from "./server";
import { tableOf } from "./table";

const usage = "npm run bench -- --rows 10000|100000|1000000|10000000 [--only NAME,NAME | --plans] [--json]";
const effort: Effort = { warmUp: 10, least: 20, most: 200, seconds: 8 };

/** What `--json` prints. */
export type Result = { rows: number; machine: Record<string, string>; operations: Record<string, unknown> };

/** Runs the benchmark. @returns the exit code: 0 measured, 2 called wrongly */
export async function main(args: string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === null) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const register = await openRegister(asked.rows);
  try {
    if (asked.plans) {
      const plans = await readPlans(register.admin, register.viewer);
      process.stdout.write(asked.json ? `${JSON.stringify({ rows: asked.rows, plans })}\n` : `${plansAsText(plans)}\n`);
      return 0;
    }
    const base = await serve({ ...register.variables, WEIR_API_LIMIT: "100000000" });
    const operator = await builtInViewer("operator");
    const { key } = await createKeyFor(operator, measurer.email, { label: "benchmark", expires: "" });
    const caller = clientOf(base, { authorization: `Bearer ${key}`, accept: "application/json" });
    const api = demanding(caller);
    const wanted = (name: string) => asked.only.length === 0 || asked.only.includes(name);
    const operations: Record<string, unknown> = {};
    for (const operation of await readOperations(register.admin, register.viewer.userId, api))
      if (wanted(operation.name)) operations[operation.name] = await measure(operation);
    // After the reads: they are measured on the register as it was made.
    if (wanted("log"))
      operations.log = await stage("Measuring log", () =>
        measureLog(register.admin, register.viewer.userId, demanding(caller, 201), effort),
      );
    if (wanted("import")) operations.import = await stage("Measuring import", () => measureImport(register.admin));
    if (wanted("meanwhile"))
      operations.meanwhile = await stage("Measuring what is read while a file is imported", async () => {
        const [page] = await pageOperations(base, measurer, bystander);
        const list = { name: "list during an import", own: () => api(`/api/v1/cases?${query}`) };
        const shown = { name: "/cases during an import", own: (turn: number) => page?.own(turn) ?? Promise.resolve() };
        return measureMeanwhile(register.admin, caller, [list, shown]);
      });
    if (wanted("pages")) {
      const pages: Record<string, Figures> = {};
      for (const page of await pageOperations(base, measurer, bystander)) pages[page.name] = await measure(page);
      operations.pages = pages;
    }
    const result: Result = { rows: asked.rows, machine: await machineOf(register.admin), operations };
    process.stdout.write(asked.json ? `${JSON.stringify(result)}\n` : `${tableOf(result)}\n`);
    return 0;
  } finally {
    await register.admin.end();
    await disconnect();
  }
}

function readArguments(args: string[]): { rows: number; json: boolean; plans: boolean; only: string[] } | null {
  try {
    const { values } = parseArgs({
      args,
      options: {
        rows: { type: "string" },
        only: { type: "string" },
        plans: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
    const rows = Number(values.rows);
    if (!Number.isSafeInteger(rows) || rows < 1000 || rows > 10_000_000) return null;
    return { rows, json: values.json, plans: values.plans, only: (values.only ?? "").split(",").filter(Boolean) };
  } catch {
    return null;
  }
}

async function measure({ name, own, floor }: Operation): Promise<Figures> {
  return stage(`Measuring ${name}`, async () => {
    const times = await beside(own, floor, effort);
    const found = figures(times.own, times.floor);
    say(`${name}: ${found.p50} ms, floor ${found.floorP50} ms`);
    return found;
  });
}

async function machineOf(admin: { query: (text: string) => Promise<{ rows: { v: string }[] }> }) {
  const { rows } = await admin.query("SELECT current_setting('server_version') AS v");
  return {
    processor: os.cpus()[0]?.model.trim() ?? "unknown",
    cores: String(os.cpus().length),
    memory: `${Math.round(os.totalmem() / 1024 ** 3)} GB`,
    load: os.loadavg()[0]?.toFixed(1) ?? "unknown",
    node: process.version,
    postgres: rows[0]?.v ?? "unknown",
  };
}
