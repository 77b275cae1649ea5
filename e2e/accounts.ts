import type { Account } from "./environment";
import { printedAccount, weir } from "./environment";

/** Accounts that the first start does not make; e2e/accounts.setup.ts does. */
export const made = {
  viewer: {
    email: "viewer@weir.example",
    password: "only reads the register",
    args: ["--name", "Viewer", "--role", "viewer", "--agency", "desk"],
  },
  outsider: {
    email: "outsider@weir.example",
    password: "works for another agency",
    args: ["--name", "Outsider", "--role", "analyst", "--agency", "elsewhere"],
  },
} as const;

/** Who a browser may be signed in as from the start. */
export const people = ["analyst", "reviewer", "admin", "viewer", "outsider"] as const;
export type Person = (typeof people)[number];

/** @throws when the first start printed no password for one of its own */
export function accountOf(person: Person): Account {
  return person === "analyst" || person === "reviewer" || person === "admin" ? printedAccount(person) : made[person];
}

/** An account of the agency `desk` for one test alone, which may change its password or close it. */
export async function newAccount(name: string, role: "viewer" | "analyst" | "reviewer"): Promise<Account> {
  const account = {
    email: `${name.toLowerCase()}-${Date.now()}@weir.example`,
    password: "signs in and is out again",
  };
  const args = ["--email", account.email, "--name", name, "--role", role, "--agency", "desk"];
  await weir(["user:create", ...args], `${account.password}\n`);
  return account;
}
