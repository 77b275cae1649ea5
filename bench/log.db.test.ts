import pg from "pg";
import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { measureLog } from "./log";

const db = testDatabase();
let analyst: Viewer;
let sourceId = 0;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  analyst = await makeViewer(db, "north", "analyst");
  await db.sql("UPDATE source SET shared = true");
});

it("measures logging beside a floor that writes the same rows", async () => {
  const admin = new pg.Client({ connectionString: db.adminUrl });
  await admin.connect();
  const account = plainAccount({ lines: [plainLine(), plainLine({ substance: "heroin" })] });
  const send = async () => {
    await log(analyst, newReport(sourceId, account));
    return { status: 201, body: "" };
  };
  const found = await measureLog(admin, analyst.userId, send, { warmUp: 1, least: 3, most: 3, seconds: 60 }, 20);
  await admin.end();
  expect(found.ratio).toBeGreaterThan(0);
  expect(found.atOnce.perSecond).toBeGreaterThan(0);
  const counted = await db.sql<{ floor: boolean; cases: number }>(
    "SELECT reference LIKE 'B-%' AS floor, count(*)::int AS cases FROM case_file GROUP BY 1 ORDER BY 1",
  );
  expect(counted).toEqual([
    { floor: false, cases: 1 + 4 + 20 },
    { floor: true, cases: 4 },
  ]);
  for (const table of ["case_member", "report", "case_line", "line_mass", "case_flat", "line_flat", "case_text"]) {
    const [row] = await db.sql(
      `SELECT count(*) FILTER (WHERE c.reference LIKE 'B-%')::int * 25 = count(*) FILTER (WHERE c.reference NOT LIKE 'B-%')::int * 4 AS alike FROM ${table} x JOIN case_file c ON c.id = x.case_id`,
    );
    expect(row, table).toEqual({ alike: true });
  }
});
