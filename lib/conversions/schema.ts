import { z } from "zod";
import { familyCodes, formCodes, unitCodes } from "@/lib/codes";
import { compare } from "@/lib/quantity/decimal";
import { gramsPer } from "@/lib/quantity/units";

const words = (most: number, message: string) => z.string().trim().min(1, message).max(most, "errors.field");

/** A decimal above nought with a point: nothing else, so that no figure is guessed at. */
const grams = z
  .string()
  .trim()
  .regex(/^\d{1,9}(\.\d{1,12})?$/, "conversions.error.grams")
  .refine((value) => !/^0+(\.0+)?$/.test(value), "conversions.error.grams");

const factorSchema = z
  .object({
    substance: z.string().min(1).nullable(),
    family: z.enum(familyCodes).nullable(),
    form: z.enum(formCodes).nullable(),
    unit: z.enum(unitCodes, "conversions.error.unit"),
    gramsLow: grams,
    grams,
    gramsHigh: grams,
    source: words(500, "conversions.error.source"),
    note: z
      .string()
      .trim()
      .max(500, "errors.field")
      .transform((text) => text || null)
      .nullable(),
  })
  .superRefine(({ unit, gramsLow, grams: central, gramsHigh }, context) => {
    if (gramsPer(unit) !== null)
      context.addIssue({ code: "custom", path: ["unit"], message: "conversions.error.unit-weight" });
    if (compare(gramsLow, central) > 0)
      context.addIssue({ code: "custom", path: ["gramsLow"], message: "conversions.error.low-above" });
    if (compare(central, gramsHigh) > 0)
      context.addIssue({ code: "custom", path: ["gramsHigh"], message: "conversions.error.high-below" });
  });

/** A new set as the form hands it over. A set is whole: what it leaves out has no factor. */
export const newSetSchema = z.object({
  basis: z.string().min(1),
  slug: z
    .string()
    .trim()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "conversions.error.slug")
    .max(60, "conversions.error.slug"),
  name: words(80, "conversions.error.name"),
  source: words(500, "conversions.error.set-source"),
  note: words(2000, "conversions.error.note"),
  factors: z
    .array(factorSchema)
    .min(1, "conversions.error.none")
    .max(1000)
    .superRefine((factors, context) => {
      const seen = new Set<string>();
      for (const [at, { substance, family, form, unit }] of factors.entries()) {
        const key = JSON.stringify([substance, family, form, unit]);
        if (seen.has(key)) context.addIssue({ code: "custom", path: [at, "unit"], message: "conversions.error.twice" });
        seen.add(key);
      }
    }),
});
export type NewSet = z.output<typeof newSetSchema>;

/** Makes a set the one that counts, and why. `instead` is the current one that the person saw. */
export const makeCurrentSchema = z.object({
  slug: z.string().min(1),
  instead: z.string().min(1),
  reason: words(2000, "conversions.error.reason"),
});
export type MakeCurrent = z.output<typeof makeCurrentSchema>;
