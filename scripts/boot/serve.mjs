// `npm start` and `npm run demo`, after Node has been checked.
import { setTimeout as sleep } from "node:timers/promises";
import { prepareDataFolder } from "./data-folder.mjs";
import { loadEnvFile, readDemoEnvironment, readEnvironment } from "./environment.mjs";
import { inRoot } from "./paths.mjs";
import { probePort } from "./ports.mjs";
import { prepareBuild, prepareClient, preparePackages, version } from "./prepare.mjs";
import { Problem } from "./problem.mjs";
import { print, say, stage } from "./progress.mjs";
import { endGroup, launch } from "./run.mjs";
import { atEnd, Stopped, stopping } from "./stop.mjs";

/** @typedef {import("./environment.mjs").Environment} Environment */

const READY_MS = 60_000;
let isServing = false;
/** How this was started, for what is said to do next. */
let started = "npm start";

/** The exit code of an interrupted start: stopping a server that serves is its ordinary end. @param {string} signal */
export const interruptedCode = (signal) => (isServing ? 0 : signal === "SIGINT" ? 130 : 143);

/** @returns {Promise<never>} `npm start`: runs until it is stopped */
export function serve() {
  loadEnvFile();
  return serveRegister(readEnvironment(process.env), "real");
}

/** @returns {Promise<never>} `npm run demo`: as `npm start`, with an invented register in a place of its own; runs until it is stopped */
export function serveDemo() {
  started = "npm run demo";
  return serveRegister(readDemoEnvironment(process.env), "synthetic");
}

/** @param {Environment} environment @param {"real" | "synthetic"} kind @returns {Promise<never>} */
async function serveRegister(environment, kind) {
  print(
    kind === "real"
      ? `Weir ${version()}`
      : `Weir ${version()}, with a synthetic register: every case in it is invented`,
  );
  prepareDataFolder(environment.dataFolder);
  await checkPort(environment);
  await preparePackages();

  const { otherStart } = await import("./embedded.mjs");
  const other = otherStart(environment.dataFolder);
  if (other) throw alreadyRunning(environment, other);
  const { openDatabase } = await import("./session.mjs");
  const { seed } = await import("./seed.mjs");
  const { settleKind } = await import("./register-kind.mjs");
  const session = await openDatabase(environment, "start");
  await settleKind(session, kind);
  await prepareClient();
  const folder = await prepareBuild();
  await seed(session, process.stdout, { demo: kind === "synthetic" });
  return keepServing(environment, folder, session);
}

/** @param {Environment} environment @param {number} pid */
const alreadyRunning = ({ dataFolder }, pid) =>
  new Problem(
    `Weir already runs on the data folder ${dataFolder} (process ${pid}). Stop it first (Ctrl-C there, or: kill ${pid}), or set WEIR_DATA_DIR to another folder for a second one.`,
  );

/** @param {Environment} environment */
async function checkPort({ host, port, dataFolder }) {
  const state = await probePort(port, host);
  if (state === "free") return;
  if (state === "forbidden")
    throw new Problem(`Your account may not listen on port ${port}. Set PORT to one above 1023, such as PORT=3000.`);
  if (state === "no-such-address")
    throw new Problem(
      `HOST is "${host}", which is no address of this machine. Set it to 127.0.0.1, or 0.0.0.0 for all of them.`,
    );
  const { registered } = await import("./lock.mjs");
  const [own] = registered(`${dataFolder}/users`, "start");
  if (own)
    throw alreadyRunning(
      { host, port, dataFolder, publicUrl: "", databaseUrl: undefined, adminUrl: undefined, secret: undefined },
      own,
    );
  throw new Problem(
    `Port ${port} is taken by another program. Stop that program, or choose another port: PORT=${port + 1} ${started}`,
  );
}

/**
 * @param {Environment} environment @param {string} folder @param {import("./session.mjs").DatabaseSession} session
 * @returns {Promise<never>}
 */
async function keepServing(environment, folder, session) {
  const { host, port, publicUrl } = environment;
  /** @type {import("node:child_process").ChildProcess | undefined} */
  let server;
  let restarting = false;
  /** @type {(error: Error) => void} */
  let fail = () => {};
  const failed = new Promise((_, reject) => (fail = reject));

  const startServer = () => {
    let tail = "";
    const child = launch(process.execPath, [inRoot("scripts", "boot", "server.mjs"), folder], {
      cwd: folder,
      env: {
        ...process.env,
        ...session.variables(),
        DATABASE_ADMIN_URL: undefined,
        HOSTNAME: host,
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
      },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const [stream, out] of /** @type {const} */ ([
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]))
      stream?.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
        tail = (tail + text).slice(-4000);
        if (!/^\s*[▲✓-] /.test(text)) out.write(text);
      });
    child.once("exit", (code, signal) => {
      if (stopping() || restarting) return;
      fail(
        /EADDRINUSE/.test(tail)
          ? new Problem(
              `Port ${port} was taken by another program meanwhile. Choose another port: PORT=${port + 1} ${started}`,
            )
          : new Problem(`The server stopped by itself (${signal ?? `code ${code}`}).`),
      );
    });
    return child;
  };

  await stage("Starting the server", async () => {
    server = startServer();
    await Promise.race([failed, untilReady(`http://${probeHost(host)}:${port}/api/health`)]);
  });
  atEnd(
    async () => {
      if (server?.pid) await endGroup(server.pid);
    },
    { first: true },
  );
  session.keepUp?.(async () => {
    say("The embedded database had to move to another port; starting the server again");
    restarting = true;
    if (server?.pid) await endGroup(server.pid);
    restarting = false;
    if (!stopping()) server = startServer();
  });
  isServing = true;
  say(`Weir is ready: ${publicUrl}`);
  print("Press Ctrl-C to stop.");
  await failed;
  throw new Stopped();
}

/** @param {string} host */
const probeHost = (host) =>
  host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;

/** Waits until the server answers; what it answers, health says. @param {string} url */
async function untilReady(url) {
  for (const until = Date.now() + READY_MS; Date.now() < until; await sleep(40)) {
    if (stopping()) throw new Stopped();
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch(() => null);
    if (!response) continue;
    const body = await response.text();
    if (response.status === 503) say(`The server runs, but it is not well: ${body.slice(0, 300)}`);
    return;
  }
  throw new Problem("The server did not answer within a minute.");
}
