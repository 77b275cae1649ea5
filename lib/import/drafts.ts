import { randomUUID } from "node:crypto";
import { createTranslator } from "next-intl";
import { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Locale } from "@/lib/codes";
import type { RawTx } from "@/lib/db/client";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { AppError, invalid } from "@/lib/errors";
import { loadMessages } from "@/lib/i18n/messages";
import { csvField, harmless } from "@/lib/tables/cells";
import { openTable } from "@/lib/tables/open";
import { dropFiles, fileOf, hasUpload, keepFile, keepNote, moveFiles, readIssues, readNote } from "./files";
import type { Save, State, Step } from "./form";
import { applyEntries, doubleFields, reuse } from "./form";
import { textOf } from "./header";
import { previewTable } from "./preview";
import type { DraftRow } from "./queries";
import { findBatch, findDraft, listMappings } from "./queries";
import type { DraftMapping, Mapping } from "./schema";
import { draftMappingSchema, mappingSchema } from "./schema";
import type { Check, Preview, RowIssue } from "./types";

/** Imports under way that one may have: more is a program's, or a mistake. */
const mostOpen = 20;

/** A file as it comes. `id`: what the import is to be called; the same one again begins nothing anew. */
type Upload = { name: string; body: ReadableStream<Uint8Array> | null; announced: number; id?: string };

/**
 * Keeps an uploaded file and begins an import with it.
 * @returns `repeated`: there is an import of this id already, and nothing was read
 * @throws AppError INVALID, FORBIDDEN, CONFLICT for an id that is another user's
 */
export async function uploadFile(
  viewer: Viewer,
  { name: called, body, announced, id = randomUUID() }: Upload,
): Promise<{ id: string; repeated: boolean }> {
  assertMay(viewer, "import.run");
  const name = nameOf(called);
  const { before, open } = await withViewer(viewer, async (tx) => ({
    before: await findDraft(tx, id),
    open: await tx.importDraft.count({ where: { state: { notIn: ["published", "undone"] } } }),
  }));
  if (before) {
    await body?.cancel().catch(() => {});
    return { id, repeated: true };
  }
  if (open >= mostOpen) throw invalid("file", "importing.error.many", { most: mostOpen });
  // In a place of its own until it is known that nobody else's import has this id.
  const place = randomUUID();
  const bytes = await keepFile(place, body, announced);
  try {
    const mapping = draftMappingSchema.parse({ name: name.replace(/\.[a-z0-9]{1,5}$/i, "") || name });
    const preview = await previewTable(fileOf(place), mapping);
    await keepPreview(place, preview, mapping, { settles: true });
    await withViewerWrite(viewer, async (tx) => {
      await appendAction(tx, {
        action: "import.upload",
        subjectType: "import_draft",
        subjectId: id,
        details: { bytes },
      });
      const made = await tx.$executeRaw`
        INSERT INTO import_draft (id, user_id, agency_id, file_name, file_bytes, mapping)
        VALUES (${id}::uuid, ${viewer.userId}, ${viewer.agencyId}, ${name}, ${bytes}::bigint, ${JSON.stringify(mapping)}::jsonb)
        ON CONFLICT (id) DO NOTHING`;
      if (made !== 1) throw new AppError("CONFLICT", { detail: "there is an import of this id already" });
      await moveFiles(place, id);
    });
    return { id, repeated: false };
  } catch (error) {
    await dropFiles(place);
    const twin = error instanceof AppError && error.code === "CONFLICT";
    if (twin && (await withViewer(viewer, (tx) => findDraft(tx, id)))) return { id, repeated: true };
    throw error;
  }
}

/** The last part of what a browser calls the file, without signs that are none. */
function nameOf(text: string): string {
  const last = text.split(/[\\/]/).at(-1) ?? "";
  return [...last.replace(/\p{Cc}/gu, "").trim()].slice(0, 200).join("") || "file";
}

/** The viewer's own import. @throws AppError NOT_FOUND for one that is nobody's or another's */
export async function ownDraft(tx: RawTx, id: string): Promise<DraftRow> {
  const uuid = z.uuid().toLowerCase().safeParse(id);
  const draft = uuid.success ? await findDraft(tx, uuid.data) : null;
  if (!draft) throw new AppError("NOT_FOUND");
  return draft;
}

const nextOf: Record<Step, { step: Step; state: State }> = {
  table: { step: "columns", state: "open" },
  columns: { step: "values", state: "reading" },
  values: { step: "check", state: "checking" },
  check: { step: "check", state: "checking" },
};

/**
 * Saves what a step of the wizard says, and goes on where it is asked to.
 * @throws AppError CONFLICT when another page saved meanwhile or the background is at work, INVALID for what the next step cannot do without
 */
