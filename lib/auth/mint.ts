import { z } from "zod";
import { keyScopeCodes, localeCodes, userRoleCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { planOnce } from "@/lib/db/prepared";
import { withSystem } from "@/lib/db/system";
import { AppError } from "@/lib/errors";
import type { Viewer } from "./types";

const row = z.object({
  id: z.number().int(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(userRoleCodes),
  locale: z.enum(localeCodes).nullable(),
  agency: z.object({ id: z.number().int(), code: z.string(), name: z.string(), timeZone: z.string() }),
});

async function mint(
  tx: Tx,
  where: { id: number } | { email: string } | { role: "operator" | "register"; email: null },
): Promise<Viewer | null> {
  const found = await tx.appUser.findFirst({
    where: { ...where, active: true },
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      locale: true,
      agency: { select: { id: true, code: true, name: true, timeZone: true } },
    },
  });
  return found && viewerFrom(row.parse(found));
}

function viewerFrom({ id, agency, ...rest }: z.output<typeof row>): Viewer {
  const viewer = {
    ...rest,
    userId: id,
    agencyId: agency.id,
    agencyCode: agency.code,
    agencyName: agency.name,
    timeZone: agency.timeZone,
  };
  return viewer as Viewer;
}

/** The viewer of an active user, from the database's own rows, or null. */
export async function viewerOfUser(userId: number): Promise<Viewer | null> {
  return withSystem((tx) => mint(tx, { id: userId }));
}

/** As viewerOfUser inside a system transaction that is already open. */
export async function viewerOfUserIn(tx: Tx, userId: number): Promise<Viewer | null> {
  return mint(tx, { id: userId });
}

/** For `weir … --as E`. @throws AppError NOT_FOUND for an unknown or disabled account */
export async function viewerOfEmail(email: string): Promise<Viewer> {
  const viewer = await withSystem((tx) => mint(tx, { email: email.toLowerCase() }));
  if (!viewer) throw new AppError("NOT_FOUND", { detail: `No active account has the e-mail ${email}.` });
  return viewer;
}

/** A built-in actor: `operator` is the command line, `register` loads what ships with the product. */
export async function builtInViewer(role: "operator" | "register"): Promise<Viewer> {
  const viewer = await withSystem((tx) => mint(tx, { role, email: null }));
  if (!viewer)
    throw new AppError("UNAVAILABLE", {
      detail: `The built-in actor ${role} is missing: load the register first (npm start does).`,
    });
  return viewer;
}

const heldKey = z.object({
  id: z.number().int(),
  digest: z.instanceof(Uint8Array),
  expiresAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  lastUsedAt: z.date().nullable(),
  scopes: z.array(z.enum(keyScopeCodes)),
  active: z.boolean(),
  viewer: row,
});
/** A key as it is kept, and whoever holds it; no viewer for an account that was closed. */
export type HeldKey = Omit<z.output<typeof heldKey>, "viewer" | "active"> & { viewer: Viewer | null };

/** The key of a prefix with its holder, in one statement: programs ask at every request. */
export async function holderOfKey(tx: Tx, prefix: string): Promise<HeldKey | null> {
  const found = await tx.$queryRaw<unknown[]>`${planOnce}
    SELECT k.id, k.digest, k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt", k.scopes, x.last_used_at AS "lastUsedAt", u.active,
      jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email, 'role', u.role, 'locale', u.locale,
        'agency', jsonb_build_object('id', a.id, 'code', a.code, 'name', a.name, 'timeZone', a.time_zone)) AS viewer
    FROM api_key k JOIN app_user u ON u.id = k.user_id JOIN agency a ON a.id = u.agency_id LEFT JOIN api_key_use x ON x.key_id = k.id
    WHERE k.prefix = ${prefix}`;
  if (found[0] === undefined) return null;
  const { viewer, active, ...key } = heldKey.parse(found[0]);
  return { ...key, viewer: active ? viewerFrom(viewer) : null };
}
