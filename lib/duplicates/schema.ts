import { z } from "zod";
import { formCodes, qualifierCodes, statusCodes, unitCodes } from "@/lib/codes";
import { parseDate } from "@/lib/dates/parse";
import type { Duplicates } from "./types";
import { duplicateReasons } from "./types";

const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(120);
const decimal = z
  .string()
  .regex(/^(0|[1-9]\d*)(\.\d+)?$/)
  .max(40)
  .refine((text) => /[1-9]/.test(text));

/** What has been typed of an event, as far as it can be read. */
export const probeSchema = z.strictObject({
  /** EDTF */
  date: z
    .string()
    .max(60)
    .refine((text) => parseDate(text).ok)
    .nullable(),
  point: slug.nullable(),
  lines: z
    .array(
      z.strictObject({
        substance: slug,
        form: z.enum(formCodes),
        quantity: decimal.nullable(),
        unit: z.enum(unitCodes).nullable(),
        qualifier: z.enum(qualifierCodes),
      }),
    )
    .max(200),
  externalReference: z.string().trim().min(1).max(120).nullable(),
  /** references of cases that the typist has called other events */
  otherThan: z.array(z.string().max(40)).max(500),
});
export type Probe = z.output<typeof probeSchema>;

/** An account as the search for duplicates reads it, and the references of cases that it is known to be or not to be. */
export type Suspect = Omit<Probe, "otherThan"> & { otherThan: readonly string[] };

const text = z.string().nullable();

/** What the search answers, as the browser reads it. */
export const duplicatesSchema = z.object({
  hints: z.array(
    z.object({
      reference: z.string(),
      status: z.enum(statusCodes),
      edtf: text,
      point: text,
      lines: z.array(
        z.object({
          asReported: z.string(),
          substance: z.string(),
          quantity: text,
          unit: z.enum(unitCodes).nullable(),
          unitAsReported: text,
          qualifier: z.enum(qualifierCodes),
        }),
      ),
      grams: text,
      externalReferences: z.array(z.string()),
      reasons: z.array(z.enum(duplicateReasons)),
      comparison: z.object({
        date: z.object({ apart: z.number(), same: z.boolean() }).nullable(),
        point: z.enum(["same", "above", "below", "other"]).nullable(),
        family: z.enum(["same", "other"]).nullable(),
        quantity: z.enum(["near", "other"]).nullable(),
        reference: z.enum(["same", "other"]).nullable(),
      }),
    }),
  ),
  more: z.number(),
}) satisfies z.ZodType<Duplicates>;
