// Prisma's client from prisma/schema, when the schema has changed.
import fs from "node:fs";
import path from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { inRoot } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { lastLines, run } from "./run.mjs";

const target = inRoot("lib", "db", "generated");
const stampFile = path.join(target, ".weir-schema");
const current = () => fingerprint(["prisma/schema", "prisma.config.ts", "node_modules/prisma/package.json"]);

export const needsClient = () => !fs.existsSync(stampFile) || fs.readFileSync(stampFile, "utf8") !== current();

export async function generateClient() {
  const { code, output } = await run(
    process.execPath,
    [inRoot("node_modules", "prisma", "build", "index.js"), "generate"],
    {
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, // any program: generate never calls it, and so does not download it
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
    },
  );
  if (code !== 0)
    throw new Problem("Prisma's client could not be generated from prisma/schema.", { detail: lastLines(output) });
  fs.writeFileSync(stampFile, current());
}
