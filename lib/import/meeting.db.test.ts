import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { AppError } from "@/lib/errors";
import { closeQueue } from "@/lib/jobs/boss";
import { workOne } from "@/lib/jobs/worker";
import { amendReport } from "@/lib/reports/mutations";
import { testDatabase } from "@/lib/testing/database";
import { importing, removeFilesAfter } from "@/lib/testing/import-files";
import { log, newReport, plainAccount } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { askToCheck, askToPublish, putMapping, uploadFile } from "./drafts";
import { keepIssues, listIssues } from "./files";
import { importWork } from "./jobs";
import { loadImportState } from "./loaders";
import { mappingSchema } from "./schema";
import { undoImport } from "./undo";

const db = testDatabase();
removeFilesAfter();
const folder = mkdtempSync(path.join(os.tmpdir(), "weir-meeting-"));
vi.stubEnv("WEIR_DATA_DIR", folder);
let analyst: Viewer;

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  analyst = await makeViewer(db, "north", "analyst");
  // A trigger that ends a transaction as the database would, as often as it is told to. A sequence counts what is taken back, too.
  await db.sql(`
    CREATE SEQUENCE tried;
    CREATE TABLE trouble (table_name text, code text, times int);
    CREATE FUNCTION make_trouble() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE t record;
    BEGIN
      SELECT * INTO t FROM public.trouble WHERE table_name = tg_table_name;
      IF FOUND AND nextval('public.tried') <= t.times THEN RAISE EXCEPTION 'met another' USING ERRCODE = t.code; END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER trouble AFTER INSERT ON import_row FOR EACH STATEMENT EXECUTE FUNCTION make_trouble();
    CREATE TRIGGER trouble AFTER UPDATE ON import_batch FOR EACH STATEMENT EXECUTE FUNCTION make_trouble();
    CREATE TRIGGER trouble AFTER INSERT ON indicator_value FOR EACH STATEMENT EXECUTE FUNCTION make_trouble();`);
});
afterAll(async () => {
  await closeQueue();
  rmSync(folder, { recursive: true, force: true });
});

async function trouble(table: string, code: string, times: number): Promise<void> {
  await db.sql("DELETE FROM trouble");
  await db.sql("ALTER SEQUENCE tried RESTART");
  await db.sql("INSERT INTO trouble VALUES ($1, $2, $3)", [table, code, times]);
}
const standing = () =>
  db.sql(`SELECT (SELECT count(*)::int FROM case_file WHERE status <> 'withdrawn') AS cases, (SELECT count(*)::int FROM case_line) AS lines, (SELECT count(*)::int FROM report_version) AS versions,
    (SELECT count(*)::int FROM import_batch) AS batches, (SELECT count(*)::int FROM import_row) AS rows, (SELECT count(*)::int FROM source) AS sources, (SELECT count(*)::int FROM transit_point) AS points,
    (SELECT count(*)::int FROM audit_event WHERE action LIKE 'import.%') AS events, (SELECT count(*)::int FROM indicator_value) AS "values"`);

const columns = { date: "Date", transitPoint: "Point", substance: "Drug", quantity: "Amount", unit: "Unit" };
const text =
  "Date,Point,Drug,Amount,Unit\n2009-02-03,Dandong,Heroin,1,kg\n2009-02-04,Nowhere,Heroin,2,kg\n2009-02-05,Tumen,Heroin,,kg\n";
const totals = "Month,Place,What,Count\n2009-02,Dandong,Seizures,4\n2009-03,Dandong,Seizures,5\n";
const totalColumns = { date: "Month", place: "Place", indicator: "What", count: "Count" };

