// One line per stage with the seconds since the start, and a sign of life during long ones.
const begun = process.uptime();
const HEARTBEAT_MS = 15_000;

/** @type {NodeJS.WriteStream} */
let out = process.stdout;

/** Sends progress to standard error, so that standard output stays a command's own. */
export function progressToStderr() {
  out = process.stderr;
}

let quiet = false;
let inStage = false;

/** Shows only what takes longer than a moment (the `weir` command). */
export function progressOnlyWhenSlow() {
  quiet = true;
}

const clock = () => `[${(process.uptime() - begun).toFixed(1).padStart(6)} s]`;

/** @param {string} text */
export function say(text) {
  out.write(`${clock()} ${text}\n`);
}

/** A line without the clock. @param {string} [text] */
export function print(text = "") {
  out.write(`${text}\n`);
}

/**
 * Runs one stage and shows that it began, that it goes on, and how long it took.
 * @template T
 * @param {string} title as a person reads it: "Installing packages"
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function stage(title, work) {
  if (inStage) return work(); // a stage within a stage is part of it
  inStage = true;
  const from = performance.now();
  const seconds = () => ((performance.now() - from) / 1000).toFixed(1);
  const announce = () => say(`${title} …`);
  const delayed = quiet ? setTimeout(announce, 1500) : undefined;
  if (!quiet) announce();
  const beat = setInterval(() => say(`${title}: still at it, ${seconds()} s`), HEARTBEAT_MS);
  try {
    const result = await work();
    if (performance.now() - from >= 3000) say(`${title}: done in ${seconds()} s`);
    return result;
  } finally {
    inStage = false;
    clearTimeout(delayed);
    clearInterval(beat);
  }
}
