import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/types";
import { loadCasesPage } from "@/lib/cases/loaders";
import type { TypedAccount } from "@/lib/cases/schema";
import { parseFilter } from "@/lib/filter/codec";
import type { Mass } from "@/lib/quantity/conversion";
import { massOf } from "@/lib/quantity/conversion";
import { sum } from "@/lib/quantity/decimal";
import { milligrams } from "@/lib/quantity/format";
import { loadCaseFile } from "@/lib/reports/loaders";
import { testDatabase } from "@/lib/testing/database";
import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { loadTrendRows } from "@/lib/trends/loaders";

const db = testDatabase();
let sourceId = 0;
let analyst: Viewer;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  analyst = await makeViewer(db, "north", "analyst");
});

type Line = TypedAccount["lines"][number];

/** From traces below a milligram to tonnes; tablets with a factor (MDMA, MaGu) and without one (heroin); no quantity at all. */
const anyLine: fc.Arbitrary<Line> = fc
  .record({
    substance: fc.constantFrom("methamphetamine", "mdma", "magu", "heroin"),
    unit: fc.constantFrom("kg" as const, "g" as const, "mg" as const, "ug" as const, "tablet" as const),
    digits: fc.integer({ min: 1, max: 9999 }),
    places: fc.integer({ min: 0, max: 6 }),
    qualifier: fc.constantFrom("exact", "about", "at-least", "at-most", "at-most", "unknown"),
  })
  .map(({ substance, unit, digits, places, qualifier }) => {
    const padded = String(digits).padStart(places + 1, "0");
    const quantity = places === 0 ? padded : `${padded.slice(0, -places)}.${padded.slice(-places)}`;
    return qualifier === "unknown"
      ? plainLine({ substance, quantity: null, unit: null, qualifier: "unknown" })
      : plainLine({ substance, form: "tablet", quantity, unit, qualifier: qualifier as Line["qualifier"] });
  });

/** One sum of each kind, whatever the seed brings. */
const examples: [Line[]][] = [
  [[plainLine({ quantity: null, unit: null, qualifier: "unknown" })]],
  [[plainLine({ quantity: "300", unit: "ug" })]],
  [[plainLine({ qualifier: "at-least" }), plainLine({ quantity: "0.1" })]],
  [[plainLine({ qualifier: "at-most" })]],
  [[plainLine({ qualifier: "at-most" }), plainLine({ quantity: "2000", substance: "mdma", unit: "tablet" })]],
];

const tablet = { family: null, form: null, unit: "tablet" as const };
const set = {
  factors: [
    { ...tablet, substance: "magu", gramsLow: "0.09", grams: "0.09", gramsHigh: "0.1" },
    { ...tablet, substance: "mdma", gramsLow: "0.25", grams: "0.3", gramsHigh: "0.3" },
  ],
};

type Bounds = { low: string | null; central: string | null; high: string | null };
const nothing: Bounds = { low: null, central: null, high: null };

/** What the lines weigh together, added up by hand. */
function weigh(lines: readonly Line[]): Bounds {
  const weighed = lines
    .map((line): Mass<unknown> => massOf({ ...line, family: null }, set))
    .flatMap(({ low, central, high }) => (central === null ? [] : [{ low, central, high }]));
  if (weighed.length === 0) return nothing;
  const highs = weighed.map((mass) => mass.high);
  return {
    low: sum(weighed.map((mass) => mass.low ?? "0")),
    central: sum(weighed.map((mass) => mass.central)),
    high: highs.every((high) => high !== null) ? sum(highs) : null,
  };
}

/** The weight of one case, from each place that tells it. */
async function told(reference: string): Promise<{ list: Bounds; file: Bounds; trends: Bounds }> {
  const { rows } = await loadCasesPage(analyst, { q: reference });
  const { total } = await loadCaseFile(analyst, reference);
  const { filter } = parseFilter(new URLSearchParams({ q: reference }));
  const trend = await loadTrendRows(analyst, filter, []);
  expect([rows.length, trend.rows.length]).toEqual([1, 1]);
  const mass = rows[0]?.mass;
  const row = trend.rows[0];
  return {
    list: mass ? { low: mass.low, central: mass.central, high: mass.high } : nothing,
    file: total ?? nothing,
    trends: { low: row?.gramsLow ?? null, central: row?.grams ?? null, high: row?.gramsHigh ?? null },
  };
}

describe("what a case weighs", () => {
  it("is the same to the last digit in the list, its file, the trends and the read model, and there in whole milligrams too", async () => {
    const seen = { nothing: 0, trace: 0, unbounded: 0, fromNought: 0, bounded: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { minLength: 1, maxLength: 5 }), async (lines) => {
        const { reference } = await log(analyst, newReport(sourceId, plainAccount({ lines })));
        const expected = weigh(lines);
        expect(await told(reference)).toEqual({ list: expected, file: expected, trends: expected });

        const [flat] = await db.sql<{
          low: string | null;
          central: string | null;
          high: string | null;
          exact: unknown;
        }>(
          "SELECT f.mg_low AS low, f.mg AS central, f.mg_high AS high, jsonb_build_object('low', f.grams_low::text, 'central', f.grams::text, 'high', f.grams_high::text) AS exact FROM case_flat f JOIN case_file c ON c.id = f.case_id WHERE c.reference = $1",
          [reference],
        );
        const inMilligrams = (grams: string | null) => milligrams(grams)?.toString() ?? null;
        expect(flat).toEqual({
          low: inMilligrams(expected.low),
          central: inMilligrams(expected.central),
          high: inMilligrams(expected.high),
          exact: expected,
        });

        seen.nothing += expected.central === null ? 1 : 0;
        seen.trace += flat?.central === "0" ? 1 : 0;
        seen.unbounded += expected.central !== null && expected.high === null ? 1 : 0;
        seen.fromNought += expected.low === "0" ? 1 : 0;
        seen.bounded += expected.high !== null && expected.low !== expected.high && expected.low !== "0" ? 1 : 0;
      }),
      { numRuns: 80, endOnFailure: true, examples },
    );
    // A comparison of nothing proves nothing: every kind of sum must have occurred.
    for (const [kind, times] of Object.entries(seen)) expect(times, kind).toBeGreaterThan(0);
  }, 120_000);
});
