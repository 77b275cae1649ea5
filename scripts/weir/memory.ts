import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes of objects, and of what they hold outside of the engine's heap, beyond which what is used no more is given back at once. */
const tidyAbove = 90_000_000;
let collect: (() => void) | undefined;
/** What was in use when it was looked at last: where much is, looking again and again finds nothing. */
let used = 0;

/** The engine would let garbage grow to gigabytes before it looks: an import makes much of it, and runs beside the register's own server. */
export function tidyMemory(): void {
  const { heapUsed, external } = process.memoryUsage();
  if (heapUsed + external < Math.max(tidyAbove, used * 1.2)) return;
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc");
  }
  collect?.();
  const after = process.memoryUsage();
  used = after.heapUsed + after.external;
}
