import { z } from "zod";
import { maxReason } from "@/lib/reports/types";
import { mostCases, mostPerRequest } from "./bulk-limits";

const reference = z.string().min(1).max(60);
const reason = z
  .string({ error: "reports.error.reason-missing" })
  .trim()
  .min(1, "reports.error.reason-missing")
  .max(maxReason);
const cases = z
  .array(
    z.strictObject({
      reference,
      versions: z.array(z.strictObject({ reportId: z.uuid(), version: z.number().int().min(1) })).max(50),
    }),
  )
  .min(1)
  .max(mostPerRequest);

/** What is asked of a decision before it is made: of cases by reference, or of all that a filter finds. */
export const bulkAsk = z.strictObject({
  kind: z.enum(["verify", "return", "withdraw", "operation"]),
  of: z.union([
    z.strictObject({ references: z.array(reference).min(1).max(mostCases) }),
    z.strictObject({ query: z.string().max(4000) }),
  ]),
});
export type BulkAsk = z.output<typeof bulkAsk>;

export const bulkAct = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("verify"), cases }),
  z.strictObject({ kind: z.literal("return"), cases, reason }),
  z.strictObject({ kind: z.literal("withdraw"), cases, reason }),
  z.strictObject({
    kind: z.literal("operation"),
    cases,
    /** null takes the cases out of theirs */
    operation: z
      .string()
      .trim()
      .max(120)
      .transform((text) => text.normalize("NFC"))
      .transform((text) => (text === "" ? null : text)),
  }),
]);
export type BulkAct = z.output<typeof bulkAct>;
