import { existsSync, statSync } from "node:fs";
import { checkAreas } from "./areas";
import { Checks } from "./checks";
import { checkPoints } from "./points";
import { checkSubstances } from "./substances";
import { checkUnits } from "./units";

/**
 * `npm run verify:data -- DIR`: compares the reference lists that Weir ships with real files in DIR. A line per check, last
 * line `N passed, N failed`. Exit code 1 when a check fails, 2 for wrong usage. Nothing of DIR is kept.
 */
function main([folder, ...rest]: string[]): number {
  if (!folder || rest.length > 0 || !existsSync(folder) || !statSync(folder).isDirectory()) {
    console.error("Usage: npm run verify:data -- DIR, where DIR is a folder with geo/, reference/ and expected/.");
    return 2;
  }
  const checks = new Checks(folder);
  checkPoints(checks);
  checkAreas(checks);
  checkUnits(checks);
  checkSubstances(checks);
  console.log(`${checks.passed} passed, ${checks.failed} failed`);
  return checks.failed === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
