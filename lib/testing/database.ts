import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject, vi } from "vitest";
import { disconnect } from "@/lib/db/client";
import { testPostgresAt } from "@/scripts/boot/test-postgres.mjs";
import { templateName } from "./global-setup";

/** A database of one test file's own. `sql` runs as the superuser, beside every rule: for making a world and for looking past the policies. */
export type TestDatabase = {
  readonly adminUrl: string;
  readonly loginUrl: string;
  sql<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
};

/** Gives the test file a copy of the migrated template, and the code under test its login role's address. Call it at the top of the file. */
export function testDatabase(): TestDatabase {
  let admin: pg.Client | undefined;
  let urls = { adminUrl: "", loginUrl: "" };
  const name = `test_${randomBytes(6).toString("hex")}`;

  beforeAll(async () => {
    const server = testPostgresAt(inject("testServer"));
    urls = await server.clone(templateName, name);
    vi.stubEnv("DATABASE_URL", urls.loginUrl);
    admin = new pg.Client({ connectionString: urls.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await disconnect();
    await admin?.end();
    await testPostgresAt(inject("testServer")).drop(name);
  });

  return {
    get adminUrl() {
      return urls.adminUrl;
    },
    get loginUrl() {
      return urls.loginUrl;
    },
    async sql<R extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
      if (!admin) throw new Error("the test database is there from beforeAll on");
      return (await admin.query<R>(text, values)).rows;
    },
  };
}
