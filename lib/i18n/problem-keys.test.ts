import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadMessages } from "./messages";

/** The keys of messages that the code of the server names in its refusals: `"auth.error.password-short"`. */
function keysInCode(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" || entry.name === "messages" ? [] : keysInCode(file);
    if (!entry.name.endsWith(".ts") || entry.name.includes(".test.")) return [];
    return [...fs.readFileSync(file, "utf8").matchAll(/"([a-z]+\.error\.[a-z0-9-]+)"/g)].map((match) => match[1] ?? "");
  });
}

describe("the keys of refusals", () => {
  const keys = [...new Set(keysInCode("lib"))];

  it("are found", () => {
    expect(keys).toContain("auth.error.password-short");
  });

  it("stand in the messages", async () => {
    const messages = await loadMessages("en");
    const missing = keys.filter((key) => {
      let at: unknown = messages;
      for (const part of key.split(".")) at = typeof at === "object" && at !== null ? Reflect.get(at, part) : undefined;
      return typeof at !== "string";
    });
    expect(missing).toEqual([]);
  });
});
