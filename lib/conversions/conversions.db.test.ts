import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { builtInViewer } from "@/lib/auth/mint";
import type { Viewer } from "@/lib/auth/types";
import { loadCasesPage } from "@/lib/cases/loaders";
import type { TypedAccount } from "@/lib/cases/schema";
import { userRoleCodes } from "@/lib/codes";
import { sqlState } from "@/lib/db/failure";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { closeQueue } from "@/lib/jobs/boss";
import { workOne } from "@/lib/jobs/worker";
import { massOf } from "@/lib/quantity/conversion";
import { sum } from "@/lib/quantity/decimal";
import { milligrams } from "@/lib/quantity/format";
import { loadCaseFile } from "@/lib/reports/loaders";
import { testDatabase } from "@/lib/testing/database";

import { log, newReport, plainAccount, plainLine } from "@/lib/testing/reports";
import { makeAgency, makeReferenceLists, makeViewer } from "@/lib/testing/world";
import { publishSet, weighSet } from "./jobs";
import { loadSetPage, loadSetsPage } from "./loaders";
import { beginWeighing, makeCurrent, makeSet, publishSwitch, weighStep } from "./mutations";
import type { NewSet } from "./schema";

const db = testDatabase();
let sourceId = 0;
let analyst: Viewer;
let reviewer: Viewer;
let operator: Viewer;

beforeAll(async () => {
  ({ sourceId } = await makeReferenceLists(db));
  await makeAgency(db, "north");
  analyst = await makeViewer(db, "north", "analyst");
  reviewer = await makeViewer(db, "north", "reviewer");
  operator = await builtInViewer("operator");
  // A new register has nothing to weigh under the sets that it begins with.
  await weighSet.recover();
  while (await workOne(weighSet));
});
afterAll(closeQueue);

const tablet = { family: null, form: null, unit: "tablet" as const, source: "test", note: null };
const factors = {
  first: [
    { ...tablet, substance: "magu", gramsLow: "0.09", grams: "0.09", gramsHigh: "0.1" },
    { ...tablet, substance: "mdma", gramsLow: "0.25", grams: "0.3", gramsHigh: "0.3" },
  ],
  second: [
    { ...tablet, substance: "magu", gramsLow: "0.08", grams: "0.095", gramsHigh: "0.11" },
    { ...tablet, substance: "mdma", gramsLow: "0.25", grams: "0.3", gramsHigh: "0.3" },
    { ...tablet, substance: "heroin", gramsLow: "0.02", grams: "0.03", gramsHigh: "0.04" },
  ],
};
const newSet = (slug: string, change: Partial<NewSet> = {}): NewSet => ({
  ...{ basis: "unodc-2019", slug, name: slug, source: "a table", note: "a new table came out" },
  factors: factors.second,
  ...change,
});
const make = (set: NewSet, viewer = reviewer) => withViewerWrite(viewer, (tx) => makeSet(tx, viewer, set));
const choose = (slug: string, instead: string, viewer = reviewer) =>
  withViewerWrite(viewer, (tx) => makeCurrent(tx, viewer, { slug, instead, reason: "newer figures" }));

type Line = TypedAccount["lines"][number];
const tablets = (substance: string, quantity: string): Line =>
  plainLine({ asReported: substance, substance, form: "tablet", quantity, unit: "tablet" });
const logged = async (lines: Line[], change: Partial<TypedAccount> = {}) =>
  (await log(analyst, newReport(sourceId, plainAccount({ lines, ...change })))).reference;

/** What the lines weigh together under a set, added up by hand. */
function weigh(lines: readonly Line[], set: (typeof factors)["first"]): string | null {
  const found = lines.flatMap((line) => massOf({ ...line, family: null }, { factors: set }).central ?? []);
  return found.length === 0 ? null : sum(found);
}
/** What the list, the case file and the read model say that a case weighs. */
async function told(reference: string) {
  const { rows } = await loadCasesPage(analyst, { q: reference });
  const { total } = await loadCaseFile(analyst, reference);
  const [flat] = await db.sql<{ mg: string | null }>(
    "SELECT f.mg FROM case_flat f JOIN case_file c ON c.id = f.case_id WHERE c.reference = $1",
    [reference],
  );
  return { list: rows[0]?.mass?.central ?? null, file: total?.central ?? null, mg: flat?.mg ?? null };
}
const everywhere = (grams: string | null) => ({ list: grams, file: grams, mg: milligrams(grams)?.toString() ?? null });

const anyLines = fc.array(
  fc.tuple(fc.constantFrom("magu", "mdma", "heroin", "methamphetamine"), fc.integer({ min: 1, max: 9_999 })),
  { minLength: 1, maxLength: 3 },
);

