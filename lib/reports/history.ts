import { z } from "zod";
import type { Unit } from "@/lib/codes";
import { formCodes, unitCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { comparable } from "@/lib/quantity/ceilings";
import { compare } from "@/lib/quantity/decimal";
import { units } from "@/lib/quantity/units";
import type { ReportValues } from "./form";
import type { ConfirmedWarning, WarningFacts } from "./warnings";
import { comparedIn, unconfirmed, warningsOf } from "./warnings";

/** What is asked: substances by slug, the units that quantities are compared in (kg, l, or a count's own), and a source that is known. */
export const factsAsked = z.object({
  substances: z.array(z.string().max(60)).max(200),
  units: z.array(z.enum(unitCodes)).max(unitCodes.length),
  source: z.number().int().positive().max(2_000_000_000).nullable(),
});
type FactsAsked = z.infer<typeof factsAsked>;

const row = z.object({
  substances: z.record(
    z.string(),
    z.object({
      form: z.enum(formCodes).nullable(),
      ceilings: z.partialRecord(z.enum(unitCodes), z.string()),
    }),
  ),
  published: z.string().nullable(),
  largest: z.array(z.object({ substance: z.string(), unit: z.enum(unitCodes), quantities: z.array(z.string()) })),
});

/** The units whose quantities are compared in one of these. */
const unitsWithin = (asked: readonly Unit[]) =>
  unitCodes.filter((unit) => asked.includes(units[unit].factor === null ? unit : comparable("1", unit).unit));

/**
 * What the rules of warnings need to know, in one statement: ceilings, a source's date, and the largest quantities among the lines that
 * the viewer may see. Two steps down an index for each unit, however many lines there are. One line alone is no history.
 */
export async function readWarningFacts(tx: Tx, asked: FactsAsked): Promise<WarningFacts> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH named AS MATERIALIZED (SELECT s.id, s.slug, s.form, s.ceilings FROM substance s WHERE s.slug = ANY (${asked.substances}::text[]))
    SELECT
      (SELECT coalesce(jsonb_object_agg(n.slug, jsonb_build_object('form', n.form, 'ceilings', n.ceilings)), '{}') FROM named n) AS substances,
      (SELECT s.published_edtf FROM source s WHERE s.id = ${asked.source}::int) AS published,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('substance', n.slug, 'unit', u.unit, 'quantities', top.quantities)), '[]')
        FROM named n CROSS JOIN unnest(${unitsWithin(asked.units)}::text[]) AS u(unit)
          CROSS JOIN LATERAL (SELECT jsonb_agg(l.quantity::text) AS quantities FROM (
            SELECT l.quantity FROM case_line l WHERE l.substance_id = n.id AND l.unit = u.unit AND l.quantity IS NOT NULL
            ORDER BY l.quantity DESC LIMIT 2) l) top
        WHERE top.quantities IS NOT NULL) AS largest`;
  const { substances, published, largest } = row.parse(rows[0]);
  const facts: WarningFacts = { substances: {}, published };
  for (const [slug, known] of Object.entries(substances)) {
    const seen = largest
      .filter(({ substance }) => substance === slug)
      .flatMap(({ unit, quantities }) => quantities.map((quantity) => comparable(quantity, unit)));
    facts.substances[slug] = { ...known, largest: largestOf(seen) };
  }
  return facts;
}

function largestOf(seen: readonly { unit: Unit; value: string }[]): Partial<Record<Unit, string>> {
  const found: Partial<Record<Unit, string>> = {};
  for (const unit of new Set(seen.map((one) => one.unit))) {
    const [most, second] = seen.filter((one) => one.unit === unit).sort((a, b) => compare(b.value, a.value));
    if (most && second) found[unit] = most.value;
  }
  return found;
}

/** Characters of a word of confirmation that are kept. */
const mostWords = 300;

/**
 * The warnings of a form as its version keeps them, each with its author's word.
 * @throws AppError INVALID at the field of each that nobody has confirmed
 */
export async function admitWarnings(tx: Tx, values: ReportValues): Promise<ConfirmedWarning[]> {
  const pairs = comparedIn(values);
  const facts = await readWarningFacts(tx, {
    substances: pairs.map(({ substance }) => substance),
    units: [...new Set(pairs.map(({ unit }) => unit))],
    source: values.source.mode === "found" ? Number(values.source.found.id) : null,
  });
  const warnings = warningsOf(values, facts);
  const open = unconfirmed(warnings, values);
  if (open.length > 0)
    throw new AppError("INVALID", {
      fields: open.map(({ path }) => ({ path, message: "warnings.error.unconfirmed" })),
      members: { warnings: open },
    });
  return warnings.map(({ key, ...seen }) => {
    const reason = values.confirmed.find((one) => one.key === key)?.reason ?? "";
    return { ...seen, reason: reason.trim().slice(0, mostWords) };
  });
}
