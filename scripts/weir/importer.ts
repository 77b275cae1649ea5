import { AppError } from "@/lib/errors";
import { importWork } from "@/lib/import/jobs";
import { log } from "@/lib/log";
import { tidyMemory } from "./memory";

const tidyMs = 100;

/** Waits for the one job that the server sends, does it, and tells how it ended: `done`, or the code of what was refused. */
export async function main(): Promise<number> {
  const { job } = await new Promise<{ job: unknown }>((come) => process.once("message", come));
  setInterval(tidyMemory, tidyMs).unref();
  let told: string;
  try {
    await importWork.perform(job, new AbortController().signal);
    told = "done";
  } catch (error) {
    if (!(error instanceof AppError)) log().error({ where: "importer", err: error }, "a job ended by an error");
    told = error instanceof AppError ? error.code : "";
  }
  process.send?.(told, () => process.exit(0));
  return 0;
}
