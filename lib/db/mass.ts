import { z } from "zod";
import type { Conversion } from "@/lib/quantity/conversion";
import type { Tx } from "./client";
import { Prisma } from "./generated/client";
import { planOnce } from "./prepared";

/**
 * What seizure lines weigh together, as the columns `low`, `central` and `high` over `y`, rows of line_mass under one conversion set: grams
 * as exact decimals, null where no line has a weight. Of the lines that have one: `central` adds up what they weigh; a line without a
 * lower bound adds nothing to `low`; a line without an upper bound takes it from the sum. The one rule for lists, case files and trends.
 * refresh_read_model holds the same of each case, exactly and in whole milligrams for sorting and filtering; a test compares them.
 */
export const exactSums = sumsAs((sum) => sum);
/** The same as decimal text. */
export const massSums = sumsAs((sum) => Prisma.sql`trim_scale(${sum})::text`);

function sumsAs(shown: (sum: Prisma.Sql) => Prisma.Sql): Prisma.Sql {
  const low = Prisma.sql`sum(coalesce(y.grams_low, 0)) FILTER (WHERE y.grams IS NOT NULL)`;
  return Prisma.sql`${shown(low)} AS low, ${shown(Prisma.sql`sum(y.grams)`)} AS central,
    CASE WHEN bool_or(y.grams IS NOT NULL AND y.grams_high IS NULL) THEN NULL ELSE ${shown(Prisma.sql`sum(y.grams_high)`)} END AS high`;
}

/** The id of a conversion set, or of the current one (null), looked up once. */
export const setOf = (set: number | null): Prisma.Sql =>
  set === null ? Prisma.sql`(SELECT t.id FROM conversion_set t WHERE t.is_current)` : Prisma.sql`${set}::int`;

/** The lines' masses under the current conversion set, as `y`. */
const currentMasses = Prisma.sql`line_mass y JOIN conversion_set t ON t.id = y.set_id AND t.is_current`;

/** The lines' masses under one set, or under the current one (null), as `y`. */
export function massesUnder(set: number | null): Prisma.Sql {
  return set === null
    ? currentMasses
    : Prisma.sql`line_mass y JOIN conversion_set t ON t.id = y.set_id AND t.id = ${set}`;
}

const usableSet = z.object({ id: z.number(), slug: z.string(), name: z.string(), current: z.boolean() });

/** The set that was asked for, by its id (null: the current one), and what to say of it. One statement. */
export async function conversionFor(
  tx: Tx,
  asked: string | null,
): Promise<{ setId: number | null; conversion: Conversion }> {
  const rows = await tx.$queryRaw`${planOnce}
    SELECT t.id, t.slug, t.name, t.is_current AS current FROM conversion_set t
    WHERE t.is_current OR EXISTS (SELECT 1 FROM conversion_progress p WHERE p.set_id = t.id AND p.ready_at IS NOT NULL)
    ORDER BY t.is_current DESC, t.id DESC`;
  const sets = z.array(usableSet).parse(rows);
  const under = sets.find(({ slug }) => slug === asked) ?? sets.find(({ current }) => current);
  return {
    setId: under && !under.current ? under.id : null,
    conversion: {
      asked,
      under: under?.slug ?? null,
      sets: sets.map(({ slug, name, current }) => ({ slug, name, current })),
    },
  };
}

/** The set that a program asks for, by its id (null: the current one): one that is not known is refused. No statement without a question. */
export async function setAsked(
  tx: Tx,
  asked: string | null,
): Promise<{ setId: number | null; problems: { key: string; value: string; reason: "unknown-value" }[] }> {
  if (asked === null || asked === "") return { setId: null, problems: [] };
  const { setId, conversion } = await conversionFor(tx, asked);
  return { setId, problems: conversion.under === asked ? [] : [{ key: "set", value: asked, reason: "unknown-value" }] };
}
