// Names: of the top level, of the rooms in lib and components, of a feature's files, of every file.
import {
  extraFeatureFiles,
  featureFiles,
  features,
  foundations,
  libFiles,
  sharedComponents,
  topFiles,
  topFolders,
} from "../house.mjs";

/** @typedef {import("../tree.mjs").Tree} Tree */
/** @typedef {import("../tree.mjs").Violation} Violation */

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const tests = /\.(db\.)?test\.tsx?$/;

/** @param {Tree} tree @returns {Violation[]} */
export function checkNames(tree) {
  return [...tree.files.keys()].flatMap((file) =>
    [topLevel(file), room(file), featureFile(file), spelling(file)]
      .filter((message) => message !== null)
      .map((message) => ({ file, line: 1, rule: "names", message })),
  );
}

/** @param {string} file */
function topLevel(file) {
  const [first = "", ...rest] = file.split("/");
  if (rest.length === 0 ? topFiles.includes(first) : topFolders.includes(first)) return null;
  return rest.length === 0
    ? `no such file at the top level: it belongs in one of ${topFolders.join(" ")}`
    : `no such folder at the top level: there are ${topFolders.join(" ")}`;
}

/** @param {string} file */
function room(file) {
  const [top, part = "", ...rest] = file.split("/");
  if (top === "lib") {
    if (rest.length === 0) {
      const known = libFiles.some((name) => part === `${name}.ts` || tests.test(part.replace(name, "")));
      return known ? null : `lib itself holds ${libFiles.join(", ")} only: a feature's code goes to lib/<feature>`;
    }
    const known = [...features, ...foundations, "testing"].includes(part);
    return known
      ? null
      : `no such room in lib: features are ${features.join(" ")}, foundations ${foundations.join(" ")}`;
  }
  if (top === "components") {
    const known = rest.length > 0 && [...features, ...sharedComponents, "auth"].includes(part);
    return known ? null : `no such room in components: there are ${sharedComponents.join(" ")} and one per feature`;
  }
  return null;
}

/** @param {string} file */
function featureFile(file) {
  const [top, part = "", ...rest] = file.split("/");
  if (top !== "lib" || !features.includes(part) || rest.length === 0) return null;
  const names = [...featureFiles, ...(extraFeatureFiles[part] ?? [])];
  const name = rest.join("/");
  if (tests.test(name) && rest.length === 1) return null;
  return names.some((each) => name === `${each}.ts`)
    ? null
    : `a feature's files are ${names.join(", ")} and tests beside them; one more name needs an entry in scripts/check/house.mjs`;
}

/** @param {string} file */
function spelling(file) {
  if (!/\.(tsx?|mjs|css)$/.test(file) || file.startsWith("public/")) return null;
  const parts = file.split("/");
  const name = parts.at(-1) ?? "";
  if (/^index\.(tsx?|mjs)$/.test(name)) return "no barrels: import the file itself";
  if (/^(utils?|helpers?|misc|common)\./.test(name)) return "a file is named for what it does, not that it helps";
  if (parts.length > 1 && !name.split(".").every((piece) => kebab.test(piece))) return "file names are kebab-case";
  const folders = parts.slice(0, -1).filter((folder) => !(parts[0] === "app" && /^[([@_].*/.test(folder)));
  return folders.every((folder) => kebab.test(folder.replace(/^\./, ""))) ? null : "folder names are kebab-case";
}
