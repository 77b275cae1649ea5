import { z } from "zod";
import { proposalKinds } from "./types";

/** Longest reason, in characters. */
export const maxReason = 500;

const id = z.number().int().min(1);
const reason = z.string().trim().max(maxReason);

/** `payload` is the input of the write itself, parsed by that write's schema. */
export const proposeSchema = z.strictObject({
  kind: z.enum(proposalKinds),
  payload: z.record(z.string(), z.json()),
  reason: reason.transform((text) => text || null),
});
export type Propose = z.output<typeof proposeSchema>;

/** `seen` is the version of the row that the reviewer read the proposal against. */
export const acceptSchema = z.strictObject({ id, seen: z.number().int().nullable() });
export const declineSchema = z.strictObject({ id, reason: reason.min(1, "proposals.error.reason-missing") });
export const withdrawSchema = z.strictObject({ id });
