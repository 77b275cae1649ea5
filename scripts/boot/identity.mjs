// Which process is meant by a process id that was written down earlier: ids are reused, so the time it began belongs to it.
import { execFileSync } from "node:child_process";
import fs from "node:fs";

/** @typedef {{ pid: number, began: string }} Identity */

/**
 * When a process began, in whatever form the system tells it; "" when there is no such process.
 * @param {number} pid
 */
export function beganAt(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return "";
  try {
    if (process.platform === "linux") {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" ? "" : (fields[19] ?? ""); // state, then starttime (field 22 of proc(5)); a zombie is gone
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "";
  }
}

/** The process that started another (Linux); 0 when unknown. @param {number} pid */
export function parentOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return 0;
  }
}

/** @param {number} pid @returns {Identity} */
export const identityOf = (pid) => ({ pid, began: beganAt(pid) });

/** Whether that very process still runs. @param {Identity} identity */
export const isRunning = ({ pid, began }) => began !== "" && beganAt(pid) === began;

/** The command line of a process, its parts separated by blanks; "" when unknown. @param {number} pid */
export function commandLine(pid) {
  try {
    if (process.platform === "linux")
      return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "";
  }
}
