import { z } from "zod";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { planOnce } from "@/lib/db/prepared";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { AppError, parseInput } from "@/lib/errors";
import type { DraftAnswer, DraftNow, DraftSave, DraftSummary, SavedDraft } from "./form";
import { draftValues } from "./form";
import { lockDraft } from "./queries";

const draftRow = z.object({
  revision: z.number(),
  savedAt: z.date().transform((at) => at.toISOString()),
  body: z.object({ editor: z.string(), values: draftValues }),
});

/** The viewer's own draft of this id, or null. @param lock holds the row until the transaction ends */
export async function draftOf(tx: Tx, id: string, lock = false): Promise<SavedDraft | null> {
  const rows = lock
    ? await tx.$queryRaw<
        unknown[]
      >`SELECT revision, updated_at AS "savedAt", body FROM draft WHERE id = ${id}::uuid FOR UPDATE`
    : await tx.$queryRaw<unknown[]>`SELECT revision, updated_at AS "savedAt", body FROM draft WHERE id = ${id}::uuid`;
  if (!rows[0]) return null;
  const { revision, savedAt, body } = draftRow.parse(rows[0]);
  return { revision, savedAt, editor: body.editor, values: body.values };
}

const summaryRow = draftRow.omit({ revision: true }).extend({ id: z.string() });

/** The viewer's drafts, the newest first. */
export async function listDrafts(tx: Tx): Promise<DraftSummary[]> {
  const rows = z
    .array(summaryRow)
    .parse(
      await tx.$queryRaw`SELECT id::text AS id, updated_at AS "savedAt", body FROM draft ORDER BY updated_at DESC, id LIMIT 20`,
    );
  return rows.map(({ id, savedAt, body: { values } }) => ({
    id,
    savedAt,
    date: values.date.trim(),
    point: values.point.text.trim() || values.place.trim(),
    reported: values.lines.find((line) => line.asReported.trim() !== "")?.asReported.trim() ?? "",
  }));
}

/** The case's reference where the viewer's draft of this id has become a report, or a version of one. */
export async function reportedUnder(
  tx: Tx,
  viewer: Viewer,
  id: string,
  as: "report" | "version" | "either" = "either",
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ reference: string }[]>`${planOnce}
    SELECT c.reference FROM report r JOIN case_file c ON c.id = r.case_id WHERE r.id = ${id}::uuid AND r.author_id = ${viewer.userId} AND ${as !== "version"}::boolean
    UNION ALL
    SELECT c.reference FROM report_version v JOIN report r ON r.id = v.report_id JOIN case_file c ON c.id = r.case_id
    WHERE v.draft_id = ${id}::uuid AND v.author_id = ${viewer.userId} AND ${as !== "report"}::boolean`;
  return rows[0]?.reference ?? null;
}

/**
 * Saves the viewer's own draft, if it is newer: later from the same page, or written from the revision that stands. An older save of the
 * same page that arrives late changes nothing. Waits for a submit of the same draft, so that a report never leaves a draft behind.
 */
export async function saveDraft(tx: Tx, viewer: Viewer, save: DraftSave): Promise<DraftAnswer> {
  assertMay(viewer, "report.log");
  await lockDraft(tx, save.id);
  const reference = await reportedUnder(tx, viewer, save.id);
  if (reference !== null) return { kind: "submitted", reference };
  const current = await draftOf(tx, save.id, true);
  const late = current?.editor === save.editor && save.revision <= current.revision;
  if (current && late) return { kind: "saved", revision: current.revision, savedAt: current.savedAt };
  if (current && current.editor !== save.editor && current.revision !== save.base) return { kind: "conflict", current };
  const body = JSON.stringify({ editor: save.editor, values: save.values });
  const rows = current
    ? await tx.$queryRaw<{ at: Date }[]>`
        UPDATE draft SET body = ${body}::jsonb, revision = ${save.revision}, updated_at = now() WHERE id = ${save.id}::uuid RETURNING updated_at AS at`
    : await tx.$queryRaw<{ at: Date }[]>`
        INSERT INTO draft (id, user_id, agency_id, body, revision)
        VALUES (${save.id}::uuid, ${viewer.userId}, ${viewer.agencyId}, ${body}::jsonb, ${save.revision})
        ON CONFLICT DO NOTHING RETURNING updated_at AS at`;
  const at = rows[0]?.at;
  return at ? { kind: "saved", revision: save.revision, savedAt: at.toISOString() } : { kind: "taken" };
}

/** Throws the viewer's own draft away. Nothing happens when there is none. */
export async function discardDraft(tx: Tx, viewer: Viewer, id: string): Promise<void> {
  assertMay(viewer, "report.log");
  await lockDraft(tx, id);
  await tx.$executeRaw`DELETE FROM draft WHERE id = ${id}::uuid`;
}

const draftId = z.uuid().toLowerCase();
const draftSave = z.strictObject({
  editor: z.string().min(1).max(64),
  base: z.number().int().min(0).max(2_000_000_000),
  revision: z.number().int().min(1).max(2_000_000_000),
  values: draftValues,
});

/** The id of a draft from an address. @throws AppError NOT_FOUND when it is none */
function idOf(text: string): string {
  const id = draftId.safeParse(text);
  if (!id.success) throw new AppError("NOT_FOUND");
  return id.data;
}

/** Bytes that a draft may have: more than any report, but for a slip of the clipboard. */
const largest = 1_000_000;

/** The body of a request that saves a draft, or null when it is too large: by what it announces, else by the bytes that have come. */
export async function readDraftBody(request: Request, most = largest): Promise<string | null> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return null;
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  // Leaving the loop cancels the rest.
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > most) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Saves what a page sends as its draft. @param body JSON of a DraftSave without its id @throws AppError INVALID, NOT_FOUND, FORBIDDEN */
export async function storeDraft(viewer: Viewer, id: string, body: string): Promise<DraftAnswer> {
  const save = { id: idOf(id), ...parseInput(draftSave, jsonOf(body)) };
  // A short body may leave out what is then filled in, row by row.
  if (Buffer.byteLength(JSON.stringify(save.values)) > largest) throw new AppError("INVALID");
  return withViewerWrite(viewer, (tx) => saveDraft(tx, viewer, save));
}

/** What there is of the viewer's draft now: its newest text, nothing, or the case that it has become a report on. */
export async function readDraft(viewer: Viewer, id: string): Promise<DraftNow> {
  assertMay(viewer, "report.log");
  const draft = idOf(id);
  return withViewer(viewer, async (tx) => {
    const reference = await reportedUnder(tx, viewer, draft);
    return reference === null ? { kind: "draft", current: await draftOf(tx, draft) } : { kind: "submitted", reference };
  });
}

/** Throws a draft away, as the viewer. */
export async function removeDraft(viewer: Viewer, id: string): Promise<void> {
  const draft = idOf(id);
  await withViewerWrite(viewer, (tx) => discardDraft(tx, viewer, draft));
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new AppError("INVALID");
  }
}
