import { z } from "zod";
import { accountIdSchema, accountRoles, accountStates } from "@/lib/auth/schema";
import type { AccountFilter } from "@/lib/auth/types";
import type { Problem } from "@/lib/filter/fields";

const fields = {
  q: z.string().trim().min(1).max(200),
  role: z.enum(accountRoles),
  agency: z.string().regex(/^[a-z0-9-]{1,60}$/),
  state: z.enum(accountStates),
  page: z
    .string()
    .regex(/^[1-9]\d{0,5}$/)
    .transform(Number),
};
type Key = keyof typeof fields;

export type AccountsQuery = { filter: AccountFilter; page: number; problems: Problem[] };

/** Reads an address of the list of accounts. What cannot be read has no effect and is named in `problems`. */
export function readAccountsQuery(params: Record<string, string | string[] | undefined>): AccountsQuery {
  const problems: Problem[] = [];
  const read = <K extends Key>(key: K): z.output<(typeof fields)[K]> | null => {
    const [given] = [params[key]].flat();
    if (given === undefined || given.trim() === "") return null;
    const parsed = fields[key].safeParse(given);
    if (parsed.success) return parsed.data as z.output<(typeof fields)[K]>;
    problems.push({ key, value: given, reason: "unknown-value" });
    return null;
  };
  for (const [key, value] of Object.entries(params))
    if (!(key in fields)) problems.push({ key, value: [value].flat()[0] ?? "", reason: "unknown-key" });
  const filter = { q: read("q"), role: read("role"), agency: read("agency"), state: read("state") };
  return { filter, page: read("page") ?? 1, problems };
}

/** Which account something is done to. */
export const accountSchema = z.strictObject({ id: accountIdSchema });
