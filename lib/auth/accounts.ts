import type { z } from "zod";
import { withSystem } from "@/lib/db/system";
import { AppError, parseInput } from "@/lib/errors";
import { endLinks } from "./account-links";
import {
  addUser,
  agencyIdOf,
  assertAdministratorLeft,
  assertPassword,
  asTaken,
  lockAccount,
  lockAdministration,
} from "./account-row";
import { appendSystemEvent } from "./event";
import { hashPassword } from "./password";
import { assertMay } from "./permissions";
import { accountChangeSchema, userSchema } from "./schema";
import { endSessionsOfUser } from "./session";
import { forgetFailures } from "./throttle";
import type { AccountKey, Viewer } from "./types";

export type NewUser = z.input<typeof userSchema>;
export type AccountChange = z.input<typeof accountChangeSchema>;
export type ChangedAccount = { id: number; sessionsEnded: number };

/**
 * @param input the e-mail is what one signs in with, in any case
 * @returns the user's id
 * @throws AppError FORBIDDEN, INVALID with fields email, name, role, agencyCode, password
 */
export async function createUser(input: NewUser, by: Viewer): Promise<number> {
  assertMay(by, "accounts.manage");
  const { password, ...account } = parseInput(userSchema, input);
  assertPassword(password, account);
  const passwordHash = await hashPassword(password);
  return withSystem((tx) =>
    addUser(tx, by, "account.create", account, { active: true, passwordHash, passwordChangedAt: new Date() }),
  ).catch(asTaken);
}

/**
 * Gives an account a new password. All its sessions end, and its failed sign-ins are forgotten. Somebody invited is in with it.
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID with the field password
 */
export async function setPassword(key: AccountKey, password: string, by: Viewer): Promise<ChangedAccount> {
  assertMay(by, "accounts.manage");
  const user = await withSystem((tx) => lockAccount(tx, key));
  assertPassword(password, user);
  const passwordHash = await hashPassword(password);
  const sessionsEnded = await withSystem(async (tx) => {
    const { id, active, hasPassword } = await lockAccount(tx, user.id);
    await appendSystemEvent(tx, by.userId, "account.password", { type: "user", id: String(id) });
    await tx.appUser.update({
      where: { id },
      data: { passwordHash, passwordChangedAt: new Date(), active: active || !hasPassword },
    });
    await endLinks(tx, id);
    return endSessionsOfUser(tx, id, "password");
  });
  await forgetFailures(user.email);
  return { id: user.id, sessionsEnded };
}

/**
 * Gives an account another name, role or agency. Sessions go on: the next request of each asks the database anew who it is.
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID with fields name, role, agencyCode or of the last administrator, CONFLICT when somebody
 * else changed it since it was read
 */
export async function changeAccount(input: AccountChange, by: Viewer): Promise<void> {
  assertMay(by, "accounts.manage");
  const { id, name, role, agencyCode, was } = parseInput(accountChangeSchema, input);
  await withSystem(async (tx) => {
    await lockAdministration(tx);
    const account = await lockAccount(tx, id);
    if (account.name !== was.name || account.role !== was.role || account.agencyCode !== was.agencyCode)
      throw new AppError("CONFLICT");
    if (account.name === name && account.role === role && account.agencyCode === agencyCode) return;
    if (role !== "admin") await assertAdministratorLeft(tx, account, by);
    const agencyId = await agencyIdOf(tx, agencyCode);
    await appendSystemEvent(
      tx,
      by.userId,
      "account.change",
      { type: "user", id: String(id) },
      {
        ...(account.role === role ? {} : { role }),
        ...(account.agencyCode === agencyCode ? {} : { agency: agencyCode }),
      },
    );
    await tx.appUser.update({ where: { id }, data: { name, role, agencyId } });
  });
}

/**
 * Closes an account: its sessions end now, and nobody signs in with it again. What it wrote stays under its name.
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID of the last administrator
 */
export async function disableUser(key: AccountKey, by: Viewer): Promise<ChangedAccount> {
  assertMay(by, "accounts.manage");
  return withSystem(async (tx) => {
    await lockAdministration(tx);
    const account = await lockAccount(tx, key);
    await assertAdministratorLeft(tx, account, by);
    const { id } = account;
    await appendSystemEvent(tx, by.userId, "account.disable", { type: "user", id: String(id) });
    await tx.appUser.update({ where: { id }, data: { active: false } });
    await endLinks(tx, id);
    return { id, sessionsEnded: await endSessionsOfUser(tx, id, "disabled") };
  });
}

/**
 * Opens a closed account again, with the password that it had.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT of an invitation: it is accepted, not opened
 */
export async function enableUser(key: AccountKey, by: Viewer): Promise<void> {
  assertMay(by, "accounts.manage");
  await withSystem(async (tx) => {
    const { id, active, hasPassword } = await lockAccount(tx, key);
    if (active) return;
    if (!hasPassword) throw new AppError("CONFLICT", { detail: "an invitation that nobody has accepted" });
    await appendSystemEvent(tx, by.userId, "account.enable", { type: "user", id: String(id) });
    await tx.appUser.update({ where: { id }, data: { active: true } });
  });
}

/** Signs a user out everywhere, by an administrator's hand. @throws AppError FORBIDDEN, NOT_FOUND */
export async function endSessionsOf(key: AccountKey, by: Viewer): Promise<ChangedAccount> {
  assertMay(by, "accounts.manage");
  return withSystem(async (tx) => {
    const { id } = await lockAccount(tx, key);
    await appendSystemEvent(tx, by.userId, "account.sign-out", { type: "user", id: String(id) });
    return { id, sessionsEnded: await endSessionsOfUser(tx, id, "administrator") };
  });
}
