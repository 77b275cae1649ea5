// What the embedded PostgreSQL runs with: its own defaults are for a machine of twenty years ago. Read again at every start of it.
import os from "node:os";

const MB = 1024 * 1024;
/** @param {number} bytes @param {number} least @param {number} most in MB */
const clamp = (bytes, least, most) => Math.round(Math.min(most, Math.max(least, bytes / MB)));

/** What there is of memory, in bytes: a container's share of it where one is set. */
function memoryOfMachine() {
  const limit = process.constrainedMemory?.() ?? 0;
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem();
}

/**
 * @param {number} memory in bytes
 * @returns {string[]} such as "jit=off"
 */
export function embeddedSettings(memory = memoryOfMachine()) {
  return [
    // The pages that are read again and again; the server and whatever else the machine does have the rest.
    `shared_buffers=${clamp(memory / 8, 128, 2048)}MB`,
    // What the operating system is likely to keep too: no memory is taken, plans are chosen by it.
    `effective_cache_size=${clamp(memory / 2, 256, 32_768)}MB`,
    // For a sort or a hash of one statement; there are as many connections as the pool has.
    `work_mem=${clamp(memory / 512, 8, 64)}MB`,
    `maintenance_work_mem=${clamp(memory / 64, 64, 512)}MB`,
    // The register is read from memory or from a solid disk: a page out of order costs hardly more than the next one.
    "random_page_cost=1.1",
    // Compiling a statement takes longer than any of ours runs.
    "jit=off",
    // Longer between checkpoints: a bulk load writes fewer pages twice.
    "max_wal_size=4GB",
    "checkpoint_timeout=15min",
    "wal_compression=on",
    "shared_preload_libraries=pg_stat_statements",
  ];
}
