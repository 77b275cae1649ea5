import { z } from "zod";
import { builtInViewer, viewerOfUser } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { AppError } from "@/lib/errors";
import { bossWith } from "./boss";
import { wake } from "./waking";

/**
 * A kind of background work. Its data are ids and codes, never names of people: the queue is no part of the register and of no backup.
 * Work is cut into steps that each commit what they did together with how far they came, so that a killed server goes on where it stopped
 * and two servers at once do nothing twice.
 */
type Definition<T> = {
  /** of its queue: small letters and hyphens, for good */
  name: string;
  data: z.ZodType<T>;
  /** as whom: `operator`, who sees every case, or the user who asked */
  as: "operator" | "user";
  /** Does it, through the functions that pages use. Ends between two steps when `signal` says so. @throws anything: it is tried again */
  run: (viewer: Viewer, data: T, signal: AbortSignal) => Promise<void>;
  /** What the register says is still to be done: asked when a server starts and now and then, so that a lost queue loses nothing. */
  unfinished?: (operator: Viewer) => Promise<T[]>;
  /** …for work that runs as the user who asked, by their id */
  unfinishedOf?: (operator: Viewer) => Promise<{ data: T; by: number }[]>;
  /** Milliseconds between two such questions, for work that comes all the time; else some minutes. */
  recoverMs?: number;
};

/** A kind of work as the worker sees it. */
export type Job = {
  readonly name: string;
  readonly recoverMs: number | undefined;
  /** @param packed as it lay in the queue */
  perform: (packed: unknown, signal: AbortSignal) => Promise<void>;
  /** puts into the queue what the register says was left undone */
  recover: () => Promise<void>;
};

/** …and as those see it who need it done. */
type QueuedJob<T> = Job & {
  /**
   * Puts work into the queue, once: the same that waits already is not doubled. Call it after the transaction that made it necessary, or
   * the worker may find nothing yet. @param by who asked, for a job that runs as a user
   */
  enqueue: (data: T, by?: Viewer) => Promise<void>;
  /** As it lies in the queue. */
  pack: (data: T, by?: Viewer) => { by: number | null; data: T };
};

const packing = z.object({ by: z.number().int().nullable(), data: z.unknown() });

/** Makes a kind of work, for the list that the server starts with (instrumentation.ts). */
export function defineJob<T>({
  name,
  data: schema,
  as,
  run,
  unfinished,
  unfinishedOf,
  recoverMs,
}: Definition<T>): QueuedJob<T> {
  function pack(data: T, by?: Viewer) {
    if (as === "user" && !by) throw new Error(`the job ${name} runs as a user: say which`);
    return { by: as === "user" && by ? by.userId : null, data };
  }
  async function put(packed: { by: number | null; data: T }): Promise<void> {
    const boss = await bossWith(name);
    await boss.send(name, packed, { singletonKey: JSON.stringify(packed) });
    wake(name);
  }
  return {
    name,
    recoverMs,
    pack,
    enqueue: async (data, by) => put(pack(data, by)),
    perform: async (packed, signal) => {
      const { by, data } = packing.parse(packed);
      await run(await actor(by), schema.parse(data), signal);
    },
    recover: async () => {
      if (!unfinished && !unfinishedOf) return;
      const operator = await builtInViewer("operator");
      for (const data of (await unfinished?.(operator)) ?? []) await put({ by: null, data });
      for (const { data, by } of (await unfinishedOf?.(operator)) ?? []) await put({ by, data });
    },
  };
}

async function actor(by: number | null): Promise<Viewer> {
  if (by === null) return builtInViewer("operator");
  const viewer = await viewerOfUser(by);
  if (!viewer) throw new AppError("UNAUTHENTICATED", { detail: "whoever asked for this has no account any more" });
  return viewer;
}
