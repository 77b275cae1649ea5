import type { UserRole } from "@/lib/codes";
import { AppError } from "@/lib/errors";
import type { Viewer } from "./types";

/**
 * Who may what: the matrix, as data, with the verbs that something asks about. It knows roles only; what else a verb asks for (own agency, own report, not one's own version)
 * is checked by the mutation on its next lines. `operator` is the command line, `register` loads what ships with the product.
 */
export const matrix = {
  "case.read": ["viewer", "analyst", "reviewer", "operator", "register"],
  /** look for text in the names of people that one may read */
  "person.search": ["analyst", "reviewer", "operator"],
  "report.log": ["analyst", "reviewer", "operator", "register"],
  /** own unverified reports */
  "report.amend-own": ["analyst", "reviewer", "operator", "register"],
  /** own verified reports and colleagues' of the own agency: a version that waits for review */
  "report.amend-agency": ["analyst", "reviewer", "operator", "register"],
  "report.withdraw-own": ["analyst", "reviewer", "operator", "register"],
  "report.withdraw-verified": ["reviewer", "operator", "register"],
  /** verify or return a version; never one that one wrote */
  "report.decide": ["reviewer", "operator", "register"],
  /** log with status verified: "verified at source" */
  "report.verify-at-source": ["operator", "register"],
  /** make a report a case's principal: of the own agency's case */
  "case.choose-principal": ["analyst", "reviewer", "operator", "register"],
  /** … of a verified case, and then only a verified report */
  "case.choose-verified": ["reviewer", "operator", "register"],
  /** move a report to another case of the own agency, and take it back */
  "report.move": ["reviewer", "operator"],
  /** save a filter under a name, for oneself or the own agency */
  "view.keep": ["viewer", "analyst", "reviewer", "operator"],
  /** put a case of the own agency under an operation's name */
  "case.set-operation": ["analyst", "reviewer", "operator"],
  "source.add": ["analyst", "reviewer", "operator", "register"],
  /** correct what is written of the own agency's */
  "source.edit": ["analyst", "reviewer", "operator"],
  /** … change its reliability, merge it, keep the shared list */
  "source.grade": ["reviewer", "operator"],
  /** add, change and remove on the reference lists: points, coverage, substances, conversion sets, indicators, markers */
  "reference.keep": ["reviewer", "operator", "register"],
  /** propose the same to who keeps them */
  "reference.propose": ["analyst", "operator"],
  /** add another spelling of a place, a synonym */
  "reference.add-term": ["analyst", "reviewer", "operator", "register"],
  /** import a file, and take one's own import back */
  "import.run": ["analyst", "reviewer", "operator"],
  /** … whose cases count as verified by their source */
  "import.verify-at-source": ["reviewer", "operator"],
  "accounts.manage": ["admin", "operator"],
  /** keys for programs, in one's own name: of roles that have something to ask */
  "key.create-own": ["viewer", "analyst", "reviewer", "admin"],
  /** in another's name: whoever holds the server; not an administrator, who reads no cases */
  "key.create-any": ["operator"],
  "audit.read": ["auditor", "operator"],
} as const satisfies Record<string, readonly UserRole[]>;

export type Verb = keyof typeof matrix;

export function may(viewer: Viewer, verb: Verb): boolean {
  const roles: readonly UserRole[] = matrix[verb];
  return roles.includes(viewer.role);
}

/** The first line of each mutation and each loader. @throws AppError FORBIDDEN */
export function assertMay(viewer: Viewer, verb: Verb): void {
  if (!may(viewer, verb))
    throw new AppError("FORBIDDEN", { detail: `The role ${viewer.role} may not do this (${verb}).` });
}
