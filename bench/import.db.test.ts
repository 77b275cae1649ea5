import pg from "pg";
import { expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { makeReferenceLists } from "@/lib/testing/world";
import { measureImport } from "./import";

const db = testDatabase();

it("imports beside a copy of what was written, and leaves the register as it was", async () => {
  await makeReferenceLists(db);
  const admin = new pg.Client({ connectionString: db.adminUrl });
  await admin.connect();
  const count = () =>
    db.sql(
      "SELECT (SELECT count(*) FROM case_file) AS cases, (SELECT count(*) FROM report_version) AS versions, (SELECT count(*) FROM case_flat) AS flat, (SELECT count(*) FROM import_batch) AS batches",
    );
  const before = await count();
  const figures = await measureImport(admin, 300);
  await admin.end();
  expect(figures.rows).toBe(300);
  for (const figure of [figures.p50, figures.floorP50, figures.perSecond, figures.copyPerSecond, figures.undoPerSecond])
    expect(figure).toBeGreaterThan(0);
  expect(await count()).toEqual(before);
});
