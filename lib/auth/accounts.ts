import { z } from "zod";
import { userRoleCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { sqlState } from "@/lib/db/failure";
import { withSystem } from "@/lib/db/system";
import { AppError, invalid, parseInput } from "@/lib/errors";
import { appendSystemEvent } from "./event";
import { hashPassword } from "./password";
import { assertMay } from "./permissions";
import { passwordProblem } from "./rules";
import { endSessionsOfUser } from "./session";
import { forgetFailures } from "./throttle";
import type { Viewer } from "./types";

/** The roles that a person can have; `operator` and `register` are built in and cannot sign in. */
export const accountRoles = userRoleCodes.filter((role) => role !== "operator" && role !== "register");

const isTimeZone = (zone: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
};

const newAgency = z.object({
  code: z
    .string()
    .max(60, "auth.error.agency-code")
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "auth.error.agency-code"),
  name: z.string().trim().min(1, "auth.error.name-missing").max(200, "auth.error.name-long"),
  timeZone: z.string().refine(isTimeZone, "auth.error.time-zone"),
});
const newUser = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(200, "auth.error.email-form")
    .regex(/^[^\s@]+@[^\s@]+$/, "auth.error.email-form"),
  name: z.string().trim().min(1, "auth.error.name-missing").max(200, "auth.error.name-long"),
  role: z.enum(accountRoles, "auth.error.role-unknown"),
  agencyCode: z.string(),
  password: z.string(),
});
export type NewAgency = z.input<typeof newAgency>;
export type NewUser = z.input<typeof newUser>;
export type ChangedAccount = { id: number; sessionsEnded: number };

/**
 * @param input code: a permanent Latin slug; timeZone: an IANA zone, which decides what "today" is for its analysts
 * @returns the agency's id
 * @throws AppError FORBIDDEN, INVALID with fields code, name, timeZone
 */
export async function createAgency(input: NewAgency, by: Viewer): Promise<number> {
  assertMay(by, "accounts.manage");
  const { code, name, timeZone } = parseInput(newAgency, input);
  return withSystem(async (tx) => {
    if (await tx.agency.findUnique({ where: { code } })) throw invalid("code", "auth.error.agency-taken");
    const id = await nextId(tx, "agency_id_seq");
    await appendSystemEvent(tx, by.userId, "agency.create", { type: "agency", id: String(id) }, { code });
    await tx.agency.create({ data: { id, code, name, timeZone } });
    return id;
  }).catch(asTaken("code", "auth.error.agency-taken"));
}

/**
 * @param input the e-mail is what one signs in with, in any case
 * @returns the user's id
 * @throws AppError FORBIDDEN, INVALID with fields email, name, role, agencyCode, password
 */
export async function createUser(input: NewUser, by: Viewer): Promise<number> {
  assertMay(by, "accounts.manage");
  const { email, name, role, agencyCode, password } = parseInput(newUser, input);
  assertPassword(password, { email, name });
  const passwordHash = await hashPassword(password);
  return withSystem(async (tx) => {
    const agency = await tx.agency.findUnique({ where: { code: agencyCode } });
    if (!agency) throw invalid("agencyCode", "auth.error.agency-unknown");
    if (await tx.appUser.findUnique({ where: { email } })) throw invalid("email", "auth.error.email-taken");
    const id = await nextId(tx, "app_user_id_seq");
    const details = { role, agency: agencyCode };
    await appendSystemEvent(tx, by.userId, "account.create", { type: "user", id: String(id) }, details);
    await tx.appUser.create({
      data: { id, email, name, role, agencyId: agency.id, passwordHash, passwordChangedAt: new Date() },
    });
    return id;
  }).catch(asTaken("email", "auth.error.email-taken"));
}

/**
 * Gives an account a new password. All its sessions end, and its failed sign-ins are forgotten.
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID with the field password
 */
export async function setPassword(email: string, password: string, by: Viewer): Promise<ChangedAccount> {
  assertMay(by, "accounts.manage");
  const user = await withSystem((tx) => findAccount(tx, email));
  assertPassword(password, user);
  const passwordHash = await hashPassword(password);
  const sessionsEnded = await withSystem(async (tx) => {
    await appendSystemEvent(tx, by.userId, "account.password", { type: "user", id: String(user.id) });
    await tx.appUser.update({ where: { id: user.id }, data: { passwordHash, passwordChangedAt: new Date() } });
    return endSessionsOfUser(tx, user.id, "password");
  });
  await forgetFailures(user.email);
  return { id: user.id, sessionsEnded };
}

/**
 * Closes an account: its sessions end now, and nobody signs in with it again. What it wrote stays under its name.
 * @throws AppError FORBIDDEN, NOT_FOUND
 */
export async function disableUser(email: string, by: Viewer): Promise<ChangedAccount> {
  assertMay(by, "accounts.manage");
  return withSystem(async (tx) => {
    const user = await findAccount(tx, email);
    await appendSystemEvent(tx, by.userId, "account.disable", { type: "user", id: String(user.id) });
    await tx.appUser.update({ where: { id: user.id }, data: { active: false } });
    return { id: user.id, sessionsEnded: await endSessionsOfUser(tx, user.id, "disabled") };
  });
}

async function findAccount(tx: Tx, email: string): Promise<{ id: number; email: string; name: string }> {
  const user = await tx.appUser.findUnique({
    where: { email: email.trim().toLowerCase() },
    select: { id: true, email: true, name: true },
  });
  if (!user?.email) throw new AppError("NOT_FOUND", { detail: `No account has the e-mail ${email}.` });
  return { ...user, email: user.email };
}

function assertPassword(password: string, owner: { email: string; name: string }): void {
  const problem = passwordProblem(password, owner);
  if (problem) throw invalid("password", problem.message, problem.values);
}

/** Two at once: the database lets one through. */
function asTaken(path: string, message: string) {
  return (error: unknown): never => {
    throw sqlState(error) === "23505" ? invalid(path, message) : error;
  };
}

async function nextId(tx: Tx, sequence: "agency_id_seq" | "app_user_id_seq"): Promise<number> {
  const [row] = await tx.$queryRaw<{ id: number }[]>`SELECT nextval(${sequence}::regclass)::int AS id`;
  if (!row) throw new Error(`${sequence} gave no id`);
  return row.id;
}