describe("an import that the database ends because it met something that passes", () => {
  it("is done again from the beginning, and counts once", async () => {
    for (const code of ["40001", "40P01", "57014"]) {
      const told: string[] = [];
      await trouble("import_row", code, 2);
      const before = await standing();
      const result = await importing(
        analyst,
        text,
        { source: code, columns },
        { onIssue: (kind, { row }) => void told.push(`${kind} ${row}`), onAgain: () => void told.splice(0) },
      );
      expect(result, code).toMatchObject({ rows: 3, imported: 2, refused: 1, warnings: 1 });
      expect(told).toEqual(["errors 3", "warnings 4"]);
      const after = await standing();
      const [was] = before as { cases: number; batches: number; events: number }[];
      expect(after).toMatchObject([
        { cases: (was?.cases ?? 0) + 2, batches: (was?.batches ?? 0) + 1, events: (was?.events ?? 0) + 1 },
      ]);
      await trouble("import_batch", code, 2);
      expect(await undoImport(analyst, result.batch ?? "")).toMatchObject({ withdrawn: 2, left: [] });
      expect(await standing()).toMatchObject([{ cases: was?.cases }]);
    }
    const reviewer = await makeViewer(db, "north", "reviewer");
    await trouble("indicator_value", "40P01", 1);
    const counted = await importing(reviewer, totals, { record: "total", source: "Totals", columns: totalColumns });
    expect(counted).toMatchObject({ imported: 2, updated: 0, unchanged: 0 });
  });

  it("ends where it does not pass, with nothing written, and says so; the person's turn again", async () => {
    await trouble("import_row", "57014", 3);
    const before = await standing();
    await expect(importing(analyst, text, { source: "Never", columns })).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(await standing()).toEqual(before);
    expect(await importing(analyst, text, { source: "Never", columns })).toMatchObject({ imported: 2 });

    const { id } = await uploadFile(analyst, { name: "a.csv", body: new Response(text).body, announced: 0 });
    await putMapping(analyst, { id, revision: null, mapping: mappingSchema.parse({ name: "Busy", columns }) });
    await askToCheck(analyst, { id, revision: null });
    while (await workOne(importWork));
    await importWork.recover();
    while (await workOne(importWork));
    await askToPublish(analyst, { id, revision: null });
    await trouble("import_row", "40P01", 3);
    await importWork.recover();
    while (await workOne(importWork));
    expect(await loadImportState(analyst, id)).toMatchObject({ state: "open", failure: { code: "busy" }, batch: null });
    await askToPublish(analyst, { id, revision: null });
    await trouble("import_row", "40P01", 2);
    await importWork.recover();
    while (await workOne(importWork));
    expect(await loadImportState(analyst, id)).toMatchObject({ state: "published", batch: { name: "Busy" } });
  });

  it("tells each row once, however far the first try came", async () => {
    const id = randomUUID();
    const issues = keepIssues(id);
    const issue = (row: number) => ({ row, column: null, value: "x".repeat(200), code: "point-unknown" });
    for (let row = 1; row < 2_000; row += 1) issues.add("errors", issue(row));
    issues.restart();
    for (const row of [3, 5, 4]) issues.add("errors", issue(row));
    issues.keep();
    expect((await listIssues(id, "errors", 0, 10)).map(({ row }) => row)).toEqual([3, 5, 4]);
  });

  it("does not go on for what does not pass", async () => {
    await trouble("import_row", "22012", 1);
    const again = vi.fn();
    await expect(importing(analyst, text, { source: "Wrong", columns }, { onAgain: again })).rejects.toMatchObject({
      code: "22012",
    });
    expect(again).not.toHaveBeenCalled();
    await db.sql("DELETE FROM trouble");
  });

  it("finds the number that somebody logged by the form between its look and its writing", async () => {
    const numbered = { source: "Taken between", columns: { ...columns, externalReference: "No" } };
    const rows =
      "No,Date,Point,Drug,Amount,Unit\nT-1,2009-02-03,Dandong,Heroin,1,kg\nT-2,2009-02-03,Tumen,Heroin,2,kg\n";
    const [source] = await db.sql<{ id: number }>(
      "INSERT INTO source (title, owner_agency_id) SELECT 'Taken between', id FROM agency WHERE code = 'north' RETURNING id",
    );
    const again = vi.fn();
    const result = await importing(analyst, rows, numbered, {
      onCompared: async () => {
        if (again.mock.calls.length === 0)
          await log(analyst, newReport(source?.id ?? 0, plainAccount({ externalReference: "T-1" })));
      },
      onAgain: again,
    });
    expect(again).toHaveBeenCalledTimes(1);
    expect(result).toMatchObject({ rows: 2, imported: 1, updated: 1, refused: 0 });
  });
});

describe("a newer release", () => {
  it("never waits in a ring with those who amend its reports meanwhile", async () => {
    const rows = 240;
    const numbered = { source: "Amended meanwhile", columns: { ...columns, externalReference: "No" } };
    const release = (nth: number) =>
      `No,Date,Point,Drug,Amount,Unit\n${Array.from({ length: rows }, (_, n) => `M-${n},2009-02-03,Dandong,Heroin,${n + 1}${nth},g`).join("\n")}\n`;
    await importing(analyst, release(0), numbered);
    const reports = await db.sql<{ id: string; source: number; number: string }>(
      "SELECT r.id, r.source_id AS source, r.external_reference AS number FROM report r JOIN source s ON s.id = r.source_id WHERE s.title = $1 ORDER BY r.external_reference",
      [numbered.source],
    );
    let going = true;
    let amended = 0;
    const account = (n: number) => plainAccount({ handling: "amber", externalReference: `M-${n}` });
    const numberOf = new Map(reports.map(({ id, number }) => [id, Number(number.slice(2))]));
    const amending = Array.from({ length: 6 }, async (_, own) => {
      for (let nth = own; going; nth += 7) {
        const { id = "" } = reports[nth % rows] ?? {};
        try {
          await withViewerWrite(analyst, async (tx) => {
            const now = await tx.report.findUniqueOrThrow({ where: { id }, select: { latestVersion: true } });
            const says = account(numberOf.get(id) ?? 0);
            await amendReport(tx, analyst, {
              reportId: id,
              baseVersion: now.latestVersion,
              reason: null,
              account: says,
            });
          });
          amended += 1;
        } catch (error) {
          // Somebody else's version came first.
          if (!(error instanceof AppError && error.code === "CONFLICT")) throw error;
        }
      }
    });
    const ended = Promise.allSettled(amending);
    const again = vi.fn();
    let written = 0;
    for (let nth = 1; nth <= 4; nth += 1)
      written += (await importing(analyst, release(nth), numbered, { onAgain: again })).updated;
    going = false;
    expect((await ended).filter(({ status }) => status === "rejected")).toEqual([]);
    expect(again, "the import was not the one that was ended").not.toHaveBeenCalled();
    expect(written).toBe(4 * rows);
    expect(amended).toBeGreaterThan(20);
    const [versions] = await db.sql<{ n: number }>(
      "SELECT count(*)::int AS n FROM report_version v JOIN report r ON r.id = v.report_id WHERE r.source_id = $1",
      [reports[0]?.source],
    );
    expect(versions?.n).toBe(rows + written + amended);
  }, 120_000);
});
