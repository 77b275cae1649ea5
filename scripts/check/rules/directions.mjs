// Who may import whom. Every sentence of "Who may import whom" in the architecture is one branch here.
import {
  browserFoundations,
  componentFiles,
  componentImports,
  featureImports,
  features,
  foundations,
  libFiles,
  prismaClientRooms,
  pureFoundations,
  routeFiles,
  sharedComponents,
} from "../house.mjs";
import { isTest, localPath, resolveImport } from "../tree.mjs";

/** @typedef {import("../tree.mjs").Tree} Tree */
/** @typedef {import("../tree.mjs").Violation} Violation */
/** @typedef {{ from: string, to: string, typeOnly: boolean, databaseFree: (file: string) => boolean }} Step */

/** @param {string} file @returns {[string, string, string]} e.g. lib, cases, queries */
function roomOf(file) {
  const [top = "", part = "", rest = ""] = file.split("/");
  return [top, part.replace(/\.(d\.)?(tsx?|mjs)$/, ""), rest.replace(/\.(d\.)?(tsx?|mjs|json)$/, "")];
}

/** @param {Tree} tree @returns {Violation[]} */
export function checkDirections(tree) {
  const databaseFree = reachesNoDatabase(tree);
  /** @type {Violation[]} */
  const violations = [];
  for (const { path: from, source } of tree.files.values()) {
    if (!source) continue;
    for (const { specifier, line, typeOnly } of source.imports) {
      const to = resolveImport(tree, from, specifier) ?? localPath(from, specifier);
      if (to === null) continue;
      const message = refuse({ from, to, typeOnly, databaseFree });
      if (message) violations.push({ file: from, line, rule: "imports", message: `imports ${to}: ${message}` });
    }
  }
  return violations;
}

