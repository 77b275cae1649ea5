import { defineConfig } from "@playwright/test";

/**
 * Browser tests run against a served production build: `npm test -- --only e2e` starts one on a port, a folder and a database of its own
 * and says where (e2e/environment.ts).
 */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  snapshotPathTemplate: "{testDir}/pictures/{arg}{ext}",
  fullyParallel: false,
  workers: 2,
  // What passed only when tried again is told at the end of `npm test` (scripts/test/counts.mjs).
  retries: 2,
  // Generous, so that a machine that does other things at the same time fails nothing: what is right is fast anyway.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  use: {
    baseURL: process.env.WEIR_E2E_URL,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Asia/Kathmandu",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "accounts", testMatch: "accounts.setup.ts" },
    { name: "browser", testMatch: "*.spec.ts", dependencies: ["accounts"] },
    // At the end: they take the database or a server away.
    { name: "outage", testMatch: "*.last.ts", dependencies: ["accounts", "browser"] },
  ],
});
