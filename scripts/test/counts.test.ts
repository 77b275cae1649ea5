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
    expect(countPlaywright(playwright(7, 2), 1)).toEqual({ passed: 7, failed: 2, notes: [] });
  });
  test("an error outside the tests is a failure", () => {
    expect(countPlaywright(playwright(7, 0, 0, [{ message: "no browser" }]), 1)).toEqual({
      passed: 7,
      failed: 1,
      notes: ["no browser"],
    });
  });
  test("no test at all is a failure", () => {
    expect(countPlaywright(playwright(0, 0), 0)).toMatchObject({ passed: 0, failed: 1 });
  });
  test("what passed only when repeated is passed, and named like what failed", () => {
    const spec = (title: string, status: string, ...messages: string[]) => ({
      title,
      tests: [{ status, results: [...messages.map((message) => ({ error: { message } })), {}] }],
    });
    const suites = [
      {
        title: "list.spec.ts",
        specs: [spec("sorts", "flaky", "\u001b[31mnot yet\u001b[39m\n\n  at line 3"), spec("filters", "expected")],
        suites: [{ title: "on a phone", specs: [spec("opens", "unexpected", "closed", "closed again")] }],
      },
    ];
    const json = JSON.stringify({ stats: { expected: 1, unexpected: 1, flaky: 1 }, errors: [], suites });
    expect(countPlaywright(json, 1)).toEqual({
      passed: 2,
      failed: 1,
      notes: [
        "passed only when repeated: list.spec.ts › sorts\nnot yet\n  at line 3",
        "failed: list.spec.ts › on a phone › opens\nclosed\nclosed again",
      ],
    });
  });
});

test("the last line", () => {
  expect(totalLine({ passed: 12, failed: 0 })).toBe("12 passed, 0 failed");
});
