import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkAreas } from "./areas";
import { Checks } from "./checks";
import { checkPoints } from "./points";
import { checkSubstances } from "./substances";
import { checkUnits } from "./units";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "weir-verify-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("Checks", () => {
  it("counts and prints each check, a thrown error as a failure", () => {
    const lines: string[] = [];
    const checks = new Checks(folder, (line) => lines.push(line));
    checks.check("one", () => ({ compared: "2 things", notes: ["remark"], problems: [] }));
    checks.check("two", () => ({ compared: "3 things", problems: ["wrong"] }));
    checks.check("three", () => ({ compared: `${checks.rows("none.csv").length} rows`, problems: [] }));
    expect([checks.passed, checks.failed]).toEqual([1, 2]);
    expect(lines).toEqual([
      "ok      one: 2 things",
      "        note: remark",
      "FAILED  two: 3 things",
      "        wrong",
      "FAILED  three: nothing",
      "        none.csv is missing",
    ]);
  });

  it("takes an empty file, or one of a header alone, for a failure", () => {
    writeFileSync(path.join(folder, "empty.csv"), "\n");
    writeFileSync(path.join(folder, "header.csv"), "a,b\n");
    const checks = new Checks(folder);
    expect(() => checks.rows("empty.csv")).toThrow("empty");
    expect(() => checks.rows("header.csv")).toThrow("no rows");
  });
});

describe("a folder without files", () => {
  it("fails every check that needs one: nothing is skipped", () => {
    const lines: string[] = [];
    const checks = new Checks(folder, (line) => lines.push(line));
    for (const group of [checkPoints, checkAreas, checkUnits, checkSubstances]) group(checks);
    expect(checks.passed).toBe(1);
    expect(checks.failed).toBe(13);
    expect(lines.filter((line) => line.endsWith("is missing"))).toHaveLength(13);
  });
});
