import { asFailure } from "@/lib/db/failure";
import { AppError } from "@/lib/errors";
import { log, logDefect } from "@/lib/log";
import { bossWith, closeQueue, startUpkeep } from "./boss";
import type { Job } from "./job";
import { rest } from "./waking";

/** Between two looks into a queue. What this server itself puts in wakes the worker at once; this is for what other programs put in. */
const pollMs = 15_000;
/** Between two questions to the register whether something was left undone. */
const recoverMs = 10 * 60_000;
/** After a failure: the database may be away for a while. */
const againMs = 5_000;

/** Takes one job of a kind and does it. @returns whether there was one @throws when the queue cannot be reached */
export async function workOne(job: Job, signal: AbortSignal = new AbortController().signal): Promise<boolean> {
  const boss = await bossWith(job.name);
  const [taken] = await boss.fetch(job.name);
  if (!taken) return false;
  try {
    await job.perform(taken.data, signal);
  } catch (error) {
    // Why stays in the log, not in the queue: it may repeat what somebody typed.
    const failure = asFailure(error);
    const id = failure instanceof AppError ? failure.code : logDefect(error, `job ${job.name}`);
    if (failure instanceof AppError) log().warn({ job: job.name, err: failure }, "a job failed; it is tried again");
    await boss.fail(job.name, taken.id, { id });
    return true;
  }
  if (signal.aborted) await boss.fail(job.name, taken.id, { id: "stopped" });
  else await boss.complete(job.name, taken.id);
  return true;
}

/** One queue's loop, until it is stopped. A database that is away is waited for. */
async function serve(job: Job, signal: AbortSignal): Promise<void> {
  const every = job.recoverMs ?? recoverMs;
  let recoveredAt = 0;
  while (!signal.aborted)
    try {
      if (Date.now() - recoveredAt >= every) {
        await job.recover();
        recoveredAt = Date.now();
      }
      if (!(await workOne(job, signal))) await rest(job.name, Math.min(pollMs, every), signal);
    } catch (error) {
      recoveredAt = 0;
      log().debug({ job: job.name, err: error }, "the queue cannot be reached; it is tried again");
      await rest(job.name, againMs, signal);
    }
}

async function beginUpkeep(signal: AbortSignal): Promise<void> {
  while (!signal.aborted)
    try {
      return await startUpkeep();
    } catch (error) {
      log().warn({ err: error }, "background work cannot begin yet; it is tried again");
      await rest("upkeep", againMs, signal);
    }
}

/**
 * Begins to work through the queues of these kinds, one job of each kind at a time, until `stop` is called: it ends after the step in hand.
 * What a dead server left undone is found anew.
 */
export function startWorker(jobs: readonly Job[]): { stop: () => Promise<void> } {
  const controller = new AbortController();
  const { signal } = controller;
  const upkeep = beginUpkeep(signal);
  const loops = jobs.map((job) => upkeep.then(() => serve(job, signal)));
  return {
    stop: async () => {
      controller.abort();
      await Promise.allSettled(loops);
      await closeQueue();
    },
  };
}
