import { spawn } from "node:child_process";
import os from "node:os";
import { env } from "@/lib/env";
import type { ErrorCode } from "@/lib/errors";
import { AppError, errorCodes } from "@/lib/errors";

/** How much such a process lets others go first: pages are answered meanwhile. */
const niceness = 5;

/** Whether this server knows the program that does jobs apart: one that `npm start` started. */
export const canDoApart = (): boolean => env().WEIR_IMPORTER !== "";

/**
 * Does a job in a process of its own, whose memory ends with it, and beside which this one goes on answering. It ends with this one.
 * @param packed as `Job.perform` takes it
 * @param signal ends it: what it had begun is taken back by the database
 * @throws AppError as the job does; Error when the process ended by itself
 */
export async function doApart(packed: unknown, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const child = spawn(process.execPath, [env().WEIR_IMPORTER], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const end = () => void child.kill("SIGKILL");
  signal.addEventListener("abort", end, { once: true });
  try {
    if (child.pid !== undefined) lower(child.pid);
    let told: unknown;
    child.on("message", (message) => {
      told = message;
    });
    const ended = new Promise<string>((done, failed) => {
      child.once("error", failed);
      child.once("exit", (code, killed) => done(killed ?? `code ${code}`));
    });
    child.send({ job: packed }, () => {}); // one that is gone says so by its end
    const how = await ended;
    if (signal.aborted || told === "done") return;
    const code = errorCodes.find((one: ErrorCode) => one === told);
    throw code ? new AppError(code) : new Error(`a process that did a job ended with ${how}`);
  } finally {
    signal.removeEventListener("abort", end);
  }
}

function lower(pid: number): void {
  try {
    os.setPriority(pid, niceness);
  } catch {
    // It has ended, or the system has no such thing.
  }
}
