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
 * @typedef {{ title: string, ok: boolean, tests: { status: string, results: { error?: { message?: string } }[] }[] }} Spec
 * @typedef {{ title: string, file?: string, specs?: Spec[], suites?: Suite[] }} Suite
 */

/**
 * A browser test is tried up to three times: it drives a browser, a server and a database that share the machine with whatever else runs there. One that
 * passed only when repeated counts as passed and is named with what went wrong first, so that it is mended and not forgotten.
 * @param {string} json written by Playwright's json reporter @param {number | null} code
 * @returns {Counts & { notes: string[] }} notes: each test that failed at least once, and the beginning of its errors
 */
export function countPlaywright(json, code) {
  /** @type {{ stats: { expected: number, unexpected: number, flaky: number }, errors: { message?: string }[], suites?: Suite[] }} */
  const { stats, errors, suites = [] } = JSON.parse(json);
  const counts = honest({ passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length }, code);
  return {
    ...counts,
    notes: [...suites.flatMap((suite) => failures(suite)), ...errors.map(({ message }) => beginning(message))],
  };
}

const NOTE_LINES = 12;

/** @param {string} [message] */
const beginning = (message = "no message") =>
  message
    .replace(COLOURS, "")
    .split("\n")
    .filter((line) => line.trim())
    .slice(0, NOTE_LINES)
    .join("\n");

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** @param {Suite} suite @param {readonly string[]} [above] @returns {string[]} */
function failures({ title, specs = [], suites = [] }, above = []) {
  const here = [...above, title].filter(Boolean);
  const own = specs.flatMap(({ title: name, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ status, results }) => {
        const how = status === "flaky" ? "passed only when repeated" : "failed";
        const texts = results.flatMap(({ error }) => (error ? [beginning(error.message)] : []));
        return [`${how}: ${[...here, name].join(" › ")}`, ...texts].join("\n");
      }),
  );
  return [...own, ...suites.flatMap((suite) => failures(suite, here))];
}

/** The last line of `npm test`, `npm run verify:data` and `.ci/run`. @param {Counts} counts */
export const totalLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`;
