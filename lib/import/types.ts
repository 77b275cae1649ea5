import type { RawTx } from "@/lib/db/client";
import type { Load } from "@/lib/db/with-viewer-load";
import type { DuplicateReason } from "@/lib/duplicates/types";
import type { Names } from "@/lib/i18n/names";
import type { Counts, DraftFailure, Progress, State, Step, WordField } from "./form";
import type { DraftMapping, ImportField, Mapping } from "./schema";
import type { ColumnSuggestion, WordSuggestion } from "./suggest";

/** Something about a row of the file that a person should know. `row` is the file's; `values` are arguments of the message. */
export type RowIssue = {
  row: number;
  column: string | null;
  value: string | null;
  code: string;
  values?: Record<string, string | number>;
};

/** What is the matter with a row: it is refused, or read with a doubt. */
export type IssueKind = "errors" | "warnings";

/** Why a file as a whole is not imported: which rows show it, and which setting settles it. */
export type FileIssue = {
  code: string;
  setting: string | null;
  values?: Record<string, string | number>;
  rows: RowIssue[];
};

/** What was found out about a file, which a mapping can say otherwise. */
export type Detected = {
  kind: "csv" | "xlsx";
  encoding: string | null;
  delimiter: string | null;
  sheet: string | null;
  headerRow: number;
  decimal: string | null;
  dateOrder: string | null;
};

/** A new row that is probably a case which the register has, and why. */
export type AlikeRow = { row: number; reference: string; reasons: DuplicateReason[] };

/** What an import did, or would do. Rows are counted; `gone` counts records of earlier imports of the source that the file has no more. */
export type ImportResult = {
  batch: string | null;
  dryRun: boolean;
  rows: number;
  imported: number;
  updated: number;
  unchanged: number;
  refused: number;
  possibleDuplicates: number;
  gone: number;
  warnings: number;
  /** the first of them */
  errors: RowIssue[];
  /** the first of them */
  warningRows: RowIssue[];
  /** how many there are of each code */
  byCode: Record<IssueKind, Record<string, number>>;
  /** rows that say the same, in groups, the first of them */
  duplicateRows: number[][];
  /** records that are probably a case of the register; the first of them with that case */
  alike: number;
  alikeRows: AlikeRow[];
  /** why nothing was imported; empty where something was, or could be */
  refusals: FileIssue[];
  created: { transitPoint: string[]; substance: string[]; indicator: string[] };
  detected: Detected | null;
};

/** What undoing an import did. */
export type UndoResult = {
  batch: string;
  withdrawn: number;
  restored: number;
  left: { reference: string; reason: string }[];
};

/** How far an import is: the file is read, its rows are checked, cases are prepared, and put into the register. */
export type ImportStep = "reading" | "checking" | "preparing" | "publishing" | "done";

/** A file to import, where it lies, and what it is called. */
export type ImportFile = {
  path: string;
  name: string;
  mapping: Mapping;
  sheet?: string;
  dryRun: boolean;
  /** a UUID: it becomes one batch */
  request?: string;
};
export type ImportOptions<R = ImportResult> = {
  onProgress?: (step: ImportStep, done: number) => void;
  signal?: AbortSignal;
  /** told each error and each warning, also those that are not kept; of a reference's rows together, after the others */
  onIssue?: (kind: IssueKind, issue: RowIssue) => void;
  /** all is done from the beginning, as the transaction met another one: what was told of rows is told anew */
  onAgain?: () => void;
  /** of cases, in the transaction, before anything is written: what would be added stands in temporary tables (stage.ts) */
  onCompared?: (load: Load, added: NonNullable<ImportEffect["added"]>) => Promise<void>;
  /** the last thing that the transaction does: where it throws, nothing was done */
  onWritten?: (tx: RawTx, done: R) => Promise<void>;
};