export async function saveStep(viewer: Viewer, save: Save): Promise<{ revision: number; state: State }> {
  assertMay(viewer, "import.run");
  const { draft, saved } = await withViewer(viewer, async (tx) => ({
    draft: await ownDraft(tx, save.id),
    saved: await listMappings(tx, viewer),
  }));
  if (draft.state !== "open" || draft.revision !== save.revision) throw new AppError("CONFLICT");
  const shown = await previewOf(draft);
  let mapping = draft.mapping;
  const named = save.entries.find(([name]) => name === "saved")?.[1];
  const reused = saved.find((one) => one.name === named && mayReuse(viewer, one.mapping));
  if (reused) mapping = reuse(mapping, reused.mapping);
  // What a row is comes with the mapping: the form beside it still says what was found before.
  const entries = reused ? save.entries.filter(([name]) => name !== "record") : save.entries;
  mapping = applyEntries(mapping, entries, shown?.columns.map(({ name }) => name) ?? []);
  // Somebody else's mapping may say more than one may.
  if (!may(viewer, "import.verify-at-source")) mapping.status = "submitted";
  if (mapping.handling === "red") mapping.handling = "amber-strict";
  await lookAgain(draft, mapping, { settles: true });
  if (save.go) await assertComplete(save, mapping);
  const { step, state } = save.go ? nextOf[save.step] : { step: draft.step, state: "open" as State };
  return { revision: await keepStep(viewer, draft, { mapping, step, state }), state };
}

/** Whether a saved mapping is one that the viewer can import with: totals go to indicators. */
export const mayReuse = (viewer: Viewer, { record }: DraftMapping): boolean =>
  record === "case" || may(viewer, "reference.keep");

type KeptPreview = Preview & { cut?: string };

/**
 * What was seen of the file as the import's mapping cuts it. It stands beside the file and the mapping in the database: who was killed, or was
 * refused, after writing one of them left what was seen by another cut. Then the file is looked at anew.
 */
export async function previewOf({ id, mapping }: Pick<DraftRow, "id" | "mapping">): Promise<Preview | null> {
  const kept = await readNote<KeptPreview>(id, "preview");
  const fits = kept === null || kept.cut === undefined || kept.cut === cutOf(mapping);
  if (fits || !(await hasUpload(id))) return kept;
  const preview = await previewTable(fileOf(id), mapping);
  await keepPreview(id, preview, mapping, { settles: false });
  return preview;
}

/** @param how.settles whether the rows of names that were found become the mapping's */
async function keepPreview(
  id: string,
  preview: Preview,
  mapping: DraftMapping,
  { settles }: { settles: boolean },
): Promise<void> {
  if (settles && preview.headerRow.length > 0) mapping.format.headerRow = preview.headerRow;
  await keepNote(id, "preview", { ...preview, cut: cutOf(mapping) });
}

/** Looks at the file anew where the mapping cuts it otherwise. */
async function lookAgain(draft: DraftRow, mapping: DraftMapping, how: { settles: boolean }): Promise<void> {
  if (cutOf(mapping) === cutOf(draft.mapping)) return;
  if (!(await hasUpload(draft.id))) throw invalid("file", "importing.error.gone");
  await keepPreview(draft.id, await previewTable(fileOf(draft.id), mapping), mapping, how);
}

/** Writes where an import has come to, as long as it stands as it was read. @returns its new revision @throws AppError CONFLICT */
async function keepStep(
  viewer: Viewer,
  draft: DraftRow,
  { mapping, step, state }: { mapping: DraftMapping; step: Step; state: State },
): Promise<number> {
  const stale = state !== "open" || JSON.stringify(mapping) !== JSON.stringify(draft.mapping);
  return withViewerWrite(viewer, async (tx) => {
    const rows = await tx.$queryRaw<{ revision: number }[]>`
      UPDATE import_draft SET mapping = ${JSON.stringify(mapping)}::jsonb, step = ${step}, state = ${state}, revision = revision + 1, progress = NULL, failure = NULL,
        result = CASE WHEN ${stale}::boolean THEN NULL ELSE result END, updated_at = now()
      WHERE id = ${draft.id}::uuid AND state = 'open' AND revision = ${draft.revision} RETURNING revision`;
    const revision = rows[0]?.revision;
    if (revision === undefined) throw new AppError("CONFLICT");
    return revision;
  });
}

/** The viewer's own import while it is theirs to change. @param revision that it is to have; null: whichever it has */
async function openDraft(viewer: Viewer, id: string, revision: number | null): Promise<DraftRow> {
  const draft = await withViewer(viewer, (tx) => ownDraft(tx, id));
  if (draft.state !== "open") throw new AppError("CONFLICT", { detail: `The import is ${draft.state}.` });
  if (revision !== null && draft.revision !== revision)
    throw new AppError("CONFLICT", { detail: `The import has the revision ${draft.revision}.` });
  return draft;
}

