import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import type { Account } from "@/lib/cases/schema";
import type { Load } from "@/lib/db/with-viewer-load";
import { fixed } from "@/lib/db/with-viewer-load";
import type { Table, TableRow } from "@/lib/tables/types";
import type { CellReader } from "./cells";
import type { Header } from "./header";
import { textOf } from "./header";
import { contentOf, hashOf, together } from "./identity";
import type { Issues } from "./issues";
import type { Lookup } from "./lookup";
import type { Piece } from "./records";
import { RecordReader } from "./records";
import type { Scan } from "./scan";
import { rowFilter } from "./scan";
import type { Mapping } from "./schema";
import type { RowIssue } from "./types";

/** Rows that are copied at once. */
const atOnce = 500;

/** What is read, and how. */
export type Reading = {
  table: Table;
  sheet: string | undefined;
  mapping: Mapping;
  header: Header;
  scan: Scan;
  cells: CellReader;
  lookup: Lookup;
};

/** The table's rows, but for those that are none and those that were cut wrongly, which are refused. */
export async function* dataRows(
  { table, sheet, mapping, header, scan }: Reading,
  issues: Issues,
): AsyncGenerator<TableRow, void, undefined> {
  const isData = rowFilter(mapping, header);
  const width = header.names.length;
  for await (const row of table.rows(sheet)) {
    if (!isData(row)) continue;
    if (scan.tooLong.has(row.row)) {
      const values = { fields: row.cells.length, columns: width };
      issues.refuse([
        {
          row: row.row,
          column: null,
          // The whole row would be of columns that are never kept, too: whoever imports finds it in the file, and in the rows to download.
          value: null,
          code: "too-many-fields",
          values,
        },
      ]);
      continue;
    }
    if (table.kind === "csv" && row.cells.length < width)
      issues.warn([
        {
          row: row.row,
          column: header.names[row.cells.length] ?? null,
          value: null,
          code: "too-few-fields",
          values: { fields: row.cells.length, columns: width },
        },
      ]);
    yield row;
  }
}

/**
 * Reads the rows into temporary tables, one record for a case: `import_new_record` with its account, `import_new_raw` with the cells of each of its rows.
 * Rows that share an external reference are put together in the database, so that they need not be held in memory.
 */
export async function stageRecords(
  load: Load,
  viewer: Viewer,
  reading: Reading,
  issues: Issues,
  onRow: (rows: number) => void,
): Promise<void> {
  const { mapping, cells, lookup } = reading;
  const reader = new RecordReader(cells, lookup, {
    timeZone: viewer.timeZone,
    now: new Date(),
    handling: mapping.handling,
  });
  await load.$executeRaw`CREATE TEMP TABLE import_new_record (row int NOT NULL, rows int[] NOT NULL, key uuid NOT NULL, content uuid NOT NULL, reference text, same int NOT NULL, account jsonb NOT NULL) ON COMMIT DROP`;
  await load.$executeRaw`CREATE TEMP TABLE import_new_raw (row int NOT NULL, record int NOT NULL, cells jsonb NOT NULL) ON COMMIT DROP`;
  await load.$executeRaw`CREATE TEMP TABLE import_new_piece (row int NOT NULL, reference text NOT NULL, piece jsonb NOT NULL, raw jsonb NOT NULL) ON COMMIT DROP`;

  let records: unknown[][] = [];
  let raws: unknown[][] = [];
  let pieces: unknown[][] = [];
  const write = async (of: { records: unknown[][]; raws: unknown[][]; pieces: unknown[][] }) => {
    if (of.records.length > 0) await load.copy("import_new_record", recordColumns, of.records);
    if (of.raws.length > 0) await load.copy("import_new_raw", ["row", "record", "cells"], of.raws);
    if (of.pieces.length > 0) await load.copy("import_new_piece", ["row", "reference", "piece", "raw"], of.pieces);
  };
  // While the database takes some rows, the next are read.
  let writing = Promise.resolve();
  const flush = async () => {
    const some = { records, raws, pieces };
    [records, raws, pieces] = [[], [], []];
    await writing;
    writing = write(some);
    writing.catch(() => {}); // awaited above or below
  };
  let rows = 0;
  let shared = false;
  for await (const row of dataRows(reading, issues)) {
    rows += 1;
    const { piece, errors, warnings, key } = reader.read(row);
    if (piece === null) issues.refuse(errors);
    else {
      issues.warn(warnings);
      const raw = row.cells.map(textOf);
      if (piece.reference === null) {
        const account = { ...piece.head, lines: piece.lines };
        records.push([row.row, `{${row.row}}`, key, contentOf(account), null, 0, account]);
        raws.push([row.row, row.row, raw]);
      } else {
        pieces.push([row.row, piece.reference, piece, raw]);
        shared = true;
      }
    }
    if (records.length + pieces.length < atOnce) continue;
    await flush();
    onRow(rows);
  }
  issues.warn(reader.blanks.issues());
  await flush();
  await writing;
  if (shared) await putTogether(load, issues, () => onRow(rows));
  await load.$executeRaw`CREATE UNIQUE INDEX ON import_new_record (row)`;
  await load.$executeRaw`ANALYZE import_new_record`;
}

