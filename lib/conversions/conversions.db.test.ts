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

type FactorSet = (typeof factors)["first"];
/** What the lines weigh together under a set, added up by hand. */
function weigh(lines: readonly Line[], set: FactorSet): string | null {
  const found = lines.flatMap((line) => massOf({ ...line, family: null }, { factors: set }).central ?? []);
  return found.length === 0 ? null : sum(found);
}
type Logged = { reference: string; lines: Line[] };
/** What the list, the case files (of the first two) and the read model say that cases weigh. */
async function told(cases: readonly Logged[], set: string | null = null) {
  const { rows } = await loadCasesPage(analyst, { rows: "200", ...(set ? { set } : {}) });
  const files = await Promise.all(cases.slice(0, 2).map(({ reference }) => loadCaseFile(analyst, reference, set)));
  const flat = await db.sql<{ reference: string; mg: string | null }>(
    "SELECT c.reference, f.mg FROM case_flat f JOIN case_file c ON c.id = f.case_id",
  );
  return {
    list: cases.map(({ reference }) => rows.find((row) => row.reference === reference)?.mass?.central ?? null),
    files: files.map(({ total }) => total?.central ?? null),
    mg: cases.map(({ reference }) => flat.find((row) => row.reference === reference)?.mg ?? null),
  };
}
/** The same counted by hand. @param read the set that the read model is in: the current one */
function counted(cases: readonly Logged[], set: FactorSet, read = set) {
  const all = cases.map(({ lines }) => weigh(lines, set));
  const mg = cases.map(({ lines }) => milligrams(weigh(lines, read))?.toString() ?? null);
  return { list: all, files: all.slice(0, 2), mg };
}

const anyLines = fc.array(
  fc.tuple(fc.constantFrom("magu", "mdma", "heroin", "methamphetamine"), fc.integer({ min: 1, max: 9_999 })),
  { minLength: 1, maxLength: 3 },
);

describe("a new conversion set", () => {
  it("changes nothing until it counts, then everything at once, and a killed weighing goes on where it was", async () => {
    const samples = fc.sample(anyLines, { seed: inject("seed"), numRuns: 7 });
    const cases: Logged[] = [];
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

    expect(await told(cases)).toEqual(counted(cases, factors.first));
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
    expect(await told(cases)).toEqual(counted(cases, factors.first));
    await publishSet.recover();
    await workOne(publishSet);
    expect(await told(cases)).toEqual(counted(cases, factors.second));
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
    expect(await told(cases)).toEqual(counted(cases, factors.second));
    expect(await told(cases, "unodc-2019")).toEqual(counted(cases, factors.first, factors.second));
  }, 120_000);

  it("waits for nobody's log twice: a case resolved while the current set changes has the figures of the new one", async () => {
    const { id } = await make(newSet("third", { factors: factors.first }));
    await beginWeighing(operator, id);
    while (await weighStep(operator, id));
    const [{ slug = "" } = {}] = await db.sql<{ slug: string }>("SELECT slug FROM conversion_set WHERE is_current");
    await choose("third", slug);
    const many = Array.from({ length: 8 }, (_, n) => [tablets("magu", String(n + 1))]);
    const [, ...references] = await Promise.all([publishOnce(), ...many.map((lines) => logged(lines))]);
    const cases = references.map((reference, n) => ({ reference, lines: many[n] ?? [] }));
    expect(await told(cases)).toEqual(counted(cases, factors.first));
  }, 120_000);

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
