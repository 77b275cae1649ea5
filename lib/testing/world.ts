import { viewerOfUser } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import type { UserRole } from "@/lib/codes";
import type { TestDatabase } from "./database";

/** Points, substances and factors enough to test with: a hierarchy, tablets with and without a factor, a second conversion set. */
export const testPoints = ["dandong", "changbai", "yanbian", "tumen", "hunchun-quanhe", "sinuiju"] as const;
export const testSubstances = ["methamphetamine", "magu", "mdma", "heroin", "unknown"] as const;

/** Small reference lists and the built-in actors. Returns the id of the one source that everybody may cite. */
export async function makeReferenceLists(db: TestDatabase): Promise<{ sourceId: number }> {
  await db.sql(`INSERT INTO agency (code, name, time_zone) VALUES ('desk', 'Desk', 'UTC')`);
  await db.sql(
    `INSERT INTO app_user (name, role, agency_id) SELECT r, r, (SELECT id FROM agency WHERE code = 'desk') FROM unnest(ARRAY['operator', 'register']) r`,
  );
  await db.sql(`INSERT INTO transit_point (slug, name_en, name_zh, name_ko, country, position) VALUES
    ('dandong', 'Dandong', '丹东', '단둥', 'CN', 1), ('changbai', 'Changbai', '长白', '창바이', 'CN', 2), ('yanbian', 'Yanbian', '延边', '옌볜', 'CN', 3), ('sinuiju', 'Sinuiju', '新义州', '신의주', 'KP', 6)`);
  await db.sql(`INSERT INTO transit_point (slug, name_en, name_zh, name_ko, country, position, parent_id)
    SELECT v.*, (SELECT id FROM transit_point WHERE slug = 'yanbian') FROM (VALUES ('tumen', 'Tumen', '图们', '투먼', 'CN', 4), ('hunchun-quanhe', 'Hunchun / Quanhe', '珲春/圈河', '훈춘/취안허', 'CN', 5)) v`);
  await db.sql(`INSERT INTO substance (slug, family, form, name_en, name_zh, name_ko, position) VALUES
    ('methamphetamine', 'ats', 'crystal', 'Methamphetamine', '甲基苯丙胺', '메스암페타민', 1), ('magu', 'ats', 'tablet', 'MaGu', '麻古', '마구', 2),
    ('mdma', 'ats', 'tablet', 'MDMA', '摇头丸', '엑스터시', 3), ('heroin', 'opioid', NULL, 'Heroin', '海洛因', '헤로인', 4), ('unknown', 'unknown', NULL, 'Unknown', '不详', '불명', 9)`);
  await db.sql(
    `INSERT INTO conversion_set (slug, name, source, is_current) VALUES ('unodc-2019', 'UNODC 2019', 'test', true), ('other', 'Another', 'test', false)`,
  );
  await db.sql(`INSERT INTO conversion_factor (set_id, substance_id, family, unit, grams_low, grams, grams_high, source)
    SELECT t.id, s.id, NULL, v.unit, v.low, v.central, v.high, 'test'
    FROM (VALUES ('unodc-2019', 'magu', 'tablet', 0.09, 0.09, 0.1), ('unodc-2019', 'mdma', 'tablet', 0.25, 0.3, 0.3), ('other', 'magu', 'tablet', 0.1, 0.1, 0.1)) v(set, substance, unit, low, central, high)
    JOIN conversion_set t ON t.slug = v.set JOIN substance s ON s.slug = v.substance`);
  const [source] = await db.sql<{ id: number }>(
    `INSERT INTO source (title, owner_agency_id, shared, reliability) SELECT 'A shared source', id, true, 'B' FROM agency WHERE code = 'desk' RETURNING id`,
  );
  return { sourceId: source?.id ?? 0 };
}

export async function makeAgency(db: TestDatabase, code: string, timeZone = "Asia/Shanghai"): Promise<number> {
  const [row] = await db.sql<{ id: number }>(
    `INSERT INTO agency (code, name, time_zone) VALUES ($1, $1, $2) RETURNING id`,
    [code, timeZone],
  );
  return row?.id ?? 0;
}

let people = 0;

/** An active user, as the viewer that the code would mint. */
export async function makeViewer(db: TestDatabase, agency: string, role: UserRole): Promise<Viewer> {
  people += 1;
  const [row] = await db.sql<{ id: number }>(
    `INSERT INTO app_user (email, name, role, agency_id) SELECT $1, $2, $3, id FROM agency WHERE code = $4 RETURNING id`,
    [`${role}${people}@${agency}.test`, `${role} ${people}`, role, agency],
  );
  const viewer = await viewerOfUser(row?.id ?? 0);
  if (!viewer) throw new Error(`no user was made in ${agency}`);
  return viewer;
}
