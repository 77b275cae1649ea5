import { beforeAll, expect, it, vi } from "vitest";
import { viewerOfEmail } from "@/lib/auth/mint";
import { loadCasesPage } from "@/lib/cases/loaders";
import { isSynthetic } from "@/lib/db/synthetic";
import { testDatabase } from "@/lib/testing/database";
import { loadTrendsPage } from "@/lib/trends/loaders";
import { markSynthetic } from "@/scripts/boot/register-kind.mjs";
import { seed } from "../seed";
import { loadDemo } from "./demo";

const db = testDatabase();
const today = "2026-11-27";

beforeAll(async () => {
  await markSynthetic({ adminUrl: db.adminUrl, loginUrl: db.loginUrl, prefix: "weir", ownLogin: true });
  const first = await seed();
  expect(first).toHaveLength(3);
});

it("fills an invented register once, with nothing that is documented, for three agencies and every role", async () => {
  const made = await loadDemo(db.adminUrl, { thrown: 400, today });
  expect(made.map(({ email }) => email)).toContain("analyst.east@weir.example");
  expect(await loadDemo(db.adminUrl, { thrown: 400, today })).toEqual([]);
  expect(await isSynthetic()).toBe(true);
  const [count] = await db.sql(
    `SELECT count(*)::int > 300 AS many, count(*) FILTER (WHERE documented)::int AS documented, count(DISTINCT owner_agency_id)::int AS agencies,
       count(DISTINCT handling)::int AS handlings, (SELECT count(*)::int FROM person) > 50 AS people FROM case_file`,
  );
  expect(count).toEqual({ many: true, documented: 0, agencies: 3, handlings: 5, people: true });
  const seen = async (email: string) => (await loadCasesPage(await viewerOfEmail(email), {})).facets.register;
  const [desk, east] = await Promise.all([seen("analyst@weir.example"), seen("analyst.east@weir.example")]);
  expect(desk).not.toBe(east); // AMBER is each agency's own
});

it("is covered, but for its gaps, and tells of the closure where trends are drawn", async () => {
  vi.useFakeTimers({ now: new Date(`${today}T12:00:00Z`), toFake: ["Date"] });
  try {
    const page = await loadTrendsPage(await viewerOfEmail("analyst@weir.example"), { point: "tumen", months: "all" });
    const states = new Map(page.model.months.map((month) => [month.month, month.state]));
    expect(states.get("2025-08")).toBe("uncovered");
    expect(states.get("2025-04")).toBe("complete");
  } finally {
    vi.useRealTimers();
  }
  const markers = await db.sql("SELECT m.text_en FROM marker m JOIN marker_point p ON p.marker_id = m.id");
  expect(markers).toHaveLength(2);
});

it("names every row change by an action in the log", async () => {
  expect(
    await db.sql(
      "SELECT table_name FROM audit_change WHERE event_id IS NULL AND table_name IN ('coverage_period', 'marker')",
    ),
  ).toEqual([]);
});
