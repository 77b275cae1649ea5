// How many tests passed and failed, from what the runners write down. What a runner does not account for is a failure.

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * @param {Counts} counts @param {number | null} code of the runner
 * @returns {Counts} with one failure more where the counts alone would hide one
 */
function honest({ passed, failed }, code) {
  if (failed === 0 && (code !== 0 || passed === 0)) return { passed, failed: 1 };
  return { passed, failed };
}

/**
 * @param {string} json written by vitest's json reporter @param {number | null} code
 * @returns {Counts} a test file that failed as a whole, outside its tests, counts as one failure
 */
export function countVitest(json, code) {
  /** @type {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const report = JSON.parse(json);
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  return honest({ passed: report.numPassedTests, failed: report.numFailedTests + broken.length }, code);
}

/**
 * @param {string} json written by Playwright's json reporter @param {number | null} code
 * @returns {Counts} a test that passed only when repeated counts as failed
 */
export function countPlaywright(json, code) {
  /** @type {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[] }} */
  const { stats, errors } = JSON.parse(json);
  return honest({ passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length }, code);
}

/** The last line of `npm test`, `npm run verify:data` and `.ci/run`. @param {Counts} counts */
export const totalLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`;
