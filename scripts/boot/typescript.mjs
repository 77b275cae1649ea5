// Runs TypeScript of the checkout with tsx, `@/` included.
import { pathToFileURL } from "node:url";
import { inRoot } from "./paths.mjs";

/** The arguments that let Node run a TypeScript file. @param {string} file within the checkout @param {readonly string[]} args */
export const typescript = (file, args = []) => ["--import", "tsx", "--enable-source-maps", inRoot(file), ...args];

/**
 * Loads a TypeScript module into this process.
 * @param {string} file within the checkout, one that exports `main(args)`
 * @returns {Promise<{ main: (args: string[]) => Promise<number> }>}
 */
export async function loadTypeScript(file) {
  const { register } = await import("tsx/esm/api");
  register({ tsconfig: inRoot("tsconfig.json") });
  process.setSourceMapsEnabled(true);
  return import(pathToFileURL(inRoot(file)).href);
}
