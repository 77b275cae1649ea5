import { expect, describe as group, test } from "vitest";
import { explainNpm } from "./install.mjs";
import { nodeIsNewEnough } from "./node.mjs";
import { describe, explain, Problem, saysDiskFull } from "./problem.mjs";

const withCode = (code: string, path?: string) => Object.assign(new Error(`${code}: it failed`), { code, path });

group("failures in sentences", () => {
  test.each([
    "ENOSPC: no space left on device, write",
    'could not extend file "base/1": No space left on device',
    "EDQUOT",
  ])("%s is a full disk", (text) => {
    expect(saysDiskFull(text)).toBe(true);
    expect(explain(new Error(text), "/srv/weir").message).toContain("/srv/weir");
  });

  test("what may not be written is named", () => {
    expect(explain(withCode("EACCES", "/srv/weir/x"), "/srv").message).toMatch(/^\/srv\/weir\/x cannot be written/);
    expect(explain(withCode("EROFS"), "/srv").message).toMatch(/^\/srv cannot be written/);
  });

  test("an unknown error stays itself, with its stack", () => {
    const error = new Error("odd");
    expect(explain(error, "/srv")).toBe(error);
    expect(describe(error)).toContain("problem.test.ts");
  });

  test("a problem shows no stack, and its detail below", () => {
    expect(describe(new Problem("Sentence."))).toBe("Sentence.");
    expect(describe(new Problem("Sentence.", { detail: "line\n" }))).toBe("Sentence.\n\nline\n");
  });
});

group("npm's failures", () => {
  test.each([
    [
      "npm error code ENOTFOUND\nnpm error network request to https://r.example/zod failed",
      /registry cannot be reached/,
    ],
    ["npm error code ECONNREFUSED", /registry cannot be reached/],
    ["npm error code ENOSPC", /disk is full/],
    ["npm error code EACCES", /may not write/],
    [
      "npm error code EUSAGE\nnpm error `npm ci` can only install packages when your package.json and package-lock.json",
      /do not fit/,
    ],
    ["npm error code EINTEGRITY", /damaged/],
    ["npm error code E500", /could not install/],
  ])("%s", (output, sentence) => {
    expect(explainNpm(output).message).toMatch(sentence);
  });

  test("npm that is not there", () => {
    expect(explainNpm("", withCode("ENOENT")).message).toMatch(/npm could not be run/);
  });

  test("of what npm says, the first errors are shown, not its manual", () => {
    const output = ["npm warn old", ...Array.from({ length: 40 }, (_, i) => `npm error ${i}`)].join("\n");
    expect(explainNpm(output).detail?.split("\n")).toEqual(Array.from({ length: 12 }, (_, i) => `npm error ${i}`));
  });
});

test.each([
  ["20.19.0", true],
  ["20.20.2", true],
  ["21.0.0", true],
  ["24.1.0", true],
  ["20.18.9", false],
  ["18.20.8", false],
  ["8.17.0", false],
])("Node %s is new enough: %s", (version, expected) => {
  expect(nodeIsNewEnough(version)).toBe(expected);
});
