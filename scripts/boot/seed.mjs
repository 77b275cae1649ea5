// Reference lists, the documented register and, on an empty database, the first accounts: prisma/seed, which is idempotent.
// The database remembers which seed it had, so that a second start need not ask row by row.
import fs from "node:fs";
import { fingerprint } from "./fingerprint.mjs";
import { inRoot } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { stage } from "./progress.mjs";
import { run } from "./run.mjs";
import { typescript } from "./typescript.mjs";

const PROGRAM = "prisma/seed/main.ts";

/**
 * @param {import("./session.mjs").DatabaseSession} session
 * @param {NodeJS.WritableStream} out gets what the seed prints: the first accounts with their passwords, once
 * @param {{ demo?: boolean }} [options] demo: fill the register with invented cases too
 */
export async function seed(session, out, { demo = false } = {}) {
  const wanted = fingerprint(["prisma/seed", "prisma/migrations", "lib/codes.ts"]);
  if (!fs.existsSync(inRoot(PROGRAM)) || (await session.seedOf()) === wanted) return;
  await stage(demo ? "Making the demo's register" : "Loading reference lists and the documented register", async () => {
    const { code } = await run(process.execPath, typescript(PROGRAM, demo ? ["--demo"] : []), {
      env: { ...process.env, ...session.adminVariables() },
      show: out,
      writesTo: session.dataFolder,
    });
    if (code !== 0)
      throw new Problem(
        "The reference lists and the documented register could not be loaded. What went wrong is above.",
      );
    await session.rememberSeed(wanted);
  });
}
