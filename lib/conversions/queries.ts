import { z } from "zod";
import { familyCodes, formCodes, unitCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { setOf } from "@/lib/db/mass";
import type { EffectRow, FactorRow, SetEffect, SetHead, SetSwitch, SubstanceChoice } from "./types";

const text = z.string().nullable();
const headRow = z.object({
  slug: z.string(),
  name: z.string(),
  source: z.string(),
  note: text,
  createdAt: z.date(),
  createdBy: text,
  basedOn: z.object({ slug: z.string(), name: z.string() }).nullable(),
  current: z.boolean(),
  factors: z.number(),
  weighing: z.object({ cases: z.number(), of: z.number(), ready: z.boolean() }),
});

/** All sets, the current one first, then the newest. */
export async function listSets(tx: Tx): Promise<SetHead[]> {
  const rows = await tx.$queryRaw`
    SELECT t.slug, t.name, t.source, t.note, t.created_at AS "createdAt", u.name AS "createdBy", t.is_current AS current,
      CASE WHEN b.id IS NOT NULL THEN jsonb_build_object('slug', b.slug, 'name', b.name) END AS "basedOn",
      (SELECT count(*)::int FROM conversion_factor f WHERE f.set_id = t.id) AS factors,
      jsonb_build_object('cases', coalesce(p.cases, 0), 'of', coalesce(p.of_cases, 0), 'ready', t.is_current OR p.ready_at IS NOT NULL) AS weighing
    FROM conversion_set t LEFT JOIN conversion_set b ON b.id = t.based_on_id LEFT JOIN app_user u ON u.id = t.created_by_id
      LEFT JOIN conversion_progress p ON p.set_id = t.id
    ORDER BY t.is_current DESC, t.id DESC`;
  return z.array(headRow).parse(rows);
}

const switchRow = z.object({
  set: z.string(),
  from: text,
  by: z.string(),
  at: z.date(),
  reason: z.string(),
  doneAt: z.date().nullable(),
  cases: z.number().nullable(),
});

/** Changes of the current set, the newest first. */
export async function listSwitches(tx: Tx): Promise<SetSwitch[]> {
  const rows = await tx.$queryRaw`
    SELECT t.name AS set, o.name AS "from", u.name AS by, w.asked_at AS at, w.reason, w.done_at AS "doneAt", w.cases
    FROM conversion_switch w JOIN conversion_set t ON t.id = w.set_id LEFT JOIN conversion_set o ON o.id = w.from_set_id
      JOIN app_user u ON u.id = w.asked_by_id
    ORDER BY w.id DESC`;
  return z.array(switchRow).parse(rows);
}

const factorRow = z.object({
  substance: text,
  family: z.enum(familyCodes).nullable(),
  form: z.enum(formCodes).nullable(),
  unit: z.enum(unitCodes),
  gramsLow: z.string(),
  grams: z.string(),
  gramsHigh: z.string(),
  source: z.string(),
  note: text,
});

/** A set's factors in its own order: substances first, then families, then anything. */
export async function listFactors(tx: Tx, slug: string): Promise<FactorRow[]> {
  const rows = await tx.$queryRaw`
    SELECT s.slug AS substance, f.family, f.form, f.unit, trim_scale(f.grams_low)::text AS "gramsLow", trim_scale(f.grams)::text AS grams,
      trim_scale(f.grams_high)::text AS "gramsHigh", f.source, f.note
    FROM conversion_factor f JOIN conversion_set t ON t.id = f.set_id LEFT JOIN substance s ON s.id = f.substance_id
    WHERE t.slug = ${slug} ORDER BY f.id`;
  return z.array(factorRow).parse(rows);
}

const substance = {
  slug: z.string(),
  family: z.enum(familyCodes),
  nameEn: z.string(),
  nameZh: z.string(),
  nameKo: z.string(),
};

export async function listSubstances(tx: Tx): Promise<SubstanceChoice[]> {
  const rows = await tx.substance.findMany({
    select: { slug: true, family: true, nameEn: true, nameZh: true, nameKo: true },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
  });
  return z.array(z.object(substance)).parse(rows);
}

const sum = z.object({ low: text, central: text, high: text });
const effectRow = z.object({
  substance: z.object(substance).nullable(),
  cases: z.number(),
  lines: z.number(),
  before: sum,
  after: sum,
});

const sumOf = (side: "a" | "b") => {
  const y = Prisma.raw(side);
  return Prisma.sql`jsonb_build_object('low', trim_scale(sum(coalesce(${y}.grams_low, 0)) FILTER (WHERE ${y}.grams IS NOT NULL))::text,
    'central', trim_scale(sum(${y}.grams))::text,
    'high', CASE WHEN bool_or(${y}.grams IS NOT NULL AND ${y}.grams_high IS NULL) THEN NULL ELSE trim_scale(sum(${y}.grams_high))::text END)`;
};

/**
 * The lines that weigh otherwise under a set than under the current one, by substance: of the cases that count (submitted and verified) and
 * that the viewer sees. Exact sums, by the rule of lib/db/mass.ts. One statement.
 */
export async function effectOfSet(tx: Tx, slug: string): Promise<SetEffect> {
  const rows = z.array(effectRow).parse(
    await tx.$queryRaw(Prisma.sql`
      SELECT CASE WHEN grouping(s.id) = 0 THEN jsonb_build_object('slug', s.slug, 'family', s.family, 'nameEn', s.name_en, 'nameZh', s.name_zh, 'nameKo', s.name_ko) END AS substance,
        count(DISTINCT l.case_id)::int AS cases, count(*)::int AS lines, ${sumOf("a")} AS before, ${sumOf("b")} AS after
      FROM line_mass a JOIN line_mass b ON b.case_id = a.case_id AND b.position = a.position
        JOIN case_line l ON l.case_id = a.case_id AND l.position = a.position JOIN substance s ON s.id = l.substance_id
        JOIN case_flat f ON f.case_id = l.case_id AND f.status IN (0, 1)
      WHERE a.set_id = ${setOf(null)} AND b.set_id = (SELECT t.id FROM conversion_set t WHERE t.slug = ${slug})
        AND (a.grams_low, a.grams, a.grams_high) IS DISTINCT FROM (b.grams_low, b.grams, b.grams_high)
      GROUP BY GROUPING SETS ((s.id, s.slug, s.family, s.name_en, s.name_zh, s.name_ko, s.position), ()) ORDER BY grouping(s.id), s.position, s.slug`),
  );
  const total = rows.find((row) => row.substance === null);
  const bySubstance = rows.filter((row): row is EffectRow => row.substance !== null);
  return { cases: total?.cases ?? 0, lines: total?.lines ?? 0, rows: bySubstance };
}
