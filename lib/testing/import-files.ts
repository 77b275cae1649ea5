import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { importFile } from "@/lib/import/mutations";
import { mappingSchema } from "@/lib/import/schema";
import type { ImportOptions, ImportResult } from "@/lib/import/types";

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