describe("a new conversion set", () => {
  it("changes nothing until it counts, then everything at once, and a killed weighing goes on where it was", async () => {
    const samples = fc.sample(anyLines, { seed: inject("seed"), numRuns: 7 });
    const cases: { reference: string; lines: Line[] }[] = [];
    for (const sample of samples) {
      const lines = sample.map(([substance, n]) => tablets(substance, String(n)));
      cases.push({ reference: await logged(lines), lines });
    }
    const { id } = await make(newSet("second"));

    await beginWeighing(operator, id);
    expect(await weighStep(operator, id, 3)).toBe(true);
    // The server is killed in the midst of the next step: nothing of it stays.
    await db.sql("ALTER TABLE conversion_progress ADD CONSTRAINT killed CHECK (cases <= 3)");
    await expect(weighStep(operator, id, 3)).rejects.toThrow();
    await db.sql("ALTER TABLE conversion_progress DROP CONSTRAINT killed");
    expect(await db.sql("SELECT count(DISTINCT case_id)::int AS n FROM line_mass WHERE set_id = $1", [id])).toEqual([
      { n: 3 },
    ]);
    await expect(choose("second", "unodc-2019")).rejects.toMatchObject({ code: "INVALID" });

    // Logged between two steps: weighed by whoever logged it, and once.
    const between = [tablets("heroin", "100")];
    cases.push({ reference: await logged(between), lines: between });
    await weighSet.recover();
    await workOne(weighSet);
    const { set } = await loadSetPage(reviewer, "second");
    expect(set.weighing).toEqual({ cases: cases.length, of: cases.length, ready: true });

    for (const { reference, lines } of cases)
      expect(await told(reference)).toEqual(everywhere(weigh(lines, factors.first)));
    const { effect } = await loadSetPage(reviewer, "second");
    const changed = cases.filter(({ lines }) =>
      lines.some(({ substance }) => substance === "magu" || substance === "heroin"),
    );
    expect(effect?.cases).toBe(changed.length);
    const magu = cases.flatMap(({ lines }) => lines.filter(({ substance }) => substance === "magu"));
    const row = effect?.rows.find((one) => one.substance.slug === "magu");
    expect([row?.lines, row?.before.central, row?.after.central]).toEqual([
      magu.length,
      weigh(magu, factors.first),
      weigh(magu, factors.second),
    ]);
    expect(effect?.rows.find((one) => one.substance.slug === "heroin")?.before.central).toBeNull();

    await choose("second", "unodc-2019");
    await expect(choose("second", "unodc-2019")).rejects.toMatchObject({ code: "CONFLICT" });
    for (const { reference, lines } of cases)
      expect(await told(reference)).toEqual(everywhere(weigh(lines, factors.first)));
    await publishSet.recover();
    await workOne(publishSet);
    for (const { reference, lines } of cases)
      expect(await told(reference)).toEqual(everywhere(weigh(lines, factors.second)));
    const { sets, switches } = await loadSetsPage(analyst);
    expect(sets.filter((one) => one.current).map((one) => one.slug)).toEqual(["second"]);
    expect(switches[0]).toMatchObject({
      set: "second",
      from: "UNODC 2019",
      cases: changed.length,
      reason: "newer figures",
    });
    expect(switches[0]?.doneAt).not.toBeNull();

    // A case logged now is weighed under both, and the old figures of all stay reachable.
    const after = [tablets("magu", "1000")];
    cases.push({ reference: await logged(after), lines: after });
    for (const { reference, lines } of cases) {
      const file = await loadCaseFile(analyst, reference, "unodc-2019");
      expect(file.total?.central ?? null).toBe(weigh(lines, factors.first));
      const { rows } = await loadCasesPage(analyst, { q: reference, set: "unodc-2019" });
      expect(rows[0]?.mass?.central ?? null).toBe(weigh(lines, factors.first));
    }
  });

  it("waits for nobody's log twice: a case resolved while the current set changes has the figures of the new one", async () => {
    const { id } = await make(newSet("third", { factors: factors.first }));
    await beginWeighing(operator, id);
    while (await weighStep(operator, id));
    const [{ slug = "" } = {}] = await db.sql<{ slug: string }>("SELECT slug FROM conversion_set WHERE is_current");
    await choose("third", slug);
    const many = Array.from({ length: 8 }, (_, n) => [tablets("magu", String(n + 1))]);
    const [, ...references] = await Promise.all([publishOnce(), ...many.map((lines) => logged(lines))]);
    for (const [n, reference] of references.entries())
      expect(await told(reference)).toEqual(everywhere(weigh(many[n] ?? [], factors.first)));
  });

  it("weighs what its maker may not see", async () => {
    const other = await makeViewer(db, await northEast(), "analyst");
    const { reference } = await log(
      other,
      newReport(sourceId, plainAccount({ lines: [tablets("magu", "10")], handling: "amber" })),
    );
    const { id } = await make(newSet("fourth"));
    await weighSet.enqueue({ set: id });
    while (await workOne(weighSet));
    await choose("fourth", "third");
    await publishSet.enqueue({});
    while (await workOne(publishSet));
    expect((await loadCaseFile(other, reference)).total?.central).toBe("0.95");
    await expect(loadCaseFile(analyst, reference)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is made by those who may, of what there is, and never edited", async () => {
    for (const role of userRoleCodes.filter((one) => !["reviewer", "operator", "register"].includes(one))) {
      const viewer = await makeViewer(db, "north", role);
      await expect(make(newSet(`by-${role}`), viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(choose("third", "fourth", viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(make(newSet("second"))).rejects.toMatchObject({ fields: [{ path: "slug" }] });
    await expect(make(newSet("fifth", { basis: "nothing" }))).rejects.toMatchObject({ fields: [{ path: "basis" }] });
    const unknown = [...factors.first, { ...tablet, substance: "dust", gramsLow: "1", grams: "1", gramsHigh: "1" }];
    await expect(make(newSet("fifth", { factors: unknown }))).rejects.toMatchObject({
      fields: [{ path: "factors.2.substance" }],
    });
    await expect(
      withViewerWrite(reviewer, (tx) => tx.$executeRaw`UPDATE conversion_factor SET grams = 1`),
    ).rejects.toThrow(/permission denied/);
    await expect(withViewerWrite(reviewer, (tx) => tx.$queryRaw`SELECT publish_conversion_set(1)`)).rejects.toThrow(
      /background work/,
    );
  });
});

/** As the queue does: again, where others kept it waiting for too long. */
async function publishOnce(): Promise<void> {
  try {
    await publishSwitch(operator);
  } catch (error) {
    if (sqlState(error) !== "55P03") throw error;
    await publishOnce();
  }
}

async function northEast(): Promise<string> {
  await makeAgency(db, "north-east");
  return "north-east";
}
