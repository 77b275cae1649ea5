import { z } from "zod";
import { Prisma } from "@/lib/db/generated/client";
import { withSystem } from "@/lib/db/system";
import { AppError } from "@/lib/errors";
import { assertMay } from "./permissions";
import { accountRoles, accountStates } from "./schema";
import { sessionLimits } from "./session";
import type { AccountFilter, AccountState, AccountSummary, Viewer } from "./types";

const row = z.object({
  id: z.number(),
  email: z.string(),
  name: z.string(),
  role: z.enum(accountRoles),
  agencyCode: z.string(),
  agencyName: z.string(),
  state: z.enum(accountStates),
  createdAt: z.date(),
  lastSeen: z.date().nullable(),
  openSessions: z.number(),
  linkKind: z.enum(["invitation", "reset"]).nullable(),
  linkExpiresAt: z.date().nullable(),
});

/** Every account of a person, with what its sessions and its open link say at a moment. */
function accountsAt(now: Date): Prisma.Sql {
  const idleSince = new Date(now.getTime() - sessionLimits.idle);
  return Prisma.sql`
    SELECT u.id, u.email, u.name, u.role, a.code AS "agencyCode", a.name AS "agencyName", u.created_at AS "createdAt",
      CASE WHEN u.active THEN 'active' WHEN u.password_hash IS NOT NULL THEN 'disabled' WHEN l.kind IS NOT NULL THEN 'invited' ELSE 'lapsed' END AS state,
      s.last_seen AS "lastSeen", s.open AS "openSessions", l.kind AS "linkKind", l.expires_at AS "linkExpiresAt"
    FROM app_user u JOIN agency a ON a.id = u.agency_id
    CROSS JOIN LATERAL (SELECT max(last_seen) AS last_seen,
      (count(*) FILTER (WHERE ended_at IS NULL AND expires_at > ${now} AND last_seen > ${idleSince} AND u.active))::int AS open FROM session WHERE user_id = u.id) s
    LEFT JOIN account_link l ON l.user_id = u.id AND l.used_at IS NULL AND l.ended_at IS NULL AND l.expires_at > ${now}
    WHERE u.email IS NOT NULL`;
}

function summary({ linkKind, linkExpiresAt, createdAt, lastSeen, ...rest }: z.output<typeof row>): AccountSummary {
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    lastSeen: lastSeen?.toISOString() ?? null,
    link: linkKind && linkExpiresAt ? { kind: linkKind, expiresAt: linkExpiresAt.toISOString() } : null,
  };
}

/**
 * Accounts of people by name, and how many match.
 * @param at the first row, and how many
 * @throws AppError FORBIDDEN
 */
export async function listAccounts(
  by: Viewer,
  { q, role, agency, state }: AccountFilter,
  { offset, limit }: { offset: number; limit: number },
  now = new Date(),
): Promise<{ total: number; rows: AccountSummary[] }> {
  assertMay(by, "accounts.manage");
  const conditions = [
    Prisma.sql`true`,
    ...(q === null ? [] : [Prisma.sql`(strpos(lower(name), lower(${q})) > 0 OR strpos(email, lower(${q})) > 0)`]),
    ...(role === null ? [] : [Prisma.sql`role = ${role}`]),
    ...(agency === null ? [] : [Prisma.sql`"agencyCode" = ${agency}`]),
    ...(state === null ? [] : [Prisma.sql`state = ${state}`]),
  ];
  return withSystem(async (tx) => {
    const matching = Prisma.sql`(SELECT * FROM (${accountsAt(now)}) every WHERE ${Prisma.join(conditions, " AND ")}) matching`;
    const [count] = await tx.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM ${matching}`;
    const rows = z
      .array(row)
      .parse(await tx.$queryRaw`SELECT * FROM ${matching} ORDER BY lower(name), id LIMIT ${limit} OFFSET ${offset}`);
    return { total: count?.total ?? 0, rows: rows.map(summary) };
  });
}

/** One account. @throws AppError FORBIDDEN, NOT_FOUND */
export async function getAccount(by: Viewer, id: number, now = new Date()): Promise<AccountSummary> {
  assertMay(by, "accounts.manage");
  const rows = await withSystem((tx) => tx.$queryRaw`SELECT * FROM (${accountsAt(now)}) every WHERE id = ${id}`);
  const [found] = z.array(row).parse(rows);
  if (!found) throw new AppError("NOT_FOUND");
  return summary(found);
}

/** For the start page: how many accounts there are in each state, the administrators among them, and the links that are open. */
export async function countAccounts(
  by: Viewer,
  now = new Date(),
): Promise<{ states: Record<AccountState, number>; administrators: number; open: AccountSummary[] }> {
  assertMay(by, "accounts.manage");
  return withSystem(async (tx) => {
    const counts = await tx.$queryRaw<{ state: AccountState; count: number; administrators: number }[]>`
      SELECT state, count(*)::int AS count, (count(*) FILTER (WHERE role = 'admin'))::int AS administrators
      FROM (${accountsAt(now)}) every GROUP BY state`;
    const open = z
      .array(row)
      .parse(
        await tx.$queryRaw`SELECT * FROM (${accountsAt(now)}) every WHERE "linkKind" IS NOT NULL OR state = 'lapsed' ORDER BY "linkExpiresAt" NULLS FIRST, id`,
      );
    const of = (state: AccountState) => counts.find((one) => one.state === state);
    const number = (state: AccountState) => of(state)?.count ?? 0;
    return {
      states: {
        active: number("active"),
        invited: number("invited"),
        lapsed: number("lapsed"),
        disabled: number("disabled"),
      },
      administrators: of("active")?.administrators ?? 0,
      open: open.map(summary),
    };
  });
}
