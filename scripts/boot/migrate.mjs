// `prisma migrate deploy` in plain SQL (docs/decisions/0003): Prisma's lock, Prisma's table, no engine to download.
import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { inRoot } from "./paths.mjs";
import { Problem, saysDiskFull } from "./problem.mjs";
import { withRoleNames } from "./roles.mjs";

/** @typedef {{ name: string, sql: string, checksum: string }} Migration */

const PRISMA_LOCK = 72707369;

/** @param {string} [folder] @returns {Migration[]} in the order they apply */
export function readMigrations(folder = inRoot("prisma", "migrations")) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => fs.existsSync(path.join(folder, name, "migration.sql")))
    .sort()
    .map((name) => {
      const sql = fs.readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** The newest migration's name: what the database of this checkout must have. */
export const latestMigration = () => readMigrations().at(-1)?.name ?? "";

/**
 * Applies what is missing, each migration in one transaction, as the role that owns the register's objects.
 * @param {import("pg").Client} client an administrator
 * @param {{ prefix: string, migrations?: readonly Migration[], warn?: (text: string) => void }} options
 * @returns {Promise<string[]>} the names of those applied now
 * @throws {Problem} when one fails (it is rolled back), failed before, or the database is newer than this checkout
 */
export async function migrate(client, { prefix, migrations = readMigrations(), warn = () => {} }) {
  const q = client.escapeIdentifier.bind(client);
  await client.query("SELECT pg_advisory_lock($1)", [PRISMA_LOCK]);
  try {
    await client.query(`SET client_min_messages = warning; SET ROLE ${q(`${prefix}_owner`)}; SET search_path = public;
      CREATE TABLE IF NOT EXISTS public._prisma_migrations (id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
        migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0);
      GRANT SELECT ON public._prisma_migrations TO ${q(`${prefix}_system`)};`);
    const { rows } = await client.query(
      "SELECT migration_name, checksum, finished_at FROM public._prisma_migrations WHERE rolled_back_at IS NULL",
    );
    const done = new Map(rows.map((row) => [row.migration_name, row]));
    const known = new Set(migrations.map((migration) => migration.name));
    const newer = [...done.keys()].filter((name) => !known.has(name));
    if (newer.length > 0)
      throw new Problem(
        `The database has migrations that this checkout does not know (${newer.join(", ")}). Update the checkout; an older Weir must not write to it.`,
      );

    const applied = [];
    for (const migration of migrations) {
      const before = done.get(migration.name);
      if (before && !before.finished_at)
        throw new Problem(
          `The migration ${migration.name} failed here before. Mend the database, then remove its row from _prisma_migrations.`,
        );
      if (before && before.checksum !== migration.checksum)
        warn(
          `The migration ${migration.name} was changed after it was applied here. A migration that was applied is never edited: write a new one.`,
        );
      if (before) continue;
      await apply(client, migration, prefix);
      applied.push(migration.name);
    }
    if (applied.length > 0) await client.query(temporaryTablesLast);
    return applied;
  } finally {
    await client.query("RESET ROLE; RESET search_path; RESET client_min_messages").catch(() => {});
    await client.query("SELECT pg_advisory_unlock($1)", [PRISMA_LOCK]).catch(() => {});
  }
}

/**
 * Imports gather their rows in temporary tables, which come first in a search path that does not name them: whatever runs as the owner looks
 * there last, so that nobody can put a table of their own before the register's.
 */
const temporaryTablesLast = `DO $$
  DECLARE f regprocedure;
  BEGIN
    FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
      AND NOT EXISTS (SELECT 1 FROM unnest(p.proconfig) c WHERE c LIKE 'search_path=%pg_temp')
    LOOP
      EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, public, pg_temp', f);
    END LOOP;
  END $$`;

/** @param {import("pg").Client} client @param {Migration} migration @param {string} prefix */
async function apply(client, { name, sql, checksum }, prefix) {
  const body = withRoleNames(sql, prefix);
  try {
    await client.query("BEGIN");
    await client.query(body);
    await client.query(`SET ROLE ${client.escapeIdentifier(`${prefix}_owner`)}`); // whatever the body did to it
    await client.query(
      "INSERT INTO public._prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ($1, $2, clock_timestamp(), $3, 1)",
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    if (saysDiskFull(error)) throw error;
    const { message, position, detail, where } = /** @type {import("pg").DatabaseError} */ (error);
    const line = position ? `, line ${body.slice(0, Number(position)).split("\n").length}` : "";
    throw new Problem(`The migration ${name} failed${line} and was rolled back: ${message}`, {
      detail: [detail, where].filter(Boolean).join("\n") || undefined,
    });
  }
}
