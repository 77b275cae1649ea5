import { describe, expect, test } from "vitest";
import { countPlaywright, countVitest, totalLine } from "./counts.mjs";

const vitest = (numPassedTests: number, numFailedTests: number, testResults: unknown[] = []) =>
  JSON.stringify({ numPassedTests, numFailedTests, testResults });
const playwright = (expected: number, unexpected: number, flaky = 0, errors: unknown[] = []) =>
  JSON.stringify({ stats: { expected, unexpected, flaky, skipped: 3 }, errors });

describe("vitest's counts", () => {
  test("as reported", () => {
    expect(countVitest(vitest(5, 0), 0)).toEqual({ passed: 5, failed: 0 });
    expect(countVitest(vitest(5, 2), 1)).toEqual({ passed: 5, failed: 2 });
  });
  test("a file that could not be loaded is a failure", () => {
    const results = [
      { status: "failed", assertionResults: [] },
      { status: "failed", assertionResults: [{ status: "failed" }] },
    ];
    expect(countVitest(vitest(5, 1, results), 1)).toEqual({ passed: 5, failed: 2 });
  });
  test("a file whose preparation failed, so that its tests were skipped, is a failure", () => {
    const results = [{ status: "failed", assertionResults: [{ status: "skipped" }, { status: "passed" }] }];
    expect(countVitest(vitest(5, 0, [...results, ...results]), 1)).toEqual({ passed: 5, failed: 2 });
  });
  test("a bad exit code without a failed test is a failure", () => {
    expect(countVitest(vitest(5, 0), 1)).toEqual({ passed: 5, failed: 1 });
    expect(countVitest(vitest(5, 0), null)).toEqual({ passed: 5, failed: 1 });
  });
  test("no test at all is a failure", () => {
    expect(countVitest(vitest(0, 0), 0)).toEqual({ passed: 0, failed: 1 });
  });
});

describe("Playwright's counts", () => {
  test("as reported; skipped ones count nowhere", () => {
    expect(countPlaywright(playwright(7, 2), 1)).toEqual({ passed: 7, failed: 2 });
  });
  test("flaky is failed, and so is an error outside the tests", () => {
    expect(countPlaywright(playwright(7, 0, 1), 0)).toEqual({ passed: 7, failed: 1 });
    expect(countPlaywright(playwright(7, 0, 0, [{}]), 1)).toEqual({ passed: 7, failed: 1 });
  });
  test("no test at all is a failure", () => {
    expect(countPlaywright(playwright(0, 0), 0)).toEqual({ passed: 0, failed: 1 });
  });
});

test("the last line", () => {
  expect(totalLine({ passed: 12, failed: 0 })).toBe("12 passed, 0 failed");
});
