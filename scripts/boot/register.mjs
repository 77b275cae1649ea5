// The register as a command needs it: its database up and migrated, its reference lists and documented cases loaded.

import { seed } from "./seed.mjs";
import { openDatabase } from "./session.mjs";

/**
 * @param {import("./environment.mjs").Environment} environment
 * @returns {Promise<Record<string, string>>} the variables by which lib/env.ts finds it
 */
export async function prepareRegister(environment) {
  const session = await openDatabase(environment, "weir");
  await seed(session, process.stderr);
  return session.variables();
}
