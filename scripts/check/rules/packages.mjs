// Which rooms may import which packages, how modules are exported, and where settings are read.
import { defaultExportRooms, environmentRooms, packageRooms } from "../house.mjs";
import { lineAt } from "../source.mjs";
import { isTest, packageOf } from "../tree.mjs";

/** @typedef {import("../tree.mjs").Tree} Tree */
/** @typedef {import("../tree.mjs").Violation} Violation */

/** @param {Tree} tree @returns {Violation[]} */
export function checkPackages(tree) {
  /** @type {Violation[]} */
  const violations = [];
  for (const { path: file, source } of tree.files.values()) {
    if (!source) continue;
    /** @param {number} line @param {string} rule @param {string} message */
    const report = (line, rule, message) => violations.push({ file, line, rule, message });
    for (const { specifier, line, kind } of source.imports) {
      const name = packageOf(specifier);
      const owner = packageRooms.find((each) => name !== null && each.package.test(name));
      if (owner && !owner.rooms.test(file) && !isTest(file))
        report(line, "packages", `imports ${name}: ${owner.belongs}`);
      if (kind === "export" && !file.startsWith("app/"))
        report(line, "barrel", "no re-exports: import the file itself");
    }
    for (const match of source.bare.matchAll(/(?<![\w$.])process\s*\.\s*env\b(?!\.NODE_ENV\b)/g)) {
      if (!environmentRooms.test(file) && !isTest(file))
        report(lineAt(source.bare, match.index), "environment", "settings are read in lib/env.ts only");
    }
    for (const match of source.code.matchAll(/NEXT_PUBLIC_/g)) {
      if (!file.startsWith("scripts/check/"))
        report(lineAt(source.code, match.index), "environment", "no setting is built into the browser's code");
    }
    for (const match of source.bare.matchAll(/^export default\b/gm)) {
      if (!defaultExportRooms.test(file))
        report(
          lineAt(source.bare, match.index),
          "exports",
          "exports are named; only routes and configuration have a default",
        );
    }
  }
  return violations;
}
