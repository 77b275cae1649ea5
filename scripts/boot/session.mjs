// The database of this environment, ready to use, and the variables that a program of Weir finds it by.
import path from "node:path";
import { prepareDataFolder, readInstance, readSecrets } from "./data-folder.mjs";
import { connect, prepareDatabase, resolveDatabase } from "./database.mjs";
import { openEmbedded } from "./embedded.mjs";
import { latestMigration } from "./migrate.mjs";
import { inRoot } from "./paths.mjs";
import { version } from "./prepare.mjs";
import { explain } from "./problem.mjs";
import { say, stage } from "./progress.mjs";
import { markSynthetic, readKind } from "./register-kind.mjs";
import { readSeedMark, writeSeedMark } from "./seed-mark.mjs";

/** @typedef {import("./environment.mjs").Environment} Environment */
/**
 * @typedef {object} DatabaseSession
 * @property {() => Record<string, string>} variables for the server and the commands (lib/env.ts reads them)
 * @property {() => Record<string, string>} adminVariables the same with DATABASE_ADMIN_URL, for the seed
 * @property {string} dataFolder
 * @property {() => Promise<string>} seedOf which seed the database had; "" for none
 * @property {(mark: string) => Promise<void>} rememberSeed
 * @property {() => Promise<import("./register-kind.mjs").RegisterKind>} kind
 * @property {() => Promise<void>} markSynthetic
 * @property {((onMove: () => void) => void) | undefined} keepUp see embedded.mjs; undefined for a server of one's own
 */

/**
 * Starts the embedded database or reaches the given one, checks it, makes roles, migrates.
 * @param {Environment} environment
 * @param {"start" | "weir"} kind
 * @returns {Promise<DatabaseSession>}
 */
export async function openDatabase(environment, kind) {
  try {
    return await open(environment, kind);
  } catch (error) {
    throw explain(error, environment.dataFolder);
  }
}

/** @param {Environment} environment @param {"start" | "weir"} kind @returns {Promise<DatabaseSession>} */
async function open(environment, kind) {
  const { dataFolder, databaseUrl, adminUrl } = environment;
  prepareDataFolder(dataFolder);
  const secrets = readSecrets(dataFolder);
  const embedded = databaseUrl
    ? undefined
    : await stage("Starting the embedded database", () => openEmbedded(dataFolder, kind));
  if (embedded) await ensureEmbeddedDatabase(embedded.url("postgres"));
  const resolve = () =>
    resolveDatabase({
      databaseUrl,
      adminUrl,
      embeddedUrl: embedded?.url("weir"),
      loginPassword: secrets.loginPassword,
    });

  const applied = await stage("Checking the database and its migrations", () => prepareDatabase(resolve(), say));
  if (applied.length > 0)
    say(`Applied ${applied.length} migration${applied.length === 1 ? "" : "s"}, up to ${applied.at(-1)}`);

  const variables = () => ({
    DATABASE_URL: resolve().loginUrl,
    WEIR_DATA_DIR: path.resolve(dataFolder),
    WEIR_URL: environment.publicUrl,
    WEIR_SECRET: environment.secret ?? secrets.weirSecret,
    WEIR_INSTANCE: readInstance(dataFolder).id,
    WEIR_IMPORTER: inRoot("scripts", "boot", "importer.mjs"),
    WEIR_VERSION: version(),
    WEIR_MIGRATION: latestMigration(),
    HOST: environment.host,
    PORT: String(environment.port),
  });
  return {
    variables,
    adminVariables: () => ({ ...variables(), DATABASE_ADMIN_URL: resolve().adminUrl }),
    dataFolder,
    keepUp: embedded?.keepUp,
    seedOf: () => readSeedMark(resolve().adminUrl),
    kind: () => readKind(resolve()),
    markSynthetic: () => markSynthetic(resolve()),
    rememberSeed: (mark) => writeSeedMark(resolve(), mark),
  };
}

/** @param {string} superuserUrl */
async function ensureEmbeddedDatabase(superuserUrl) {
  const client = await connect(superuserUrl, "DATABASE_URL");
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'weir'");
  if (!rowCount) await client.query("CREATE DATABASE weir");
  await client.end();
}
