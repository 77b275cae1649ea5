import { z } from "zod";
import { duplicateReasons } from "@/lib/duplicates/types";
import importWords from "@/lib/i18n/messages/en/import.json";
import { stateCodes } from "@/lib/import/form";
import { draftMappingSchema } from "@/lib/import/schema";
import type { FileIssue, ImportBatch, ImportResult, ImportState, RowIssue } from "@/lib/import/types";
import type { Words } from "./types";

// Imports as the API has them: their shapes, and how what the register holds becomes them.

export const importIssue = z
  .object({
    row: z.int().meta({ description: "The row's number in the file; the first row is 1." }),
    column: z.string().nullable(),
    value: z.string().nullable(),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: "ImportIssue" });

/** The parts of a mapping; which of them go together is the importer's to say. */
export const importMapping = draftMappingSchema.meta({
  id: "ImportMapping",
  description:
    "How a file is to be read, as `weir import --mapping` takes it. Without `dateFormat` or `decimal` it is found out, or refused.",
});

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

export const importBatch = z
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

const dryRun = z
  .object({
    ...counts,
    refusals: z
      .array(
        z.object({ code: z.string(), setting: z.string().nullable(), message: z.string(), rows: z.array(importIssue) }),
      )
      .meta({
        description:
          "Why the file as a whole is not imported: the rows that show it, and the setting that settles it. Empty: it can be committed.",
      }),
    duplicateRows: z
      .array(z.array(z.int()))
      .meta({ description: "Rows of the file that say the same, in groups; the first of them." }),
    byCode: z.object({ errors: z.record(z.string(), z.int()), warnings: z.record(z.string(), z.int()) }).meta({
      description: "How many errors and warnings there are of each code.",
    }),
    alike: z.int().meta({ description: "New records that are probably a case of the register that you may see." }),
    alikeRows: z
      .array(z.object({ row: z.int(), reference: z.string(), reasons: z.array(z.enum(duplicateReasons)) }))
      .meta({ description: "The first of them, each with that case." }),
    created: z
      .object({
        transitPoint: z.array(z.string()),
        substance: z.array(z.string()),
        indicator: z.array(z.string()),
      })
      .meta({ description: "What it would add to the lists." }),
  })
  .meta({ id: "ImportDryRun" });

export const importState = z
  .object({
    id: z.string(),
    state: z.enum(stateCodes).meta({
      description:
        "`open`: yours to go on with. `checking`, `publishing`, `undoing`, `reading`: at work; ask again. `published`, `undone`: over.",
    }),
    revision: z.int().meta({ description: "Its ETag: grows with each change." }),
    fileName: z.string(),
    mapping: z.unknown().meta({ description: "As it was read: send it again to import alike." }),
    detected: z
      .object({
        kind: z.enum(["csv", "xlsx"]).nullable(),
        encoding: z.string().nullable(),
        delimiter: z.string().nullable(),
        sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
        sheet: z.string().nullable(),
        headerRow: z.array(z.int()),
        columns: z.array(
          z.object({
            name: z.string(),
            samples: z.array(z.string()),
            suggestion: z
              .string()
              .nullable()
              .meta({ description: "The field that it probably is. Nothing applies it." }),
          }),
        ),
        failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
      })
      .nullable()
      .meta({ description: "What was found out about the beginning of the file." }),
    progress: z
      .object({ step: z.string(), done: z.int(), total: z.int().nullable() })
      .nullable()
      .meta({ description: "Rows done of the work under way, and of how many where that is known." }),
    failure: z
      .object({ code: z.string(), detail: z.string().nullable(), id: z.string().nullable() })
      .nullable()
      .meta({ description: "Why the last work ended without a result; `id` is how the server's log calls it." }),
    dryRun: dryRun
      .nullable()
      .meta({ description: "The last dry run, as long as the mapping is the one that it was of." }),
    batch: importBatch.nullable().meta({ description: "What came of it." }),
    undone: z
      .object({
        withdrawn: z.int(),
        restored: z.int(),
        left: z.array(z.object({ reference: z.string(), reason: z.string() })),
      })
      .nullable()
      .meta({ description: "What taking it back did: cases that somebody changed since are left." }),
  })
  .meta({ id: "Import" });

/** What is said of a row or a file, in the caller's language. */
function say(words: Words, group: "issue" | "file", { code, values }: RowIssue | FileIssue): string {
  const known: Record<string, string> = importWords[group];
  return known[code] === undefined ? String(values?.reason ?? code) : words(`import.${group}.${code}`, values);
}

export function issueOf(issue: RowIssue, words: Words): z.infer<typeof importIssue> {
  const { row, column, value, code } = issue;
  return { row, column, value, code, message: say(words, "issue", issue) };
}

const countsOf = ({
  rows,
  imported,
  updated,
  unchanged,
  refused,
  possibleDuplicates,
  gone,
  warnings,
}: ImportResult) => ({
  ...{ rows, imported, updated, unchanged, refused, possibleDuplicates, gone, warnings },
});

export const batchOf = (one: ImportBatch): z.infer<typeof importBatch> => ({
  ...{ batch: one.batch, name: one.name, record: one.record, source: one.source, fileName: one.fileName },
  ...{ fileHash: one.fileHash, sheet: one.sheet, importedBy: one.importedBy },
  importedAt: one.importedAt.toISOString(),
  undoneAt: one.undoneAt?.toISOString() ?? null,
  ...countsOf(one.result),
});

function dryRunOf(result: ImportResult, words: Words): z.infer<typeof dryRun> {
  return {
    ...countsOf(result),
    refusals: result.refusals.map((one) => ({
      ...{ code: one.code, setting: one.setting, message: say(words, "file", one) },
      rows: one.rows.map((row) => issueOf(row, words)),
    })),
    duplicateRows: result.duplicateRows.slice(0, 200),
    ...{ byCode: result.byCode, alike: result.alike, alikeRows: result.alikeRows },
    created: result.created,
  };
}

export function stateOf(state: ImportState, words: Words): z.infer<typeof importState> {
  const { id, revision, fileName, mapping, preview, columns, progress, failure, check, batch, undo } = state;
  return {
    ...{ id, state: state.state, revision, fileName, mapping, progress },
    failure: failure && { code: failure.code, detail: failure.detail, id: failure.id },
    detected: preview && {
      ...{ kind: preview.kind, encoding: preview.encoding, delimiter: preview.delimiter, sheets: preview.sheets },
      ...{ sheet: preview.sheet, headerRow: preview.headerRow },
      failure: preview.failure && { code: preview.failure.code, detail: preview.failure.detail },
      // The loader has left out what the register never keeps.
      columns: columns.map(({ name, samples, field, suggested }) => ({
        ...{ name, samples },
        suggestion: suggested === null || field === "" ? null : field,
      })),
    },
    dryRun: check && dryRunOf(check, words),
    batch: batch && batchOf(batch),
    undone: undo && { withdrawn: undo.withdrawn, restored: undo.restored, left: undo.left },
  };
}