const recordColumns = ["row", "rows", "key", "content", "reference", "same", "account"];
const pieceRow = z.object({
  row: z.number(),
  reference: z.string(),
  piece: z.custom<Piece>(),
  raw: z.array(z.string()),
});

/** Rows of one reference after another, by the order of their first rows. */
async function putTogether(load: Load, issues: Issues, onBatch: () => void): Promise<void> {
  await load.$executeRaw`CREATE INDEX ON import_new_piece (reference)`;
  const query = fixed('SELECT row, reference, piece, raw FROM import_new_piece ORDER BY reference COLLATE "C", row');
  let group: z.output<typeof pieceRow>[] = [];
  let records: unknown[][] = [];
  let raws: unknown[][] = [];
  const end = () => {
    const [first] = group;
    if (!first) return;
    const { account, warnings, errors } = together(group.map(({ piece }) => piece));
    if (errors.length > 0) issues.refuse(errors, group.length);
    else {
      issues.warn(warnings);
      const said = new Set(group.map(({ piece: { row: _, ...rest } }) => JSON.stringify(rest)));
      const rows = `{${group.map(({ row }) => row).join(",")}}`;
      records.push([
        first.row,
        rows,
        hashOf(`reference ${first.reference}`),
        contentOf(account),
        first.reference,
        group.length - said.size,
        account,
      ]);
      raws.push(...group.map(({ row, raw }) => [row, first.row, raw]));
    }
    group = [];
  };
  for await (const batch of load.batches(query, atOnce)) {
    for (const one of z.array(pieceRow).parse(batch)) {
      if (group[0] && group[0].reference !== one.reference) end();
      group.push(one);
    }
    await load.copy("import_new_record", recordColumns, records);
    await load.copy("import_new_raw", ["row", "record", "cells"], raws);
    records = [];
    raws = [];
    onBatch();
  }
  end();
  await load.copy("import_new_record", recordColumns, records);
  await load.copy("import_new_raw", ["row", "record", "cells"], raws);
}

const counted = z.object({
  imported: z.coerce.number(),
  updated: z.coerce.number(),
  unchanged: z.coerce.number(),
  gone: z.coerce.number(),
  groups: z.array(z.array(z.number())),
});

/**
 * Compares the records with what the register has of the source: `import_match` says of each which report it is and what is to be done with
 * it. Counts are of rows; `gone` are records that the register has and the file has not.
 */
