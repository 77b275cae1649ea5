import { appendAction } from "@/lib/audit/append";
import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { newReference } from "@/lib/cases/references";
import { untilItPasses } from "@/lib/db/again";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { withViewerLoad } from "@/lib/db/with-viewer-load";
import { log } from "@/lib/log";
import { openTable } from "@/lib/tables/open";
import type { Table, TableErrorCode } from "@/lib/tables/types";
import { TableError } from "@/lib/tables/types";
import { findAlike } from "./alike";
import { lockSource, writeBatch } from "./batch";
import { CellReader } from "./cells";
import { findHeader, wantedColumns } from "./header";
import { Issues } from "./issues";
import { readLookup } from "./lookup";
import { publishRecords } from "./publish";
import type { Scan } from "./scan";
import { scanTable } from "./scan";
import type { Reading } from "./stage";
import { compareRecords, stageRecords } from "./stage";
import { importTotals } from "./totals";
import type { Detected, FileIssue, ImportFile, ImportOptions, ImportResult } from "./types";

/**
 * Imports a file by a mapping: whole, in one transaction, or not at all. A row is a case with its report; what the register has of the source
 * already is left as it is, or gets a new version. A row with a mistake is refused and told; a file that leaves open how it is to be read is
 * refused as a whole, with the rows that show it and the setting that settles it.
 * @returns counts and messages; `batch` is null where nothing was imported: a dry run, or a file or rows that were all refused
 * @throws AppError FORBIDDEN by the matrix
 */
export async function importFile(viewer: Viewer, file: ImportFile, options: ImportOptions = {}): Promise<ImportResult> {
  const { onProgress = () => {} } = options;
  assertMay(viewer, "import.run");
  const { mapping } = file;
  if (mapping.status === "verified") assertMay(viewer, "import.verify-at-source");
  if (mapping.record === "total") assertMay(viewer, "reference.keep");
  let table: Table;
  try {
    const { encoding, delimiter } = mapping.format;
    const sheetSaid = file.sheet ?? mapping.format.sheet;
    table = await openTable(file.path, { encoding, delimiter, sheet: sheetSaid, columns: wantedColumns(mapping) });
    const found = await findHeader(table, mapping);
    if (!found.ok) return refused(file, detectedOf(table, undefined, null, null), 0, [found.issue]);
    const { header, sheet } = found;
    const scan = await scanTable(table, sheet, mapping, header, (rows) => onProgress("reading", rows));
    const detected = detectedOf(table, sheet, header.row, scan);
    if (scan.refusals.length > 0) return refused(file, detected, scan.rows, scan.refusals);
    const cells = new CellReader(mapping, header, scan);
    const reading = { table, sheet, mapping, header, scan, cells };
    const importing = mapping.record === "total" ? importTotals : importCases;
    return await untilItPasses(() => importing(viewer, file, reading, detected, options), options);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    const row =
      error.row === null
        ? []
        : [{ row: error.row, column: null, value: null, code: error.code, values: { reason: error.message } }];
    const setting = settingOf[error.code] ?? null;
    return refused(file, null, 0, [{ code: error.code, setting, values: { reason: error.message }, rows: row }]);
  }
}

/** What of a mapping settles how a file is read. */
const settingOf: Partial<Record<TableErrorCode, string>> = {
  ...{ "delimiter-open": "format.delimiter", "delimiter-wrong": "format.delimiter" },
  ...{ "encoding-wrong": "format.encoding", "encoding-unknown": "format.encoding" },
};

function detectedOf(table: Table, sheet: string | undefined, headerRow: number | null, scan: Scan | null): Detected {
  const { kind, encoding, delimiter } = table;
  return {
    kind,
    encoding,
    delimiter,
    sheet: sheet ?? table.sheet,
    headerRow: headerRow ?? 1,
    decimal: scan?.decimal ?? null,
    dateOrder: scan?.order ?? null,
  };
}

const nothing = {
  ...{
    batch: null,
    rows: 0,
    imported: 0,
    updated: 0,
    unchanged: 0,
    refused: 0,
    possibleDuplicates: 0,
    gone: 0,
    warnings: 0,
  },
  ...{ errors: [], warningRows: [], byCode: { errors: {}, warnings: {} } },
  ...{ duplicateRows: [], alike: 0, alikeRows: [], refusals: [], detected: null },
};
const noneCreated = () => ({ transitPoint: [], substance: [], indicator: [] });

/** What is told of a file that is not imported: every row of it is refused. */
function refused({ dryRun }: ImportFile, detected: Detected | null, rows: number, refusals: FileIssue[]): ImportResult {
  return {
    ...nothing,
    dryRun,
    rows,
    refused: rows,
    refusals,
    detected,
    errors: refusals.flatMap((issue) => issue.rows),
    created: noneCreated(),
  };
}