/** An import as it is kept. */
export type ImportBatch = {
  batch: string;
  name: string;
  record: "case" | "total";
  source: string;
  fileName: string;
  fileHash: string;
  sheet: string | null;
  importedAt: Date;
  importedBy: string;
  undoneAt: Date | null;
  mapping?: unknown;
  result: ImportResult;
};
/** What a dry run found of the register's side. `month` is null for cases whose month is not known, `point` for those at none. */
export type ImportEffect = {
  months: { point: string | null; month: string | null; before: number; after: number }[];
  moreMonths: number;
  /** names that the import would add to the lists, by the slugs that they would get; a dry run of an earlier version has none */
  added?: Record<"transitPoint" | "substance", Record<string, string>>;
};
/** A dry run as it is kept beside the file. */
export type Check = { result: ImportResult; effect: ImportEffect | null };

/** What was found out about the beginning of a file, as the wizard shows it. */
export type Preview = {
  kind: "csv" | "xlsx" | null;
  encoding: string | null;
  delimiter: string | null;
  sheets: { name: string; hidden: boolean }[];
  sheet: string | null;
  headerRow: number[];
  /** names of the columns with their first values; none while it is not known which sheet is meant */
  columns: { name: string; samples: string[] }[];
  rows: { row: number; cells: string[] }[];
  /** `row`: where the file breaks off */
  failure: { code: string; detail: string; row?: number } | null;
};
/** Words of a list's field, with how many rows have them. */
export type Words = { fields: Partial<Record<WordField, { word: string; rows: number }[]>>; cut: boolean };

/** What `/import` lists. */
export type ImportsPage = {
  rows: {
    id: string;
    batch: string | null;
    state: State;
    /** where an open one stands; null for a batch of the command line */
    step: Step | null;
    failed: boolean;
    fileName: string;
    source: string;
    record: "case" | "total";
    counts: Pick<Counts, "rows" | "imported" | "updated" | "unchanged" | "refused" | "warnings"> | null;
    at: Date;
  }[];
};

/** A column of the file as the wizard asks for it. `kept`: false for what the register has no field for, on purpose. */
export type ColumnChoice = {
  name: string;
  samples: string[];
  field: string;
  suggested: ColumnSuggestion["reason"] | null;
  /** by the mapping: by somebody, now or for an earlier file */
  chosen: boolean;
  kept: boolean;
  twice: boolean;
};
/** A word of the file that no list knows, and what was chosen for it. */
export type WordChoice = {
  word: string;
  rows: number;
  several: boolean;
  choice: string;
  suggestions: WordSuggestion[];
};
/** One field's words. `options` are all there is to choose from; of codes the reader's words are in the messages. */
export type FieldWords = {
  field: WordField;
  known: number;
  words: WordChoice[];
  more: number;
  options: { code: string; names: Names | null }[];
  creatable: boolean;
  create: boolean;
};

/** An import as programs see it. `check`: its last dry run, as long as that is of the mapping that stands. `batch`: what came of it. */
export type ImportState = {
  id: string;
  fileName: string;
  fileBytes: number | null;
  state: State;
  revision: number;
  mapping: unknown;
  progress: Progress | null;
  failure: DraftFailure | null;
  undo: UndoResult | null;
  preview: Preview | null;
  columns: ColumnChoice[];
  counts: Counts | null;
  check: ImportResult | null;
  batch: ImportBatch | null;
};

/** What of an import every step shows. */
export type ImportHead = {
  id: string;
  fileName: string;
  fileBytes: number;
  hasFile: boolean;
  state: State;
  revision: number;
  /** how far the person has come, and what is shown */
  reached: Step;
  step: Step;
  mapping: DraftMapping;
  progress: Progress | null;
  failure: DraftFailure | null;
  counts: Counts | null;
  rights: { verify: boolean; totals: boolean; create: boolean };
};
export type ImportPage = ImportHead &
  (
    | { kind: "working" }
    | { kind: "table"; preview: Preview; saved: { name: string; fits: boolean }[] }
    | { kind: "columns"; columns: ColumnChoice[]; lost: string[]; fields: readonly ImportField[] }
    | { kind: "values"; fields: FieldWords[]; cut: boolean }
    | { kind: "check"; check: Check; points: ({ slug: string } & Names)[]; names: string[]; sheets: string[] }
    | {
        kind: "over";
        batch: string;
        source: string;
        undone: boolean;
        undo: UndoResult | null;
        at: Date;
        gone: number;
        refusedFile: boolean;
      }
  );
