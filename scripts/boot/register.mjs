// The register as a command needs it: its database up and migrated, its reference lists and documented cases loaded.

import { connect } from "./database.mjs";
import { version } from "./prepare.mjs";
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

/**
 * The register for a copy of it: up and migrated, with nothing loaded into it.
 * @param {import("./environment.mjs").Environment} environment
 * @returns {Promise<{ version: string, asAdministrator: <T>(work: (client: import("pg").Client) => Promise<T>) => Promise<T> }>}
 */
export async function openRegister(environment) {
  const session = await openDatabase(environment, "weir");
  return {
    version: version(),
    asAdministrator: async (work) => {
      const client = await connect(session.adminVariables().DATABASE_ADMIN_URL ?? "", "DATABASE_ADMIN_URL");
      try {
        return await work(client);
      } finally {
        await client.end();
      }
    },
  };
}
