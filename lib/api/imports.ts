import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { assertMay } from "@/lib/auth/permissions";
import { duplicateReasons } from "@/lib/duplicates/types";
import { AppError } from "@/lib/errors";
import importWords from "@/lib/i18n/messages/en/import.json";
import { importOfRequest, loadImport, loadImports } from "@/lib/import/loaders";
import { importFile } from "@/lib/import/mutations";
import { mappingSchema } from "@/lib/import/schema";
import type { FileIssue, ImportBatch, ImportResult, RowIssue } from "@/lib/import/types";
import { undoImport } from "@/lib/import/undo";
import { listOf } from "./schema";
import type { Operation, Words } from "./types";

/** Bytes of a request that holds a file: larger ones are the command line's. */
const largest = 96_000_000;

const issue = z
  .object({
    row: z.int().meta({ description: "The row's number in the file; the first row is 1." }),
    column: z.string().nullable(),
    value: z.string().nullable(),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: "ImportIssue" });
const counts = {
  rows: z.int(),
  imported: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int().meta({ description: "imported + updated + unchanged + refused = rows" }),
  possibleDuplicates: z.int(),
  gone: z.int().meta({ description: "Records of earlier imports of the source that the file has no more. They stay." }),
  warnings: z.int(),
};
const told = z
  .object({
    batch: z.string().nullable().meta({ description: "Null where nothing was imported." }),
    dryRun: z.boolean(),
    ...counts,
    errors: z.array(issue),
    warningRows: z.array(issue),
    byCode: z.object({ errors: z.record(z.string(), z.int()), warnings: z.record(z.string(), z.int()) }).meta({
      description: "How many errors and warnings there are of each code; errors and warningRows are the first of them.",
    }),
    duplicateRows: z
      .array(z.array(z.int()))
      .meta({ description: "Rows of the file that say the same, the first of them." }),
    alike: z
      .int()
      .meta({ description: "New records that are probably a case of the register that the caller may see." }),
    alikeRows: z
      .array(z.object({ row: z.int(), reference: z.string(), reasons: z.array(z.enum(duplicateReasons)) }))
      .meta({ description: "The first of them, each with that case." }),
    refusals: z.array(
      z.object({ code: z.string(), setting: z.string().nullable(), message: z.string(), rows: z.array(issue) }),
    ),
    created: z.object({
      transitPoint: z.array(z.string()),
      substance: z.array(z.string()),
      indicator: z.array(z.string()),
    }),
    detected: z
      .object({
        kind: z.enum(["csv", "xlsx"]),
        encoding: z.string().nullable(),
        delimiter: z.string().nullable(),
        sheet: z.string().nullable(),
        headerRow: z.int(),
        decimal: z.string().nullable(),
        dateOrder: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: "Import" });
const batch = z
  .object({
    batch: z.string(),
    name: z.string().meta({ description: "Of the mapping." }),
    record: z.enum(["case", "total"]),
    source: z.string(),
    fileName: z.string(),
    fileHash: z.string().meta({ description: "SHA-256." }),
    sheet: z.string().nullable(),
    importedAt: z.string(),
    importedBy: z.string(),
    undoneAt: z.string().nullable(),
    ...counts,
  })
  .meta({ id: "ImportBatch" });
const withMapping = batch
  .extend({ mapping: z.unknown().meta({ description: "As it was read: send it again to import alike." }) })
  .meta({ id: "ImportBatchWithMapping" });
const undone = z
  .object({
    batch: z.string(),
    withdrawn: z.int(),
    restored: z.int(),
    left: z.array(z.object({ reference: z.string(), reason: z.string() })),
  })
  .meta({ id: "ImportUndone" });

const body = z
  .strictObject({
    fileName: z.string().trim().min(1).max(255),
    content: z.base64().meta({ description: "The file's bytes, in base64." }),
    mapping: mappingSchema,
    sheet: z.string().min(1).max(200).optional(),
    dryRun: z.boolean().default(false).meta({ description: "Show what it would do, and write nothing." }),
  })
  .meta({ id: "ImportFile" });

/** What is said of a row or a file, in the caller's language. */
function say(words: Words, group: "issue" | "file", { code, values }: RowIssue | FileIssue): string {
  const known: Record<string, string> = importWords[group];
  return known[code] === undefined ? String(values?.reason ?? code) : words(`import.${group}.${code}`, values);
}

function tellOf(result: ImportResult, words: Words): z.infer<typeof told> {
  const row = (one: RowIssue) => ({
    ...{ row: one.row, column: one.column, value: one.value, code: one.code },
    message: say(words, "issue", one),
  });
  return {
    ...result,
    errors: result.errors.map(row),
    warningRows: result.warningRows.map(row),
    refusals: result.refusals.map((one) => ({
      ...{ code: one.code, setting: one.setting, message: say(words, "file", one) },
      rows: one.rows.map(row),
    })),
  };
}

const batchOf = ({ result, mapping: _, importedAt, undoneAt, ...rest }: ImportBatch): z.infer<typeof batch> => {
  const { rows, imported, updated, unchanged, refused, possibleDuplicates, gone, warnings } = result;
  return {
    ...rest,
    ...{ rows, imported, updated, unchanged, refused, possibleDuplicates, gone, warnings },
    importedAt: importedAt.toISOString(),
    undoneAt: undoneAt?.toISOString() ?? null,
  };
};

function refuseKeys(query: URLSearchParams, known: readonly string[]): void {
  const odd = [...new Set(query.keys())].filter((key) => !known.includes(key));
  if (odd.length > 0)
    throw new AppError("INVALID", {
      fields: odd.map((key) => ({
        path: key,
        message: "filter.problem.unknown-key",
        values: { value: query.get(key) ?? "" },
      })),
    });
}

const createImport: Operation = {
  id: "importFile",
  method: "POST",
  path: "/imports",
  summary: "Import a spreadsheet, whole or not at all",
  description:
    "Reads CSV, TSV or .xlsx by a mapping, as `weir import` does, and answers what became of each row. A file that leaves open how it is to be read is refused with 422 and `import`: the rows that show it, and the setting that settles it. Imported once per Idempotency-Key. A dry run writes nothing and answers 200.",
  body,
  largest,
  answer: told,
  status: 201,
  run: async ({ viewer, query, body: sent, headers, words }) => {
    refuseKeys(query, []);
    assertMay(viewer, "import.run");
    const key = z.uuid().toLowerCase().safeParse(headers.get("idempotency-key"));
    if (!key.success)
      throw new AppError("INVALID", { fields: [{ path: "Idempotency-Key", message: "errors.idempotency" }] });
    const read = body.safeParse(sent);
    if (!read.success)
      throw new AppError("INVALID", {
        fields: read.error.issues.map(({ path: at, message }) =>
          /^import\.mapping\./.test(message)
            ? { path: at.map(String).join("."), message }
            : { path: at.map(String).join("."), message: "errors.schema", values: { said: message } },
        ),
      });
    const { fileName, content, mapping, sheet, dryRun } = read.data;
    const before = dryRun ? null : await importOfRequest(viewer, key.data);
    const result = before ?? (await imported());
    const answer = tellOf(result, await words());
    if (result.refusals.length > 0)
      throw new AppError("INVALID", {
        fields: [],
        detail: "refused",
        members: {
          title: "The file is not imported",
          detail: answer.refusals.map(({ message }) => message).join(" "),
          import: answer,
        },
      });
    if (result.batch === null) return { status: 200, body: answer };
    return { location: `/imports/${result.batch}`, body: answer };

    async function imported(): Promise<ImportResult> {
      const folder = await mkdtemp(path.join(os.tmpdir(), "weir-import-"));
      try {
        const file = path.join(folder, "file");
        await writeFile(file, Buffer.from(content, "base64"), { mode: 0o600 });
        const request = key.success && !dryRun ? key.data : undefined;
        return await importFile(viewer, { path: file, name: fileName, mapping, sheet, dryRun, request });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
  },
};

const listImports: Operation = {
  id: "listImports",
  method: "GET",
  path: "/imports",
  summary: "Imports, the newest first",
  query: [
    { name: "limit", description: "Entries at once.", schema: z.int().min(1).max(500).default(50) },
    { name: "cursor", description: "`next` of the part before.", schema: z.string().max(300) },
  ],
  answer: listOf(batch),
  run: async ({ viewer, query }) => {
    refuseKeys(query, ["limit", "cursor"]);
    const limit = z.coerce
      .number()
      .int()
      .min(1)
      .max(500)
      .safeParse(query.get("limit") || "50");
    if (!limit.success)
      throw new AppError("INVALID", {
        fields: [
          { path: "limit", message: "filter.problem.unknown-value", values: { value: query.get("limit") ?? "" } },
        ],
      });
    const { rows, total, next } = await loadImports(viewer, { size: limit.data, cursor: query.get("cursor") || null });
    return { body: { data: rows.map(batchOf), total, next } };
  },
};

const getImport: Operation = {
  id: "getImport",
  method: "GET",
  path: "/imports/{batch}",
  summary: "One import, with its mapping",
  answer: withMapping,
  kept: true,
  run: async ({ viewer, query, params }) => {
    refuseKeys(query, []);
    const found = await loadImport(viewer, params.batch ?? "");
    return { body: { ...batchOf(found), mapping: found.mapping } };
  },
};

const takeBack: Operation = {
  id: "undoImport",
  method: "POST",
  path: "/imports/{batch}/undo",
  summary: "Take an import back",
  description: "Withdraws its cases. Those that somebody edited since are listed and left.",
  answer: undone,
  run: async ({ viewer, query, params }) => {
    refuseKeys(query, []);
    return { body: await undoImport(viewer, params.batch ?? "") };
  },
};

export const importOperations: readonly Operation[] = [listImports, createImport, getImport, takeBack];
