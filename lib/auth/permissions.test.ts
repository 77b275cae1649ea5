import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { UserRole } from "@/lib/codes";
import { userRoleCodes } from "@/lib/codes";
import type { Verb } from "./permissions";
import { assertMay, matrix, may } from "./permissions";
import type { Viewer } from "./types";

/** product.md's table once more, for the verbs that exist: V viewer, A analyst, R reviewer, D admin, U auditor; o operator, r register. */
const table: Record<Verb, string> = {
  "case.read": "VARor",
  "person.search": "ARo",
  "report.log": "ARor",
  "report.amend-own": "ARor",
  "report.amend-agency": "ARor",
  "report.withdraw-own": "ARor",
  "report.withdraw-verified": "Ror",
  "report.decide": "Ror",
  "report.verify-at-source": "or",
  "case.choose-principal": "ARor",
  "case.choose-verified": "Ror",
  "report.move": "Ro",
  "view.keep": "VARo",
  "case.set-operation": "ARo",
  "source.add": "ARor",
  "source.edit": "ARo",
  "source.grade": "Ro",
  "reference.keep": "Ror",
  "reference.propose": "Ao",
  "reference.add-term": "ARor",
  "import.run": "ARo",
  "import.verify-at-source": "Ro",
  "accounts.manage": "Do",
  "key.create-own": "VARD",
  "key.create-any": "o",
  "audit.read": "Uo",
};
const letters: Record<UserRole, string> = {
  viewer: "V",
  analyst: "A",
  reviewer: "R",
  admin: "D",
  auditor: "U",
  operator: "o",
  register: "r",
};

/** The verbs that the code asks about. */
function verbsAsked(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : verbsAsked(file);
    if (!/\.tsx?$/.test(entry.name) || entry.name.includes(".test.")) return [];
    const calls = fs.readFileSync(file, "utf8").match(/\b(assertMay|may)\([^;]*?\)/gs) ?? [];
    return calls.flatMap((call) => [...call.matchAll(/"([a-z]+\.[a-z-]+)"/g)].map((match) => match[1] ?? ""));
  });
}

const viewerOf = (role: UserRole) => ({ role }) as Viewer;

describe("the matrix", () => {
  it("names every verb in the table", () => expect(Object.keys(matrix).sort()).toEqual(Object.keys(table).sort()));

  it("has no verb that nothing asks about", () => {
    const asked = new Set(["app", "lib"].flatMap(verbsAsked));
    expect([...asked].sort()).toEqual(Object.keys(matrix).sort());
  });

  for (const [verb, who] of Object.entries(table) as [Verb, string][])
    for (const role of userRoleCodes)
      it(`${who.includes(letters[role]) ? "lets" : "does not let"} ${role} ${verb}`, () => {
        const allowed = who.includes(letters[role]);
        expect(may(viewerOf(role), verb)).toBe(allowed);
        if (allowed) expect(() => assertMay(viewerOf(role), verb)).not.toThrow();
        else expect(() => assertMay(viewerOf(role), verb)).toThrow(expect.objectContaining({ code: "FORBIDDEN" }));
      });
});
