import { z } from "zod";
import { familyCodes, formCodes, unitCodes } from "@/lib/codes";
import type { ConversionFactor } from "./conversion";

/** A conversion factor as the database gives it. */
export const conversionFactor = z.object({
  id: z.number(),
  substance: z.string().nullable(),
  family: z.enum(familyCodes).nullable(),
  form: z.enum(formCodes).nullable(),
  unit: z.enum(unitCodes),
  gramsLow: z.string(),
  grams: z.string(),
  gramsHigh: z.string(),
  source: z.string(),
  note: z.string().nullish(),
}) satisfies z.ZodType<ConversionFactor>;
