import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "next-intl";
import type { z } from "zod";
import { builtInViewer, viewerOfEmail } from "@/lib/auth/mint";
import words from "@/lib/i18n/messages/en/import.json";
import { importFile } from "@/lib/import/mutations";
import type { Mapping } from "@/lib/import/schema";
import { mappingSchema } from "@/lib/import/schema";
import type { FileIssue, ImportResult, ImportStep, RowIssue } from "@/lib/import/types";
import { undoImport } from "@/lib/import/undo";
import { defineCommand, Refusal, WrongUsage } from "./command";
import { tidyMemory } from "./memory";

const steps: Record<ImportStep, string> = {
  reading: "rows read",
  checking: "rows checked",
  preparing: "cases prepared",
  publishing: "cases published",
  done: "rows done",
};

export const importCommand = defineCommand({
  name: "import",
  positionals: ["FILE"],
  usage: "--mapping FILE.json [--sheet NAME] [--dry-run] [--as E]",
  summary: `Reads a spreadsheet (CSV, TSV, .xlsx) into the register, whole or not at all, by a mapping. --dry-run shows what it would do and writes nothing.
  E is the e-mail of whose agency the cases belong to.
  Examples:
    npm run -s weir -- import seizures.csv --mapping seizures.json --dry-run
    npm run -s weir -- import seizures.xlsx --mapping seizures.json --sheet 2016 --as analyst@example.org --json
  seizures.json:
    {"name": "Customs 2016", "columns": {"date": "Date", "transitPoint": "Post", "substance": "Drug", "quantity": "Amount", "unit": "Unit"}}`,
  options: {
    mapping: { type: "string" },
    sheet: { type: "string" },
    "dry-run": { type: "boolean" },
    as: { type: "string" },
  },
  required: ["mapping"],
  database: true,
  run: async ({ values, positionals, resolveFile, note, json }) => {
    const file = resolveFile(positionals[0] ?? "");
    if (!existsSync(file)) throw new WrongUsage(`There is no file ${file}.`);
    const mapping = readMapping(resolveFile(values.mapping ?? ""));
    const viewer = values.as === undefined ? await builtInViewer("operator") : await viewerOfEmail(values.as);
    const result = await importFile(
      viewer,
      { path: file, name: path.basename(file), mapping, sheet: values.sheet, dryRun: values["dry-run"] === true },
      { onProgress: progress(note) },
    );
    const told = inWords(result);
    for (const line of told.refusals) note(line.message);
    if (!json || told.refusals.length > 0) tellRows(told, note);
    return told;
  },
  text: (told) =>
    told.refusals.length > 0
      ? "Nothing was imported."
      : [
          `${told.dryRun ? "Dry run: nothing was written. " : `Batch ${told.batch}. `}${told.rows} rows: ${told.imported} imported, ${told.updated} updated, ${told.unchanged} unchanged, ${told.refused} refused.`,
          `${told.possibleDuplicates} possible duplicates, ${told.gone} gone, ${told.warnings} warnings.`,
        ].join("\n"),
  exitCode: (told) => (told.refusals.length > 0 ? 1 : 0),
});

export const importUndoCommand = defineCommand({
  name: "import:undo",
  positionals: ["BATCH"],
  usage: "[--as E]",
  summary: `Takes an import back: withdraws its cases. Those that somebody edited since are listed and left.
  Example: npm run -s weir -- import:undo B-7K3M-9QXA`,
  options: { as: { type: "string" } },
  database: true,
  run: async ({ values, positionals, note }) => {
    const viewer = values.as === undefined ? await builtInViewer("operator") : await viewerOfEmail(values.as);
    return undoImport(viewer, positionals[0] ?? "", { onProgress: progress(note) });
  },
  text: ({ withdrawn, restored, left }) =>
    [
      `${withdrawn} withdrawn, ${restored} restored, ${left.length} left.`,
      ...left.map(({ reference, reason }) => `  ${reference}: ${reason}`),
    ].join("\n"),
});

function readMapping(file: string): Mapping {
  if (!existsSync(file)) throw new WrongUsage(`There is no mapping ${file}.`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8").replace(/^\ufeff/, ""));
  } catch (error) {
    throw new Refusal(`The mapping ${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = mappingSchema.safeParse(content);
  if (read.success) return read.data;
  throw new Refusal(
    ["The mapping is refused:", ...read.error.issues.map((issue) => `  ${placeOf(issue)}: ${wordsOf(issue)}`)].join(
      "\n",
    ),
  );
}

const placeOf = ({ path: at }: z.core.$ZodIssue) => (at.length === 0 ? "mapping" : at.map(String).join("."));
function wordsOf({ message }: z.core.$ZodIssue): string {
  const key = /^import\.mapping\.(.+)$/.exec(message)?.[1];
  const own = key === undefined ? undefined : new Map(Object.entries(words.mapping)).get(key);
  return own ?? message;
}

/** A line on standard error now and then: more often than a person would wonder. */
function progress(note: (line: string) => void) {
  let told = Date.now();
  return (step: ImportStep, done: number) => {
    tidyMemory();
    if (Date.now() - told < 2_000) return;
    told = Date.now();
    note(`${done} ${steps[step]}`);
  };
}

/** The result with each code in words, as contract.md names it. */
function inWords(result: ImportResult) {
  const issue = (one: RowIssue) => ({
    row: one.row,
    column: one.column,
    value: one.value,
    code: one.code,
    message: say("issue", one),
  });
  return {
    ...result,
    errors: result.errors.map(issue),
    warningRows: result.warningRows.map(issue),
    refusals: result.refusals.map((refusal) => ({
      code: refusal.code,
      setting: refusal.setting,
      message: `${say("file", refusal)}${refusal.setting === null ? "" : ` (${refusal.setting})`}`,
      rows: refusal.rows.map(issue),
    })),
  };
}

function say(group: "issue" | "file", { code, values }: RowIssue | FileIssue): string {
  const list: Record<string, string> = words[group];
  const translate = createTranslator<Record<string, string>>({
    locale: "en",
    messages: list,
    onError: () => {},
    getMessageFallback: () => String(values?.reason ?? code),
  });
  return translate(list[code] === undefined ? "unreadable" : code, values);
}

const shown = 20;

function tellRows({ errors, warningRows }: ReturnType<typeof inWords>, note: (line: string) => void): void {
  const tell = (rows: typeof errors, what: string) => {
    for (const { row, column, value, message } of rows.slice(0, shown))
      note(
        `${what} in row ${row}${column === null ? "" : `, ${column}`}${value === null ? "" : ` "${value}"`}: ${message}`,
      );
    if (rows.length > shown) note(`… and ${rows.length - shown} more; --json lists them.`);
  };
  tell(errors, "Error");
  tell(warningRows, "Warning");
}
