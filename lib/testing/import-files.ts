import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { importFile } from "@/lib/import/mutations";
import { mappingSchema } from "@/lib/import/schema";
import type { ImportOptions, ImportResult } from "@/lib/import/types";
import type { TestDatabase } from "./database";
import { makeAgency, makeReferenceLists, makeViewer } from "./world";

const folder = mkdtempSync(path.join(os.tmpdir(), "weir-import-"));
let made = 0;

/** A file of that content, which is gone after the tests. */
function fileOf(content: string | Uint8Array, extension = "csv"): string {
  made += 1;
  const file = path.join(folder, `${made}.${extension}`);
  writeFileSync(file, content);
  return file;
}

/** Call it at the top of a test file that makes files. */
export function removeFilesAfter(): void {
  afterAll(async () => (await import("node:fs")).rmSync(folder, { recursive: true, force: true }));
}

/** Imports text or a file by a mapping as a program would write it. */
export async function importing(
  viewer: Viewer,
  content: string | Uint8Array,
  mapping: Record<string, unknown>,
  {
    dryRun = false,
    sheet,
    extension = "csv",
    ...options
  }: { dryRun?: boolean; sheet?: string; extension?: string } & ImportOptions = {},
): Promise<ImportResult> {
  const name = `test.${extension}`;
  const file = { path: fileOf(content, extension), name, dryRun, sheet };
  return importFile(viewer, { ...file, mapping: mappingSchema.parse({ name: "Test", ...mapping }) }, options);
}

/** A plain table of seizures: its first line, and which field each of its columns is. */
export const plainHead = "Date,Point,Drug,Amount,Unit\n";
export const plainColumns = {
  date: "Date",
  transitPoint: "Point",
  substance: "Drug",
  quantity: "Amount",
  unit: "Unit",
};

/** What became of the rows. */
export const countsOf = ({ rows, imported, updated, unchanged, refused, gone }: ImportResult) => ({
  ...{ rows, imported, updated, unchanged, refused, gone },
});

/** Reference lists, and who imports or may not: of the agency north, and a reviewer of south. */
export async function makeImporters(db: TestDatabase) {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  await makeAgency(db, "south");
  return {
    analyst: await makeViewer(db, "north", "analyst"),
    reviewer: await makeViewer(db, "north", "reviewer"),
    other: await makeViewer(db, "south", "reviewer"),
    auditor: await makeViewer(db, "north", "auditor"),
  };
}

/** The cases of a source, as they came. */
export const casesOf = (db: TestDatabase, source: string) =>
  db.sql<{ id: number; status: string; edtf: string | null; lines: number; versions: number }>(
    `SELECT c.id, c.status, c.edtf, (SELECT count(*)::int FROM case_line l WHERE l.case_id = c.id) AS lines, r.latest_version AS versions
     FROM case_file c JOIN report r ON r.case_id = c.id JOIN source s ON s.id = r.source_id WHERE s.title = $1 ORDER BY c.id`,
    [source],
  );
