import fs from "node:fs";
import path from "node:path";

const folders = ["app", "components", "lib"];
const isSource = (name: string) => /\.tsx?$/.test(name) && !/\.(test|db\.test|d)\.tsx?$/.test(name);

type Use = { namespaces: string[]; texts: Set<string>; patterns: RegExp[] };

/** Names of namespaces, texts and templates of one file. A template's holes stand for one part of a key. */
function readFile(file: string): Use {
  const source = fs.readFileSync(file, "utf8");
  const namespaces = [
    ...source.matchAll(/(?:use|get)Translations(?:<[^>]*>)?\(\s*(?:"([^"]*)")?/g),
    ...source.matchAll(/namespace:\s*"([^"]*)"/g),
  ].map((match) => match[1] ?? "");
  const texts = new Set([...source.matchAll(/"([^"\n]*)"/g)].map((match) => match[1] ?? ""));
  const patterns = [...source.matchAll(/`([\w-]+\.[^`\n]*\$\{[^`\n]*)`/g)]
    .map((match) => (match[1] ?? "").split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")))
    .map((parts) => new RegExp(`^${parts.join("[^.]+")}$`));
  return { namespaces, texts, patterns };
}

/**
 * Reads the source and says of a message's key whether something uses it: its whole key as a text anywhere, or its rest in
 * a file that takes translations of its namespace. For the test that finds messages that nobody needs any more.
 */
export function readUses(root: string): (key: string) => boolean {
  const files = folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isSource(entry.name) && !entry.parentPath.includes("generated"))
      .map((entry) => readFile(path.join(entry.parentPath, entry.name))),
  );
  const says = ({ texts, patterns }: Use, text: string) => texts.has(text) || patterns.some((one) => one.test(text));
  return (key) =>
    files.some(
      (file) =>
        says(file, key) ||
        file.namespaces.some(
          (name) => name !== "" && key.startsWith(`${name}.`) && says(file, key.slice(name.length + 1)),
        ),
    );
}
