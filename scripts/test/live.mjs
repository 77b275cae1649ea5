// A served Weir for the browser tests: the real `npm start`, on a port, a folder and a database of its own.
import fs from "node:fs";
import path from "node:path";
import { inRoot } from "../boot/paths.mjs";
import { freePort } from "../boot/ports.mjs";
import { Problem } from "../boot/problem.mjs";
import { lastLines, launch } from "../boot/run.mjs";

const READY_MS = 180_000;
const STOP_MS = 30_000;

/**
 * @param {string} folder for its data and its log
 * @param {Record<string, string | undefined>} env without anything of the caller's instance
 */
export async function startLive(folder, env) {
  const port = await freePort();
  const dataFolder = path.join(folder, "data");
  const log = path.join(folder, "start.log");
  let output = "";
  /** @type {number | null | undefined} */
  let code;
  const child = launch(process.execPath, [inRoot("scripts", "start.mjs")], {
    env: { ...env, PORT: String(port), WEIR_DATA_DIR: dataFolder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      output += text;
      fs.appendFileSync(log, text, { mode: 0o600 });
    });
  const ended = new Promise((resolve) =>
    child.once("close", (status) => {
      code = status;
      resolve(status);
    }),
  );

  for (const until = Date.now() + READY_MS; !/Weir is ready/.test(output); ) {
    if (code !== undefined || Date.now() > until)
      throw new Problem("`npm start` did not come up for the browser tests.", { detail: lastLines(output) });
    await Promise.race([ended, new Promise((done) => setTimeout(done, 50))]);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    dataFolder,
    log,
    /** As Ctrl-C does. @throws {Problem} when it does not end well or leaves a process behind */
    stop: async () => {
      child.kill("SIGINT");
      await Promise.race([ended, new Promise((done) => setTimeout(done, STOP_MS))]);
      if (code !== 0)
        throw new Problem(`Ctrl-C did not end \`npm start\` well (exit code ${code}).`, { detail: lastLines(output) });
      const left = processesNaming(dataFolder);
      if (left.length > 0) throw new Problem(`Ctrl-C left processes behind: ${left.join(", ")}`);
    },
  };
}

/** Processes whose command line names a folder (Linux). @param {string} folder */
function processesNaming(folder) {
  if (process.platform !== "linux") return [];
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder);
      } catch {
        return false;
      }
    });
}
