import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { createUser } from "@/lib/auth/accounts";
import { builtInViewer, viewerOfEmail } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { loadSyntheticRegister, makeSyntheticWorld } from "@/prisma/seed/synthetic/load";
import { openEmbedded } from "../scripts/boot/embedded.mjs";
import { readEnvironment } from "../scripts/boot/environment.mjs";
import { fingerprint } from "../scripts/boot/fingerprint.mjs";
import { latestMigration, readMigrations } from "../scripts/boot/migrate.mjs";
import { say, stage } from "../scripts/boot/progress.mjs";
import { settleKind } from "../scripts/boot/register-kind.mjs";
import { seed as loadReferenceLists } from "../scripts/boot/seed.mjs";
import { openDatabase } from "../scripts/boot/session.mjs";
import { benchmarkCases } from "./cases";
import { copyCases, dropIndexes } from "./copies";

/** Who measures: an analyst of the busiest agency, who is on a few RED cases' teams, and somebody who reads no cases. */
export const measurer = { email: "benchmark@weir.example", password: "measured against the floor" };
export const bystander = { email: "bystander@weir.example", password: measurer.password };
const redTeams = 30;
/** Cases that are made one by one; a larger register holds copies of them. */
const most = 1_000_000;

/** The benchmark's own register, ready to be asked. */
export type Register = {
  variables: Record<string, string>;
  viewer: Viewer;
  /** a superuser's connection, which row-level security does not bind */
  admin: pg.Client;
};

/**
 * Opens the register of so many cases, or makes it. It lies in a database of its own in a folder of its own below the data folder,
 * whatever DATABASE_URL says. One that a former run made of the same cases is used again; migrations that came since are applied to it, as to any register.
 */
export async function openRegister(rows: number): Promise<Register> {
  const given = readEnvironment(process.env);
  const dataFolder = path.join(given.dataFolder, "bench", String(rows));
  const environment = { ...given, dataFolder, databaseUrl: undefined, adminUrl: undefined };
  const cases = fingerprint([
    "prisma/seed/synthetic/cases.ts",
    "prisma/seed/synthetic/dice.ts",
    "bench/cases.ts",
    "bench/copies.ts",
  ]);
  const markFile = path.join(dataFolder, "register.json");
  const made = fs.existsSync(markFile) ? JSON.parse(fs.readFileSync(markFile, "utf8")) : null;
  // One that a newer checkout has migrated cannot be used by this one.
  const standing = made?.cases === cases && readMigrations().some(({ name }) => name === made.migration);
  if (!standing && fs.existsSync(dataFolder)) await dropDatabase(dataFolder);

  const session = await openDatabase(environment, "weir");
  const variables = session.variables();
  Object.assign(process.env, variables);
  await settleKind(session, "synthetic");
  await loadReferenceLists(session, fs.createWriteStream("/dev/null"));
  const adminUrl = session.adminVariables().DATABASE_ADMIN_URL ?? "";
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  // What is asked is planned for what is asked: a plan for any points and any sets is several times as slow.
  await admin.query("SET plan_cache_mode = force_custom_plan");
  if (!standing) await fill(admin, adminUrl, rows);
  fs.writeFileSync(markFile, JSON.stringify({ cases, migration: latestMigration() }));
  const viewer = await viewerOfEmail(measurer.email);
  await takeBackLogged(admin, viewer);
  await stage("Counting what the planner wants to know", () => admin.query("VACUUM (ANALYZE)"));
  return { variables, viewer, admin };
}

async function dropDatabase(dataFolder: string): Promise<void> {
  const embedded = await openEmbedded(dataFolder, "weir");
  const client = new pg.Client({ connectionString: embedded.url("postgres") });
  await client.connect();
  await client.query("DROP DATABASE IF EXISTS weir WITH (FORCE)");
  await client.end();
}

async function fill(admin: pg.Client, adminUrl: string, rows: number): Promise<void> {
  const db = {
    adminUrl,
    sql: async <R extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      (await admin.query<R>(text, values)).rows,
  };
  const world = await makeSyntheticWorld(db);
  const times = Math.ceil(rows / most);
  const made = Math.round(rows / times);
  await stage(`Loading ${made} cases`, async () => {
    const every = Math.max(10_000, Math.round(made / 20));
    const remade = await dropIndexes(admin, ["case_flat", "case_text"]);
    await loadSyntheticRegister(db, world, benchmarkCases(made, world.lists), (loaded) => {
      if (loaded > 0 && loaded % every === 0) say(`${loaded} cases loaded`);
    });
    say("Making the indexes of the read model");
    for (const index of remade) await admin.query(index);
    if (times > 1) await copyCases(admin, times);
  });
  const operator = await builtInViewer("operator");
  const agencyCode = "synthetic-1";
  const userId = await createUser({ ...measurer, name: "Benchmark", role: "analyst", agencyCode }, operator);
  await createUser({ ...bystander, name: "Bystander", role: "admin", agencyCode }, operator);
  await admin.query(
    `INSERT INTO case_member (case_id, user_id, added_by_id)
     SELECT c.id, $1, c.created_by_id FROM case_file c JOIN agency a ON a.id = c.owner_agency_id
     WHERE c.handling = 'red' AND a.code = $2 ORDER BY c.id LIMIT $3`,
    [userId, agencyCode, redTeams],
  );
}

/** What former runs logged: the register is the same in every run. */
async function takeBackLogged(admin: pg.Client, viewer: Viewer): Promise<void> {
  const ids = `(SELECT id FROM case_file WHERE created_by_id = ${viewer.userId})`;
  const reports = `(SELECT id FROM report WHERE author_id = ${viewer.userId})`;
  await admin.query(`BEGIN;
    UPDATE case_file SET principal_report_id = NULL WHERE id IN ${ids};
    DELETE FROM report_decision WHERE report_id IN ${reports};
    DELETE FROM report_version WHERE report_id IN ${reports};
    DELETE FROM report WHERE author_id = ${viewer.userId};
    DELETE FROM case_file WHERE created_by_id = ${viewer.userId};
    SELECT fold_facets();
    COMMIT`);
}
