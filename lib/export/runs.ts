import type { ExportProgress } from "./types";

type Run = ExportProgress & { userId: number; endedAt: number | null; cancel: () => void };
const kept = globalThis as typeof globalThis & { weirExports?: Map<string, Run> };
const runs = () => (kept.weirExports ??= new Map());

/** How long after its end somebody may still ask what became of an export, in milliseconds. */
const remembered = 10 * 60_000;

/** Notes an export that begins. @param id made by whoever asks, so that they can ask about it while the file is on its way */
export function beginRun(id: string, userId: number, cancel: () => void): Run {
  const now = Date.now();
  for (const [old, run] of runs()) if (run.endedAt !== null && now - run.endedAt > remembered) runs().delete(old);
  const run: Run = { userId, cancel, state: "running", cases: 0, total: null, endedAt: null };
  runs().set(id, run);
  return run;
}

/** How far one's own export has come; null for one that is not known. */
export function progressOf(id: string, userId: number): ExportProgress | null {
  const run = runs().get(id);
  return run?.userId === userId ? { state: run.state, cases: run.cases, total: run.total } : null;
}

/** Stops one's own export. @returns false for one that is not known or over */
export function cancelRun(id: string, userId: number): boolean {
  const run = runs().get(id);
  if (run?.userId !== userId || run.state !== "running") return false;
  run.state = "cancelled";
  run.cancel();
  return true;
}
