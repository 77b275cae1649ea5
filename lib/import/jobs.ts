import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import { mayPass } from "@/lib/db/again";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { AppError, invalid } from "@/lib/errors";
import { canDoApart, doApart } from "@/lib/jobs/apart";
import { defineJob } from "@/lib/jobs/job";
import { logDefect } from "@/lib/log";
import { TableError } from "@/lib/tables/types";
import { effectOf } from "./effect";
import { dropUpload, fileOf, hasUpload, keepIssues, keepNote, sweepFiles } from "./files";
import type { Counts, DraftFailure, Progress, State } from "./form";
import { importFile } from "./mutations";
import { readWords } from "./preview";
import type { DraftRow } from "./queries";
import { findDraft, toldOf } from "./queries";
import { mappingSchema } from "./schema";
import type { Check, ImportEffect, ImportFile, ImportResult } from "./types";
import { undoImport } from "./undo";

/** Between two looks at whether somebody cancelled, and two words of how far it is. */
const lookMs = 1_000;

/** Bytes of a file from which on its import is no small thing: to begin a process takes a second. */
const apartFrom = 1_000_000;

const working = ["reading", "checking", "publishing", "undoing"] as const;

/** What the wizard leaves to the background: the import's state says what is to be done, and is what cancels it. */
export const importWork = defineJob({
  name: "import",
  data: z.object({ draft: z.uuid() }),
  as: "user",
  run: async (viewer, { draft }, stopping) => {
    const found = await withViewer(viewer, (tx) => findDraft(tx, draft));
    if (!found || !working.some((state) => state === found.state)) return;
    await (found.fileBytes > apartFrom && canDoApart() ? workApart : work)(viewer, found, stopping);
  },
  unfinishedOf: async (operator) => {
    const rows = await withViewer(operator, (tx) =>
      tx.importDraft.findMany({ select: { id: true, userId: true, state: true } }),
    );
    await sweepFiles(new Set(rows.map(({ id }) => id)));
    return rows
      .filter(({ state }) => working.some((one) => one === state))
      .map(({ id, userId }) => ({ data: { draft: id }, by: userId }));
  },
});

class Cancelled extends Error {}

/** Leaves the work to a process of its own, whose memory and time are not the server's. It finds the import as this one did. */
async function workApart(viewer: Viewer, draft: DraftRow, stopping: AbortSignal): Promise<void> {
  try {
    await doApart(importWork.pack({ draft: draft.id }, viewer), stopping);
  } catch (error) {
    if (error instanceof AppError) throw error;
    // It ended by itself, as where memory does not suffice: again it would end alike.
    await fail(viewer, draft, failureOf(error));
  }
}

async function work(viewer: Viewer, draft: DraftRow, stopping: AbortSignal): Promise<void> {
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, stopping]);
  let progress: Progress | null = null;
  let told = "";
  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    try {
      const text = JSON.stringify(progress);
      const stands = await withViewerWrite(viewer, async (tx) =>
        text === told
          ? (await tx.importDraft.count({ where: { id: draft.id, state: draft.state } })) === 1
          : (await tx.$executeRaw`UPDATE import_draft SET progress = ${text}::jsonb WHERE id = ${draft.id}::uuid AND state = ${draft.state}`) ===
            1,
      );
      told = text;
      if (!stands) ended.abort(new Cancelled());
    } catch {
      // The database is away: the work itself will say so.
    } finally {
      looking = false;
    }
  };
  const timer = setInterval(() => void look(), lookMs);
  const rows = draft.result?.rows ?? null;
  const onProgress = (step: Progress["step"], done: number) => {
    progress = { step, done, total: rows };
    signal.throwIfAborted();
  };
  try {
    await perform(viewer, draft, onProgress, signal);
  } catch (error) {
    if (error instanceof Cancelled || ended.signal.aborted || stopping.aborted) return;
    if (error instanceof AppError && error.code === "UNAVAILABLE" && !mayPass(error)) throw error;
    await fail(viewer, draft, failureOf(error));
  } finally {
    clearInterval(timer);
  }
}

function failureOf(error: unknown): DraftFailure {
  if (error instanceof TableError) {
    const { code, message, row } = error;
    return { code, detail: message, id: null, ...(row !== null && { row }) };
  }
  if (mayPass(error)) return { code: "busy", detail: null, id: null };
  if (error instanceof AppError)
    return { code: error.fields.length > 0 ? "file-gone" : error.code, detail: null, id: null };
  return { code: "DEFECT", detail: null, id: logDefect(error, "import") };
}

