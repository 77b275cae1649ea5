import { describe, expect, it } from "vitest";
import type { UserRole } from "@/lib/codes";
import { userRoleCodes } from "@/lib/codes";
import type { Verb } from "./permissions";
import { assertMay, matrix, may } from "./permissions";
import type { Viewer } from "./types";

/** product.md's table once more, for the verbs that exist: V viewer, A analyst, R reviewer, D admin, U auditor; o operator, r register. */
const table: Record<Verb, string> = {
  "case.read": "VARor",
  "names.read": "ARor",
  "report.log": "ARor",
  "report.amend-own": "ARor",
  "report.amend-agency": "ARor",
  "report.withdraw-own": "ARor",
  "report.withdraw-verified": "Ror",
  "report.decide": "Ror",
  "report.verify-at-source": "or",
  "source.add": "ARor",
  "reference.edit": "Ror",
  "accounts.manage": "Do",
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

const viewerOf = (role: UserRole) => ({ role }) as Viewer;

describe("the matrix", () => {
  it("names every verb in the table", () => expect(Object.keys(matrix).sort()).toEqual(Object.keys(table).sort()));

  for (const [verb, who] of Object.entries(table) as [Verb, string][])
    for (const role of userRoleCodes)
      it(`${who.includes(letters[role]) ? "lets" : "does not let"} ${role} ${verb}`, () => {
        const allowed = who.includes(letters[role]);
        expect(may(viewerOf(role), verb)).toBe(allowed);
        if (allowed) expect(() => assertMay(viewerOf(role), verb)).not.toThrow();
        else expect(() => assertMay(viewerOf(role), verb)).toThrow(expect.objectContaining({ code: "FORBIDDEN" }));
      });
});
