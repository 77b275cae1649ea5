import { appendAction } from "@/lib/audit/append";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { resolveCases } from "./resolve";

/**
 * Puts a case under the name of an operation, or under none. The name is the case's own: no report changes, and no count.
 * @param input.operation trimmed, not empty; null takes the case out @returns whether anything changed
 * @throws AppError NOT_FOUND, also for a case whose reports went to another one; FORBIDDEN for a case of another agency
 */
export async function setOperation(
  tx: Tx,
  viewer: Viewer,
  input: { reference: string; operation: string | null },
): Promise<boolean> {
  assertMay(viewer, "case.set-operation");
  const [found] = await tx.$queryRaw<{ id: number; owner: number; operation: string | null }[]>`
    SELECT id, owner_agency_id AS owner, operation FROM case_file WHERE reference = ${input.reference} AND resolves_to_id IS NULL FOR UPDATE`;
  if (!found) throw new AppError("NOT_FOUND");
  if (found.owner !== viewer.agencyId && viewer.role !== "operator")
    throw new AppError("FORBIDDEN", { detail: "a case of another agency" });
  if (found.operation === input.operation) return false;
  await appendAction(tx, {
    action: "case.set-operation",
    subjectType: "case",
    subjectId: input.reference,
    details: { named: input.operation !== null },
  });
  await tx.$executeRaw`UPDATE case_file SET operation = ${input.operation} WHERE id = ${found.id}`;
  // The name can be searched for.
  await resolveCases(tx, [found.id]);
  return true;
}
