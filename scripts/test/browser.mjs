// A Chromium for the browser tests: the one that came with npm, so that every machine tests with the same one, else one that is here.
// Nothing is installed.
import { execFile } from "node:child_process";
import fs from "node:fs";
import { promisify } from "node:util";
import { Problem } from "../boot/problem.mjs";

const INSTALLED = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** @param {string} file */
async function runs(file) {
  if (!fs.existsSync(file)) return false;
  try {
    await promisify(execFile)(file, ["--version", "--no-sandbox"], { timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

/**
 * @returns {Promise<string>} the path of one that runs
 * @throws {Problem} when there is none
 */
export async function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (await runs(given)) return given;
    throw new Problem(`CHROMIUM_PATH is ${given}, which does not run. Set it to a Chromium, or leave it out.`);
  }
  /** @type {(() => string | Promise<string>)[]} */
  const candidates = [
    // Built for Linux on x64 alone; elsewhere it does not run, and the next one is tried.
    async () => (await import("@sparticuz/chromium")).default.executablePath(),
    ...INSTALLED.map((file) => () => file),
    async () => (await import("@playwright/test")).chromium.executablePath(),
  ];
  for (const candidate of candidates) {
    const file = await Promise.resolve(candidate()).catch(() => "");
    if (file && (await runs(file))) return file;
  }
  throw new Problem(
    "No Chromium was found for the browser tests. Install one (such as Debian's chromium), or set CHROMIUM_PATH.",
  );
}
