// A PostgreSQL server of our own: made, started, found again after a crash, stopped. Loopback only, no socket file.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { beganAt, commandLine } from "./identity.mjs";
import { freePort, probePort } from "./ports.mjs";
import { program } from "./postgres-binaries.mjs";
import { diskFull, Problem, saysDiskFull } from "./problem.mjs";
import { asEnv, lastLines, launch, run } from "./run.mjs";
import { Stopped, stopping } from "./stop.mjs";

/** @typedef {import("./postgres-binaries.mjs").Account} Account */
/**
 * @typedef {object} Cluster
 * @property {string} native folder of the programs
 * @property {Account} account
 * @property {string} data the data folder; pg.log lies beside it
 * @property {string} password of the superuser `postgres`; "" trusts everyone on loopback (tests)
 * @property {readonly string[]} settings such as "fsync=off"
 * @property {boolean} [temporary] it ends with this process; otherwise it is on its own until stopCluster
 */
/** @typedef {{ pid: number, port: number }} Running */

const SUPERUSER = "postgres";
const MAJOR = "18";
const START_MS = 30_000;

const plainEnv = () => asEnv({ PATH: process.env.PATH, LANG: "C.UTF-8" });
const logFile = (/** @type {Cluster} */ cluster) => path.join(path.dirname(cluster.data), "pg.log");

/** @param {Cluster} cluster @param {number} port @param {string} [database] */
export function superuserUrl(cluster, port, database = "postgres") {
  const secret = cluster.password ? `:${encodeURIComponent(cluster.password)}` : "";
  return `postgresql://${SUPERUSER}${secret}@127.0.0.1:${port}/${database}`;
}

/**
 * The server that runs on this data folder, ours or one that an earlier start left behind.
 * @param {Cluster} cluster
 * @returns {Running | null}
 */
export function findRunning({ data }) {
  const file = path.join(data, "postmaster.pid");
  if (!fs.existsSync(file)) return null;
  const lines = fs.readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (beganAt(pid) && commandLine(pid).includes(data)) return { pid, port: Number(lines[3]) };
  fs.rmSync(file, { force: true }); // of a dead server; its number may belong to another program by now
  return null;
}

/** Makes the data folder, whole or not at all. @param {Cluster} cluster */
async function create(cluster) {
  const { account, data, native, password } = cluster;
  const part = `${data}.part`;
  const secret = path.join(path.dirname(data), ".initdb");
  fs.rmSync(part, { recursive: true, force: true });
  fs.mkdirSync(path.dirname(data), { recursive: true, mode: 0o755 }); // 0700 here would shut the server's account out
  fs.mkdirSync(part, { mode: 0o700 });
  const auth = ["--auth=trust"];
  try {
    if (password) {
      fs.writeFileSync(secret, `${password}\n`, { mode: 0o600 });
      auth.splice(0, 1, "--auth=scram-sha-256", `--pwfile=${secret}`);
    }
    for (const file of [part, secret])
      if (account.uid !== undefined && account.gid !== undefined && fs.existsSync(file))
        fs.chownSync(file, account.uid, account.gid);
    const locale = process.platform === "linux" ? "C.UTF-8" : "C";
    const made = await run(
      program(native, "initdb"),
      [
        "-D",
        part,
        "-U",
        SUPERUSER,
        ...auth,
        "--encoding=UTF8",
        "--locale-provider=icu",
        "--icu-locale=und",
        `--locale=${locale}`,
        ...(password ? [] : ["--no-sync"]),
      ],
      { ...account, env: plainEnv(), cwd: "/", writesTo: path.dirname(cluster.data) },
    );
    if (made.code !== 0)
      throw new Problem("The embedded database could not be made.", {
        detail: lastLines(made.output) || String(made.error),
      });
    fs.renameSync(part, data);
  } finally {
    fs.rmSync(secret, { force: true });
    if (fs.existsSync(part)) fs.rmSync(part, { recursive: true, force: true });
  }
}

