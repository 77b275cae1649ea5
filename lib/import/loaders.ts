import { z } from "zod";
import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { formCodes, roleCodes, transportCodes, unitCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { withViewer } from "@/lib/db/with-viewer";
import { AppError } from "@/lib/errors";
import { foldTerm } from "@/lib/i18n/match";
import type { Names } from "@/lib/i18n/names";
import { readUnitWord } from "@/lib/quantity/unit-words";
import { mayReuse, ownDraft, previewOf } from "./drafts";
import { hasUpload, listIssues, readNote } from "./files";
import type { Counts, Step, WordField } from "./form";
import { fieldsOf, isWorking, stepCodes, unpivotChoice, wordFields } from "./form";
import type { Lookup } from "./lookup";
import { readLookup } from "./lookup";
import type { BatchRow, DraftRow } from "./queries";
import {
  findBatch,
  listBatches,
  listImports,
  listMappings,
  readAgencies,
  readBatch,
  readNames,
  toldOf,
} from "./queries";
import type { DraftMapping, ImportField } from "./schema";
import { draftMappingSchema } from "./schema";
import type { ListEntry } from "./suggest";
import { fitsColumns, isNeverKept, suggestColumns, suggestWords } from "./suggest";
import type {
  Check,
  ColumnChoice,
  FieldWords,
  ImportBatch,
  ImportHead,
  ImportPage,
  ImportResult,
  ImportState,
  ImportsPage,
  IssueKind,
  Preview,
  RowIssue,
  WordChoice,
  Words,
} from "./types";
import { formOf, roleOf, transportOf } from "./words";

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
async function loadImport(viewer: Viewer, reference: string, part: { rows: boolean }): Promise<ImportBatch> {
  assertMay(viewer, "case.read");
  const found = await withViewer(viewer, (tx) => readBatch(tx, reference, part));
  if (!found) throw new AppError("NOT_FOUND");
  const { id: _, ...batch } = found;
  return batch;
}

/**
 * An import of the viewer's own under way or over, by its id, or any batch that they see, by its reference. Of the file's rows nothing is told
 * but the first values of its columns, and none of those that the register never keeps. Asked for all the time: what is said of rows is not read.
 * @throws AppError NOT_FOUND for one that is nobody's or out of scope, FORBIDDEN for a role that reads no cases
 */
export async function loadImportState(viewer: Viewer, id: string): Promise<ImportState> {
  assertMay(viewer, "case.read");
  if (!isDraftId(id)) return stateOfBatch(await loadImport(viewer, id, { rows: false }));
  return withViewer(viewer, async (tx) => {
    const draft = await ownDraft(tx, id);
    const preview = await previewOf(draft);
    // Beside the file stands the last dry run; once the mapping changed it tells nothing any more.
    const check = draft.result && (await readTold(id));
    const batch = draft.batch === null ? null : await readBatch(tx, draft.batch, { rows: false });
    const { fileName, fileBytes, state, revision, mapping, progress, failure, result, undo } = draft;
    return {
      ...{ id, fileName, fileBytes, state, revision, mapping, progress, failure, undo },
      ...{ preview, columns: preview ? columnsOf(mapping, preview).columns : [] },
      counts: result,
      check,
      batch,
    };
  });
}

async function readTold(id: string): Promise<ImportResult | null> {
  const told = await readNote<ImportResult>(id, "told");
  if (told) return told;
  // An earlier version kept it with its rows only.
  const check = await readNote<Check>(id, "check");
  return check && toldOf(check.result);
}

const isDraftId = (id: string) => z.uuid().safeParse(id).success;

function stateOfBatch(batch: ImportBatch): ImportState {
  const { refusals, ...counts } = batch.result;
  return {
    ...{ id: batch.batch, fileName: batch.fileName, fileBytes: null, revision: 0, mapping: batch.mapping },
    ...{ state: batch.undoneAt === null ? "published" : "undone", progress: null, failure: null, undo: null },
    ...{ preview: null, columns: [], counts: { ...counts, refusals: refusals.length }, check: null, batch },
  };
}

/**
 * What is said of an import's rows, in parts: of a dry run everything, in the order of the file but for what only several rows together show;
 * of a batch the first of it. @throws AppError as loadImportState
 */
export async function loadImportIssues(
  viewer: Viewer,
  id: string,
  kind: IssueKind,
  { size, after }: { size: number; after: number },
): Promise<{ rows: RowIssue[]; total: number; next: number | null }> {
  const { batch: told, check } = await loadImportState(viewer, id);
  const batch = told && (await loadImport(viewer, told.batch, { rows: true }));
  const kept = kind === "errors" ? batch?.result.errors : batch?.result.warningRows;
  const counted = Object.values(check?.byCode[kind] ?? {}).reduce((sum, n) => sum + n, 0);
  const total = kept?.length ?? counted;
  const rows = kept ? kept.slice(after, after + size) : check ? await listIssues(id, kind, after, size) : [];
  return { rows, total, next: rows.length > 0 && after + rows.length < total ? after + rows.length : null };
}

/** Imports that the list holds. */
const mostListed = 200;
/** Words of a field that are asked for at once. */
const mostAsked = 40;

/** What `/import` shows: the viewer's own imports. @throws AppError FORBIDDEN for a role that imports nothing */
export async function loadImportsPage(viewer: Viewer): Promise<ImportsPage> {
  assertMay(viewer, "import.run");
  const rows = await withViewer(viewer, (tx) => listImports(tx, viewer, mostListed));
  return { rows: rows.map(({ result, draft: _, ...row }) => ({ ...row, counts: result })) };
}

/**
 * One import at the step that it has come to, or at an earlier one that is asked for. A batch that the wizard did not make has its result alone.
 * @throws AppError NOT_FOUND, FORBIDDEN
 */
export async function loadImportPage(viewer: Viewer, id: string, asked: string | null): Promise<ImportPage> {
  assertMay(viewer, "import.run");
  return withViewer(viewer, async (tx) => {
    if (!isDraftId(id)) return overOfBatch(viewer, await batchOf(tx, viewer, id));
    const draft = await ownDraft(tx, id);
    const head = await headOf(viewer, draft, asked);
    if (isWorking(draft.state)) return { ...head, kind: "working" };
    if (draft.batch !== null) {
      const batch = await batchOf(tx, viewer, draft.batch);
      const refusedFile = head.hasFile && batch.result.refused > 0;
      return { ...head, ...overOf(batch), undo: draft.undo, refusedFile };
    }
    const preview = await previewOf(draft);
    if (!preview) return { ...head, hasFile: false, kind: "working" };
    if (head.step === "table") {
      const names = preview.columns.map(({ name }) => name);
      const saved = (await listMappings(tx, viewer))
        .filter(({ mapping }) => mayReuse(viewer, mapping))
        .map(({ name, mapping }) => ({ name, fits: fitsColumns(mapping, names) }));
      return { ...head, kind: "table", preview, saved: saved.sort((a, b) => Number(b.fits) - Number(a.fits)) };
    }
    if (head.step === "columns") return { ...head, kind: "columns", ...columnsOf(draft.mapping, preview) };
    if (head.step === "values") {
      const words = (await readNote<Words>(id, "words")) ?? { fields: {}, cut: false };
      return { ...head, kind: "values", cut: words.cut, fields: await wordsOf(tx, viewer, draft.mapping, words) };
    }
    const check = await readNote<Check>(id, "check");
    if (!check) return { ...head, kind: "columns", step: "columns", ...columnsOf(draft.mapping, preview) };
    const { points } = await readNames(tx);
    const names = preview.columns.map(({ name }) => name);
    return { ...head, kind: "check", check, points, names, sheets: preview.sheets.map(({ name }) => name) };
  });
}

async function batchOf(tx: Tx, viewer: Viewer, reference: string): Promise<BatchRow> {
  const batch = await findBatch(tx, viewer, reference);
  if (!batch) throw new AppError("NOT_FOUND");
  return batch;
}

const overOf = ({ reference, source, undoneAt, createdAt, result }: BatchRow) => ({
  kind: "over" as const,
  batch: reference,
  source,
  undone: undoneAt !== null,
  undo: null,
  at: createdAt,
  gone: result.gone,
  refusedFile: false,
});

function overOfBatch(viewer: Viewer, batch: BatchRow): ImportPage {
  const counts: Counts = { ...batch.result, refusals: 0 };
  const head: ImportHead = {
    id: batch.reference,
    fileName: batch.fileName,
    fileBytes: batch.fileBytes,
    hasFile: false,
    state: batch.undoneAt === null ? "published" : "undone",
    revision: 0,
    reached: "check",
    step: "check",
    mapping: batch.mapping ?? draftMappingSchema.parse({ name: batch.source }),
    progress: null,
    failure: null,
    counts,
    rights: rightsOf(viewer),
  };
  return { ...head, ...overOf(batch) };
}

const rightsOf = (viewer: Viewer) => ({
  verify: may(viewer, "import.verify-at-source"),
  totals: may(viewer, "reference.keep"),
  create: may(viewer, "reference.keep"),
});

async function headOf(viewer: Viewer, draft: DraftRow, asked: string | null): Promise<ImportHead> {
  const { id, fileName, fileBytes, state, revision, mapping, progress, failure, result, step: reached } = draft;
  const wanted = stepCodes.find((code) => code === asked);
  const step: Step = wanted && stepCodes.indexOf(wanted) <= stepCodes.indexOf(reached) ? wanted : reached;
  const hasFile = await hasUpload(id);
  return {
    id,
    fileName,
    fileBytes,
    hasFile,
    state,
    revision,
    reached,
    step,
    mapping,
    progress,
    failure,
    counts: result,
    rights: rightsOf(viewer),
  };
}

/** A column as a mapping finds it; one without a name goes by its place. */
const keyOf = (column: string) => (/^#\d+$/.test(column) ? column : foldTerm(column) || column);

function columnsOf(
  mapping: DraftMapping,
  { columns }: Preview,
): { columns: ColumnChoice[]; lost: string[]; fields: readonly ImportField[] } {
  const fields = fieldsOf(mapping.record);
  const chosen = new Map(Object.entries(mapping.columns).map(([field, column]) => [keyOf(column), field]));
  const wide = new Set((mapping.unpivot?.columns ?? []).map(keyOf));
  const none = chosen.size === 0 && wide.size === 0;
  const suggested = none ? suggestColumns(columns, fields) : [];
  const times = new Map<string, number>();
  for (const { name } of columns) times.set(name, (times.get(name) ?? 0) + 1);
  const there = new Set(columns.map(({ name }) => keyOf(name)));
  return {
    fields,
    lost: [...Object.values(mapping.columns), ...(mapping.unpivot?.columns ?? [])].filter(
      (column) => !there.has(keyOf(column)),
    ),
    columns: columns.map(({ name, samples }, at) => {
      const kept = !isNeverKept(name);
      const folded = keyOf(name);
      const own = wide.has(folded) ? unpivotChoice : (chosen.get(folded) ?? suggested[at]?.field ?? "");
      return {
        name,
        // What the register never keeps is not shown either.
        samples: kept ? samples : [],
        field: kept ? own : "",
        suggested: suggested[at]?.reason ?? null,
        chosen: !none && own !== "",
        kept,
        twice: (times.get(name) ?? 0) > 1,
      };
    }),
  };
}

type List = { entries: ListEntry[]; options: FieldWords["options"]; known: (word: string) => boolean | "several" };
const ofCodes = (codes: readonly string[], known: (word: string) => unknown): List => ({
  entries: codes.map((code) => ({ code, terms: [code.replaceAll("-", " ")] })),
  options: codes.map((code) => ({ code, names: null })),
  known: (word) => known(word) !== null,
});

async function listsOf(tx: Tx): Promise<Record<WordField, List>> {
  const { points, substances } = await readNames(tx);
  const lookup = await readLookup(tx);
  const agencies = await readAgencies(tx);
  const spelled = new Set(agencies.map(foldTerm));
  return {
    transitPoint: named(points, (word) => lookup.points.find(word)),
    substance: named(substances, (word) => lookup.substances.find(word)),
    unit: ofCodes(unitCodes, readUnitWord),
    form: ofCodes(formCodes, formOf),
    role: ofCodes(roleCodes, roleOf),
    transportMode: ofCodes(transportCodes, transportOf),
    agency: {
      entries: agencies.map((name) => ({ code: name, terms: [name] })),
      options: agencies.map((name) => ({ code: name, names: null })),
      known: (word) => spelled.has(foldTerm(word)),
    },
  };
}

function named(
  list: readonly ({ slug: string; terms: string[] } & Names)[],
  find: (word: string) => ReturnType<Lookup["points"]["find"]>,
): List {
  return {
    entries: list.map(({ slug, nameEn, nameZh, nameKo, terms }) => ({
      code: slug,
      terms: [nameEn, nameZh, nameKo, ...terms],
    })),
    options: list.map(({ slug, nameEn, nameZh, nameKo }) => ({ code: slug, names: { nameEn, nameZh, nameKo } })),
    known: (word) => {
      const found = find(word);
      return found === "several" ? "several" : found !== null;
    },
  };
}

async function wordsOf(tx: Tx, viewer: Viewer, mapping: DraftMapping, words: Words): Promise<FieldWords[]> {
  const lists = await listsOf(tx);
  return wordFields.flatMap((field) => {
    const all = words.fields[field];
    if (!all) return [];
    const { entries, options, known } = lists[field];
    const chosen = mapping.values[field] ?? {};
    const open: WordChoice[] = [];
    for (const { word, rows } of all) {
      const is = known(word);
      if (is === true && chosen[word] === undefined) continue;
      const suggestions = suggestWords(word, entries);
      // A new spelling of an agency is no mistake: it is asked about where it may be an old one.
      if (field === "agency" && suggestions.length === 0 && chosen[word] === undefined) continue;
      open.push({ word, rows, several: is === "several", choice: chosen[word] ?? "", suggestions });
    }
    open.sort((a, b) => Number(a.choice !== "") - Number(b.choice !== "") || b.rows - a.rows);
    const listed = field === "transitPoint" || field === "substance";
    return [
      {
        field,
        known: all.length - open.length,
        words: open.slice(0, mostAsked),
        more: Math.max(0, open.length - mostAsked),
        options,
        creatable: listed && may(viewer, "reference.keep"),
        create: listed && mapping.createMissing.includes(field),
      },
    ];
  });
}
