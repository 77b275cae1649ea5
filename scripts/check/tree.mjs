// The project's own files, and what they import. The rules see a tree only, so that a test can plant one.
import fs from "node:fs";
import path from "node:path";
import { readSource } from "./source.mjs";

/** @typedef {import("./source.mjs").Source} Source */
/** @typedef {{ path: string, text: string, source: Source | null }} File source: null for what is not code */
/** @typedef {{ files: Map<string, File> }} Tree paths from the project's root, with slashes */
/** @typedef {{ file: string, line: number, rule: string, message: string }} Violation message: what is wrong and where the code belongs */

const isCode = (/** @type {string} */ name) => /\.(ts|tsx|mjs|js|jsx|cjs|mts|cts)$/.test(name);
const isText = (/** @type {string} */ name) =>
  isCode(name) ||
  /\.(json|jsonc|css|sql|prisma|md|ya?ml|toml|sh|html|txt|svg|npmrc|example)$/.test(name) ||
  !/\.\w+$/.test(name);

/** @param {Record<string, string>} texts by path @returns {Tree} */
export function treeOf(texts) {
  const entries = Object.entries(texts).map(([name, text]) => {
    /** @type {[string, File]} */
    const entry = [name, { path: name, text, source: isCode(name) ? readSource(text) : null }];
    return entry;
  });
  return { files: new Map(entries) };
}

/** Reads the project, without what git ignores. @param {string} root @returns {Tree} */
export function readTree(root) {
  const ignored = readIgnored(root);
  /** @type {Record<string, string>} */
  const texts = {};
  /** @param {string} folder */
  const walk = (folder) => {
    for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.name === ".git" || ignored(name, entry.isDirectory())) continue;
      if (entry.isDirectory()) walk(name);
      else if (entry.isFile()) texts[name] = isText(entry.name) ? fs.readFileSync(path.join(root, name), "utf8") : "";
    }
  };
  walk("");
  return treeOf(texts);
}

/**
 * The plain patterns that the project's .gitignore uses: a name, a path, a trailing slash for folders, one leading `*`.
 * @param {string} root
 * @returns {(name: string, folder: boolean) => boolean}
 */
function readIgnored(root) {
  const lines = fs.readFileSync(path.join(root, ".gitignore"), "utf8").split("\n");
  const patterns = lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  return (name, folder) =>
    patterns.some((pattern) => {
      if (pattern.endsWith("/") && !folder) return false;
      const plain = pattern.replace(/^\/|\/$/g, "");
      const subject = plain.includes("/") ? name : (name.split("/").at(-1) ?? "");
      return plain.startsWith("*") ? subject.endsWith(plain.slice(1)) : subject === plain;
    });
}

const endings = ["", ".ts", ".tsx", ".mjs", ".js", ".d.ts", "/index.ts", "/index.tsx"];

/**
 * The project's file that an import leads to; null for a package, a Node module, or generated code.
 * @param {Tree} tree @param {string} from @param {string} specifier
 * @returns {string | null}
 */
export function resolveImport(tree, from, specifier) {
  const base = localPath(from, specifier);
  if (base === null) return null;
  const ending = endings.find((each) => tree.files.has(base + each));
  return ending === undefined ? null : base + ending;
}

/** The path an import names, whether or not a file stands there; null for a package. @param {string} from @param {string} specifier */
export function localPath(from, specifier) {
  if (specifier.startsWith("@/")) return path.posix.normalize(specifier.slice(2));
  if (specifier.startsWith(".")) return path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));
  return null;
}

/** The package of an import, `@scope/name` or `name`; null for the project's own files and for Node's. @param {string} specifier */
export function packageOf(specifier) {
  if (/^(@\/|\.|node:)/.test(specifier)) return null;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Tests may reach across the house: they prove that its rooms work together. @param {string} file */
export const isTest = (file) => /\.test\.tsx?$/.test(file) || file.startsWith("lib/testing/");
