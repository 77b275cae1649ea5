// The house's rules: `node scripts/check/main.mjs`. A line per violation: file:line, the rule, where the code belongs.
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { checkContent } from "./rules/content.mjs";
import { checkCycles } from "./rules/cycles.mjs";
import { checkDirections } from "./rules/directions.mjs";
import { checkNames } from "./rules/names.mjs";
import { checkPackages } from "./rules/packages.mjs";
import { readTree } from "./tree.mjs";

/** @typedef {import("./tree.mjs").Tree} Tree */
/** @typedef {import("./tree.mjs").Violation} Violation */

const rules = [checkNames, checkDirections, checkCycles, checkPackages, checkContent];

/** @param {Tree} tree @returns {Violation[]} by file and line */
export function checkHouse(tree) {
  const violations = rules.flatMap((rule) => rule(tree));
  return violations.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

function main() {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const tree = readTree(path.resolve(root));
  const violations = checkHouse(tree);
  for (const { file, line, rule, message } of violations) console.log(`${file}:${line}  ${rule}  ${message}`);
  console.log(`${tree.files.size} files, ${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main();