/** The person's turn again, who is told why. */
async function fail(viewer: Viewer, draft: DraftRow, failure: DraftFailure): Promise<void> {
  await withViewerWrite(
    viewer,
    (tx) => tx.$executeRaw`
      UPDATE import_draft SET state = CASE WHEN batch IS NULL THEN 'open' ELSE 'published' END, progress = NULL, failure = ${JSON.stringify(failure)}::jsonb, updated_at = now(),
        step = CASE WHEN state = 'reading' THEN 'columns' ELSE step END
      WHERE id = ${draft.id}::uuid AND state = ${draft.state}`,
  );
}

/** The step in hand. Its end changes the state only where nobody cancelled. */
async function perform(
  viewer: Viewer,
  draft: DraftRow,
  onProgress: (step: Progress["step"], done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { id, batch } = draft;
  if (draft.state === "undoing") {
    await undoImport(viewer, batch ?? "", {
      onProgress,
      signal,
      onWritten: async (tx, undone) => {
        const kept = { ...undone, left: undone.left.slice(0, 1_000) };
        settle(
          await tx.$executeRaw`UPDATE import_draft SET state = 'undone', progress = NULL, undo = ${JSON.stringify(kept)}::jsonb, updated_at = now() WHERE id = ${id}::uuid AND state = 'undoing'`,
        );
      },
    });
    return;
  }
  if (!(await hasUpload(id))) throw invalid("file", "importing.error.gone");
  const mapping = mappingSchema.parse(draft.mapping);
  if (draft.state === "reading") {
    await keepNote(id, "words", await readWords(fileOf(id), mapping, (rows) => onProgress("words", rows)));
    await done(viewer, draft, null);
    return;
  }
  const file = { path: fileOf(id), name: draft.fileName, mapping, dryRun: draft.state === "checking" };
  const issues = keepIssues(id);
  try {
    await importDraft(viewer, draft, file, issues, onProgress, signal);
  } finally {
    issues.drop();
  }
}

/** What the dry run, or the import, finds of the rows is kept beside the file: the person takes it as a file of rows with their reasons. */
async function importDraft(
  viewer: Viewer,
  draft: DraftRow,
  file: ImportFile,
  issues: ReturnType<typeof keepIssues>,
  onProgress: (step: Progress["step"], done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { id } = draft;
  const told = { onIssue: issues.add, onAgain: issues.restart };
  if (draft.state === "checking") {
    let effect: ImportEffect | null = null;
    const result = await importFile(viewer, file, {
      onProgress,
      signal,
      ...told,
      onCompared: async (load, added) => {
        effect = { ...(await effectOf(load)), added };
      },
    });
    issues.keep();
    await keepCheck(id, { result, effect });
    await done(viewer, draft, countsOf(result));
    return;
  }
  // The import's id is the batch's request: whatever happens, it becomes one batch.
  const result = await importFile(
    viewer,
    { ...file, request: id },
    {
      onProgress,
      signal,
      ...told,
      onWritten: async (tx, result) =>
        settle(
          await tx.$executeRaw`
          UPDATE import_draft SET state = 'published', progress = NULL, batch = ${result.batch}, result = ${JSON.stringify(countsOf(result))}::jsonb, updated_at = now()
          WHERE id = ${id}::uuid AND state = 'publishing' AND revision = ${draft.revision}`,
        ),
    },
  );
  // The register changed since the dry run, so that nothing is left to import: the person sees the new result.
  if (result.batch === null) {
    issues.keep();
    await keepCheck(id, { result, effect: null });
    await done(viewer, draft, countsOf(result));
  } else if (result.refused === 0) await dropUpload(id);
}

/** Keeps a dry run: with its rows for who looks at them, and what is told of it each time that somebody asks. */
async function keepCheck(id: string, check: Check): Promise<void> {
  await keepNote(id, "check", check);
  await keepNote(id, "told", toldOf(check.result));
}

/** Somebody cancelled in the last moment: the transaction that runs is taken back. */
function settle(changed: number): void {
  if (changed !== 1) throw new Cancelled();
}

async function done(viewer: Viewer, draft: DraftRow, result: Counts | null): Promise<void> {
  const open: State = "open";
  await withViewerWrite(
    viewer,
    (tx) => tx.$executeRaw`
      UPDATE import_draft SET state = ${open}, progress = NULL, result = ${result === null ? null : JSON.stringify(result)}::jsonb, updated_at = now()
      WHERE id = ${draft.id}::uuid AND state = ${draft.state} AND revision = ${draft.revision}`,
  );
}

const countsOf = (result: ImportResult): Counts => {
  const { rows, imported, updated, unchanged, refused, possibleDuplicates, gone, warnings, refusals } = result;
  return { rows, imported, updated, unchanged, refused, possibleDuplicates, gone, warnings, refusals: refusals.length };
};
