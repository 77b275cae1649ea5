import { createKeyFor, listKeysFor, revokeKey } from "@/lib/auth/keys";
import { builtInViewer } from "@/lib/auth/mint";
import { keyScopeCodes } from "@/lib/codes";
import { defineCommand } from "./command";
import { textTable } from "./text-table";

const day = (instant: Date | null) => instant?.toISOString().slice(0, 16).replace("T", " ") ?? "";

export const keyCommands = [
  defineCommand({
    name: "key:create",
    usage: "--email E --label L [--expires ISO] [--scopes S,S]",
    summary: `Makes an API key for an account and prints it: this once. ISO is a day (to its end, UTC) or an instant; without it the key does not expire. S is of ${keyScopeCodes.join(", ")}; without them the key opens all that its holder may.`,
    options: {
      ...{ email: { type: "string" }, label: { type: "string" }, expires: { type: "string" } },
      scopes: { type: "string" },
    },
    required: ["email", "label"],
    database: true,
    run: async ({ values: { email = "", label = "", expires = "", scopes: chosen } }) => {
      const asked = { label, expires, scopes: chosen?.split(",").map((scope) => scope.trim()) };
      const { key, prefix, expiresAt, scopes } = await createKeyFor(await builtInViewer("operator"), email, asked);
      return { key, prefix, scopes, expires: expiresAt };
    },
    text: ({ key }) => key,
  }),
  defineCommand({
    name: "key:list",
    usage: "--email E",
    summary: "The API keys of an account, without their secrets. Times are UTC.",
    options: { email: { type: "string" } },
    required: ["email"],
    database: true,
    run: async ({ values: { email = "" } }) => {
      const keys = await listKeysFor(await builtInViewer("operator"), email);
      return keys.map(({ id: _, ...key }) => key);
    },
    text: (keys) =>
      keys.length === 0
        ? "The account has no API key."
        : textTable(
            [
              { header: "Prefix", cell: (key) => key.prefix },
              { header: "State", cell: (key) => key.state },
              { header: "Scopes", cell: (key) => key.scopes.join(" ") },
              { header: "Label", cell: (key) => key.label },
              { header: "Made", cell: (key) => day(key.createdAt) },
              { header: "Expires", cell: (key) => day(key.expiresAt) },
              { header: "Last used", cell: (key) => day(key.lastUsedAt) },
            ],
            keys,
          ),
  }),
  defineCommand({
    name: "key:revoke",
    usage: "--prefix P",
    summary: "Ends an API key: from the next request on it opens nothing. P is what key:list shows.",
    options: { prefix: { type: "string" } },
    required: ["prefix"],
    database: true,
    run: async ({ values: { prefix = "" } }) => {
      await revokeKey(await builtInViewer("operator"), prefix);
      return { prefix };
    },
    text: ({ prefix }) => `The key ${prefix} is revoked.`,
  }),
];