export async function compareRecords(
  load: Load,
  viewer: Viewer,
  sourceId: number,
  { mapping, issues }: { mapping: Mapping; issues: Issues },
) {
  const agency = viewer.agencyId;
  await load.$executeRaw`
    CREATE TEMP TABLE import_match ON COMMIT DROP AS
    SELECT NULL::int AS row, NULL::uuid AS report_id, NULL::text AS kind, NULL::int AS ordinal WHERE false`;
  await load.$executeRaw`
    INSERT INTO import_match
    WITH mine AS (SELECT n.row, n.key, n.content, n.reference, row_number() OVER (PARTITION BY n.key ORDER BY n.row) AS nth FROM import_new_record n),
      theirs AS (
        SELECT i.report_id, i.key, i.content, i.undone, i.ordinal, row_number() OVER (PARTITION BY i.key ORDER BY i.ordinal, i.report_id) AS nth
        FROM import_record i WHERE i.source_id = ${sourceId} AND i.agency_id = ${agency} AND NOT i.undone),
      found AS (
        SELECT m.row, m.key, m.content AS now, t.report_id, t.content, t.undone, m.nth FROM mine m LEFT JOIN theirs t ON t.key = m.key AND t.nth = m.nth WHERE m.reference IS NULL
        UNION ALL
        SELECT m.row, m.key, m.content, coalesce(r.id, h.report_id), coalesce(i.content, h.content), coalesce(i.undone, false), 1
        FROM mine m LEFT JOIN report r ON r.agency_id = ${agency} AND r.source_id = ${sourceId} AND r.external_reference = m.reference
        LEFT JOIN import_record i ON i.report_id = r.id
        LEFT JOIN import_record h ON r.id IS NULL AND h.source_id = ${sourceId} AND h.agency_id = ${agency} AND h.key = m.key AND NOT h.undone
        WHERE m.reference IS NOT NULL)
    -- A report that the importer may no longer see, as its case has become RED, is left as it is.
    SELECT f.row, f.report_id,
      CASE WHEN f.report_id IS NULL THEN 'new' WHEN r.status = 'withdrawn' AND f.undone THEN 'again' WHEN r.id IS NULL OR r.status = 'withdrawn' OR f.now = f.content THEN 'same' ELSE 'version' END,
      f.nth + CASE WHEN f.report_id IS NULL THEN coalesce((SELECT max(i.ordinal) FROM import_record i
        WHERE i.source_id = ${sourceId} AND i.agency_id = ${agency} AND i.key = f.key), 0) ELSE 0 END
    FROM found f LEFT JOIN report r ON r.id = f.report_id`;
  await load.$executeRaw`ANALYZE import_match`;
  issues.refuse(...(await leaveTakenNumbers(load, sourceId, mapping)));
  const [row] = await load.$queryRaw<unknown[]>`
    SELECT coalesce(sum(cardinality(n.rows)) FILTER (WHERE m.kind IN ('new', 'again')), 0) AS imported,
      coalesce(sum(cardinality(n.rows)) FILTER (WHERE m.kind = 'version'), 0) AS updated,
      coalesce(sum(cardinality(n.rows)) FILTER (WHERE m.kind = 'same'), 0) AS unchanged,
      (SELECT count(*) FROM import_record i JOIN report r ON r.id = i.report_id WHERE i.source_id = ${sourceId} AND i.agency_id = ${agency} AND NOT i.undone
        AND r.status <> 'withdrawn' AND NOT EXISTS (SELECT 1 FROM import_match x WHERE x.report_id = i.report_id)) AS gone,
      (SELECT coalesce(jsonb_agg(to_jsonb(d.rows)), '[]') FROM (SELECT array_agg(row ORDER BY row) AS rows FROM import_new_record WHERE reference IS NULL
        GROUP BY key HAVING count(*) > 1 ORDER BY min(row) LIMIT 1000) d) AS groups
    FROM import_new_record n JOIN import_match m ON m.row = n.row`;
  return counted.parse(row);
}

const takenRow = z.object({ row: z.number(), rows: z.array(z.number()), reference: z.string() });

/**
 * Takes out the rows whose number somebody of the agency has logged in a case that the importer may not see: whether it says the same, or
 * what it says, is not theirs to know.
 * @returns what is told of them, and how many rows they are
 */
async function leaveTakenNumbers(load: Load, sourceId: number, mapping: Mapping): Promise<[RowIssue[], number]> {
  const taken = z.array(takenRow).parse(
    await load.$queryRaw`
      WITH fresh AS MATERIALIZED (SELECT n.row, n.rows, n.reference FROM import_new_record n JOIN import_match m ON m.row = n.row WHERE m.kind = 'new' AND n.reference IS NOT NULL)
      SELECT f.row, f.rows, f.reference FROM fresh f JOIN taken_numbers(${sourceId}::int, (SELECT array_agg(x.reference) FROM fresh x)) t(number) ON t.number = f.reference
      ORDER BY f.row`,
  );
  if (taken.length === 0) return [[], 0];
  const records = taken.map(({ row }) => row);
  for (const [table, column] of [
    ["import_new_raw", "record"],
    ["import_new_record", "row"],
    ["import_match", "row"],
  ])
    await load.$executeRaw(fixed(`DELETE FROM ${table} WHERE ${column} = ANY ('{${records.join(",")}}'::int[])`));
  const issues = taken.flatMap(({ rows, reference }) =>
    rows.map((row) => ({
      row,
      column: mapping.columns.externalReference ?? null,
      value: reference,
      code: "reference-taken",
    })),
  );
  return [issues, issues.length];
}

export type StagedAccount = Omit<Account, "source">;
