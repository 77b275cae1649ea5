import { z } from "zod";
import { reliabilityCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Clash, MergeEffect, SourceCase, SourceDetails, SourceFilter, SourcePage, SourceRow } from "./types";

/** Rows of a page of the list. */
export const pageSize = 50;
/** Reports of one source are counted up to here: a feed may have a million. */
const countedReports = 10_000;

const text = z.string().nullable();
const titled = z.object({ id: z.number(), title: z.string() });
const row = {
  id: z.number(),
  title: z.string(),
  author: text,
  publisher: text,
  published: text,
  reliability: z.enum(reliabilityCodes),
  shared: z.boolean(),
  ownerAgency: z.string(),
  mergedInto: titled.nullable(),
  reports: z.number(),
};
const columns = Prisma.sql`s.id, s.title, s.author, s.publisher, s.published_edtf AS published, s.reliability, s.shared, a.name AS "ownerAgency",
  CASE WHEN m.id IS NOT NULL THEN jsonb_build_object('id', m.id, 'title', m.title) END AS "mergedInto",
  (SELECT count(*)::int FROM (SELECT 1 FROM report r WHERE r.source_id = s.id LIMIT ${countedReports + 1}) x) AS reports`;
const from = Prisma.sql`source s JOIN agency a ON a.id = s.owner_agency_id LEFT JOIN source m ON m.id = s.merged_into_id`;

const counted = (reports: number) => ({ count: Math.min(reports, countedReports), more: reports > countedReports });

function whereOf({ q, reliability, merged }: SourceFilter): Prisma.Sql {
  const conditions = [Prisma.sql`TRUE`];
  if (!merged) conditions.push(Prisma.sql`s.merged_into_id IS NULL`);
  if (reliability) conditions.push(Prisma.sql`s.reliability = ${reliability}`);
  if (q)
    conditions.push(Prisma.sql`NOT EXISTS (SELECT 1 FROM unnest(string_to_array(search_norm(${q}), ' ')) word
      WHERE position(word IN search_norm(concat_ws(' ', s.title, s.author, s.publisher, s.published_edtf))) = 0)`);
  return Prisma.join(conditions, " AND ");
}

/** A page of the sources that the viewer may see, the newest first, and how many there are. Two statements. */
export async function listSources(
  tx: Tx,
  filter: SourceFilter,
  page: number,
): Promise<{ rows: SourceRow[]; total: number }> {
  const where = whereOf(filter);
  const counts = await tx.$queryRaw(Prisma.sql`SELECT count(*)::int AS n FROM source s WHERE ${where}`);
  const total = z.tuple([z.object({ n: z.number() })]).parse(counts)[0].n;
  const rows = z.array(z.object(row)).parse(
    await tx.$queryRaw(Prisma.sql`
      WITH page AS MATERIALIZED (
        SELECT s.id FROM source s WHERE ${where} ORDER BY s.created_at DESC, s.id DESC LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize})
      SELECT ${columns} FROM page JOIN ${from} ON s.id = page.id ORDER BY s.created_at DESC, s.id DESC`),
  );
  return { rows: rows.map(({ reports, ...rest }) => ({ ...rest, reports: counted(reports) })), total };
}

const detailsRow = z.object({
  ...row,
  language: text,
  pages: text,
  url: text,
  citedIn: titled.nullable(),
  mergedAt: z.date().nullable(),
  mergedBy: text,
  ownerAgencyId: z.number(),
  merged: z.array(titled),
});

/** One source that the viewer may see, or null. */
export async function readSource(tx: Tx, id: number): Promise<SourceDetails | null> {
  const rows = await tx.$queryRaw<unknown[]>(Prisma.sql`
    SELECT ${columns}, s.language, s.pages, s.url, s.merged_at AS "mergedAt", s.owner_agency_id AS "ownerAgencyId",
      (SELECT jsonb_build_object('id', c.id, 'title', c.title) FROM source c WHERE c.id = s.cited_in_id) AS "citedIn",
      (SELECT u.name FROM app_user u WHERE u.id = s.merged_by_id) AS "mergedBy",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'title', o.title) ORDER BY o.merged_at), '[]') FROM source o WHERE o.merged_into_id = s.id) AS merged
    FROM ${from} WHERE s.id = ${id}`);
  if (rows[0] === undefined) return null;
  const { reports, ...rest } = detailsRow.parse(rows[0]);
  return { ...rest, reports: counted(reports) };
}

/** Cases that have a report of this source, the newest first: up to twenty. */
export async function casesOfSource(tx: Tx, id: number): Promise<SourceCase[]> {
  const rows = await tx.$queryRaw`
    SELECT c.reference, c.edtf FROM (SELECT DISTINCT r.case_id FROM (SELECT r.case_id FROM report r WHERE r.source_id = ${id} LIMIT 2000) r) x
      JOIN case_file c ON c.id = x.case_id ORDER BY c.date_from DESC NULLS LAST, c.id DESC LIMIT 20`;
  return z.array(z.object({ reference: z.string(), edtf: text })).parse(rows);
}

const candidate = z.object({ id: z.number(), title: z.string(), publisher: text, published: text });

/**
 * Sources that this one may be merged into: of those that the viewer keeps, the ones with the same title first, then of the same publisher
 * or date, then the newest. A shared one goes only into a shared one, or it would leave everybody's list.
 */
export async function mergeCandidates(
  tx: Tx,
  source: SourceDetails,
  agencyId: number,
): Promise<SourcePage["candidates"]> {
  const rows = await tx.$queryRaw`
    SELECT s.id, s.title, s.publisher, s.published_edtf AS published FROM source s
    WHERE s.id <> ${source.id} AND s.merged_into_id IS NULL AND (s.shared OR (NOT ${source.shared} AND s.owner_agency_id = ${agencyId}))
    ORDER BY search_norm(s.title) = search_norm(${source.title}) DESC,
      (s.publisher = ${source.publisher ?? ""})::int + (s.published_edtf = ${source.published ?? ""})::int DESC NULLS LAST, s.created_at DESC, s.id DESC
    LIMIT 200`;
  return z.array(candidate).parse(rows);
}

const clashRow = z.object({ reference: z.string(), loser: text, survivor: text });

/** What stands in the way of a merge: of all agencies' reports, named where the viewer sees a case of them. */
export async function clashesOf(tx: Tx, id: number, into: number): Promise<MergeEffect> {
  const rows = z.array(clashRow).parse(
    await tx.$queryRaw`
      SELECT k.reference, c.reference AS loser, d.reference AS survivor FROM source_clashes(${id}, ${into}) k
        LEFT JOIN report a ON a.id = k.loser_report LEFT JOIN case_file c ON c.id = a.case_id
        LEFT JOIN report b ON b.id = k.survivor_report LEFT JOIN case_file d ON d.id = b.case_id`,
  );
  const seen = rows.filter(({ loser, survivor }) => loser !== null || survivor !== null);
  const clashes = seen
    .slice(0, 50)
    .map(({ reference, loser, survivor }): Clash => ({ reference, cases: [loser, survivor] }));
  return { clashes, hidden: rows.length - seen.length };
}

/** How many cases of the register are still to follow their source. */
export async function casesFollowing(tx: Tx): Promise<number> {
  const rows = await tx.$queryRaw<{ n: number }[]>`SELECT cases_left_to_refresh() AS n`;
  return rows[0]?.n ?? 0;
}
