import fc from "fast-check";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { appendAction } from "@/lib/audit/append";
import { builtInViewer } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { beginNewCases, projectNewCases, SharedSets, takeCaseIds, writeNewCases } from "@/lib/cases/bulk";
import { checkReadModel } from "@/lib/cases/readmodel";
import { withViewerLoad } from "@/lib/db/with-viewer-load";
import { testDatabase } from "@/lib/testing/database";
import { importing, removeFilesAfter } from "@/lib/testing/import-files";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { undoImport } from "./undo";

const db = testDatabase();
removeFilesAfter();
let analyst: Viewer;
let reviewer: Viewer;
let sourceId = 0;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  analyst = await makeViewer(db, "north", "analyst");
  reviewer = await makeViewer(db, "north", "reviewer");
});

const columns = {
  date: "Date",
  transitPoint: "Point",
  substance: "Drug",
  quantity: "Amount",
  unit: "Unit",
  externalReference: "No",
  note: "Note",
};
const header = Object.values(columns);
const row = fc.tuple(
  fc.constantFrom("2009-02-03", "2009-02", "2009", "", "31.02.2009", "Unknown"),
  fc.constantFrom("Dandong", "图们", "", "N/A", "Nowhere"),
  fc.constantFrom("Heroin", "mdma", "不详", "", "Snow"),
  fc.constantFrom("1", "2.50", "0", "", "-", "several", "1e-3", ">5", "7 kg"),
  fc.constantFrom("kg", "tablet", "", "Mark", "불명"),
  fc.constantFrom("", "", "", "R-1", "R-2"),
  fc.constantFrom("", "a, b", 'said "so"', "two\nlines", "=1+1"),
);
const table = fc.array(row, { minLength: 1, maxLength: 12 });
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const csv = (rows: readonly (readonly string[])[], delimiter = ",") =>
  [header, ...rows].map((cells) => cells.map(quoted).join(delimiter)).join("\n");
/** What counts in the register, without the ids. */
const counted = () =>
  db.sql(`SELECT c.edtf, c.status, p.slug AS point, c.note, (SELECT array_agg(concat_ws(' ', s.slug, l.quantity, l.unit, l.unit_as_reported) ORDER BY l.position) FROM case_line l JOIN substance s ON s.id = l.substance_id WHERE l.case_id = c.id) AS lines
    FROM case_file c LEFT JOIN transit_point p ON p.id = c.transit_point_id WHERE c.status <> 'withdrawn' ORDER BY 1, 2, 3, 4, 5`);
let sources = 0;
const fresh = () => {
  sources += 1;
  return `Source ${sources}`;
};

describe("any table", () => {
  it("is accounted for row by row; again it adds nothing; taken back it leaves nothing, and the read model is what its cases make of it", async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(",", ";", "\t"), async (rows, delimiter) => {
        const filled = rows.filter((cells) => cells.some((cell) => cell !== ""));
        const mapping = { source: fresh(), columns };
        const before = await counted();
        const first = await importing(analyst, csv(rows, delimiter), mapping);
        expect(first.rows).toBe(filled.length);
        expect(first.imported + first.updated + first.unchanged + first.refused).toBe(first.rows);
        expect(new Set(first.errors.map((error) => error.row)).size).toBe(first.refused);
        if (first.batch === null) return;
        const after = await counted();
        const again = await importing(analyst, csv(rows), mapping);
        expect(again).toMatchObject({ imported: 0, updated: 0, unchanged: first.imported, gone: 0 });
        expect(await counted()).toEqual(after);
        await undoImport(analyst, first.batch);
        expect(await counted()).toEqual(before);
        const third = await importing(analyst, csv(rows), mapping);
        expect(third.imported).toBe(first.imported);
        expect(await counted()).toEqual(after);
        await undoImport(analyst, third.batch ?? "");
      }),
      { numRuns: 15, seed: inject("seed") },
    );
    expect(await checkReadModel(await builtInViewer("operator"))).toMatchObject({ differences: [] });
  }, 180_000);

  it("gives the same in pieces as at once", async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.nat(12), async (rows, at) => {
        // A reference that stands in both pieces would be said anew by the second.
        const plain = rows.map((cells) => cells.map((cell, place) => (place === 5 ? "" : cell)));
        const start = await counted();
        const whole = await importing(analyst, csv(plain), { source: fresh(), columns });
        const atOnce = await counted();
        if (whole.batch !== null) await undoImport(analyst, whole.batch);
        const source = fresh();
        const pieces = [plain.slice(0, at), plain.slice(at)].filter((piece) => piece.length > 0);
        const batches = [];
        for (const piece of pieces) batches.push(await importing(analyst, csv(piece), { source, columns }));
        // Rows that are equal across the pieces are taken for the same ones: only tables without them are compared.
        if (
          new Set(plain.map((cells) => cells.join())).size === plain.length &&
          batches.every(({ unchanged }) => unchanged === 0)
        )
          expect(await counted()).toEqual(atOnce);
        for (const { batch } of batches.reverse()) if (batch !== null) await undoImport(analyst, batch);
        expect(await counted()).toEqual(start);
      }),
      { numRuns: 8, seed: inject("seed") },
    );
  }, 180_000);
});

