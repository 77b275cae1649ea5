import type { RawTx } from "@/lib/db/client";
import type { Load } from "@/lib/db/with-viewer-load";
import type { Mapping } from "./schema";

/** Something about a row of the file that a person should know. `row` is the file's; `values` are arguments of the message. */
export type RowIssue = {
  row: number;
  column: string | null;
  value: string | null;
  code: string;
  values?: Record<string, string | number>;
};

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
  errors: RowIssue[];
  /** the first of them */
  warningRows: RowIssue[];
  /** rows that say the same, in groups, the first of them */
  duplicateRows: number[][];
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
  /** a UUID of the request: it imports once */
  request?: string;
};
export type ImportOptions<R = ImportResult> = {
  onProgress?: (step: ImportStep, done: number) => void;
  signal?: AbortSignal;
  /** of cases, in the transaction, before anything is written: what would be added stands in temporary tables (stage.ts) */
  onCompared?: (load: Load) => Promise<void>;
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
