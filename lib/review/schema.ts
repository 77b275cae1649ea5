import { z } from "zod";
import { maxReason } from "@/lib/reports/types";

/** As many decisions as one press may make: the rows of a page. */
const maxDecisions = 50;

const versions = z
  .array(z.strictObject({ reportId: z.uuid(), version: z.number().int().min(1) }))
  .min(1)
  .max(maxDecisions);

/** Several waiting versions and what is decided about all of them. */
export const decisionsSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("verified"), versions }),
  z.strictObject({
    kind: z.literal("returned"),
    versions,
    reason: z
      .string({ error: "reports.error.reason-missing" })
      .trim()
      .min(1, "reports.error.reason-missing")
      .max(maxReason),
  }),
]);
export type Decisions = z.output<typeof decisionsSchema>;
