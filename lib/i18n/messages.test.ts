import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createTranslator } from "next-intl";
import { beforeAll, describe, expect, it } from "vitest";
import * as codes from "@/lib/codes";
import { localeCodes } from "@/lib/codes";
import { argumentsOf } from "./icu-arguments";
import type { Messages } from "./messages";
import { loadMessages, namespaces, pickMessages } from "./messages";

type Tree = { [key: string]: string | Tree };
const root = fileURLToPath(new URL("../..", import.meta.url));

function flatten(tree: Tree, prefix = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}

/** Words that are the same in every language: units of measure, TLP labels, names. */
const same =
  /^(cases\.axis\.|codes\.(handling|unit|unitShort)\.|common\.product$|reports\.key\.|export\.menu\.format\.)/;

const all: Record<string, Map<string, string>> = {};
let english: Map<string, string>;

beforeAll(async () => {
  for (const locale of localeCodes) all[locale] = new Map(flatten(await loadMessages(locale)));
  english = all.en ?? new Map();
});

describe.each(localeCodes)("messages in %s", (locale) => {
  const own = () => all[locale] ?? new Map<string, string>();

  it("has exactly the keys of the English messages", () => {
    expect([...own().keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("has a file per namespace and no other", () => {
    const files = fs.readdirSync(path.join(root, "lib/i18n/messages", locale)).sort();
    expect(files).toEqual(namespaces.map((name) => `${name}.json`).sort());
  });

  it("has no empty message, and none with space around it but a separator", () => {
    const loose = ([key, text]: [string, string]) => !key.endsWith(".separator") && text !== text.trim();
    expect([...own()].filter((one) => one[1].trim() === "" || loose(one))).toEqual([]);
  });

  it("takes the same arguments and tags as the English message", () => {
    const differing = [...own()].filter(([key, text]) => {
      const [here, there] = [argumentsOf(text), argumentsOf(english.get(key) ?? "")];
      const known = [...there.shown, ...there.counted];
      return String(here.shown) !== String(there.shown) || !here.counted.every((name) => known.includes(name));
    });
    expect(differing).toEqual([]);
  });

  it("writes a number as a number wherever the English message does", () => {
    const numbers = (text = "") => [...text.matchAll(/\{(\w+), (?:plural|number)/g)].map(([, name]) => name);
    const bare = [...own()].filter(([key, text]) =>
      numbers(english.get(key)).some((name) => text.includes(`{${name}}`)),
    );
    expect(bare).toEqual([]);
  });

  it("can be formatted", async () => {
    const problems: string[] = [];
    const t = createTranslator({
      locale,
      messages: await loadMessages(locale),
      onError: (error) => problems.push(error.message),
    });
    for (const [key, text] of own()) {
      const { shown, counted } = argumentsOf(text);
      const values = [...shown, ...counted].map((name) =>
        name.startsWith("<") ? [name.slice(1, -1), (chunks: string) => chunks] : [name, 2],
      );
      // Keys come from the files themselves, so they exist.
      t.markup(key as "common.product", Object.fromEntries(values));
    }
    expect(problems).toEqual([]);
  });
});

it.each(["zh", "ko"] as const)("messages in %s are translated", (locale) => {
  const script = locale === "zh" ? /\p{Script=Han}/u : /\p{Script=Hangul}/u;
  const hasWords = (message = "") => /\p{L}/u.test(message.replace(/\{[^{}]*\}|<[^<>]*>/g, ""));
  const foreign = [...(all[locale] ?? [])].filter(
    ([key, text]) => hasWords(english.get(key)) && hasWords(text) && !same.test(key) && !script.test(text),
  );
  expect(foreign).toEqual([]);
});

describe("codes", () => {
  const lists: [string, readonly string[]][] = [
    ["status", codes.statusCodes],
    ["decision", codes.decisionCodes],
    ["handling", codes.handlingCodes],
    ["handlingHelp", codes.handlingCodes],
    ["role", codes.roleCodes],
    ["roleHelp", codes.roleCodes],
    ["tier", codes.tierCodes],
    ["tierHelp", codes.tierCodes],
    ["arrest", codes.arrestCodes],
    ["dataSubject", codes.dataSubjectCodes],
    ["dataSubjectHelp", codes.dataSubjectCodes],
    ["basis", codes.basisCodes],
    ["basisHelp", codes.basisCodes],
    ["family", codes.familyCodes],
    ["form", codes.formCodes],
    ["qualifier", codes.qualifierCodes],
    ["purityBasis", codes.purityBasisCodes],
    ["attribution", codes.attributionCodes],
    ["attributionHelp", codes.attributionCodes],
    ["unit", codes.unitCodes],
    ["unitShort", codes.unitCodes],
    ["reliability", codes.reliabilityCodes],
    ["credibility", codes.credibilityCodes],
    ["arrestsKind", codes.arrestsKindCodes],
    ["assetKind", codes.assetKindCodes],
    ["leg", codes.legKindCodes],
    ["transport", codes.transportCodes],
    ["userRole", codes.userRoleCodes],
    ["keyScope", codes.keyScopeCodes],
  ];

  it.each(lists)("%s has a label per code and no other", (name, list) => {
    const labels = [...english.keys()].filter((key) => key.startsWith(`codes.${name}.`));
    const extra = name === "status" ? ["draft"] : []; // shown like a status, though drafts have none
    expect(labels.sort()).toEqual([...list, ...extra].map((code) => `codes.${name}.${code}`).sort());
  });

  it("has a label for every closed list of lib/codes.ts", () => {
    const known = new Set(lists.map(([, list]) => list));
    const missing = Object.entries(codes).filter(
      ([name, list]) => Array.isArray(list) && !known.has(list) && name !== "localeCodes",
    );
    expect(missing.map(([name]) => name)).toEqual([]);
  });
});

describe("pickMessages", () => {
  const tree = { a: { x: "1", y: { z: "2" } }, b: { x: "3" }, c: { x: "4" } };

  it("takes namespaces and parts of them", () => {
    expect(pickMessages(tree, ["b", "a.y"])).toEqual({ b: { x: "3" }, a: { y: { z: "2" } } });
  });

  it("keeps what is already picked, and leaves the source alone", () => {
    const before = structuredClone(tree);
    expect(pickMessages(tree, ["a.y", "a.x"])).toEqual({ a: { x: "1", y: { z: "2" } } });
    expect(pickMessages(tree, ["a", "a.x"])).toEqual({ a: tree.a });
    expect(tree).toEqual(before);
  });

  it("refuses a path that leads nowhere", () => {
    expect(() => pickMessages(tree, ["a.q"])).toThrow("a.q");
  });
});

// The namespaces' list and their type are written twice: neither may forget one.
type Listed = (typeof namespaces)[number];
const complete: [Exclude<keyof Messages, Listed>, Exclude<Listed, keyof Messages>] extends [never, never]
  ? true
  : false = true;
it("lists every namespace", () => expect(complete).toBe(true));