type AskedDraft = { id: string; revision: number | null };

/**
 * Puts a whole mapping in the place of the import's own, as a program sends it. The last dry run counts no more.
 * @throws AppError NOT_FOUND, CONFLICT for one that is at work or over, FORBIDDEN for what the mapping asks beyond the role
 */
export async function putMapping(viewer: Viewer, asked: AskedDraft & { mapping: Mapping }): Promise<void> {
  const { id, revision, mapping } = asked;
  assertMay(viewer, "import.run");
  if (mapping.status === "verified") assertMay(viewer, "import.verify-at-source");
  if (mapping.record === "total") assertMay(viewer, "reference.keep");
  const draft = await openDraft(viewer, id, revision);
  await lookAgain(draft, mapping, { settles: false });
  await keepStep(viewer, draft, { mapping, step: "columns", state: "open" });
}

/** Lets the dry run begin. @throws AppError as putMapping, INVALID for a mapping that is not complete or a file that is gone */
export async function askToCheck(viewer: Viewer, { id, revision }: AskedDraft): Promise<void> {
  assertMay(viewer, "import.run");
  const draft = await openDraft(viewer, id, revision);
  if (!(await hasUpload(id))) throw invalid("file", "importing.error.gone");
  assertMapping(draft.mapping);
  await keepStep(viewer, draft, { mapping: draft.mapping, ...nextOf.values });
}

/** What decides how a file is cut into cells. */
const cutOf = ({ format }: DraftMapping) =>
  JSON.stringify([format.encoding, format.delimiter, format.sheet, format.headerRow]);

async function assertComplete(save: Save, mapping: DraftMapping): Promise<void> {
  if (!(await hasUpload(save.id))) throw invalid("file", "importing.error.gone");
  const preview = await previewOf({ id: save.id, mapping });
  if (!preview || preview.failure || preview.columns.length === 0) throw invalid("file", "importing.error.table");
  if (save.step === "table") return;
  const [twice] = doubleFields(save.entries);
  if (twice !== undefined) throw invalid(`column.${twice}`, "import.mapping.twice");
  assertMapping(mapping);
}

/** @throws AppError INVALID with what a complete mapping has that this one has not */
function assertMapping(mapping: DraftMapping): void {
  const read = mappingSchema.safeParse(mapping);
  if (read.success) return;
  throw new AppError("INVALID", {
    fields: read.error.issues.map(({ path, message }) => ({
      path: path.map(String).join("."),
      message: message.startsWith("import.mapping.") ? message : "errors.field",
    })),
  });
}

/** Lets what was checked be put into the register. @throws AppError CONFLICT unless the last dry run was of this revision */
export async function askToPublish(viewer: Viewer, { id, revision }: AskedDraft): Promise<void> {
  assertMay(viewer, "import.run");
  await withViewerWrite(viewer, async (tx) => {
    const draft = await ownDraft(tx, id);
    const { result } = draft;
    if (!result) throw new AppError("CONFLICT", { detail: "No dry run has been made of this mapping yet." });
    if (result.refusals > 0 || result.imported + result.updated === 0)
      throw new AppError("CONFLICT", { detail: "The dry run found nothing that could be imported." });
    const changed = await tx.$executeRaw`
      UPDATE import_draft SET state = 'publishing', progress = NULL, failure = NULL, updated_at = now()
      WHERE id = ${id}::uuid AND state = 'open' AND revision = ${revision ?? draft.revision} AND result IS NOT NULL`;
    if (changed !== 1) throw new AppError("CONFLICT");
  });
}

/** Takes the work that is under way back: nothing of it stays. @throws AppError CONFLICT when it was done already */
export async function cancelWork(viewer: Viewer, id: string): Promise<void> {
  assertMay(viewer, "import.run");
  await withViewerWrite(viewer, async (tx) => {
    await ownDraft(tx, id);
    const changed = await tx.$executeRaw`
      UPDATE import_draft SET state = CASE WHEN state = 'undoing' THEN 'published' ELSE 'open' END, progress = NULL, updated_at = now(),
        step = CASE WHEN state = 'reading' THEN 'columns' WHEN state = 'checking' THEN 'values' ELSE step END
      WHERE id = ${id}::uuid AND state IN ('reading', 'checking', 'publishing', 'undoing')`;
    if (changed !== 1) throw new AppError("CONFLICT");
  });
}

/** Throws an import away that was never published, with its file. */
export async function discardDraft(viewer: Viewer, id: string): Promise<void> {
  assertMay(viewer, "import.run");
  const draft = await withViewerWrite(viewer, async (tx) => {
    const own = await ownDraft(tx, id);
    await appendAction(tx, { action: "import.discard", subjectType: "import_draft", subjectId: own.id });
    if ((await tx.$executeRaw`DELETE FROM import_draft WHERE id = ${own.id}::uuid AND batch IS NULL`) !== 1)
      throw new AppError("CONFLICT");
    return own;
  });
  await dropFiles(draft.id);
}

