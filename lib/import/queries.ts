import { z } from "zod";
import type { RawTx } from "@/lib/db/client";
import type { ImportBatch, ImportResult } from "./types";

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

/** The imports that the viewer may see, the newest first. @param before id of the last one of the part before */
export async function listBatches(
  tx: RawTx,
  { size, before }: { size: number; before: number | null },
): Promise<{ rows: (ImportBatch & { id: number })[]; total: number }> {
  const rows = await tx.$queryRaw`
    SELECT b.id, b.reference AS batch, b.name, b.record, s.title AS source, b.file_name AS "fileName", b.file_hash AS "fileHash", b.sheet,
      b.created_at AS "importedAt", u.name AS "importedBy", b.undone_at AS "undoneAt", b.mapping, b.result
    FROM import_batch b JOIN source s ON s.id = b.source_id JOIN app_user u ON u.id = b.author_id
    WHERE b.id < ${before ?? 2_147_483_647} ORDER BY b.id DESC LIMIT ${size}`;
  const [counted] = z
    .array(z.object({ total: z.coerce.number() }))
    .parse(await tx.$queryRaw`SELECT count(*) AS total FROM import_batch`);
  return { rows: z.array(batchRow).parse(rows), total: counted?.total ?? 0 };
}

/** One import by its reference; null for one that is nobody's, or another agency's. */
export async function readBatch(tx: RawTx, reference: string): Promise<(ImportBatch & { id: number }) | null> {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT b.id, b.reference AS batch, b.name, b.record, s.title AS source, b.file_name AS "fileName", b.file_hash AS "fileHash", b.sheet,
      b.created_at AS "importedAt", u.name AS "importedBy", b.undone_at AS "undoneAt", b.mapping, b.result
    FROM import_batch b JOIN source s ON s.id = b.source_id JOIN app_user u ON u.id = b.author_id WHERE b.reference = ${reference}`;
  return row === undefined ? null : batchRow.parse(row);
}

/** What the import of this request told, and whose it was. */
export async function readRequest(
  tx: RawTx,
  request: string,
): Promise<{ authorId: number; result: ImportResult } | null> {
  const [row] = await tx.$queryRaw<
    unknown[]
  >`SELECT author_id AS "authorId", result FROM import_batch WHERE request = ${request}::uuid`;
  return row === undefined ? null : z.object({ authorId: z.number(), result: batchRow.shape.result }).parse(row);
}
