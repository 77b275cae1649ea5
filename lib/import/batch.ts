import { z } from "zod";
import { may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { RawTx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Table } from "@/lib/tables/types";
import type { Mapping } from "./schema";
import type { ImportFile, ImportResult } from "./types";

/** What of a result the batch keeps: the messages of some rows, not of all. */
const kept = (result: ImportResult) => ({
  ...result,
  errors: result.errors.slice(0, 1000),
  warningRows: result.warningRows.slice(0, 200),
  duplicateRows: result.duplicateRows.slice(0, 200),
  alikeRows: result.alikeRows.slice(0, 200),
});

export async function writeBatch(
  load: RawTx,
  viewer: Viewer,
  file: ImportFile,
  table: Table,
  sourceId: number,
  result: ImportResult,
  sheet: string | null,
): Promise<number> {
  const { mapping, name } = file;
  const [row] = z.array(z.object({ id: z.number() })).parse(
    await load.$queryRaw`
      INSERT INTO import_batch (reference, agency_id, author_id, source_id, name, record, mapping, file_name, file_hash, file_bytes, sheet, result, request)
      VALUES (${result.batch}, ${viewer.agencyId}, ${viewer.userId}, ${sourceId}, ${mapping.name}, ${mapping.record}, ${JSON.stringify(mapping)}::jsonb,
        ${name}, ${table.hash}, ${table.bytes}::bigint, ${sheet}, ${JSON.stringify(kept(result))}::jsonb, ${file.request ?? null}::uuid) RETURNING id`,
  );
  if (!row) throw new Error("the batch was not written");
  return row.id;
}

/**
 * The source that the rows come from: of that title, the own agency's or a shared one; else a new one, whose id is taken. One import of a
 * source at a time: what the second one adds depends on what the first did.
 */
export async function lockSource(
  load: RawTx,
  viewer: Viewer,
  mapping: Mapping,
): Promise<{ id: number; isNew: boolean }> {
  const title = mapping.source ?? mapping.name;
  if (!may(viewer, "source.add")) throw new AppError("FORBIDDEN", { detail: "this role adds no sources" });
  await load.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('weir.import'), hashtext(${`${viewer.agencyId} ${title}`}))`;
  const [found] = z.array(z.object({ id: z.number() })).parse(
    await load.$queryRaw`
      SELECT coalesce((SELECT m.root FROM merged_sources() m WHERE m.id = s.id), s.id) AS id FROM source s
      WHERE s.title = ${title} AND (s.owner_agency_id = ${viewer.agencyId} OR s.shared) ORDER BY s.owner_agency_id = ${viewer.agencyId} DESC, s.id LIMIT 1`,
  );
  if (found) return { id: found.id, isNew: false };
  const [next] = z
    .array(z.object({ id: z.number() }))
    .parse(await load.$queryRaw`SELECT nextval('source_id_seq')::int AS id`);
  if (!next) throw new Error("no id for a source");
  return { id: next.id, isNew: true };
}
