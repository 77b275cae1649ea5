import { z } from "zod";
import { localeCodes, userRoleCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
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
  if (!found) return null;
  const { id, agency, ...rest } = row.parse(found);
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
