// WEIR_DATA_DIR: the embedded database, the secrets (0600) and what makes this instance itself.
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Problem, saysDiskFull } from "./problem.mjs";

/**
 * @typedef {object} Secrets
 * @property {string} superuserPassword of the embedded database
 * @property {string} loginPassword of the role that the server connects as, where Weir made that role
 * @property {string} weirSecret signs sessions, unless WEIR_SECRET is set
 */
/**
 * @typedef {object} Instance
 * @property {string} id distinguishes instances on one machine (names of cookies)
 * @property {number} [postgresPort] of the embedded database, kept from start to start
 */

/** @param {number} bytes */
const word = (bytes) => randomBytes(bytes).toString("base64url");

/** Node's own recursive mkdir never ends where a system folder refuses (/proc). @param {string} folder */
function makeFolders(folder) {
  if (fs.existsSync(folder)) return;
  makeFolders(path.dirname(folder));
  try {
    fs.mkdirSync(folder, { mode: 0o755 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}

/**
 * Makes the folder if need be. The folder itself is 0755: the embedded database, which drops to another account when run as
 * root, must reach its own part; each secret thing inside is closed by its own mode.
 * @param {string} folder
 * @throws {Problem} when it cannot be written
 */
export function prepareDataFolder(folder) {
  try {
    makeFolders(folder);
    const probe = path.join(folder, `.write-${process.pid}`);
    fs.writeFileSync(probe, "x".repeat(8192));
    fs.rmSync(probe);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (saysDiskFull(code)) throw error;
    const why = code === "EEXIST" || code === "ENOTDIR" ? "is not a folder" : `cannot be written (${code})`;
    throw new Problem(
      `The data folder ${folder} ${why}. Give the account that runs Weir the right to write there, or set WEIR_DATA_DIR to another folder.`,
    );
  }
}

/** Writes a file as a whole or not at all. @param {string} file @param {unknown} value @param {number} mode */
function writeJson(file, value, mode) {
  const part = `${file}.${process.pid}.part`;
  fs.writeFileSync(part, `${JSON.stringify(value, null, 2)}\n`, { mode });
  fs.chmodSync(part, mode);
  fs.renameSync(part, file);
}

/** @param {string} file @returns {Record<string, unknown>} */
function readJson(file) {
  if (!fs.existsSync(file)) return {};
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    throw new Problem(`${file} is damaged. Restore it from a backup; without it Weir cannot open its database.`);
  }
}

/** @param {string} folder @returns {Secrets} made on first use */
export function readSecrets(folder) {
  const file = path.join(folder, "secrets.json");
  const known = readJson(file);
  /** @param {string} name @param {number} bytes */
  const get = (name, bytes) => (typeof known[name] === "string" ? known[name] : word(bytes));
  const secrets = {
    superuserPassword: get("superuserPassword", 24),
    loginPassword: get("loginPassword", 24),
    weirSecret: get("weirSecret", 48),
  };
  if (JSON.stringify(secrets) !== JSON.stringify(known)) writeJson(file, secrets, 0o600);
  return secrets;
}

/** @param {string} folder @returns {Instance} made on first use */
export function readInstance(folder) {
  const file = path.join(folder, "instance.json");
  const { id, postgresPort } = readJson(file);
  if (typeof id === "string") return { id, ...(typeof postgresPort === "number" ? { postgresPort } : {}) };
  const instance = { id: randomBytes(6).toString("hex") };
  writeJson(file, instance, 0o644);
  return instance;
}

/** @param {string} folder @param {Instance} instance */
export function writeInstance(folder, instance) {
  writeJson(path.join(folder, "instance.json"), instance, 0o644);
}
