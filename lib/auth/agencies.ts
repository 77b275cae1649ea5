import type { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { sqlState } from "@/lib/db/failure";
import { withSystem } from "@/lib/db/system";
import { AppError, invalid, parseInput } from "@/lib/errors";
import { nextId } from "./account-row";
import { appendSystemEvent } from "./event";
import { assertMay } from "./permissions";
import { agencyChangeSchema, agencySchema } from "./schema";
import type { AgencyRow, Viewer } from "./types";

export type NewAgency = z.input<typeof agencySchema>;
export type AgencyChange = z.input<typeof agencyChangeSchema>;

/**
 * @param input code: a permanent Latin slug; timeZone: an IANA zone, which decides what "today" is for its analysts
 * @returns the agency's id
 * @throws AppError FORBIDDEN, INVALID with fields code, name, timeZone
 */
export async function createAgency(input: NewAgency, by: Viewer): Promise<number> {
  assertMay(by, "accounts.manage");
  const { code, name, timeZone } = parseInput(agencySchema, input);
  return withSystem(async (tx) => {
    if (await tx.agency.findUnique({ where: { code } })) throw invalid("code", "auth.error.agency-taken");
    await assertKnownZone(tx, timeZone);
    const id = await nextId(tx, "agency_id_seq");
    await appendSystemEvent(tx, by.userId, "agency.create", { type: "agency", id: String(id) }, { code });
    await tx.agency.create({ data: { id, code, name, timeZone } });
    return id;
  }).catch(asProblem);
}

/**
 * Gives an agency another name or time zone. From the next request on, "today" is the new zone's for everybody in it; instants that were
 * written down stay what they are, and so do the dates of cases.
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID with fields name, timeZone, CONFLICT when somebody else changed it since it was read
 */
export async function changeAgency(input: AgencyChange, by: Viewer): Promise<void> {
  assertMay(by, "accounts.manage");
  const { code, name, timeZone, was } = parseInput(agencyChangeSchema, input);
  await withSystem(async (tx) => {
    const [agency] = await tx.$queryRaw<{ id: number; name: string; timeZone: string }[]>`
      SELECT id, name, time_zone AS "timeZone" FROM agency WHERE code = ${code} FOR UPDATE`;
    if (!agency) throw new AppError("NOT_FOUND");
    if (agency.name !== was.name || agency.timeZone !== was.timeZone) throw new AppError("CONFLICT");
    if (agency.name === name && agency.timeZone === timeZone) return;
    if (agency.timeZone !== timeZone) await assertKnownZone(tx, timeZone);
    await appendSystemEvent(tx, by.userId, "agency.change", { type: "agency", id: String(agency.id) }, { code });
    await tx.agency.update({ where: { id: agency.id }, data: { name, timeZone } });
  }).catch(asProblem);
}

/** All agencies, by name, with the number of accounts that can sign in. @throws AppError FORBIDDEN */
export async function listAgencies(by: Viewer): Promise<AgencyRow[]> {
  assertMay(by, "accounts.manage");
  return withSystem(
    (tx) => tx.$queryRaw<AgencyRow[]>`
      SELECT a.code, a.name, a.time_zone AS "timeZone",
        (SELECT count(*)::int FROM app_user u WHERE u.agency_id = a.id AND u.active AND u.email IS NOT NULL) AS accounts
      FROM agency a ORDER BY lower(a.name), a.code`,
  );
}

/** The database has its own list of zones, and it counts days with them too. */
async function assertKnownZone(tx: Tx, timeZone: string): Promise<void> {
  await tx.$queryRaw`SELECT (now() AT TIME ZONE ${timeZone})::text`;
}

function asProblem(error: unknown): never {
  const state = sqlState(error);
  if (state === "23505") throw invalid("code", "auth.error.agency-taken");
  if (state === "22023") throw invalid("timeZone", "auth.error.time-zone");
  throw error;
}
