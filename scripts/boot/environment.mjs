// The environment variables of the start, read and checked before anything is installed. lib/env.ts checks what the server gets.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { inRoot, root } from "./paths.mjs";
import { Problem } from "./problem.mjs";

/**
 * @typedef {object} Environment
 * @property {string} host address to listen on
 * @property {number} port
 * @property {string} publicUrl without a slash at its end
 * @property {string | undefined} databaseUrl
 * @property {string | undefined} adminUrl
 * @property {string} dataFolder absolute
 * @property {string | undefined} secret
 */

/** Reads `.env` in the checkout, if there is one, for what the environment itself does not set. */
export function loadEnvFile() {
  const file = inRoot(".env");
  if (fs.existsSync(file)) process.loadEnvFile(file);
}

/** @param {string} name @param {string | undefined} value */
function postgresUrl(name, value) {
  if (!value) return undefined;
  const example = "such as postgresql://user:password@host:5432/weir";
  if (!URL.canParse(value)) throw new Problem(`${name} is not an address of a database. Set it to one ${example}.`);
  const url = new URL(value);
  if (url.protocol !== "postgres:" && url.protocol !== "postgresql:")
    throw new Problem(
      `${name} begins with ${url.protocol}//, but Weir needs PostgreSQL. Set it to an address ${example}.`,
    );
  if (url.pathname.length < 2) throw new Problem(`${name} names no database. Add its name at the end, ${example}.`);
  return value;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Environment}
 * @throws {Problem} one clear sentence about the first wrong value
 */
export function readEnvironment(env) {
  /** @param {string} name */
  const get = (name) => env[name]?.trim() || undefined;

  const portText = get("PORT") ?? "3000";
  const port = Number(portText);
  if (!/^\d+$/.test(portText) || port < 1 || port > 65535)
    throw new Problem(`PORT is "${portText}". Set it to a number from 1 to 65535.`);

  const host = get("HOST") ?? "127.0.0.1";
  if (/[\s/:]/.test(host) && !/^[0-9a-f:]+$/i.test(host))
    throw new Problem(
      `HOST is "${host}". Set it to an address of this machine such as 127.0.0.1, or 0.0.0.0 for all of them; no port, no http://.`,
    );

  const shown = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  const publicText = get("WEIR_URL") ?? `http://${shown}:${port}`;
  if (!/^https?:\/\/[^/]/.test(publicText) || !URL.canParse(publicText))
    throw new Problem(
      `WEIR_URL is "${publicText}". Set it to the address that people type, such as https://weir.example.org.`,
    );
  const publicUrl = new URL(publicText);
  if (publicUrl.pathname !== "/" || publicUrl.search || publicUrl.hash)
    throw new Problem(
      `WEIR_URL is "${publicText}". Weir is served at the root of a host: leave out what follows the host and port.`,
    );

  const databaseUrl = postgresUrl("DATABASE_URL", get("DATABASE_URL"));
  const adminUrl = postgresUrl("DATABASE_ADMIN_URL", get("DATABASE_ADMIN_URL"));
  if (adminUrl && !databaseUrl)
    throw new Problem("DATABASE_ADMIN_URL is set but DATABASE_URL is not. Set both, or DATABASE_URL alone.");
  for (const url of get("DATABASE_REPLICA_URLS")?.split(",") ?? []) postgresUrl("DATABASE_REPLICA_URLS", url.trim());

  const secret = get("WEIR_SECRET");
  if (secret !== undefined && secret.length < 32)
    throw new Problem(
      "WEIR_SECRET is shorter than 32 characters. Set it to a long random text, or leave it out and one is generated.",
    );

  const dataFolder = path.resolve(root, (get("WEIR_DATA_DIR") ?? ".weir").replace(/^~(?=$|\/)/, os.homedir()));
  return { host, port, publicUrl: publicUrl.origin, databaseUrl, adminUrl, dataFolder, secret };
}

/**
 * The environment of `npm run demo`: a folder of its own below the data folder, the embedded database, and the port beside that of `npm start`.
 * What belongs to the real register (its database, address and secret) is not the demo's.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Environment}
 */
export function readDemoEnvironment({ NODE_ENV, PORT, HOST, WEIR_DATA_DIR }) {
  const given = readEnvironment({ NODE_ENV, PORT: PORT || "3001", HOST, WEIR_DATA_DIR });
  return { ...given, dataFolder: path.join(given.dataFolder, "demo") };
}
