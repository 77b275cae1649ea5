// What every command needs of the checkout: packages, Prisma's client, a build. One command at a time works on them.
import fs from "node:fs";
import path from "node:path";
import { install, needsInstall } from "./install.mjs";
import { withLock } from "./lock.mjs";
import { inRoot, root, workFolder } from "./paths.mjs";
import { explain, Problem } from "./problem.mjs";
import { say, stage } from "./progress.mjs";
import { endLeftovers } from "./run.mjs";

/**
 * @template T
 * @param {() => boolean | Promise<boolean>} needed @param {string} title @param {() => Promise<T>} work
 */
async function ifNeeded(needed, title, work) {
  if (!(await needed())) return undefined;
  try {
    fs.accessSync(root, fs.constants.W_OK);
  } catch {
    throw new Problem(
      `The folder ${root} cannot be written. Weir installs and builds inside its checkout: give your account the right to write there.`,
    );
  }
  const onWait = (/** @type {number} */ pid) => say(`Waiting for another command of this checkout (process ${pid})`);
  return withLock(path.join(workFolder, "lock"), async () => ((await needed()) ? stage(title, work) : undefined), {
    onWait,
  });
}

/** Installs the packages if need be. Only after it may a dependency be imported. */
export async function preparePackages() {
  try {
    process.umask(0o022); // the embedded database's account must be able to read its programs
    await endLeftovers();
    await ifNeeded(needsInstall, "Installing packages", install);
  } catch (error) {
    throw explain(error, root);
  }
}

/** Generates Prisma's client if the schema changed. */
export async function prepareClient() {
  const { needsClient, generateClient } = await import("./generate.mjs");
  await ifNeeded(needsClient, "Generating the database client", generateClient);
}

/** Builds if sources changed. @returns {Promise<string>} the folder with server.js */
export async function prepareBuild() {
  const { needsBuild, build, buildFolder } = await import("./build.mjs");
  return (await ifNeeded(needsBuild, "Building the pages", build)) ?? buildFolder();
}

/** Weir's version, from package.json. @returns {string} */
export const version = () => JSON.parse(fs.readFileSync(inRoot("package.json"), "utf8")).version;
