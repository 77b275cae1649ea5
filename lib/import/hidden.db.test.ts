import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { withViewer } from "@/lib/db/with-viewer";
import { testDatabase } from "@/lib/testing/database";
import {
  casesOf,
  plainColumns as columns,
  countsOf,
  plainHead as head,
  importing,
  makeImporters,
  removeFilesAfter,
} from "@/lib/testing/import-files";
import { log, newReport, plainAccount } from "@/lib/testing/reports";

const db = testDatabase();
removeFilesAfter();
let analyst: Viewer;
let reviewer: Viewer;
let other: Viewer;
let auditor: Viewer;

beforeAll(async () => {
  ({ analyst, reviewer, other, auditor } = await makeImporters(db));
});

describe("an import beside cases that the importer may not see", () => {
  it("leaves what has become RED without the importer as it is, by reference or without one", async () => {
    for (const [source, more] of [
      ["Hidden", {}],
      ["Hidden with a reference", { externalReference: "Ref" }],
    ] as const) {
      const mapping = { source, columns: { ...columns, ...more } };
      const rows = (grams: number) => `Ref,${head}R1,2009-05-03,Dandong,Heroin,${grams},g\n`;
      await importing(analyst, rows(100), mapping);
      const [made] = await casesOf(db, source);
      await db.sql("DELETE FROM case_member WHERE case_id = $1", [made?.id]);
      await db.sql("UPDATE case_file SET handling = 'red' WHERE id = $1", [made?.id]);
      await db.sql("SELECT refresh_read_model(ARRAY[$1::int])", [made?.id]);
      for (const grams of [100, 200].slice(0, "externalReference" in more ? 2 : 1))
        expect(countsOf(await importing(analyst, rows(grams), mapping)), `${source}, ${grams} g`).toMatchObject({
          ...{ imported: 0, updated: 0, unchanged: 1 },
        });
      expect((await casesOf(db, source)).map(({ versions }) => versions)).toEqual([1]);
    }
  });

  it("refuses a row whose number somebody logged by the form in a case that is hidden from the importer, and tells no more than the form does", async () => {
    const [source] = await db.sql<{ id: number }>(
      "INSERT INTO source (title, owner_agency_id) SELECT 'Logged and hidden', id FROM agency WHERE code = 'north' RETURNING id",
    );
    const account = plainAccount({ externalReference: "F-1", note: "what nobody else is to know" });
    await log(reviewer, newReport(source?.id ?? 0, account));
    const [made] = await casesOf(db, "Logged and hidden");
    await db.sql("UPDATE case_file SET handling = 'red' WHERE id = $1", [made?.id]);
    await db.sql("SELECT refresh_read_model(ARRAY[$1::int])", [made?.id]);

    const mapping = { source: "Logged and hidden", columns: { ...columns, externalReference: "No" } };
    const text = `No,${head}F-1,2009-02-03,Dandong,Heroin,1,kg\nF-2,2009-02-04,Dandong,Heroin,2,kg\nF-1,2009-02-03,Tumen,MDMA,3,g\n`;
    for (const dryRun of [true, false]) {
      const result = await importing(analyst, text, mapping, { dryRun });
      expect(countsOf(result)).toEqual({ rows: 3, imported: 1, updated: 0, unchanged: 0, refused: 2, gone: 0 });
      const issue = { column: "No", value: "F-1", code: "reference-taken" };
      expect(result.errors).toEqual([
        { row: 2, ...issue },
        { row: 4, ...issue },
      ]);
      expect(JSON.stringify(result)).not.toContain("nobody else");
    }
    expect(await casesOf(db, "Logged and hidden")).toHaveLength(2);
    // Whoever sees the case writes a new version of it, and another agency has numbers of its own.
    expect(countsOf(await importing(reviewer, text, mapping))).toMatchObject({ updated: 2, unchanged: 1, refused: 0 });
    expect(countsOf(await importing(other, text, mapping))).toMatchObject({ imported: 3, refused: 0 });
    for (const who of [other, auditor])
      expect(
        await withViewer(
          who,
          (tx) => tx.$queryRaw`SELECT * FROM taken_numbers(${source?.id}::int, ARRAY['F-1', 'F-9'])`,
        ),
      ).toEqual([]);
  });
});
