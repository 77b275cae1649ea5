// `npm ci`, when the packages on disk are not those of package-lock.json.
import { createHash } from "node:crypto";
import fs from "node:fs";
import { inRoot, root, workFolder } from "./paths.mjs";
import { diskFull, Problem, saysDiskFull } from "./problem.mjs";
import { run } from "./run.mjs";

const NEEDED_BYTES = 1.6e9; // packages 1.2 GB, the build and an empty database
const stampFile = inRoot("node_modules", ".weir-install");

const lockHash = () =>
  createHash("sha256")
    .update(fs.readFileSync(inRoot("package-lock.json")))
    .update(`${process.platform}-${process.arch}`)
    .digest("hex");

/** Whether a developer's own `npm install` left exactly what the lockfile says. */
function matchesLockfile() {
  const installed = inRoot("node_modules", ".package-lock.json");
  if (!fs.existsSync(installed)) return false;
  /** @param {string} file @returns {Record<string, { version: string, optional?: boolean, os?: string[] }>} */
  const packages = (file) => JSON.parse(fs.readFileSync(file, "utf8")).packages;
  const present = packages(installed);
  return Object.entries(packages(inRoot("package-lock.json"))).every(
    ([name, { version, optional }]) =>
      name === "" || (present[name] ? present[name].version === version && fs.existsSync(inRoot(name)) : optional),
  );
}

/** Whether packages have to be installed. */
export function needsInstall() {
  const hash = lockHash();
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === hash) return false;
  if (!matchesLockfile()) return true;
  fs.writeFileSync(stampFile, hash);
  return false;
}

/** @throws {Problem} what to do when npm fails */
export async function install() {
  const { bavail, bsize } = fs.statfsSync(root);
  if (bavail * bsize < NEEDED_BYTES)
    throw new Problem(
      `The disk is nearly full: ${root} has ${Math.round((bavail * bsize) / 1e6)} MB free and Weir needs about ${NEEDED_BYTES / 1e6} MB. Free some space and start again.`,
    );
  fs.mkdirSync(workFolder, { recursive: true });
  const npm = process.env.npm_execpath?.endsWith(".js")
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === "win32" ? "npm.cmd" : "npm"];
  const [command = "npm", ...before] = npm;
  const env = { ...process.env, NODE_ENV: undefined }; // "production" would leave out what the build needs
  const { code, output, error } = await run(
    command,
    [...before, "ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"],
    { env },
  );
  if (code !== 0) throw explainNpm(output, error);
  fs.writeFileSync(stampFile, lockHash());
}

/** npm says first what is wrong, then how it is used in general. @param {string} output */
function firstErrors(output) {
  const lines = output.split("\n").filter((line) => line.startsWith("npm error") && !line.includes("A complete log"));
  return (lines.length > 0 ? lines : output.split("\n")).slice(0, 12).join("\n");
}

/** @param {string} output @param {NodeJS.ErrnoException} [error] */
export function explainNpm(output, error) {
  const detail = firstErrors(output);
  if (error)
    return new Problem(`npm could not be run (${error.code}). Install npm, which comes with Node.js, and start again.`);
  if (saysDiskFull(output)) return diskFull(root);
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network (request|connectivity)|ENOTCACHED/i.test(
      output,
    )
  )
    return new Problem(
      "The npm registry cannot be reached, and Weir's packages are not installed yet. Check the network or npm's registry and proxy settings (npm config list), then start again.",
      { detail },
    );
  if (/EACCES|EPERM|EROFS/.test(output))
    return new Problem(
      `npm may not write to ${inRoot("node_modules")} or to its cache. Give your account the right to write there and start again.`,
      { detail },
    );
  if (/EUSAGE|can only install packages when your package.json and package-lock.json/.test(output))
    return new Problem(
      "package.json and package-lock.json do not fit together. Take both from the same commit, or run: npm install",
      { detail },
    );
  if (/EINTEGRITY/.test(output))
    return new Problem("A package that npm fetched is damaged. Run `npm cache clean --force` and start again.", {
      detail,
    });
  return new Problem("npm could not install the packages. What it said is below.", { detail });
}
