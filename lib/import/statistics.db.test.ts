import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { testDatabase } from "@/lib/testing/database";
import { importing, removeFilesAfter } from "@/lib/testing/import-files";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";

const db = testDatabase();
removeFilesAfter();
let analyst: Viewer;

beforeAll(async () => {
  await makeReferenceLists(db);
  await makeAgency(db, "north");
  analyst = await makeViewer(db, "north", "analyst");
});

it("has the statistics taken that plans are made by, once it was large", async () => {
  const rows = Array.from({ length: 1000 }, (_, n) => `2009-02-03,Dandong,Heroin,${n + 1},g`).join("\n");
  const columns = { date: "Date", transitPoint: "Point", substance: "Drug", quantity: "Amount", unit: "Unit" };
  const { imported } = await importing(analyst, `Date,Point,Drug,Amount,Unit\n${rows}\n`, { source: "Large", columns });
  expect(imported).toBe(1000);
  for (const table of ["case_flat", "line_flat", "line_mass", "case_line"]) {
    const [known] = await db.sql<{ rows: number }>(
      "SELECT c.reltuples::int AS rows FROM pg_class c WHERE c.oid = $1::regclass",
      [table],
    );
    expect(known?.rows, table).toBeGreaterThanOrEqual(1000);
  }
});
