import { setTimeout as pause } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import { sqlState } from "./failure";

/** What passes by itself: transactions that met (serialization_failure, deadlock_detected), and a statement that was ended (query_canceled). */
const passing: ReadonlySet<string> = new Set(["40001", "40P01", "57014"]);
/** …and for work that looks first and writes long after: keys that another transaction may take in between. */
const taken: ReadonlySet<unknown> = new Set([
  "report_agency_id_source_id_external_reference_key",
  "case_file_reference_key",
]);

const tries = 3;

/** Whether the database ended a transaction for something that may be gone when it is tried again. */
export function mayPass(error: unknown): boolean {
  return passing.has(sqlState(error) ?? "");
}

const wasTaken = (error: unknown) =>
  sqlState(error) === "23505" &&
  typeof error === "object" &&
  error !== null &&
  taken.has(Reflect.get(error, "constraint"));

/**
 * Does a whole transaction again that the database ended for something that passes: a few times, each from the beginning, so that what stands
 * in the end is of one of them alone, or nothing.
 * @param work all of it, with whatever it counts: nothing of an earlier try is left in it
 * @param options.onAgain before each further try
 * @throws AppError UNAVAILABLE with the database's error as its cause, when it did not pass; what else `work` throws at once
 */
export async function untilItPasses<T>(
  work: () => Promise<T>,
  { signal, onAgain = () => {} }: { signal?: AbortSignal; onAgain?: () => void } = {},
): Promise<T> {
  for (let nth = 1; ; nth += 1)
    try {
      return await work();
    } catch (error) {
      const last = nth >= tries || signal?.aborted;
      if (mayPass(error)) {
        if (last) throw new AppError("UNAVAILABLE", { cause: error, detail: "the register was too busy" });
      } else if (last || !wasTaken(error)) throw error;
      // Whoever was met is given the time to end.
      await pause((100 + Math.random() * 200) * nth);
      signal?.throwIfAborted();
      onAgain();
    }
}
