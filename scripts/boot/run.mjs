// Child processes: each in a process group of its own, remembered in a journal, so that none outlives us, not even after kill -9.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { identityOf, isRunning } from "./identity.mjs";
import { root, workFolder } from "./paths.mjs";
import { diskFull, isFull, saysDiskFull } from "./problem.mjs";
import { atEnd, Stopped, stopping } from "./stop.mjs";

/** @typedef {import("./identity.mjs").Identity} Identity */
/** @typedef {Record<string, string | undefined>} Variables */
/** @typedef {Omit<import("node:child_process").SpawnOptions, "env"> & { env?: Variables }} LaunchOptions */

const TAIL = 20_000;
const GRACE_MS = 5000;

/** @type {Map<number, Identity>} */
const children = new Map();
const journal = path.join(workFolder, `run-${process.pid}.json`);
let journalled = false;

function writeJournal() {
  if (!journalled) {
    fs.mkdirSync(workFolder, { recursive: true });
    journalled = true;
    atEnd(async () => void (await Promise.all([...children.keys()].map(endGroup))), { first: true });
    process.on("exit", () => {
      for (const pid of children.keys()) signalGroup(pid, "SIGKILL");
      fs.rmSync(journal, { force: true });
    });
  }
  fs.writeFileSync(journal, JSON.stringify({ owner: identityOf(process.pid), children: [...children.values()] }));
}

/** Next.js's types want a NODE_ENV in every environment. @param {Variables} variables */
export const asEnv = (variables) => /** @type {NodeJS.ProcessEnv} */ (variables);

/** @param {number} pid @param {NodeJS.Signals | 0} signal @returns {boolean} whether the group is there */
function signalGroup(pid, signal) {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Ends a process group: politely, after some seconds for good. @param {number} pid of its leader */
export async function endGroup(pid) {
  if (!signalGroup(pid, "SIGTERM")) return;
  const until = Date.now() + GRACE_MS;
  while (signalGroup(pid, 0)) {
    if (Date.now() > until) signalGroup(pid, "SIGKILL");
    if (Date.now() > until + 2000) return;
    await new Promise((done) => setTimeout(done, 25));
  }
}

/** Ends what an earlier command of this checkout left behind when it was killed outright. */
export async function endLeftovers() {
  if (!fs.existsSync(workFolder)) return;
  for (const name of fs.readdirSync(workFolder).filter((file) => /^run-\d+\.json$/.test(file))) {
    const file = path.join(workFolder, name);
    try {
      /** @type {{ owner: Identity, children: Identity[] }} */
      const { owner, children: left } = JSON.parse(fs.readFileSync(file, "utf8"));
      if (isRunning(owner)) continue;
      await Promise.all(left.filter(isRunning).map((child) => endGroup(child.pid)));
    } catch {
      // half-written or already gone: nothing to learn from it
    }
    fs.rmSync(file, { force: true });
  }
}

/**
 * Starts a child in its own process group. It is ended with us.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {LaunchOptions} [options]
 */
export function launch(command, args, { env, ...options } = {}) {
  if (stopping()) throw new Stopped();
  const child = spawn(command, args, {
    cwd: root,
    detached: process.platform !== "win32",
    ...options,
    env: asEnv(env ?? process.env),
  });
  const { pid } = child;
  child.once("error", () => {}); // the caller sees it too, if it listens; it must not end the process unheard
  if (pid !== undefined) {
    children.set(pid, identityOf(pid));
    writeJournal();
    child.once("exit", () => {
      signalGroup(pid, "SIGTERM"); // what it started itself and left
      children.delete(pid);
      if (!stopping()) writeJournal();
    });
  }
  return child;
}

/**
 * Runs a command to its end and collects the last of its output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Variables, cwd?: string, uid?: number, gid?: number, show?: NodeJS.WritableStream, writesTo?: string }} [options]
 * show: where its output also goes as it comes; writesTo: the folder to name when the disk is full (the checkout)
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null, output: string, stdout: string, error?: NodeJS.ErrnoException }>}
 */
export function run(command, args, { show, writesTo = root, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = launch(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let stdout = "";
    /** @param {string} text */
    const collect = (text) => {
      output = (output + text).slice(-TAIL);
      show?.write(text);
    };
    child.stdout?.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      stdout = (stdout + text).slice(-TAIL);
      collect(text);
    });
    child.stderr?.setEncoding("utf8").on("data", collect);
    child.once("error", (error) => resolve({ code: null, signal: null, output, stdout, error }));
    child.once("close", (code, signal) => {
      if (stopping()) return reject(new Stopped());
      if (code !== 0 && (saysDiskFull(output) || isFull(writesTo))) return reject(diskFull(writesTo));
      resolve({ code, signal, output, stdout });
    });
  });
}

/**
 * Runs a command whose output goes straight to ours. It gets no input.
 * @param {string} command @param {readonly string[]} args
 * @returns {Promise<number>} its exit code
 */
export function inherit(command, args) {
  return new Promise((resolve, reject) => {
    const child = launch(command, args, { stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** The last lines of a command's output. @param {string} output @param {number} [count] */
export const lastLines = (output, count = 40) => output.trimEnd().split("\n").slice(-count).join("\n");
