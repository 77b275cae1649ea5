// A failure that the person at the keyboard can do something about, said in sentences instead of a stack trace.
import fs from "node:fs";

/** Its message says what is wrong and what to do. */
export class Problem extends Error {
  /**
   * @param {string} message
   * @param {{ detail?: string, usage?: boolean }} [options] detail: output of a failed command, shown below the message;
   * usage: the command was called wrongly (exit code 2)
   */
  constructor(message, options = {}) {
    super(message);
    this.name = "Problem";
    this.detail = options.detail;
    this.exitCode = options.usage ? 2 : 1;
  }
}

const DISK_FULL =
  /ENOSPC|EDQUOT|no space left on device|disk quota exceeded|could not extend file|wrote only \d+ of \d+ bytes/i;

/** Whether a text (an error, a command's output, a server's log) says that the disk is full. @param {unknown} text */
export const saysDiskFull = (text) => DISK_FULL.test(String(text ?? ""));

/** Whether next to nothing more can be written. @param {string} folder */
export function isFull(folder) {
  const { bavail, bsize } = fs.statfsSync(folder);
  return bavail * bsize < 1e6;
}

/** @param {string} where a folder */
export const diskFull = (where) =>
  new Problem(
    `The disk is full. Free some space on the volume that holds ${where} and start again; nothing half-written is kept.`,
  );

/**
 * Turns any error into a Problem where its cause is known, and returns others as they are.
 * @param {unknown} error
 * @param {string} where the folder that was being written
 * @returns {Error}
 */
export function explain(error, where) {
  if (error instanceof Problem) return error;
  const e = error instanceof Error ? error : new Error(String(error));
  const code = "code" in e ? String(e.code) : "";
  const at = "path" in e && typeof e.path === "string" ? e.path : where;
  if (saysDiskFull(`${code} ${e.message}`)) return diskFull(where);
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    return new Problem(`${at} cannot be written. Give the account that runs Weir the right to write there.`);
  if (code === "EMFILE" || code === "ENFILE")
    return new Problem("Too many files are open. Raise the limit (ulimit -n 4096) and start again.");
  if (code === "ENOMEM") return new Problem("There is not enough free memory. Weir needs about 2 GB while it builds.");
  return e;
}

/** What a person reads when a command ends badly. @param {unknown} error */
export function describe(error) {
  if (error instanceof Problem) return error.detail ? `${error.message}\n\n${error.detail.trimEnd()}\n` : error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
