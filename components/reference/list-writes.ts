import type { ActionResult } from "@/lib/errors";
import { proposeWrite } from "@/lib/proposals/actions";
import type { ProposalKind } from "@/lib/proposals/types";
import type { Rights } from "@/lib/reference/types";

/** What a form sends, and why, which who decides about a proposal reads. */
export type Sent<I> = { input: I; reason: string };

/**
 * The write itself for who keeps the lists; for who may propose, the same input put before them.
 * @param kind what the write is called as a proposal
 */
export function writeOrPropose<I extends object>(
  rights: Rights,
  kind: ProposalKind,
  write: (input: I) => Promise<ActionResult<unknown>>,
): (sent: Sent<I>) => Promise<ActionResult<unknown>> {
  if (rights.lists === "keep") return ({ input }) => write(input);
  // What a form sends is JSON: the proposal keeps it as it is.
  return ({ input, reason }) => proposeWrite({ kind, payload: JSON.parse(JSON.stringify(input)), reason });
}
