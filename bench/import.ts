import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { builtInViewer } from "@/lib/auth/mint";
import { importFile } from "@/lib/import/mutations";
import { mappingSchema } from "@/lib/import/schema";
import { undoImport } from "@/lib/import/undo";
import type { Figures } from "./measure";
import { figures } from "./measure";

/** What the benchmark says of importing a file, beside a COPY of the finished rows into tables without constraints. */
export type ImportFigures = Figures & { rows: number; perSecond: number; copyPerSecond: number; undoPerSecond: number };

const runs = 3;

/** A file of seizures such as agencies send: no two rows alike. */
export function fileOf(run: number, rows: number): string {
  const substances = ["Methamphetamine", "Heroin", "MDMA", "Ketamine"];
  const points = ["Dandong", "Tumen", "Changbai", ""];
  const lines = Array.from({ length: rows }, (_, n) => {
    const day = new Date(Date.UTC(2014, 0, 1 + (n % 700))).toISOString().slice(0, 10);
    return [
      day,
      points[n % 4],
      substances[n % 3],
      `${n + run / 10}`,
      n % 5 === 0 ? "kg" : "g",
      `a checkpoint ${n % 300}`,
    ].join(",");
  });
  return `Date,Point,Drug,Amount,Unit,Place\n${lines.join("\n")}\n`;
}

export const mapping = (run: number) =>
  mappingSchema.parse({
    name: `Benchmark import ${run}`,
    columns: {
      date: "Date",
      transitPoint: "Point",
      substance: "Drug",
      quantity: "Amount",
      unit: "Unit",
      place: "Place",
    },
    status: "verified",
  });

const cases =
  "(SELECT c.id FROM case_file c JOIN report r ON r.case_id = c.id JOIN import_change x ON x.report_id = r.id JOIN import_batch b ON b.id = x.batch_id WHERE b.reference = $1)";
const reports = `(SELECT r.id FROM report r WHERE r.case_id IN ${cases})`;
/** What an import writes of the register, and which rows of it are a batch's. */
const written: readonly [string, string][] = [
  ["case_file", `id IN ${cases}`],
  ["report", `case_id IN ${cases}`],
  ["report_version", `report_id IN ${reports}`],
  ["report_decision", `report_id IN ${reports}`],
  ["case_line", `case_id IN ${cases}`],
  ["line_mass", `case_id IN ${cases}`],
  ["case_flat", `case_id IN ${cases}`],
  ["line_flat", `case_id IN ${cases}`],
  ["case_text", `case_id IN ${cases}`],
  [
    "audit_change",
    "event_id IN (SELECT e.id FROM audit_event e WHERE e.action = 'import.publish' AND e.subject_id = $1)",
  ],
];

/**
 * Imports a file of 20,000 rows three times, each as another source, as `weir import` does, and takes each back. The floor copies the rows
 * that the import wrote into tables without constraints, indexes or triggers. The register is left as it was.
 */
export async function measureImport(admin: pg.Client, rows = 20_000): Promise<ImportFigures> {
  const operator = await builtInViewer("operator");
  const folder = mkdtempSync(path.join(os.tmpdir(), "weir-bench-"));
  const times = { own: [] as number[], floor: [] as number[], undo: [] as number[] };
  try {
    for (let run = 1; run <= runs; run += 1) {
      const file = path.join(folder, `${run}.csv`);
      writeFileSync(file, fileOf(run, rows));
      const begun = performance.now();
      const { batch, imported } = await importFile(operator, {
        path: file,
        name: `${run}.csv`,
        mapping: mapping(run),
        dryRun: false,
      });
      times.own.push(performance.now() - begun);
      if (batch === null || imported !== rows) throw new Error(`${imported} rows were imported, of ${rows}`);
      times.floor.push(await copied(admin, batch));
      const taking = performance.now();
      await undoImport(operator, batch);
      times.undo.push(performance.now() - taking);
      await forget(admin, batch);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const own = figures(times.own, times.floor);
  const perSecond = (milliseconds: number) => Math.round(rows / (milliseconds / 1000));
  const undo = figures(times.undo, times.undo);
  return {
    ...own,
    rows,
    perSecond: perSecond(own.p50),
    copyPerSecond: perSecond(own.floorP50),
    undoPerSecond: perSecond(undo.p50),
  };
}

/** Milliseconds that a COPY of the batch's finished rows takes. */
async function copied(admin: pg.Client, batch: string): Promise<number> {
  const parts: { table: string; data: Buffer }[] = [];
  for (const [table, where] of written) {
    const chunks: Buffer[] = [];
    const taking = new Writable({
      write(chunk, _, done) {
        chunks.push(chunk);
        done();
      },
    });
    const own = where.replaceAll("$1", admin.escapeLiteral(batch));
    await pipeline(admin.query(copyTo(`COPY (SELECT * FROM ${table} WHERE ${own}) TO STDOUT`)), taking);
    parts.push({ table, data: Buffer.concat(chunks) });
    await admin.query(
      `DROP TABLE IF EXISTS bench_${table}; CREATE TABLE bench_${table} AS SELECT * FROM ${table} WHERE false`,
    );
  }
  const begun = performance.now();
  await admin.query("BEGIN");
  for (const { table, data } of parts) {
    const stream = admin.query(copyFrom(`COPY bench_${table} FROM STDIN`));
    await new Promise<void>((done, failed) => {
      stream.once("finish", done);
      stream.once("error", failed);
      stream.end(data);
    });
  }
  await admin.query("COMMIT");
  const time = performance.now() - begun;
  for (const { table } of parts) await admin.query(`DROP TABLE bench_${table}`);
  return time;
}

/** Takes the batch's rows out again: the register is the same in every run. */
export async function forget(admin: pg.Client, batch: string): Promise<void> {
  const { rows: found } = await admin.query<{ id: number }>(cases.slice(1, -1), [batch]);
  const ids = `'{${found.map(({ id }) => id).join(",")}}'::int[]`;
  const own = `(SELECT id FROM report WHERE case_id = ANY (${ids}))`;
  const of = `(SELECT id FROM import_batch WHERE reference = ${admin.escapeLiteral(batch)})`;
  await admin.query(`BEGIN;
    DELETE FROM import_row WHERE batch_id IN ${of};
    DELETE FROM import_change WHERE batch_id IN ${of};
    DELETE FROM import_record WHERE report_id IN ${own};
    DELETE FROM import_batch WHERE reference = ${admin.escapeLiteral(batch)};
    UPDATE case_file SET principal_report_id = NULL WHERE id = ANY (${ids});
    DELETE FROM report_decision WHERE report_id IN ${own};
    DELETE FROM report_version WHERE report_id IN ${own};
    DELETE FROM report WHERE case_id = ANY (${ids});
    DELETE FROM case_file WHERE id = ANY (${ids});
    COMMIT`);
}
