import { z } from "zod";
import type { Tx } from "@/lib/db/client";

const named = z.object({
  slug: z.string(),
  nameEn: z.string(),
  nameZh: z.string(),
  nameKo: z.string(),
  others: z.array(z.string()),
});
export type NamedEntry = z.infer<typeof named>;

/** Points or substances with all their names, in the order of their list. One statement. */
export async function listNamed(tx: Tx, list: "point" | "substance"): Promise<NamedEntry[]> {
  const rows =
    list === "point"
      ? await tx.$queryRaw`
          SELECT p.slug, p.name_en AS "nameEn", p.name_zh AS "nameZh", p.name_ko AS "nameKo",
            ARRAY(SELECT a.term FROM transit_point_alias a WHERE a.point_id = p.id ORDER BY a.term) AS others
          FROM transit_point p ORDER BY p.position, p.slug`
      : await tx.$queryRaw`
          SELECT s.slug, s.name_en AS "nameEn", s.name_zh AS "nameZh", s.name_ko AS "nameKo",
            ARRAY(SELECT y.term FROM substance_synonym y WHERE y.substance_id = s.id ORDER BY y.term) AS others
          FROM substance s WHERE s.slug <> 'unknown' ORDER BY s.position, s.slug`;
  return z.array(named).parse(rows);
}

const found = z.object({
  reference: z.string(),
  edtf: z.string().nullable(),
  place: z.string().nullable(),
  nameEn: z.string().nullable(),
  nameZh: z.string().nullable(),
  nameKo: z.string().nullable(),
});
export type FoundCase = z.infer<typeof found>;

/**
 * The case that is called so, then the newest cases that hold the text, in the viewer's scope and of every status: whoever types a reference
 * wants that case, and others hold its letters by chance.
 */
export async function findCases(tx: Tx, text: string, limit: number): Promise<FoundCase[]> {
  const rows = await tx.$queryRaw`
    SELECT c.reference, c.edtf, c.place, p.name_en AS "nameEn", p.name_zh AS "nameZh", p.name_ko AS "nameKo"
    FROM (SELECT x.id, min(x.n) AS n FROM (
        SELECT k.id, 0 AS n FROM case_file k WHERE k.reference = upper(${text.trim()})
        UNION ALL SELECT * FROM search_cases(${text}, ${limit}::int) WITH ORDINALITY) x GROUP BY x.id) s
      JOIN case_file c ON c.id = s.id LEFT JOIN transit_point p ON p.id = c.transit_point_id
    ORDER BY s.n LIMIT ${limit}::int`;
  return z.array(found).parse(rows);
}