async function importCases(
  viewer: Viewer,
  file: ImportFile,
  reading: Omit<Reading, "lookup">,
  detected: Detected,
  { onProgress = () => {}, signal, onIssue, onCompared, onWritten }: ImportOptions,
): Promise<ImportResult> {
  const { mapping, scan } = reading;
  const imported = await withViewerLoad(
    viewer,
    async (load) => {
      const source = await lockSource(load, viewer, mapping);
      const lookup = await readLookup(load);
      const issues = new Issues(onIssue);
      await stageRecords(load, viewer, { ...reading, lookup }, issues, (rows) => onProgress("checking", rows));
      const { groups, ...counts } = await compareRecords(load, viewer, source.id, { mapping, issues });
      const alike = await findAlike(load);
      const namesOf = (list: readonly { slug: string; name: string }[]) =>
        Object.fromEntries(list.map(({ slug, name }) => [slug, name]));
      await onCompared?.(load, { transitPoint: namesOf(lookup.newPoints), substance: namesOf(lookup.newSubstances) });
      if (scan.firsts && mapping.format.datePrecision === undefined)
        issues.warn([
          { row: reading.header.row, column: mapping.columns.date ?? null, value: null, code: "date-firsts" },
        ]);
      if (scan.doubtful)
        issues.warn([{ ...scan.doubtful, code: "encoding-guessed", values: { encoding: detected.encoding ?? "" } }]);
      const merged = reading.cells.firstMerged;
      if (merged)
        issues.warn([{ ...merged, value: null, code: "merged-cells", values: { count: scan.merged.length } }]);
      const result: ImportResult = {
        ...nothing,
        ...counts,
        dryRun: file.dryRun,
        rows: scan.rows,
        refused: issues.refused,
        ...alike,
        duplicateRows: groups,
        warnings: issues.warnings,
        errors: [...issues.errors].sort((a, b) => a.row - b.row),
        warningRows: [...issues.warningRows].sort((a, b) => a.row - b.row),
        byCode: issues.byCode,
        created: {
          ...noneCreated(),
          transitPoint: lookup.newPoints.map(({ slug }) => slug),
          substance: lookup.newSubstances.map(({ slug }) => slug),
        },
        detected,
      };
      const adds = lookup.newPoints.length + lookup.newSubstances.length;
      if (adds > 0 && !may(viewer, "reference.keep"))
        return {
          ...result,
          ...notImported(scan.rows),
          refusals: [{ code: "create-forbidden", setting: "createMissing", values: { count: adds }, rows: [] }],
        };
      if (issues.refused === scan.rows)
        return {
          ...result,
          refusals: [{ code: "rows-all-refused", setting: null, values: { count: scan.rows }, rows: [] }],
        };
      if (file.dryRun) return result;

      const batch = newReference("B");
      await appendAction(load, {
        action: "import.publish",
        subjectType: "import",
        subjectId: batch,
        details: {
          hash: reading.table.hash,
          rows: scan.rows,
          imported: counts.imported,
          updated: counts.updated,
          refused: issues.refused,
        },
      });
      if (source.isNew)
        await load.$executeRaw`INSERT INTO source (id, title, owner_agency_id) VALUES (${source.id}, ${mapping.source ?? mapping.name}, ${viewer.agencyId})`;
      const told = { ...result, batch };
      const batchId = await writeBatch(load, viewer, file, reading.table, source.id, told, detected.sheet);
      await publishRecords(load, viewer, batchId, {
        sourceId: source.id,
        lookup,
        verified: mapping.status === "verified",
        reason: mapping.name,
        onProgress: (done) => onProgress("publishing", done),
      });
      onProgress("done", scan.rows);
      await onWritten?.(load, told);
      return told;
    },
    { keep: ({ batch }) => batch !== null, signal },
  );
  if (imported.batch !== null && imported.imported + imported.updated >= many) await takeStatistics(viewer);
  return imported;
}

/** From so many rows on what the planner knows of the register is too old for it. */
const many = 1000;

/** The import stands: should this fail, the database does it by itself in a while. */
async function takeStatistics(viewer: Viewer): Promise<void> {
  await withViewerWrite(viewer, (tx) => tx.$executeRaw`SELECT take_statistics()`).catch((error: unknown) =>
    log().warn({ where: "import", err: error }, "statistics"),
  );
}

const notImported = (rows: number) => ({
  imported: 0,
  updated: 0,
  unchanged: 0,
  gone: 0,
  possibleDuplicates: 0,
  alike: 0,
  alikeRows: [],
  refused: rows,
});
