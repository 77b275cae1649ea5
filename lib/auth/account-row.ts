import type { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { sqlState } from "@/lib/db/failure";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, invalid } from "@/lib/errors";
import { appendSystemEvent } from "./event";
import { passwordProblem } from "./rules";
import type { invitationSchema } from "./schema";
import type { AccountKey, Viewer } from "./types";

/** An account of a person, as the verbs that change it need it. */
export type AccountRow = {
  id: number;
  email: string;
  name: string;
  role: string;
  agencyCode: string;
  active: boolean;
  /** false of somebody invited who has not come yet */
  hasPassword: boolean;
};

/**
 * The account with an e-mail or an id, locked until the transaction ends: who signs in with it meanwhile comes before or after.
 * @throws AppError NOT_FOUND, for the built-in actors too
 */
export async function lockAccount(tx: Tx, key: AccountKey): Promise<AccountRow> {
  const which = typeof key === "number" ? Prisma.sql`u.id = ${key}` : Prisma.sql`u.email = ${key.trim().toLowerCase()}`;
  const [row] = await tx.$queryRaw<AccountRow[]>`
    SELECT u.id, u.email, u.name, u.role, a.code AS "agencyCode", u.active, u.password_hash IS NOT NULL AS "hasPassword"
    FROM app_user u JOIN agency a ON a.id = u.agency_id WHERE u.email IS NOT NULL AND ${which} FOR UPDATE OF u`;
  if (row) return row;
  throw new AppError("NOT_FOUND", {
    detail: typeof key === "number" ? "There is no such account." : `No account has the e-mail ${key}.`,
  });
}

/**
 * Refuses what would leave the register without anybody who can administer it. The command line may: it can make another.
 * Changes of administrators wait for each other, so that two cannot put each other out at once.
 * @throws AppError INVALID
 */
export async function assertAdministratorLeft(tx: Tx, account: AccountRow, by: Viewer): Promise<void> {
  if (by.role === "operator" || account.role !== "admin" || !account.active || !account.hasPassword) return;
  const [others] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM app_user WHERE role = 'admin' AND active AND password_hash IS NOT NULL AND id <> ${account.id}`;
  if (!others?.count) throw invalid("", "auth.error.last-admin");
}

/** Taken before the first row of any change that may concern an administrator. */
export async function lockAdministration(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('weir.accounts', 0))::text`;
}

/** @throws AppError INVALID with the field agencyCode */
export async function agencyIdOf(tx: Tx, code: string): Promise<number> {
  const agency = await tx.agency.findUnique({ where: { code }, select: { id: true } });
  if (!agency) throw invalid("agencyCode", "auth.error.agency-unknown");
  return agency.id;
}

/** @throws AppError INVALID with the field password */
export function assertPassword(password: string, owner: { email: string; name: string }): void {
  const problem = passwordProblem(password, owner);
  if (problem) throw invalid("password", problem.message, problem.values);
}

/** An id before its row is there: the event that names it comes first. */
export async function nextId(tx: Tx, sequence: "agency_id_seq" | "app_user_id_seq"): Promise<number> {
  const [row] = await tx.$queryRaw<{ id: number }[]>`SELECT nextval(${sequence}::regclass)::int AS id`;
  if (!row) throw new Error(`${sequence} gave no id`);
  return row.id;
}

/** The row of a new account, and its event. @throws AppError INVALID with fields email, agencyCode */
export async function addUser(
  tx: Tx,
  by: Viewer,
  action: "account.create" | "account.invite",
  { email, name, role, agencyCode }: z.output<typeof invitationSchema>,
  state: { active: boolean; passwordHash?: string; passwordChangedAt?: Date },
): Promise<number> {
  const agencyId = await agencyIdOf(tx, agencyCode);
  if (await tx.appUser.findUnique({ where: { email } })) throw invalid("email", "auth.error.email-taken");
  const id = await nextId(tx, "app_user_id_seq");
  await appendSystemEvent(tx, by.userId, action, { type: "user", id: String(id) }, { role, agency: agencyCode });
  await tx.appUser.create({ data: { id, email, name, role, agencyId, ...state } });
  return id;
}

/** Two at once with one e-mail: the database lets one through. */
export function asTaken(error: unknown): never {
  throw sqlState(error) === "23505" ? invalid("email", "auth.error.email-taken") : error;
}
