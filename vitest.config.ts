import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Property tests run with one fixed seed, so that a run can be repeated; WEIR_TEST_SEED tries another. */
const seed = Number(process.env.WEIR_TEST_SEED ?? 20_041_223);

const shared = {
  environment: "node" as const,
  exclude: ["node_modules/**", ".next/**", ".build/**", "e2e/**"],
  // Calendar dates must not depend on the machine's time zone: an odd one finds code that forgets it.
  env: { TZ: "Asia/Kathmandu" },
  setupFiles: ["lib/testing/property-seed.ts"],
  provide: { seed },
};

/** `unit`: pure tests beside their source. `db`: tests on a real Postgres, cloned per worker from one migrated template. */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "unit",
          testTimeout: 30_000, // properties take their time on a busy machine
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...shared.exclude, "**/*.db.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "db",
          include: ["**/*.db.test.ts"],
          globalSetup: ["lib/testing/global-setup.ts"],
          pool: "forks",
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
