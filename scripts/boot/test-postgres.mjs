// A throw-away PostgreSQL for tests: its own folder and port, no password, no fsync; a migrated template and clones of it.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect, prepareDatabase } from "./database.mjs";
import { startCluster, stopCluster, superuserUrl } from "./postgres.mjs";
import { programs, serverAccount } from "./postgres-binaries.mjs";
import { endLeftovers } from "./run.mjs";

/** The prefix of the roles' names in a test server, whatever its databases are called. */
const TEST_PREFIX = "weir";

const SETTINGS = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "max_connections=200",
  "shared_buffers=128MB",
];

/**
 * @typedef {object} TestDatabase
 * @property {string} name
 * @property {string} adminUrl a superuser's: for what a test must see or make beside the rules
 * @property {string} loginUrl what the server would connect with (DATABASE_URL)
 */
/**
 * @typedef {object} TestPostgres
 * @property {(database: string) => TestDatabase} at the addresses of one of its databases
 * @property {(name: string) => Promise<TestDatabase>} createTemplate a new database with all migrations
 * @property {(template: string, name: string) => Promise<TestDatabase>} clone a copy, in about a tenth of a second; nobody may be
 * connected to the template
 * @property {(name: string) => Promise<void>} drop
 * @property {() => Promise<void>} stop ends it and removes its folder
 */

/**
 * Starts one. It ends with this process at the latest.
 * @param {readonly string[]} settings such as "jit=off"; those of the embedded database where speed is to be told
 * @returns {Promise<TestPostgres>}
 */
export async function startTestPostgres(settings = SETTINGS) {
  await endLeftovers(); // a killed test run leaves its server behind
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "weir-test-"));
  fs.chmodSync(folder, 0o755);
  const account = serverAccount();
  const cluster = {
    native: programs(account, () => folder),
    account,
    data: path.join(folder, "data"),
    password: "",
    settings: [...settings],
    temporary: true,
  };
  const { port } = await startCluster(cluster);
  return {
    ...testPostgresAt(superuserUrl(cluster, port)),
    stop: () => stopCluster(cluster).then(() => fs.rmSync(folder, { recursive: true, force: true })),
  };
}

/**
 * One that already runs, by a superuser's address (in another process, such as a test worker).
 * @param {string} serverUrl
 * @returns {Omit<TestPostgres, "stop">}
 */
export function testPostgresAt(serverUrl) {
  const at = (/** @type {string} */ name) => {
    const admin = new URL(serverUrl);
    admin.pathname = `/${name}`;
    const login = new URL(admin);
    login.username = `${TEST_PREFIX}_login`;
    return { name, adminUrl: admin.href, loginUrl: login.href };
  };
  /** @param {string} sql */
  const execute = async (sql) => {
    const client = await connect(serverUrl, "the test server");
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  return {
    at,
    createTemplate: async (name) => {
      await execute(`CREATE DATABASE ${name}`);
      await prepareDatabase({ ...at(name), prefix: TEST_PREFIX, ownLogin: true });
      return at(name);
    },
    clone: async (template, name) => {
      for (let attempt = 1; ; attempt++) {
        try {
          await execute(`CREATE DATABASE ${name} TEMPLATE ${template}`);
          return at(name);
        } catch (error) {
          const busy = error instanceof Error && "code" in error && error.code === "55006"; // a closed connection may linger
          if (!busy || attempt === 20) throw error;
          await sleep(50);
        }
      }
    },
    drop: (name) => execute(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}
