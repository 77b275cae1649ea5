import { z } from "zod";
import { familyCodes, formCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";

const names = { slug: z.string(), nameEn: z.string(), nameZh: z.string(), nameKo: z.string() };
const text = z.string().nullable();

const pointRow = z.object({
  ...names,
  country: z.string(),
  subdivision: text,
  gbCode: text,
  unlocode: text,
  latitude: text,
  longitude: text,
  parent: text,
  opposite: text,
  aliases: z.array(z.string()),
});
export type PointRow = z.infer<typeof pointRow>;

/** Every transit point, in border order. */
export async function listPoints(tx: Tx): Promise<PointRow[]> {
  return z.array(pointRow).parse(
    await tx.$queryRaw`
      SELECT p.slug, p.name_en AS "nameEn", p.name_zh AS "nameZh", p.name_ko AS "nameKo", p.country, p.subdivision, p.gb_code AS "gbCode", p.unlocode,
        p.latitude::text, p.longitude::text, up.slug AS parent, across.slug AS opposite,
        ARRAY(SELECT a.term FROM transit_point_alias a WHERE a.point_id = p.id ORDER BY a.term) AS aliases
      FROM transit_point p LEFT JOIN transit_point up ON up.id = p.parent_id LEFT JOIN transit_point across ON across.id = p.opposite_id
      ORDER BY p.position, p.slug`,
  );
}

const substanceRow = z.object({
  ...names,
  family: z.enum(familyCodes),
  form: z.enum(formCodes).nullable(),
  inn: text,
  cas: text,
  synonyms: z.array(z.object({ term: z.string(), lang: z.string(), kind: z.string() })),
});
export type SubstanceRow = z.infer<typeof substanceRow>;

/** Every substance, in the order of lists and stacks. */
export async function listSubstances(tx: Tx): Promise<SubstanceRow[]> {
  return z.array(substanceRow).parse(
    await tx.$queryRaw`
      SELECT s.slug, s.name_en AS "nameEn", s.name_zh AS "nameZh", s.name_ko AS "nameKo", s.family, s.form, s.inn, s.cas,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('term', y.term, 'lang', y.lang, 'kind', y.kind) ORDER BY y.lang, y.term), '[]')
          FROM substance_synonym y WHERE y.substance_id = s.id) AS synonyms
      FROM substance s ORDER BY s.position, s.slug`,
  );
}
