import { z } from "zod";
import { userRoleCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { proposalKinds } from "./types";

const person = z
  .object({ name: z.string(), role: z.enum(userRoleCodes), agency: z.object({ name: z.string() }) })
  .transform(({ agency, ...rest }) => ({ ...rest, agency: agency.name }));
const row = z.object({
  id: z.number(),
  kind: z.enum(proposalKinds),
  subject: z.string(),
  payload: z.record(z.string(), z.unknown()),
  reason: z.string().nullable(),
  proposedById: z.number(),
  proposedBy: person,
  createdAt: z.date(),
  state: z.enum(["open", "accepted", "declined", "withdrawn"]),
  decidedBy: person.nullable(),
  decidedAt: z.date().nullable(),
  decisionReason: z.string().nullable(),
});
export type StoredProposal = z.output<typeof row>;

const people = { select: { name: true, role: true, agency: { select: { name: true } } } } as const;

/** Proposals that the viewer may see: the open ones oldest first, the others newest first. */
export async function listProposals(tx: Tx, which: "open" | "decided", limit: number): Promise<StoredProposal[]> {
  const rows = await tx.proposal.findMany({
    where: { state: which === "open" ? "open" : { not: "open" } },
    select: {
      ...{ id: true, kind: true, subject: true, payload: true, reason: true, state: true, proposedById: true },
      ...{ createdAt: true, decidedAt: true, decisionReason: true, proposedBy: people, decidedBy: people },
    },
    orderBy: which === "open" ? { id: "asc" } : { decidedAt: "desc" },
    take: limit,
  });
  return z.array(row).parse(rows);
}

/** An open proposal, for deciding: nobody else decides it meanwhile. Null where it is not open any more, or not the viewer's to see. */
export async function lockOpen(tx: Tx, id: number) {
  const rows = z
    .array(
      z.object({
        id: z.number(),
        kind: z.enum(proposalKinds),
        subject: z.string(),
        payload: z.record(z.string(), z.json()),
      }),
    )
    .parse(
      await tx.$queryRaw`SELECT id, kind, subject, payload FROM proposal WHERE id = ${id} AND state = 'open' FOR UPDATE`,
    );
  return rows[0] ?? null;
}
