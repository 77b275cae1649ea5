// `next build`, when sources have changed. A finished build is a folder of its own, so that a server that runs from the one
// before is not pulled from under its feet by the next build or by `npm test`.
import fs from "node:fs";
import path from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { inRoot, workFolder } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { lastLines, run } from "./run.mjs";

const SOURCES = [
  "app",
  "components",
  "lib",
  "prisma/schema",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.ts",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const KEPT = 2;

/** @param {string} file */
const isNoSource = (file) =>
  /\.test\.tsx?$/.test(file) || file.startsWith("lib/db/generated") || file.startsWith("lib/testing");

/** The folder that holds the build of the present sources, whether it exists or not. */
export const buildFolder = () => path.join(workFolder, `app-${fingerprint(SOURCES, isNoSource)}`);

export const needsBuild = () => !fs.existsSync(path.join(buildFolder(), "server.js"));

/** An environment without what belongs to one instance: nothing of it may end up in the build. */
function buildEnvironment() {
  const general = Object.entries(process.env).filter(
    ([name]) => !/^(DATABASE_|WEIR_|PORT$|HOST$|HOSTNAME$)/.test(name),
  );
  return { ...Object.fromEntries(general), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
}

/** Builds the present sources. @returns {Promise<string>} the folder with server.js */
export async function build() {
  const standalone = inRoot(".next", "standalone");
  fs.rmSync(standalone, { recursive: true, force: true });
  const { code, signal, output } = await run(
    process.execPath,
    [inRoot("node_modules", "next", "dist", "bin", "next"), "build"],
    { env: buildEnvironment() },
  );
  if (signal === "SIGKILL" || /heap out of memory/.test(output))
    throw new Problem(
      "The build ran out of memory. Weir needs about 2 GB while it builds; close other programs and start again.",
      { detail: lastLines(output, 10) },
    );
  if (code !== 0) throw new Problem("The build failed. What Next.js said is below.", { detail: lastLines(output, 60) });
  if (!fs.existsSync(path.join(standalone, "server.js")))
    throw new Problem('The build made no standalone server. next.config.ts must say output: "standalone".');
  for (const name of fs.readdirSync(standalone)) if (name.startsWith(".env")) fs.rmSync(path.join(standalone, name)); // settings are not part of a build
  fs.cpSync(inRoot(".next", "static"), path.join(standalone, ".next", "static"), { recursive: true });
  if (fs.existsSync(inRoot("public")))
    fs.cpSync(inRoot("public"), path.join(standalone, "public"), { recursive: true });
  const folder = buildFolder(); // now: Next.js may have completed tsconfig.json
  fs.rmSync(folder, { recursive: true, force: true });
  fs.renameSync(standalone, folder);
  removeOldBuilds();
  return folder;
}

function removeOldBuilds() {
  const builds = fs
    .readdirSync(workFolder)
    .filter((name) => /^app-[0-9a-f]{16}$/.test(name))
    .map((name) => ({ folder: path.join(workFolder, name), made: fs.statSync(path.join(workFolder, name)).ctimeMs }))
    .sort((a, b) => b.made - a.made);
  for (const { folder } of builds.slice(KEPT)) fs.rmSync(folder, { recursive: true, force: true });
}
