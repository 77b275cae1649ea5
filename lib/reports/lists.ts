import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import { familyCodes, formCodes, userRoleCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { conversionFactor } from "@/lib/quantity/schema";
import type { SlugNames } from "./types";

const names = { nameEn: z.string(), nameZh: z.string(), nameKo: z.string() };
const texts = z.array(z.string());
const lists = z.object({
  points: z.array(
    z.object({
      ...names,
      slug: z.string(),
      parent: z.string().nullable(),
      country: z.string(),
      codes: texts,
      aliases: texts,
    }),
  ),
  substances: z.array(
    z.object({
      ...names,
      slug: z.string(),
      family: z.enum(familyCodes),
      form: z.enum(formCodes).nullable(),
      terms: texts,
    }),
  ),
  set: z.object({
    slug: z.string(),
    name: z.string(),
    factors: z.array(conversionFactor),
  }),
  colleagues: z.array(z.object({ id: z.number(), name: z.string(), role: z.enum(userRoleCodes) })),
  agencies: texts,
  operations: texts,
});

/** The lists that the form offers: points, substances with the current conversion set, colleagues, and what was lately written, each the most used first. */
export async function readLists(tx: Tx, viewer: Viewer) {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH lately AS MATERIALIZED (SELECT c.id, c.transit_point_id, c.seizing_agency, c.operation FROM case_file c ORDER BY c.id DESC LIMIT 200),
      points AS (SELECT transit_point_id AS id, count(*) AS cases FROM lately GROUP BY 1),
      substances AS (SELECT l.substance_id AS id, count(*) AS cases FROM case_line l WHERE l.case_id IN (SELECT id FROM lately) GROUP BY 1)
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', p.slug, 'nameEn', p.name_en, 'nameZh', p.name_zh, 'nameKo', p.name_ko,
          'parent', parent.slug, 'country', p.country,
          'codes', array_remove(ARRAY[p.gb_code, p.unlocode, p.slug], NULL),
          'aliases', ARRAY(SELECT a.term FROM transit_point_alias a WHERE a.point_id = p.id ORDER BY a.term)) ORDER BY used.cases DESC NULLS LAST, p.position, p.slug), '[]')
        FROM transit_point p LEFT JOIN transit_point parent ON parent.id = p.parent_id LEFT JOIN points used ON used.id = p.id) AS points,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', s.slug, 'nameEn', s.name_en, 'nameZh', s.name_zh, 'nameKo', s.name_ko,
          'family', s.family, 'form', s.form,
          'terms', array_remove(ARRAY[s.inn, s.cas, s.slug], NULL) || ARRAY(SELECT y.term FROM substance_synonym y WHERE y.substance_id = s.id ORDER BY y.term))
          ORDER BY used.cases DESC NULLS LAST, s.position, s.slug), '[]')
        FROM substance s LEFT JOIN substances used ON used.id = s.id) AS substances,
      (SELECT jsonb_build_object('slug', t.slug, 'name', t.name, 'factors', (
          SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'substance', s.slug, 'family', f.family, 'form', f.form, 'unit', f.unit,
            'gramsLow', f.grams_low::text, 'grams', f.grams::text, 'gramsHigh', f.grams_high::text, 'source', f.source, 'note', f.note) ORDER BY f.id), '[]')
          FROM conversion_factor f LEFT JOIN substance s ON s.id = f.substance_id WHERE f.set_id = t.id))
        FROM conversion_set t WHERE t.is_current) AS set,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'role', u.role) ORDER BY u.role = 'reviewer' DESC, u.name, u.id), '[]')
        FROM app_user u
        WHERE u.agency_id = ${viewer.agencyId} AND u.id <> ${viewer.userId} AND u.active AND u.role IN ('viewer', 'analyst', 'reviewer')) AS colleagues,
      (SELECT coalesce(jsonb_agg(u.words ORDER BY u.cases DESC, u.words), '[]') FROM (
        SELECT c.seizing_agency AS words, count(*) AS cases FROM lately c WHERE c.seizing_agency IS NOT NULL GROUP BY 1) u) AS agencies,
      (SELECT coalesce(jsonb_agg(u.words ORDER BY u.cases DESC, u.words), '[]') FROM (
        SELECT c.operation AS words, count(*) AS cases FROM lately c WHERE c.operation IS NOT NULL GROUP BY 1) u) AS operations`;
  return lists.parse(rows[0]);
}

function bySlug<R extends { slug: string }>(rows: readonly R[]): Record<string, R> {
  return Object.fromEntries(rows.map((row) => [row.slug, row]));
}

/** Names of the points and substances that accounts mention by slug. */
export async function readSlugNames(
  tx: Tx,
  points: readonly string[],
  substances: readonly string[],
): Promise<SlugNames> {
  const columns = { slug: true, nameEn: true, nameZh: true, nameKo: true } as const;
  return {
    points: bySlug(
      await tx.transitPoint.findMany({ where: { slug: { in: [...points] } }, select: { ...columns, country: true } }),
    ),
    substances: bySlug(await tx.substance.findMany({ where: { slug: { in: [...substances] } }, select: columns })),
  };
}
