import pg from "pg";
import { operations } from "@/lib/api/operations";
import type { Viewer } from "@/lib/auth/types";
import { disconnect, loginClient } from "@/lib/db/client";
import { query } from "./operations";

/** What the database did for one question: each of its statements with how it went about it, as PostgreSQL tells it. */
export type Plans = { name: string; statements: string[] };

const asked = { list: "listCases", facets: "getFacets", trend: "getTrends" } as const;

const settings = {
  session_preload_libraries: "auto_explain",
  "auto_explain.log_min_duration": "0",
  "auto_explain.log_analyze": "on",
  "auto_explain.log_buffers": "on",
  "auto_explain.log_timing": "on",
  "auto_explain.log_level": "notice",
};

/**
 * Asks what is measured once more, in this process, and collects the plans of all statements, as the restricted role ran them.
 * @param admin a superuser's connection
 */
export async function readPlans(admin: pg.Client, viewer: Viewer): Promise<Plans[]> {
  const role = new URL(process.env.DATABASE_URL ?? "").username;
  const set = (change: (name: string, value: string) => string) =>
    admin.query(
      Object.entries(settings)
        .map(([name, value]) => change(name, value))
        .join(";"),
    );
  const quoted = pg.escapeIdentifier(role);
  await set((name, value) => `ALTER ROLE ${quoted} SET ${name} = '${value}'`);
  await disconnect();
  let told: string[] = [];
  try {
    loginClient();
    const { weirPool } = globalThis as typeof globalThis & { weirPool?: pg.Pool };
    weirPool?.on("connect", (client) => client.on("notice", ({ message }) => message && told.push(message)));
    const found: Plans[] = [];
    for (const [name, id] of Object.entries(asked)) {
      const operation = operations.find((one) => one.id === id);
      if (!operation) throw new Error(`The API has no ${id}.`);
      // Twice: the second finds its plans made and its pages read.
      for (let turn = 0; turn < 2; turn += 1) {
        told = [];
        await operation.run({
          viewer,
          query: new URLSearchParams(query),
          params: {},
          body: undefined,
          headers: new Headers(),
          locale: "en",
          words: async () => (key) => key,
        });
      }
      found.push({ name, statements: told });
    }
    return found;
  } finally {
    await disconnect();
    await set((name) => `ALTER ROLE ${quoted} RESET ${name}`);
  }
}

/** Plans as a person reads them: each question's statements in the order in which they ran. */
export const plansAsText = (plans: readonly Plans[]): string =>
  plans.map(({ name, statements }) => [`== ${name}`, ...statements].join("\n\n")).join("\n\n");
