import { appendAction } from "@/lib/audit/append";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { kinds } from "./kinds";
import { lockOpen } from "./queries";
import type { Propose } from "./schema";

/**
 * Puts a write of the reference lists before who keeps them.
 * @throws AppError FORBIDDEN by the matrix, INVALID for an input that the write itself could not read
 */
export async function propose(tx: Tx, viewer: Viewer, { kind, payload, reason }: Propose): Promise<{ id: number }> {
  assertMay(viewer, "reference.propose");
  const { subject } = kinds[kind].check(payload);
  await appendAction(tx, {
    action: "proposal.make",
    subjectType: "proposal",
    subjectId: subject,
    reason,
    details: { kind },
  });
  return tx.proposal.create({
    data: { kind, subject, payload, reason, proposedById: viewer.userId },
    select: { id: true },
  });
}

/**
 * Makes what was proposed, in the accepting viewer's name and by the same write that they would make themselves. Both stay or neither.
 * @returns what the write starts: to be called once the transaction is committed
 * @throws AppError CONFLICT when it was decided meanwhile, or what it is about changed since it was read; whatever the write refuses
 */
export async function acceptProposal(
  tx: Tx,
  viewer: Viewer,
  { id, seen }: { id: number; seen: number | null },
): Promise<() => Promise<void>> {
  assertMay(viewer, "reference.keep");
  const own = await lockOpen(tx, id);
  if (!own) throw new AppError("CONFLICT");
  await decided(tx, viewer, own, "accepted", null);
  // What was read is what is accepted: changed since, the write says so.
  return kinds[own.kind].apply(tx, viewer, seen === null ? own.payload : { ...own.payload, version: seen });
}

/** Declines, saying why. @throws AppError CONFLICT when it was decided meanwhile */
export async function declineProposal(
  tx: Tx,
  viewer: Viewer,
  { id, reason }: { id: number; reason: string },
): Promise<void> {
  assertMay(viewer, "reference.keep");
  const own = await lockOpen(tx, id);
  if (!own) throw new AppError("CONFLICT");
  await decided(tx, viewer, own, "declined", reason);
}

/** Takes back what one proposed oneself. @throws AppError CONFLICT when it was decided meanwhile */
export async function withdrawProposal(tx: Tx, viewer: Viewer, { id }: { id: number }): Promise<void> {
  assertMay(viewer, "reference.propose");
  const own = await lockOpen(tx, id);
  if (!own) throw new AppError("CONFLICT");
  await decided(tx, viewer, own, "withdrawn", null);
}

async function decided(
  tx: Tx,
  viewer: Viewer,
  { id, kind, subject }: { id: number; kind: string; subject: string },
  state: "accepted" | "declined" | "withdrawn",
  reason: string | null,
): Promise<void> {
  await appendAction(tx, {
    action: `proposal.${state}`,
    subjectType: "proposal",
    subjectId: subject,
    reason,
    details: { kind, proposal: id },
  });
  await tx.proposal.update({
    where: { id },
    data: { state, decidedById: viewer.userId, decidedAt: new Date(), decisionReason: reason },
  });
}
