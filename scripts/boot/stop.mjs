// One way to stop: whatever was opened is closed in reverse order, once, on a signal as at the ordinary end.

import { commandLine, parentOf } from "./identity.mjs";

/** @type {(() => void | Promise<void>)[]} */
const closers = [];
/** @type {(() => void | Promise<void>)[]} */
const firstClosers = [];
/** @type {Promise<void> | null} */
let closing = null;

/** Thrown where work is begun after the stop has begun. */
export class Stopped extends Error {
  constructor() {
    super("stopped");
    this.name = "Stopped";
  }
}

/** Whether a stop has begun. */
export const stopping = () => closing !== null;

/**
 * @param {() => void | Promise<void>} close runs at the end of the process; must not throw for what is already gone
 * @param {{ first?: boolean }} [options] first: before all others (what uses the rest)
 */
export function atEnd(close, { first = false } = {}) {
  (first ? firstClosers : closers).push(close);
}

/** Closes everything, the last opened first. A second call waits for the first. @returns {Promise<void>} */
export function closeAll() {
  closing ??= (async () => {
    const next = () => firstClosers.pop() ?? closers.pop();
    for (let close = next(); close; close = next()) {
      try {
        await close();
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
      }
    }
  })();
  return closing;
}

/** npm killed outright tells nobody: notice that it is gone. @param {() => void} onEnd */
function watchNpm(onEnd) {
  const parent = process.ppid;
  const viaShell = / -c /.test(commandLine(parent)); // npm runs scripts through a shell, which may stay between
  const npm = viaShell ? parentOf(parent) : parent;
  const look = () => (process.ppid !== parent || (viaShell && parentOf(parent) !== npm)) && onEnd();
  if (process.platform === "linux") setInterval(look, 1000).unref();
}

/**
 * Closes everything when the process is told to end: Ctrl-C, SIGTERM, a closed terminal, or the end of the npm that runs it.
 * @param {(signal: string) => number} onSignal called once; returns the exit code
 */
export function stopOnSignals(onSignal) {
  /** @param {string} signal */
  const stop = (signal) => {
    if (stopping()) return;
    const code = onSignal(signal);
    void closeAll().then(() => process.exit(code));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(signal));
  if (process.env.npm_lifecycle_event) watchNpm(() => stop("SIGHUP"));
  // Whoever read our output has gone (a closed terminal, `| head`): that is no reason to crash half-way.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => stop("SIGHUP"));
}
