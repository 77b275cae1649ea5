import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import type { RawTx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Counts, DraftFailure, Progress } from "./form";
import { stateCodes, stepCodes } from "./form";
import { draftMappingSchema } from "./schema";
import type { ImportBatch, ImportResult, UndoResult } from "./types";

const batchRow = z.object({
  id: z.number(),
  batch: z.string(),
  name: z.string(),
  record: z.enum(["case", "total"]),
  source: z.string(),
  fileName: z.string(),
  fileHash: z.string(),
  sheet: z.string().nullable(),
  importedAt: z.date(),
  importedBy: z.string(),
  undoneAt: z.date().nullable(),
  mapping: z.unknown(),
  result: z.custom<ImportResult>((value) => typeof value === "object" && value !== null),
});

/** Of a result what is told without its rows: of bounded size, however much is wrong with a file. */
export const toldOf = (result: ImportResult): ImportResult => ({
  ...result,
  ...{ errors: [], warningRows: [] },
  ...{ duplicateRows: result.duplicateRows.slice(0, 200), alikeRows: result.alikeRows.slice(0, 200) },
});
/** …of a batch, read so from the database; only who asks for the rows reads them. */
const toldResult = Prisma.sql`b.result || '{"errors": [], "warningRows": [], "duplicateRows": [], "alikeRows": []}'`;

/** The imports that the viewer may see, the newest first. @param before id of the last one of the part before */
export async function listBatches(
  tx: RawTx,
  { size, before }: { size: number; before: number | null },
): Promise<{ rows: (ImportBatch & { id: number })[]; total: number }> {
  const rows = await tx.$queryRaw`
    SELECT b.id, b.reference AS batch, b.name, b.record, s.title AS source, b.file_name AS "fileName", b.file_hash AS "fileHash", b.sheet,
      b.created_at AS "importedAt", u.name AS "importedBy", b.undone_at AS "undoneAt", b.mapping, ${toldResult} AS result
    FROM import_batch b JOIN source s ON s.id = b.source_id JOIN app_user u ON u.id = b.author_id
    WHERE b.id < ${before ?? 2_147_483_647} ORDER BY b.id DESC LIMIT ${size}`;
  const [counted] = z
    .array(z.object({ total: z.coerce.number() }))
    .parse(await tx.$queryRaw`SELECT count(*) AS total FROM import_batch`);
  return { rows: z.array(batchRow).parse(rows), total: counted?.total ?? 0 };
}

/** One import by its reference; null for one that is nobody's, or another agency's. @param rows whether what is said of rows is wanted too */
export async function readBatch(
  tx: RawTx,
  reference: string,
  { rows }: { rows: boolean },
): Promise<(ImportBatch & { id: number }) | null> {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT b.id, b.reference AS batch, b.name, b.record, s.title AS source, b.file_name AS "fileName", b.file_hash AS "fileHash", b.sheet,
      b.created_at AS "importedAt", u.name AS "importedBy", b.undone_at AS "undoneAt", b.mapping, ${rows ? Prisma.sql`b.result` : toldResult} AS result
    FROM import_batch b JOIN source s ON s.id = b.source_id JOIN app_user u ON u.id = b.author_id WHERE b.reference = ${reference}`;
  return row === undefined ? null : batchRow.parse(row);
}

const draftRow = z.object({
  id: z.string(),
  fileName: z.string(),
  fileBytes: z.coerce.number(),
  step: z.enum(stepCodes),
  state: z.enum(stateCodes),
  mapping: draftMappingSchema,
  revision: z.number(),
  progress: z.custom<Progress | null>(),
  result: z.custom<Counts | null>(),
  failure: z.custom<DraftFailure | null>(),
  batch: z.string().nullable(),
  undo: z.custom<UndoResult | null>(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type DraftRow = z.output<typeof draftRow>;

/** The viewer's own import of this id, or null. */
export async function findDraft(tx: RawTx, id: string): Promise<DraftRow | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id::text AS id, file_name AS "fileName", file_bytes::text AS "fileBytes", step, state, mapping, revision, progress, result, failure, batch, undo,
      created_at AS "createdAt", updated_at AS "updatedAt"
    FROM import_draft WHERE id = ${id}::uuid`;
  return rows[0] === undefined ? null : draftRow.parse(rows[0]);
}

const savedRow = z.object({ name: z.string(), mapping: z.unknown() });

/** The mappings that the agency imported by, by name, each as it was used last. Those that an older version wrote and this one cannot read are left out. */
export async function listMappings(tx: RawTx, viewer: Viewer) {
  const rows = z.array(savedRow).parse(
    await tx.$queryRaw`
      SELECT DISTINCT ON (b.name) b.name, b.mapping FROM import_batch b WHERE b.agency_id = ${viewer.agencyId} ORDER BY b.name, b.id DESC LIMIT 200`,
  );
  return rows.flatMap(({ name, mapping }) => {
    const read = draftMappingSchema.safeParse(mapping);
    return read.success ? [{ name, mapping: read.data }] : [];
  });
}

