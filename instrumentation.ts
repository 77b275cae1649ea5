import type { Instrumentation } from "next";

// Next.js compiles this file for its other runtime too, which has no part of ours; the conditions are settled at build time.

/** Runs once, before the server answers. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { noteCallers } = await import("@/lib/auth/caller");
  noteCallers();
  const { measureRequests } = await import("@/lib/api/metrics");
  measureRequests();
  const { startWorker } = await import("@/lib/jobs/worker");
  const { foldBits } = await import("@/lib/cases/jobs");
  const { publishSet, weighSet } = await import("@/lib/conversions/jobs");
  const { weighSubstance } = await import("@/lib/reference/jobs");
  const { followSource } = await import("@/lib/sources/jobs");
  const { importWork } = await import("@/lib/import/jobs");
  const worker = startWorker([weighSet, publishSet, followSource, weighSubstance, foldBits, importWork]);
  // The step in hand is the database's to finish or to take back; what is left is found again by the next start.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void worker.stop());
}

/** What a page or a route did not catch, logged under the id that the person sees. The query is left out: names may stand in it. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logRequestError } = await import("@/lib/log");
  logRequestError(error, context.routePath || (request.path.split("?", 1)[0] ?? ""));
};
