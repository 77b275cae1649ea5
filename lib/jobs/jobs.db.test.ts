import { createRequire } from "node:module";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import { testDatabase } from "@/lib/testing/database";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { closeQueue } from "./boss";
import { defineJob } from "./job";
import { startWorker, workOne } from "./worker";

const db = testDatabase();
let analyst: Viewer;

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  analyst = await makeViewer(db, "north", "analyst");
});
afterAll(closeQueue);

const done: { as: string; n: number }[] = [];
let left: { n: number }[] = [];
let fails = 0;
const count = defineJob({
  name: "count",
  data: z.object({ n: z.number() }),
  as: "operator",
  run: async (viewer, { n }) => {
    if (fails-- > 0) throw new Error("not this time");
    done.push({ as: viewer.role, n });
  },
  unfinished: async () => left,
});
const own = defineJob({
  name: "own",
  data: z.object({ n: z.number() }),
  as: "user",
  run: async (viewer, { n }) => void done.push({ as: viewer.role, n }),
});

const waiting = (name: string) =>
  db.sql<{ state: string; data: unknown; output: unknown }>(
    "SELECT state::text, data, output FROM pgboss.job WHERE name = $1 ORDER BY created_on",
    [name],
  );
beforeEach(async () => {
  done.length = 0;
  left = [];
  fails = 0;
  await db.sql("DELETE FROM pgboss.job");
});

async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((next) => setTimeout(next, 10));
}

describe("background work", () => {
  it("has the tables of the package's own version", async () => {
    const { schema } = z.object({ schema: z.number() }).parse(createRequire(import.meta.url)("pg-boss/version.json"));
    expect(await db.sql("SELECT version FROM pgboss.version")).toEqual([{ version: schema }]);
  });

  it("is done once, however often it was asked for, as the operator or as the user who asked", async () => {
    await count.enqueue({ n: 1 });
    await count.enqueue({ n: 1 });
    await count.enqueue({ n: 2 });
    await own.enqueue({ n: 3 }, analyst);
    while (await workOne(count));
    while (await workOne(own));
    expect(done).toEqual([
      { as: "operator", n: 1 },
      { as: "operator", n: 2 },
      { as: "analyst", n: 3 },
    ]);
    expect((await waiting("count")).map(({ state }) => state)).toEqual(["completed", "completed"]);
  });

  it("is not done for somebody whose account is closed", async () => {
    const leaver = await makeViewer(db, "north", "analyst");
    await own.enqueue({ n: 4 }, leaver);
    await db.sql("UPDATE app_user SET active = false WHERE id = $1", [leaver.userId]);
    expect(await workOne(own)).toBe(true);
    expect(done).toEqual([]);
    expect(await waiting("own")).toMatchObject([{ state: "retry", output: { id: "UNAUTHENTICATED" } }]);
  });

  it("is tried again when it fails, and its reason stays out of the queue", async () => {
    fails = 1;
    await count.enqueue({ n: 5 });
    expect(await workOne(count)).toBe(true);
    const [job] = await waiting("count");
    expect(job?.state).toBe("retry");
    expect(JSON.stringify(job?.output)).not.toContain("not this time");
    await db.sql("UPDATE pgboss.job SET start_after = now() - interval '1 second'");
    expect(await workOne(count)).toBe(true);
    expect(done).toEqual([{ as: "operator", n: 5 }]);
  });

  it("is found anew by a server that starts, though the queue is lost, and woken by what comes", async () => {
    left = [{ n: 6 }];
    const worker = startWorker([count]);
    await until(() => done.length === 1);
    await count.enqueue({ n: 7 });
    await until(() => done.length === 2);
    await worker.stop();
    expect(done.map(({ n }) => n)).toEqual([6, 7]);
  });

  it("keeps the queue from whoever reads the register, and the register from the queue", async () => {
    await count.enqueue({ n: 8 });
    const [{ system = "" } = {}] = await db.sql<{ system: string }>("SELECT system_role() AS system");
    for (const [role, table] of [
      [system.replace(/system$/, "app"), "pgboss.job"],
      [system, "case_file"],
    ]) {
      await db.sql(`SET ROLE ${role}`);
      await expect(db.sql(`SELECT 1 FROM ${table}`)).rejects.toThrow(/permission denied/);
      await db.sql("RESET ROLE");
    }
  });
});
