// Files that say "this process is at it". A file of a process that no longer runs counts as absent.
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identityOf, isRunning } from "./identity.mjs";
import { Stopped, stopping } from "./stop.mjs";

/** @typedef {import("./identity.mjs").Identity} Identity */

/** @param {string} file @returns {Identity | null} the running process it names */
function holder(file) {
  try {
    const identity = JSON.parse(fs.readFileSync(file, "utf8"));
    return isRunning(identity) ? identity : null;
  } catch (error) {
    // An empty file is being written this very moment, unless it is old.
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    const fresh = stat && error instanceof SyntaxError && Date.now() - stat.mtimeMs < 2000;
    return fresh ? { pid: 0, began: "" } : null;
  }
}

/** @param {string} file @returns {boolean} */
function take(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  try {
    fs.writeFileSync(file, JSON.stringify(identityOf(process.pid)), { flag: "wx", mode: 0o644 });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    fs.rmSync(file, { force: true }); // made, but on a full disk not written
    throw error;
  }
}

/**
 * Runs work while no other process holds the same lock; waits for its turn.
 * @template T
 * @param {string} file
 * @param {() => T | Promise<T>} work
 * @param {{ onWait?: (pid: number) => void, closing?: boolean }} [options] onWait: called once when another process
 * holds it; closing: part of the stop, so wait in spite of it, and go on even where the lock cannot be written
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { onWait, closing = false } = {}) {
  let told = false;
  const taken = () => {
    try {
      return take(file);
    } catch (error) {
      if (closing) return true;
      throw error;
    }
  };
  while (!taken()) {
    const other = holder(file);
    if (!other) {
      fs.rmSync(file, { force: true });
      continue;
    }
    if (!told && other.pid > 0) onWait?.(other.pid);
    told = told || other.pid > 0;
    await sleep(50);
    if (stopping() && !closing) throw new Stopped();
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/**
 * Notes that this process uses something (a data folder's database), until it ends.
 * @param {string} folder @param {string} kind such as "start"
 */
export function register(folder, kind) {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${kind}-${process.pid}.json`);
  fs.writeFileSync(file, JSON.stringify(identityOf(process.pid)), { mode: 0o600 });
  process.on("exit", () => fs.rmSync(file, { force: true }));
  return { leave: () => fs.rmSync(file, { force: true }) };
}

/**
 * The running processes that registered in a folder. Clears what dead ones left.
 * @param {string} folder @param {string} [kind] only of this kind
 * @returns {number[]} process ids
 */
export function registered(folder, kind) {
  if (!fs.existsSync(folder)) return [];
  /** @type {number[]} */
  const pids = [];
  for (const name of fs.readdirSync(folder)) {
    const match = /^([a-z-]+)-(\d+)\.json$/.exec(name);
    if (!match) continue;
    const identity = holder(path.join(folder, name));
    if (!identity) fs.rmSync(path.join(folder, name), { force: true });
    else if (!kind || match[1] === kind) pids.push(Number(match[2]));
  }
  return pids;
}
