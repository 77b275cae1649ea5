import { existsSync, statSync } from "node:fs";
import { checkAreas } from "./areas";
import { Checks } from "./checks";
import { checkImports } from "./imports";
import { checkPoints } from "./points";
import { checkSubstances } from "./substances";
import { checkUnits } from "./units";

/**
 * `npm run verify:data -- DIR`: compares the reference lists that Weir ships with real files in DIR, and imports others into a database that is thrown away. A line per check, last
 * line `N passed, N failed`. Exit code 1 when a check fails, 2 for wrong usage. Nothing of DIR is kept.
 */
async function main([folder, ...rest]: string[]): Promise<number> {
  if (!folder || rest.length > 0 || !existsSync(folder) || !statSync(folder).isDirectory()) {
    console.error(
      "Usage: npm run verify:data -- DIR, where DIR is a folder with geo/, reference/, expected/, events/ and cbp/.",
    );
    return 2;
  }
  const checks = new Checks(folder);
  checkPoints(checks);
  checkAreas(checks);
  checkUnits(checks);
  checkSubstances(checks);
  await checkImports(checks);
  console.log(`${checks.passed} passed, ${checks.failed} failed`);
  return checks.failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
