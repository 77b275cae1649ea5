// What no file may hold: too many lines, a way around the types or the checks, unfinished work, a registry's address, a
// text for readers that is not in the messages.
import { maxLines } from "../house.mjs";
import { lineAt } from "../source.mjs";

/** @typedef {import("../tree.mjs").Tree} Tree */
/** @typedef {import("../tree.mjs").File} File */
/** @typedef {import("../tree.mjs").Violation} Violation */
/** @typedef {(line: number, rule: string, message: string) => void} Report */

const typeScript = /\.tsx?$/;
const test = /\.test\.tsx?$/;

/** @param {Tree} tree @returns {Violation[]} */
export function checkContent(tree) {
  /** @type {Violation[]} */
  const violations = [];
  for (const file of tree.files.values()) {
    /** @type {Report} */
    const report = (line, rule, message) => violations.push({ file: file.path, line, rule, message });
    checkLength(file, report);
    checkTypes(file, report);
    checkRemarks(file, report);
    checkAddresses(file, report);
    checkTexts(file, report);
  }
  return violations;
}

/** @param {File} file @param {Report} report */
function checkLength({ path, text, source }, report) {
  const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  if (source && !test.test(path) && lines > maxLines)
    report(maxLines + 1, "length", `${lines} lines: two things live in one room; at most ${maxLines}`);
}

/** @param {File} file @param {Report} report */
function checkTypes({ path, source }, report) {
  if (!source || !typeScript.test(path)) return;
  for (const { index } of source.bare.matchAll(/(?:[:<|&,(=[]|=>|\bas|\bextends|\bis)\s*any\b(?!\s*[:(.])/g))
    report(lineAt(source.bare, index), "types", "no any: name the type, or take unknown and parse it");
}

const ways = ["@ts-ignore", "@ts-expect-error", "@ts-nocheck", "biome-ignore", "eslint-disable", "v8 ignore"];

/** @param {File} file @param {Report} report */
function checkRemarks({ path, text, source }, report) {
  const remarks = source?.comments ?? (/\.(css|sql|prisma)$/.test(path) ? [{ line: 1, text }] : []);
  for (const remark of remarks) {
    for (const way of ways) {
      const at = remark.text.indexOf(way);
      if (at >= 0) report(remark.line + lineAt(remark.text, at) - 1, "bypass", `no ${way}: mend what it would hide`);
    }
    const unfinished = /\b(TO[D]O|FIXM[E]|HAC[K])\b/.exec(remark.text);
    if (unfinished)
      report(remark.line + lineAt(remark.text, unfinished.index) - 1, "unfinished", "finish it, or open an issue");
  }
}

/** @param {File} file @param {Report} report */
function checkAddresses({ path, text }, report) {
  const hosts = /registry\.(npmjs|npmmirror|yarnpkg)|npmmirror\.com|\b(verdaccio|artifactory)\b|"resolved": "http/i;
  const found = path.startsWith("scripts/check/") ? null : hosts.exec(text);
  if (found)
    report(
      lineAt(text, found.index),
      "registry",
      "no registry is named: npm's own settings say where packages come from",
    );
}

/** @param {File} file @param {Report} report */
function checkTexts({ path, source }, report) {
  if (!source || !/^(app|components)\/.*\.tsx$/.test(path) || test.test(path)) return;
  const letters = /\p{L}{2}/u;
  for (const { index, 1: text = "" } of source.code.matchAll(/>([^<>{}=;]*)<\//g)) {
    if (letters.test(text) && text.trim() !== "Weir")
      report(
        lineAt(source.code, index + 1 + text.search(/\S/)),
        "messages",
        "texts for readers stand in lib/i18n/messages",
      );
  }
  for (const { index, 2: text = "" } of source.code.matchAll(
    /\s(aria-label|aria-description|title|placeholder|alt|label|description)="([^"]*)"/g,
  )) {
    if (letters.test(text))
      report(lineAt(source.code, index + 1), "messages", "texts for readers stand in lib/i18n/messages");
  }
}
