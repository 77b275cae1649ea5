import { z } from "zod";
import {
  askToCheck,
  askToPublish,
  askToUndo,
  cancelWork,
  discardDraft,
  putMapping,
  uploadFile,
} from "@/lib/import/drafts";
import { importWork } from "@/lib/import/jobs";
import { loadImportIssues, loadImportState, loadImports } from "@/lib/import/loaders";
import { mappingSchema } from "@/lib/import/schema";
import type { ImportState } from "@/lib/import/types";
import { batchOf, importBatch, importIssue, importMapping, importState, issueOf, stateOf } from "./import-shapes";
import {
  assertMatch,
  choiceOf,
  matchOf,
  oddKeys,
  onceKey,
  paging,
  placeOf,
  readBodyAs,
  refusal,
  refuse,
  sizeOf,
} from "./parameters";
import { listOf } from "./schema";
import type { ApiAnswer, ApiCall, Operation } from "./types";

// The wizard's steps for programs: the same uploads, the same work in the background, the same engine.

const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A batch's reference, or an import's id in small letters, as its files are called. */
function idOf({ params }: Pick<ApiCall, "params">): string {
  const id = params.id ?? "";
  const uuid = z.uuid().toLowerCase().safeParse(id);
  return uuid.success ? uuid.data : id;
}

async function told({ viewer, words }: ApiCall, id: string, more: Partial<ApiAnswer> = {}): Promise<ApiAnswer> {
  const state = await loadImportState(viewer, id);
  return { body: stateOf(state, await words()), version: state.revision, ...more };
}

/** Asks for background work, once: who repeats the request is told how it stands. */
async function begin(
  call: ApiCall,
  begun: readonly ImportState["state"][],
  ask: (id: string, revision: number | null) => Promise<string>,
): Promise<ApiAnswer> {
  refuse(oddKeys(call.query, []));
  const id = idOf(call);
  const { state, revision } = await loadImportState(call.viewer, id);
  if (begun.includes(state)) return told(call, id);
  const match = matchOf(call.headers);
  if (match !== null) assertMatch(match, revision);
  const draft = await ask(id, match);
  await importWork.enqueue({ draft }, call.viewer);
  return told(call, draft, { location: `/imports/${draft}` });
}

const upload: Operation = {
  id: "uploadImport",
  method: "POST",
  path: "/imports",
  summary: "Begin an import with a file",
  description:
    "The file itself is the body: CSV, TSV or .xlsx, whatever its media type says, up to 2 GB. Nothing is imported yet; the answer tells what was found out about it. The Idempotency-Key becomes the import's id: the same one again answers with the import that there is.",
  scope: "import",
  query: [
    { name: "name", description: "What the file is called.", schema: z.string().min(1).max(300), required: true },
  ],
  upload: ["application/octet-stream", "text/csv", "text/tab-separated-values", spreadsheet],
  once: true,
  versioned: true,
  answer: importState,
  status: 201,
  run: async (call) => {
    const { viewer, query, headers, stream = null } = call;
    refuse(oddKeys(query, ["name"]));
    const name = query.get("name")?.trim() ?? "";
    if (name === "" || name.length > 300) throw refusal([{ key: "name", value: name, reason: "unknown-value" }]);
    const announced = Number(headers.get("content-length") ?? 0);
    const { id } = await uploadFile(viewer, { name, body: stream, announced, id: onceKey(headers) });
    return told(call, id, { location: `/imports/${id}` });
  },
};

const list: Operation = {
  id: "listImports",
  method: "GET",
  path: "/imports",
  summary: "Files that were imported, the newest first",
  scope: "read",
  query: paging,
  answer: listOf(importBatch),
  run: async ({ viewer, query }) => {
    const { size, problems } = sizeOf(query);
    refuse([...oddKeys(query, ["limit", "cursor"]).filter(({ key }) => key !== "limit"), ...problems]);
    const { rows, total, next } = await loadImports(viewer, { size, cursor: query.get("cursor") || null });
    return { body: { data: rows.map(batchOf), total, next } };
  },
};

const one: Operation = {
  id: "getImport",
  method: "GET",
  path: "/imports/{id}",
  summary: "How an import stands",
  description:
    "One's own import under way by its id; any batch that one may see by its reference. Ask again while `state` says that it is at work.",
  scope: "import",
  versioned: true,
  answer: importState,
  run: async (call) => {
    refuse(oddKeys(call.query, []));
    return told(call, idOf(call));
  },
};

const kinds = ["errors", "warnings"] as const;