/** @param {Cluster} cluster @param {number} port @returns {Promise<"up" | "down" | "refused">} refused: the password is wrong */
async function answers(cluster, port) {
  const client = new pg.Client({ connectionString: superuserUrl(cluster, port), connectionTimeoutMillis: 1000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.end();
    return "up";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "28P01" ? "refused" : "down";
  }
}

/** @param {Cluster} cluster @param {number} port */
async function waitUntilUp(cluster, port, alive = () => true) {
  const until = Date.now() + START_MS;
  while (Date.now() < until && alive()) {
    if (stopping()) throw new Stopped();
    const state = await answers(cluster, port);
    if (state === "refused")
      throw new Problem(
        `The embedded database in ${cluster.data} does not know the password in secrets.json. Put back the secrets.json that belongs to it.`,
      );
    if (state === "up") return true;
    await sleep(30);
  }
  return false;
}

/**
 * Starts the server of a data folder, made first if need be; one that already runs is taken over.
 * @param {Cluster} cluster
 * @param {number} [keptPort] the port of last time, taken again if it is free
 * @returns {Promise<Running>}
 */
export async function startCluster(cluster, keptPort) {
  const versionFile = path.join(cluster.data, "PG_VERSION");
  if (!fs.existsSync(versionFile)) await create(cluster);
  const version = fs.readFileSync(versionFile, "utf8").trim();
  if (version !== MAJOR)
    throw new Problem(
      `The database in ${cluster.data} was made by PostgreSQL ${version}; this Weir brings ${MAJOR}. Run the Weir that made it and move the register with \`weir backup\` and \`weir restore\`.`,
    );

  const before = findRunning(cluster);
  if (before) {
    if (await waitUntilUp(cluster, before.port, () => beganAt(before.pid) !== "")) return before;
    await stopCluster(cluster);
  }

  const log = logFile(cluster);
  const until = Date.now() + START_MS;
  let port = keptPort && (await probePort(keptPort)) === "free" ? keptPort : await freePort();
  while (Date.now() < until) {
    if (stopping()) throw new Stopped();
    const fd = fs.openSync(log, "a", 0o600);
    const logged = fs.fstatSync(fd).size;
    const settings = ["timezone=UTC", "log_timezone=UTC", ...cluster.settings].flatMap((setting) => ["-c", setting]);
    const begin = cluster.temporary ? launch : spawn;
    const child = begin(
      program(cluster.native, "postgres"),
      ["-D", cluster.data, "-p", String(port), "-h", "127.0.0.1", "-k", "", ...settings],
      {
        ...cluster.account,
        env: plainEnv(),
        cwd: "/",
        detached: true,
        stdio: ["ignore", fd, fd],
      },
    );
    fs.closeSync(fd);
    let ended = false;
    child.once("exit", () => (ended = true));
    child.once("error", () => (ended = true));
    child.unref();
    if (child.pid !== undefined && (await waitUntilUp(cluster, port, () => !ended))) return { pid: child.pid, port };
    const said = fs.readFileSync(log, "utf8").slice(logged);
    if (saysDiskFull(said)) throw diskFull(cluster.data);
    if (/address already in use/i.test(said)) port = await freePort();
    await sleep(300); // after a crash the dead server's memory can linger for a second or two: try again
  }
  throw new Problem(`The embedded database did not start. Its log is ${log}.`, {
    detail: lastLines(fs.readFileSync(log, "utf8"), 15),
  });
}

/** Stops the server of a data folder and waits until it is gone. @param {Cluster} cluster */
export async function stopCluster(cluster) {
  const running = findRunning(cluster);
  if (!running) return;
  const { pid } = running;
  const began = beganAt(pid);
  /** @param {NodeJS.Signals} signal @param {number} ms */
  const end = async (signal, ms) => {
    try {
      process.kill(pid, signal);
    } catch {
      return true;
    }
    for (const until = Date.now() + ms; Date.now() < until; await sleep(20)) if (beganAt(pid) !== began) return true;
    return false;
  };
  // fast shutdown, then immediate, then the hard way: the next start recovers from its write-ahead log
  (await end("SIGINT", 20_000)) || (await end("SIGQUIT", 5000)) || (await end("SIGKILL", 2000));
}
