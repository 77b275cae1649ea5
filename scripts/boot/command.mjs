// The frame of a command: signals, problems in sentences, exit codes, and nothing left behind.

import { root } from "./paths.mjs";
import { describe, explain, Problem } from "./problem.mjs";
import { print } from "./progress.mjs";
import { closeAll, Stopped, stopOnSignals, stopping } from "./stop.mjs";

/**
 * Runs a command to its end and ends the process.
 * @param {() => Promise<number | void>} main resolves to the exit code (0 if none)
 * @param {{ interruptedCode?: (signal: string) => number, onInterrupt?: () => void }} [options]
 */
export async function command(
  main,
  { interruptedCode = (signal) => (signal === "SIGINT" ? 130 : 143), onInterrupt } = {},
) {
  stopOnSignals((signal) => {
    onInterrupt?.();
    return interruptedCode(signal);
  });
  /** @param {unknown} error */
  const fail = async (error) => {
    if (error instanceof Stopped || stopping()) return; // whoever began the stop ends the process
    const known = explain(error, root);
    await closeAll();
    print();
    console.error(describe(known));
    process.exit(known instanceof Problem ? known.exitCode : 1);
  };
  process.on("uncaughtException", fail);
  try {
    const code = (await main()) ?? 0;
    if (stopping()) return;
    await closeAll();
    process.exit(code);
  } catch (error) {
    await fail(error);
  }
}