const issues: Operation = {
  id: "listImportIssues",
  method: "GET",
  path: "/imports/{id}/issues",
  summary: "What is said of an import's rows",
  description: "Of a dry run everything; of what was imported the first of it.",
  scope: "import",
  query: [
    {
      name: "kind",
      description: "Rows that are refused, or such that look odd.",
      schema: z.enum(kinds).default("errors"),
    },
    ...paging,
  ],
  answer: listOf(importIssue),
  run: async ({ viewer, query, params, words }) => {
    const { size, after } = placeOf(query, ["kind"]);
    const kind = choiceOf(query, "kind", kinds) ?? "errors";
    const { rows, total, next } = await loadImportIssues(viewer, idOf({ params }), kind, { size, after });
    const say = await words();
    return { body: { data: rows.map((row) => issueOf(row, say)), total, next: next === null ? null : String(next) } };
  },
};

const mapping: Operation = {
  id: "putImportMapping",
  method: "PUT",
  path: "/imports/{id}/mapping",
  summary: "Say how the file is to be read",
  description: "The whole mapping, as `weir import` takes it. The last dry run counts no more.",
  scope: "import",
  body: importMapping,
  largest: 8_000_000,
  match: "taken",
  versioned: true,
  answer: importState,
  refusals: { 409: "At work, or over." },
  run: async (call) => {
    refuse(oddKeys(call.query, []));
    const id = idOf(call);
    const read = readBodyAs(mappingSchema, call.body);
    const match = matchOf(call.headers);
    if (match !== null) assertMatch(match, (await loadImportState(call.viewer, id)).revision);
    await putMapping(call.viewer, { id, revision: match, mapping: read });
    return told(call, id);
  },
};

const check: Operation = {
  id: "dryRunImport",
  method: "POST",
  path: "/imports/{id}/dry-run",
  summary: "Show what it would do, and write nothing",
  description:
    "Done in the background. Ask how the import stands until `state` is `open` again; then `dryRun` tells, or `failure`.",
  scope: "import",
  match: "taken",
  versioned: true,
  answer: importState,
  status: 202,
  refusals: { 409: "At work, or over.", 422: "The mapping is not complete." },
  run: (call) =>
    begin(call, ["checking"], async (id, revision) => {
      await askToCheck(call.viewer, { id, revision });
      return id;
    }),
};

const commit: Operation = {
  id: "commitImport",
  method: "POST",
  path: "/imports/{id}/commit",
  summary: "Import what the dry run showed, whole or not at all",
  description:
    "Done in the background, in one transaction. `state` is `published` when it stands, `open` where it failed or nothing was left to import. Asked again, it is not imported again.",
  scope: "import",
  match: "taken",
  versioned: true,
  answer: importState,
  status: 202,
  refusals: { 409: "At work or over, no dry run of this mapping, or nothing in it that could be imported." },
  run: (call) =>
    begin(call, ["publishing", "published"], async (id, revision) => {
      await askToPublish(call.viewer, { id, revision });
      return id;
    }),
};

const cancel: Operation = {
  id: "cancelImport",
  method: "POST",
  path: "/imports/{id}/cancel",
  summary: "Stop the work that is under way",
  description: "Nothing of it stays. 409 where it was done already.",
  scope: "import",
  versioned: true,
  answer: importState,
  refusals: { 409: "There is nothing under way." },
  run: async (call) => {
    refuse(oddKeys(call.query, []));
    const id = idOf(call);
    await cancelWork(call.viewer, id);
    return told(call, id);
  },
};

const undo: Operation = {
  id: "undoImport",
  method: "POST",
  path: "/imports/{id}/undo",
  summary: "Take one's own import back",
  description:
    "Withdraws its cases, in the background: `state` is `undone` in the end, and `undone` tells. Cases that somebody changed since are listed and left. By the id or by the batch's reference; Location says where to ask.",
  scope: "import",
  versioned: true,
  answer: importState,
  status: 202,
  refusals: { 409: "Not imported, or taken back already." },
  run: (call) => begin(call, ["undoing", "undone"], async (id) => (await askToUndo(call.viewer, id)).id),
};

const discard: Operation = {
  id: "discardImport",
  method: "DELETE",
  path: "/imports/{id}",
  summary: "Throw away an import that was not committed, with its file",
  scope: "import",
  answer: null,
  status: 204,
  refusals: { 409: "It was imported: take it back instead." },
  run: async ({ viewer, query, params }) => {
    refuse(oddKeys(query, []));
    await discardDraft(viewer, idOf({ params }));
    return { body: null };
  },
};

export const importOperations: readonly Operation[] = [
  ...[list, upload, one, discard, issues, mapping, check, commit, cancel, undo],
];
