import type { TestProject } from "vitest/node";
import { startTestPostgres } from "@/scripts/boot/test-postgres.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** address of the throw-away server, as its superuser */
    testServer: string;
  }
}

/** The migrated database that each test file gets a copy of. */
export const templateName = "weir_template";

/** One throw-away Postgres for the whole run, with one migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestPostgres();
  const template = await server.createTemplate(templateName);
  const url = new URL(template.adminUrl);
  url.pathname = "/postgres";
  project.provide("testServer", url.href);
  return server.stop;
}