/** Lets one's own batch be taken back. @returns the import that shows how it goes */
export async function askToUndo(viewer: Viewer, id: string): Promise<{ id: string }> {
  assertMay(viewer, "import.run");
  return withViewerWrite(viewer, async (tx) => {
    const draft = z.uuid().safeParse(id).success ? await ownDraft(tx, id) : null;
    if (draft && draft.batch === null) throw new AppError("CONFLICT", { detail: "The import has not been committed." });
    const reference = draft?.batch ?? id;
    const batch = await findBatch(tx, viewer, reference);
    if (!batch) throw new AppError("NOT_FOUND");
    if (batch.undoneAt !== null) throw new AppError("CONFLICT");
    const mapping = batch.mapping ?? draftMappingSchema.parse({ name: batch.source });
    // A batch of the command line has no import of the wizard's yet.
    const rows = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO import_draft AS d (id, user_id, agency_id, file_name, file_bytes, step, state, mapping, batch)
      VALUES (${randomUUID()}::uuid, ${viewer.userId}, ${viewer.agencyId}, ${batch.fileName}, ${batch.fileBytes}::bigint, 'check', 'undoing',
        ${JSON.stringify(mapping)}::jsonb, ${reference})
      ON CONFLICT (batch) DO UPDATE SET state = 'undoing', progress = NULL, failure = NULL, updated_at = now() WHERE d.state = 'published'
      RETURNING id::text AS id`;
    if (rows[0]) return { id: rows[0].id };
    // It is being taken back already: that is what was asked for.
    const [running] = await tx.$queryRaw<{ id: string }[]>`
      SELECT d.id::text AS id FROM import_draft d WHERE d.batch = ${reference} AND d.state = 'undoing'`;
    if (!running) throw new AppError("CONFLICT");
    return running;
  });
}

/**
 * Rows of the last dry run that are refused or warned of, all of them, with a last column that says why. As they stand in the file, but that no
 * spreadsheet runs their cells: what would begin a formula has an apostrophe in front, which reading the file takes off again.
 */
export async function downloadRows(
  viewer: Viewer,
  id: string,
  kind: string,
  locale: Locale,
): Promise<{ name: string; body: ReadableStream<Uint8Array> }> {
  assertMay(viewer, "import.run");
  const draft = await withViewer(viewer, (tx) => ownDraft(tx, id));
  const check = await readNote<Check>(id, "check");
  const preview = await previewOf(draft);
  if (!check || !preview || !(await hasUpload(id))) throw new AppError("NOT_FOUND");
  const { result } = check;
  const say = await reasonsIn(locale);
  const issuesOf = await readIssues(id, kind === "warnings" ? "warnings" : "errors");
  const shifted = kind === "warnings" ? [] : result.refusals.flatMap(({ rows }) => rows);
  const { encoding, delimiter } = draft.mapping.format;
  const sheet = result.detected?.sheet ?? draft.mapping.format.sheet ?? undefined;
  const table = await openTable(fileOf(id), { encoding, delimiter, ...(preview.kind === "xlsx" && { sheet }) });
  const headers = new Set(preview.headerRow);
  const reasonHeader = (await loadMessages(locale)).importing.column.reason;
  const encoder = new TextEncoder();
  async function* lines() {
    yield encoder.encode("\u{feff}");
    for await (const { row, cells } of table.rows(table.sheet ?? undefined)) {
      const isHeader = headers.has(row);
      const issues = [...(await issuesOf(row)), ...shifted.filter((issue) => issue.row === row)];
      if (issues.length === 0 && !isHeader) continue;
      const why = issues.map((issue) => `${issue.column === null ? "" : `${issue.column}: `}${say(issue)}`);
      const last = isHeader ? reasonHeader : [...new Set(why)].join("; ");
      yield encoder.encode(`${[...cells.map(textOf), last].map((text) => csvField(harmless(text))).join(",")}\r\n`);
    }
  }
  const rows = lines();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await rows.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => void rows.return(),
  });
  return { name: kind === "warnings" ? "warnings.csv" : "refused.csv", body };
}

/** What is wrong with a row, in words. */
async function reasonsIn(locale: Locale): Promise<(issue: RowIssue) => string> {
  const messages = await loadMessages(locale);
  const list: Record<string, string> = { ...messages.import.issue, ...messages.importing.issue };
  const translate = createTranslator<Record<string, string>>({
    locale,
    messages: list,
    onError: () => {},
    getMessageFallback: () => "",
  });
  return ({ code, values }) => (list[code] === undefined ? String(values?.reason ?? code) : translate(code, values));
}