const counts = z.object({
  rows: z.number(),
  imported: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  refused: z.number(),
  warnings: z.number(),
});
const listRow = z.object({
  id: z.string(),
  draft: z.boolean(),
  batch: z.string().nullable(),
  state: z.enum(stateCodes),
  failed: z.boolean(),
  fileName: z.string(),
  source: z.string(),
  record: z.enum(["case", "total"]),
  step: z.enum(stepCodes).nullable(),
  result: counts.nullable().catch(null),
  at: z.date(),
});
export type ImportRow = z.output<typeof listRow>;

/** The viewer's own imports, those under way and those that are batches, the newest first. */
export async function listImports(tx: RawTx, viewer: Viewer, most: number): Promise<ImportRow[]> {
  return z.array(listRow).parse(
    await tx.$queryRaw`
      SELECT coalesce(d.id::text, b.reference) AS id, d.id IS NOT NULL AS draft, b.reference AS batch,
        CASE WHEN b.undone_at IS NOT NULL THEN 'undone' ELSE coalesce(d.state, 'published') END AS state, d.failure IS NOT NULL AS failed,
        d.step, coalesce(d.file_name, b.file_name) AS "fileName", coalesce(s.title, d.mapping ->> 'source', d.mapping ->> 'name') AS source,
        coalesce(b.record, d.mapping ->> 'record', 'case') AS record, coalesce(b.result, d.result) AS result, coalesce(b.created_at, d.updated_at) AS at
      FROM (SELECT * FROM import_batch WHERE author_id = ${viewer.userId}) b
      FULL JOIN import_draft d ON d.batch = b.reference LEFT JOIN source s ON s.id = b.source_id
      WHERE coalesce(d.user_id, b.author_id) = ${viewer.userId}
      ORDER BY coalesce(d.state NOT IN ('published', 'undone'), false) DESC, coalesce(b.created_at, d.updated_at) DESC LIMIT ${most}`,
  );
}

const ownBatchRow = z.object({
  reference: z.string(),
  fileName: z.string(),
  fileBytes: z.coerce.number(),
  source: z.string(),
  sourceId: z.number(),
  record: z.enum(["case", "total"]),
  mapping: draftMappingSchema.nullable().catch(null),
  result: counts.extend({ possibleDuplicates: z.number(), gone: z.number() }),
  createdAt: z.date(),
  undoneAt: z.date().nullable(),
});
export type BatchRow = z.output<typeof ownBatchRow>;

/** The viewer's own batch of this reference, or null. */
export async function findBatch(tx: RawTx, viewer: Viewer, reference: string): Promise<BatchRow | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT b.reference, b.file_name AS "fileName", b.file_bytes::text AS "fileBytes", s.title AS source, s.id AS "sourceId", b.record, b.mapping, b.result,
      b.created_at AS "createdAt", b.undone_at AS "undoneAt"
    FROM import_batch b JOIN source s ON s.id = b.source_id WHERE b.reference = ${reference} AND b.author_id = ${viewer.userId}`;
  return rows[0] === undefined ? null : ownBatchRow.parse(rows[0]);
}

const named = z.object({
  slug: z.string(),
  nameEn: z.string(),
  nameZh: z.string(),
  nameKo: z.string(),
  terms: z.array(z.string()),
});
const lists = z.object({ points: z.array(named), substances: z.array(named) });

/** Points and substances with all their words. One statement. */
export async function readNames(tx: RawTx) {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', p.slug, 'nameEn', p.name_en, 'nameZh', p.name_zh, 'nameKo', p.name_ko,
          'terms', to_jsonb(ARRAY(SELECT a.term FROM transit_point_alias a WHERE a.point_id = p.id))) ORDER BY p.position, p.slug), '[]') FROM transit_point p) AS points,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', s.slug, 'nameEn', s.name_en, 'nameZh', s.name_zh, 'nameKo', s.name_ko,
          'terms', to_jsonb(array_remove(ARRAY[s.inn], NULL) || ARRAY(SELECT y.term FROM substance_synonym y WHERE y.substance_id = s.id))) ORDER BY s.position, s.slug), '[]') FROM substance s) AS substances`;
  return lists.parse(row);
}

/** Agencies as the cases that the viewer sees spell them, each as it was written last. */
export async function readAgencies(tx: RawTx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT x.seizing_agency AS name FROM seizing_agency z CROSS JOIN LATERAL (
      SELECT c.seizing_agency FROM case_flat f JOIN case_file c ON c.id = f.case_id WHERE f.seizing_agency_id = z.id ORDER BY f.case_id DESC LIMIT 1) x
    ORDER BY 1 LIMIT 500`;
  return rows.map(({ name }) => name);
}
