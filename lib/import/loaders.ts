import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { withViewer } from "@/lib/db/with-viewer";
import { AppError } from "@/lib/errors";
import { listBatches, readBatch, readRequest } from "./queries";
import type { ImportBatch, ImportResult } from "./types";

/** The imports of the viewer's agency, the newest first, in parts. @throws AppError FORBIDDEN for a role that reads no cases */
export async function loadImports(
  viewer: Viewer,
  { size, cursor }: { size: number; cursor: string | null },
): Promise<{ rows: ImportBatch[]; total: number; next: string | null }> {
  assertMay(viewer, "case.read");
  if (cursor !== null && !/^\d{1,9}$/.test(cursor))
    throw new AppError("INVALID", {
      fields: [{ path: "cursor", message: "filter.problem.unknown-value", values: { value: cursor } }],
    });
  return withViewer(viewer, async (tx) => {
    const { rows, total } = await listBatches(tx, { size: size + 1, before: cursor === null ? null : Number(cursor) });
    const part = rows.slice(0, size);
    const next = rows.length > size ? String(part.at(-1)?.id ?? "") : null;
    return { rows: part.map(({ id: _, ...row }) => row), total, next };
  });
}

/** One import. @throws AppError NOT_FOUND for one that is nobody's, and alike for another agency's */
export async function loadImport(viewer: Viewer, reference: string): Promise<ImportBatch> {
  assertMay(viewer, "case.read");
  const found = await withViewer(viewer, (tx) => readBatch(tx, reference));
  if (!found) throw new AppError("NOT_FOUND");
  const { id: _, ...batch } = found;
  return batch;
}

/** What an earlier request of this id imported; null for a new one. @throws AppError CONFLICT for another user's */
export async function importOfRequest(viewer: Viewer, request: string): Promise<ImportResult | null> {
  const found = await withViewer(viewer, (tx) => readRequest(tx, request));
  if (found && found.authorId !== viewer.userId)
    throw new AppError("CONFLICT", { detail: "another user's import has this id" });
  return found?.result ?? null;
}
