import type { Tx } from "@/lib/db/client";
import { withSystem } from "@/lib/db/system";
import { appendSystemEvent } from "./event";
import { builtInViewer } from "./mint";
import { generatePassword, hashPassword } from "./password";

export type FirstAccount = { email: string; password: string };

/**
 * The desk that runs the installation. UTC, because nothing says where that is: a zone taken from the server would silently decide what
 * "today" is for people who may sit elsewhere. The administrator sets the right one.
 */
const desk = { code: "desk", name: "Desk", timeZone: "UTC" };
const builtIn = [
  { role: "operator", name: "Operator" },
  { role: "register", name: "Register" },
] as const;
const first = [
  { email: "admin@weir.example", name: "Administrator", role: "admin" },
  { email: "analyst@weir.example", name: "Analyst", role: "analyst" },
  { email: "reviewer@weir.example", name: "Reviewer", role: "reviewer" },
] as const;

/** The desk, and the two actors that cannot sign in: `operator` is the command line, `register` what ships with the product. */
export async function ensureBuiltIns(): Promise<void> {
  await withSystem(async (tx) => {
    await lock(tx);
    let agency = await tx.agency.findUnique({ where: { code: desk.code }, select: { id: true } });
    if (!agency) {
      await appendSystemEvent(tx, null, "agency.create", { type: "agency", id: desk.code });
      agency = await tx.agency.create({ data: desk, select: { id: true } });
    }
    const agencyId = agency.id;
    const there = await tx.appUser.findMany({ where: { email: null }, select: { role: true } });
    const missing = builtIn.filter(({ role }) => !there.some((user) => user.role === role));
    if (missing.length === 0) return;
    await appendSystemEvent(tx, null, "account.create", { type: "account", id: "built-in" });
    await tx.appUser.createMany({ data: missing.map((user) => ({ ...user, agencyId })) });
  });
}

/** An administrator, an analyst and a reviewer with random passwords, where nobody can sign in yet; else nothing. */
export async function makeFirstAccounts(): Promise<FirstAccount[]> {
  const operator = await builtInViewer("operator");
  return withSystem(async (tx) => {
    await lock(tx);
    if ((await tx.appUser.count({ where: { email: { not: null } } })) > 0) return [];
    const made: FirstAccount[] = [];
    for (const account of first) {
      const password = generatePassword();
      const passwordHash = await hashPassword(password);
      await appendSystemEvent(tx, operator.userId, "account.create", { type: "account", id: account.email });
      await tx.appUser.create({
        data: { ...account, agencyId: operator.agencyId, passwordHash, passwordChangedAt: new Date() },
      });
      made.push({ email: account.email, password });
    }
    return made;
  });
}

async function lock(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('weir.seed.accounts', 0))::text`;
}
