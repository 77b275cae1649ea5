import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { viewerOfEmail } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { withViewer } from "@/lib/db/with-viewer";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeViewer } from "@/lib/testing/world";
import { seed } from "@/prisma/seed/seed";
import type { ReportValues } from "./form";
import { freshLine, freshReport } from "./form";
import { readWarningFacts } from "./history";
import { findWarningFacts, loadCaseFile } from "./loaders";
import { submitForm } from "./mutations";

const db = testDatabase();
let analyst: Viewer;
let south: Viewer;
let sourceId = 0;

beforeAll(async () => {
  await seed();
  await makeAgency(db, "south");
  analyst = await viewerOfEmail("analyst@weir.example");
  south = await makeViewer(db, "south", "analyst");
  const [source] = await db.sql<{ id: number }>(`SELECT id FROM source WHERE register_key = 'source-6'`);
  sourceId = source?.id ?? 0;
});

const facts = (viewer: Viewer, substances: string[], units: ("kg" | "l" | "tablet")[]) =>
  withViewer(viewer, (tx) => readWarningFacts(tx, { substances, units, source: sourceId }));
const pick = (id: string) => ({ id, text: id });
/** D1 with its tablets taken for kilograms. */
const slip = (change: Partial<ReportValues> = {}): ReportValues => ({
  ...freshReport(),
  lines: [
    {
      ...freshLine("1"),
      asReported: "MaGu",
      substance: pick("magu"),
      form: "tablet",
      quantity: "13,775",
      unit: pick("kg"),
    },
  ],
  source: { ...freshReport().source, found: pick(String(sourceId)) },
  credibility: "6",
  handling: "green",
  ...change,
});
const submit = (id: string, values: ReportValues) => submitForm(analyst, { id, values });

describe("what the register has seen", () => {
  it("is the ceilings, the source's date, and the largest of at least two", async () => {
    const { substances, published } = await facts(analyst, ["magu", "mdma"], ["tablet", "kg"]);
    expect(published).toBe("2005-02-21");
    expect(substances.magu).toMatchObject({ form: "tablet", ceilings: { kg: "1000" }, largest: { tablet: "13775" } });
    expect(substances.mdma?.largest).toEqual({});
  });

  it("compares every weight in kg, and only what the viewer may see", async () => {
    const lines = [
      plainLine({ substance: "ketamine", quantity: "2", unit: "t" }),
      plainLine({ substance: "ketamine", quantity: "900", unit: "g" }),
    ];
    await log(south, newReport(sourceId, plainAccount({ handling: "amber", lines })));
    expect((await facts(south, ["ketamine"], ["kg"])).substances.ketamine?.largest).toEqual({ kg: "2000" });
    expect((await facts(analyst, ["ketamine"], ["kg"])).substances.ketamine?.largest).toEqual({});
  });

  it("is refused to those who log nothing, and for units that are none", async () => {
    const viewer = await makeViewer(db, "desk", "viewer");
    const asked = { substances: ["magu"], units: ["kg"], source: null };
    await expect(findWarningFacts(viewer, asked)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(findWarningFacts(analyst, { ...asked, units: ["spoon"] })).rejects.toMatchObject({ code: "INVALID" });
    await expect(findWarningFacts(analyst, { ...asked, source: "one" })).rejects.toMatchObject({ code: "INVALID" });
    expect((await findWarningFacts(analyst, asked)).published).toBeNull();
  });

  it("is found down an index, however many lines there are", async () => {
    await db.sql(`INSERT INTO case_line (case_id, position, substance_as_reported, substance_id, quantity, unit)
      SELECT c.id, 100 + n, 'x', s.id, n, 'g' FROM generate_series(1, 30000) n, (SELECT min(id) AS id FROM case_file) c, (SELECT id FROM substance WHERE slug = 'heroin') s`);
    await db.sql(`ANALYZE case_line`);
    const plan = await withViewer(
      analyst,
      (tx) => tx.$queryRaw<Record<string, string>[]>`
        EXPLAIN (ANALYZE) SELECT l.quantity FROM case_line l WHERE l.substance_id = (SELECT id FROM substance WHERE slug = 'heroin')
          AND l.unit = 'g' AND l.quantity IS NOT NULL ORDER BY l.quantity DESC LIMIT 2`,
    );
    const words = plan.map((row) => row["QUERY PLAN"]).join("\n");
    expect(words).toMatch(/Index Scan using case_line_largest/);
    expect(words).not.toMatch(/Sort/);
    expect((await facts(analyst, ["heroin"], ["kg"])).substances.heroin?.largest).toEqual({ kg: "30" });
  });
});

describe("a warning", () => {
  it("stops a submit at its field until it is confirmed, and nothing is written meanwhile", async () => {
    const id = randomUUID();
    const refusal = { code: "INVALID", fields: [{ path: "lines.0.quantity", message: "warnings.error.unconfirmed" }] };
    await expect(submit(id, slip())).rejects.toMatchObject(refusal);
    const other = { key: "magnitude 1 kg magu", reason: "sure" };
    await expect(submit(id, slip({ confirmed: [other] }))).rejects.toMatchObject(refusal);
    expect(await db.sql(`SELECT 1 FROM report WHERE id = $1`, [id])).toEqual([]);
  });

  it("stays with the version once it is confirmed, and a reviewer sees it in the file", async () => {
    const id = randomUUID();
    const confirmed = [{ key: "magnitude 13775 kg magu", reason: " weighed twice " }];
    const { reference } = await submit(id, slip({ confirmed }));
    const kept = {
      code: "above-ceiling",
      path: "lines.0.quantity",
      values: { quantity: "13775", unit: "kg", substance: "magu", most: "1000", by: "kg", tablets: "yes" },
      reason: "weighed twice",
    };
    expect(await db.sql(`SELECT confirmed FROM report_version WHERE report_id = $1`, [id])).toEqual([
      { confirmed: [kept] },
    ]);
    const reviewer = await viewerOfEmail("reviewer@weir.example");
    expect((await loadCaseFile(reviewer, reference)).reports[0]?.confirmed).toEqual([kept]);
    // Sent again, as after a lost answer: the first answer, whatever the register has seen since.
    expect(await submit(id, slip())).toEqual({ reference, repeated: true });
    const [{ withheld } = { withheld: null }] = await db.sql<{ withheld: string }>(
      `SELECT new_row ->> 'confirmed' AS withheld FROM audit_change WHERE table_name = 'report_version' ORDER BY id DESC LIMIT 1`,
    );
    expect(withheld).toBe("[withheld]");
  });

  it("is none for a report that looks as reports look", async () => {
    const lines = [
      { ...freshLine("1"), asReported: "MaGu", substance: pick("magu"), quantity: "300", unit: pick("tablet") },
    ];
    const { reference } = await submit(randomUUID(), slip({ lines }));
    expect((await loadCaseFile(analyst, reference)).reports[0]?.confirmed).toEqual([]);
  });
});
