import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { beforeAll, expect, inject, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { openExport } from "@/lib/export/loaders";
import { emptyFilter } from "@/lib/filter/fields";
import { testDatabase } from "@/lib/testing/database";
import { importing, removeFilesAfter } from "@/lib/testing/import-files";
import { anyAccount, log, newReport } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";

const db = testDatabase();
removeFilesAfter();
let analyst: Viewer;

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  analyst = await makeViewer(db, "north", "analyst");
});

/** An export of the register as a mapping reads it: what a case is called there is its reference here. Its mark of decimals has to be said: "1.021" alone leaves it open. */
const columns = {
  externalReference: "reference",
  date: "date",
  transitPoint: "transit_point",
  place: "place",
  agency: "seizing_agency",
  transportMode: "transport_mode",
  concealment: "concealment",
  note: "note",
  substance: "substance",
  form: "form",
  quantity: "quantity",
  unit: "unit",
  qualifier: "qualifier",
  purity: "purity",
};
const { externalReference: _, ...said } = columns;

/** The file, and of each row what the mapping reads, by what the case is called. @param key the column that says so */
async function exported(source: number, key: "reference" | "external_reference") {
  const [row] = await db.sql<{ slug: string }>("SELECT slug FROM source WHERE id = $1", [source]);
  const words = { heads: ["about", "text"] as const, t: (word: string) => word };
  const { body } = await openExport(analyst, { filter: { ...emptyFilter, source: [row?.slug ?? ""] } }, "csv", {
    ...{ locale: "en", words, signal: new AbortController().signal, run: null, set: null },
  });
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  const file = Buffer.concat(pieces);
  const rows: Record<string, string>[] = parse(file, { bom: true, columns: true });
  // Words for "unknown" import as not stated, whichever column they stand in.
  const known = (column: string, cell = "") => (column === "transport_mode" && cell === "unknown" ? "" : cell);
  const told = rows.map((cells) => [cells[key], ...Object.values(said).map((column) => known(column, cells[column]))]);
  return { file, told: told.map((cells) => JSON.stringify(cells)).sort() };
}

let sources = 0;
/** Imports the file under a source of its own. @returns the source */
async function imported(file: Uint8Array): Promise<number> {
  sources += 1;
  const source = `Round ${sources}`;
  const result = await importing(analyst, file, { source, columns, format: { decimal: "." }, handling: "green" });
  expect(result.errors, source).toEqual([]);
  const [row] = await db.sql<{ id: number }>("SELECT id FROM source WHERE title = $1", [source]);
  return row?.id ?? 0;
}

it("an export that is imported exports as it was, of whatever cases", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAccount(["green"]), { minLength: 1, maxLength: 6 }), async (accounts) => {
      sources += 1;
      const [made] = await db.sql<{ id: number }>(
        "INSERT INTO source (title, owner_agency_id) VALUES ($1, $2) RETURNING id",
        [`Written ${sources}`, analyst.agencyId],
      );
      for (const account of accounts)
        await log(analyst, newReport(made?.id ?? 0, { ...account, externalReference: null }));
      const first = await exported(made?.id ?? 0, "reference");
      expect(first.told.length).toBeGreaterThanOrEqual(accounts.length);
      const second = await exported(await imported(first.file), "external_reference");
      expect(second.told).toEqual(first.told);
    }),
    { numRuns: 15, seed: inject("seed") },
  );
}, 180_000);