/** What an import writes to, counted. */
const standing = () =>
  db.sql(
    "SELECT (SELECT count(*)::int FROM case_file) AS cases, (SELECT count(*)::int FROM import_batch) AS batches, (SELECT count(*)::int FROM source) AS sources, (SELECT count(*)::int FROM audit_change) AS changes",
  );

describe("an import that ends in the middle", () => {
  it("leaves nothing, wherever it is killed", async () => {
    const rows = Array.from({ length: 300 }, (_, n) => [
      "2009-02-03",
      "Dandong",
      "Heroin",
      String(n + 1),
      "g",
      n % 7 === 0 ? `K-${n % 3}` : "",
      "",
    ]);
    const mapping = { source: "Killed", columns, createMissing: ["substance"] };
    const before = await standing();
    const open =
      "datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND usename = 'weir_login'";
    let killed = 0;
    for (let wait = 0; wait < 240; wait += 20) {
      let ended = false;
      const running = importing(reviewer, csv(rows), mapping).then(
        () => "done",
        () => "killed",
      );
      running.then(() => {
        ended = true;
      });
      while (!ended && (await db.sql(`SELECT 1 FROM pg_stat_activity WHERE ${open}`)).length === 0);
      await new Promise((then) => setTimeout(then, wait));
      await db.sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${open}`);
      if ((await running) === "done") break;
      killed += 1;
      expect(await standing()).toEqual(before);
    }
    expect(killed).toBeGreaterThan(0);
    const whole = await importing(reviewer, csv(rows), mapping);
    expect(whole.imported + whole.unchanged).toBe(300);
    // Many rows at once are logged as one is: what a source says in words is withheld.
    const logged = await db.sql<{ table: string; words: string | null; names: string[] }>(
      `SELECT c.table_name AS table, coalesce(c.new_row ->> 'account', c.new_row ->> 'note') AS words, ARRAY(SELECT jsonb_object_keys(c.new_row) ORDER BY 1) AS names
       FROM audit_change c JOIN audit_event e ON e.id = c.event_id WHERE c.operation = 'insert' AND c.table_name IN ('report_version', 'case_file')`,
    );
    for (const table of ["report_version", "case_file"]) {
      const own = logged.filter((row) => row.table === table);
      expect(own.length).toBeGreaterThan(290);
      expect(new Set(own.map((row) => row.names.join())).size, table).toBe(1);
      expect([...new Set(own.map((row) => row.words))].every((words) => words === null || words === "[withheld]")).toBe(
        true,
      );
    }
  }, 120_000);

  it("keeps nobody waiting who logs a report meanwhile, of the same new combination of substances too", async () => {
    const lines = [
      { asReported: "MDMA", substance: "mdma", quantity: "1", unit: "g" },
      { asReported: "heroin", substance: "heroin", quantity: "2", unit: "g" },
      { asReported: "magu", substance: "magu", quantity: "3", unit: "g" },
    ].map((line) => ({ ...plainAccount({}).lines[0], ...line })) as ReturnType<typeof plainAccount>["lines"];
    const account = plainAccount({ lines, seizingAgency: "A patrol that nobody has named" });
    await withViewerLoad(reviewer, async (load) => {
      const reference = await beginNewCases(load);
      const shared = new SharedSets();
      const ids = await takeCaseIds(load, 1);
      const one = {
        ...{ account: { ...account, people: [], source: sourceId }, author: reviewer.userId, verified: false },
      };
      const staged = projectNewCases(ids, reference, [one], shared);
      await appendAction(load, { action: "import.publish", subjectType: "import", subjectId: "test" });
      await writeNewCases(load, reviewer, staged, { shared, reason: "test" });
      // The import's transaction is still open.
      const { reference: logged } = await log(analyst, newReport(sourceId, account));
      expect(logged).toMatch(/^C-/);
    });
  }, 30_000);
});