/** Why a step is refused, or null. @param {Step} step */
function refuse(step) {
  const { from, to } = step;
  const [top] = roomOf(from);
  if (isTest(from)) return to.startsWith("e2e/") ? "browser tests stand alone" : null;
  return (
    refuseEverywhere(step) ??
    (top === "app" ? refuseApp(step) : null) ??
    (top === "components" ? refuseComponents(step) : null) ??
    (top === "lib" ? refuseLib(step) : null) ??
    (top === "prisma" && /^(app|components)\//.test(to) ? "the seed writes through lib" : null) ??
    (top === "scripts" && /^(app|components)\//.test(to) ? "commands call lib, as pages do" : null) ??
    // Charts compared as pictures are the code's own, drawn by themselves.
    (top === "e2e" && !from.startsWith("e2e/pictures/") && /^(app|components|lib\/(?!codes|i18n\/))/.test(to)
      ? "browser tests know the pages, not the code; codes and messages are theirs to read"
      : null)
  );
}

/** @param {Step} step */
function refuseEverywhere({ from, to, typeOnly }) {
  const [top] = roomOf(from);
  const inLib = from.startsWith("lib/");
  if (to.startsWith("lib/testing/")) return "lib/testing is for tests only";
  if (/^(e2e|bench)\//.test(to) && !to.startsWith(`${top}/`))
    return "only browser tests and the benchmark import their own parts";
  if (to.startsWith("scripts/") && top !== "scripts" && !(from.startsWith("bench/") && to.startsWith("scripts/boot/")))
    return "scripts are entered from the command line only; the benchmark starts what `npm start` does";
  if (to.startsWith("prisma/") && (top === "app" || top === "components" || inLib))
    return "the seed's lists reach the product through the database";
  if (
    to.startsWith("lib/db/generated/") &&
    !prismaClientRooms.test(from) &&
    !/^lib\/[^/]+\/(queries|mutations|loaders)\.ts$/.test(from)
  )
    return "the generated client belongs in queries, mutations and loaders, or in lib/{db,filter,audit,auth,jobs}";
  if (to === "lib/db/system.ts" && !/^(lib\/(auth|jobs|db)\/|app\/api\/(health|metrics)\/|prisma\/seed\/)/.test(from))
    return "the system role is for accounts, sessions, jobs and health; register data goes through withViewer";
  if (to === "lib/db/client.ts" && !typeOnly && !/^(lib\/db\/|prisma\/seed\/|scripts\/|bench\/)/.test(from))
    return "only lib/db holds a client; take a Tx from withViewer";
  if (to === "lib/auth/mint.ts" && !/^(lib\/(auth|jobs)\/|scripts\/|prisma\/seed\/|bench\/)/.test(from))
    return "a page or action gets its viewer from requireViewer (lib/auth/viewer)";
  return null;
}

/** @param {Step} step */
function refuseApp({ from, to, databaseFree }) {
  const [top, part, name] = roomOf(to);
  if (top === "app" || libFiles.includes(part)) return null;
  if (top === "components") {
    if (features.includes(part) || part === "auth" || part === "layout") return null;
    return "a page composes components/<feature>; shared parts are the feature's to use";
  }
  if (top !== "lib") return null;
  if (part === "auth") return null;
  if (features.includes(part)) {
    if (["loaders", "actions", "types", "schema"].includes(name)) return null;
    if (from.startsWith("app/api/") && routeFiles.includes(name)) return null;
    return "a page asks a loader, and writes through an action";
  }
  if (browserFoundations.includes(part)) {
    return databaseFree(to) ? null : "a page uses the parts that need no database; the rest belongs in a loader";
  }
  if (to === "lib/db/system.ts") return null; // health: see refuseEverywhere
  if (to === "lib/db/synthetic.ts") return null; // the mark that every page carries
  return "a page reaches the register through lib/<feature>/loaders or actions";
}

/** @param {Step} step */
function refuseComponents({ from, to, typeOnly, databaseFree }) {
  const [, own, ownName] = roomOf(from);
  const [top, part, name] = roomOf(to);
  if (top === "app") return "components never import routes";
  if (top === "components") {
    if (part === own) return null;
    if (own === "ui") return "components/ui is free of everything above it";
    if (sharedComponents.includes(part)) return null;
    return `only a page puts features together; what ${own} and ${part} share belongs in components/{${sharedComponents.join(",")}}`;
  }
  if (top !== "lib" || libFiles.includes(part)) {
    return part === "env" || part === "log" ? "components know nothing of the server's settings" : null;
  }
  if (browserFoundations.includes(part)) {
    return databaseFree(to) ? null : "components use the parts that need no database";
  }
  if (part === "auth") {
    if (typeOnly || ["schema", "types", "rules", "actions", "permissions"].includes(name)) return null;
    return "components use lib/auth/{schema,types,rules,actions,permissions}";
  }
  if (features.includes(part)) {
    const open = componentFiles.includes(name) && (name === "actions" || databaseFree(to));
    const related = part === own || (componentImports[own] ?? []).includes(part);
    if (open && related) return null;
    if (open && sharedComponents.includes(own)) return `${own}/${ownName} serves every feature; hand it what it shows`;
    return related
      ? `components use lib/<feature>/{${componentFiles.join(",")}} and no database; data comes from the page's loader`
      : `components/${own} does not know lib/${part}`;
  }
  return "components show what a loader gives them";
}

/** @param {Step} step */
function refuseLib({ from, to }) {
  const [, own] = roomOf(from);
  const [top, part] = roomOf(to);
  if (top === "app" || top === "components") return "lib never imports components or app";
  if (top !== "lib" || part === own || libFiles.includes(part)) return null;
  if (libFiles.includes(own)) return "lib's own files stand below everything else";
  if (features.includes(own)) {
    if (foundations.includes(part)) return null;
    if ((featureImports[own] ?? []).includes(part)) return null;
    if (features.includes(part)) return `${own} may import ${(featureImports[own] ?? ["no other feature"]).join(", ")}`;
    return null;
  }
  if (features.includes(part)) return "what features stand on knows no feature";
  if (pureFoundations.includes(own) && !pureFoundations.includes(part))
    return `lib/${own} is pure: no database, no session`;
  return null;
}

/**
 * Whether a file can be loaded without lib/db, followed through its imports. A `"use server"` file is a boundary: the browser
 * gets a reference to it, not its code.
 * @param {Tree} tree @returns {(file: string) => boolean}
 */
function reachesNoDatabase(tree) {
  /** @type {Map<string, boolean>} */
  const known = new Map();
  /** @param {string} file @returns {boolean} */
  const free = (file) => {
    const answer = known.get(file);
    if (answer !== undefined) return answer;
    known.set(file, true);
    const source = tree.files.get(file)?.source;
    const result =
      !file.startsWith("lib/db/") &&
      (!source ||
        /^\s*["']use server["']/.test(source.code) ||
        source.imports.every(({ specifier, typeOnly }) => {
          const to = resolveImport(tree, file, specifier) ?? localPath(file, specifier);
          return typeOnly || to === null || free(to);
        }));
    known.set(file, result);
    return result;
  };
  return free;
}
