import { beforeAll, describe, expect, it } from "vitest";
import { viewerOfUser } from "@/lib/auth/mint";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { amendReport, logReport, returnReport, verifyReport } from "@/lib/reports/mutations";
import { withdrawReport } from "@/lib/reports/withdrawal";
import { testDatabase } from "@/lib/testing/database";
import { makeReferenceLists } from "@/lib/testing/world";
import type { SyntheticCase } from "./cases";
import { syntheticRegister } from "./cases";
import type { SyntheticWorld } from "./load";
import { loadSyntheticRegister, makeSyntheticWorld } from "./load";

const db = testDatabase();
let world: SyntheticWorld;

beforeAll(async () => {
  await makeReferenceLists(db);
  world = await makeSyntheticWorld(db);
});

describe("a synthetic register", () => {
  it("is the same for the same seed, another for another, and begins with the smaller one", () => {
    const of = (seed: number, cases: number) => [...syntheticRegister(seed, cases, world.lists)];
    expect(of(7, 200)).toEqual(of(7, 200));
    expect(of(7, 200).slice(0, 50)).toEqual(of(7, 50));
    expect(of(8, 50)).not.toEqual(of(7, 50));
    expect(new Set(of(7, 5_000).map((it) => it.reference)).size).toBe(5_000);
    expect(new Set(of(7, 5_000).flatMap((it) => it.reports.map((report) => report.id))).size).toBeGreaterThan(5_000);
  });

  it("holds every kind of thing that a register has to live with", () => {
    const all = [...syntheticRegister(1, 3_000, world.lists)];
    const accounts = all.flatMap((it) => it.reports.map((report) => report.account));
    const kinds = (values: (string | null)[]) => new Set(values);
    expect(kinds(accounts.map((a) => a.handling))).toEqual(new Set(["clear", "green", "amber", "amber-strict", "red"]));
    expect(kinds(accounts.map((a) => a.point))).toEqual(new Set([...world.lists.points, null]));
    expect(kinds(accounts.map((a) => a.date?.replace(/\d/g, "n") ?? null)).size).toBeGreaterThanOrEqual(6);
    expect(all.some((it) => it.reports.length === 2)).toBe(true);
    expect(accounts.some((a) => a.lines.some((line) => line.quantity === null))).toBe(true);
  });

  it("is in the database what logging the same reports one by one makes of it", async () => {
    const cases = [...syntheticRegister(3, 60, world.lists)];
    await loadSyntheticRegister(db, world, cases);
    const loaded = await everything();
    const waiting =
      "SELECT 1 FROM conversion_set t LEFT JOIN conversion_progress p ON p.set_id = t.id WHERE p.ready_at IS NULL";
    expect(await db.sql(waiting), "no set waits to weigh the cases again").toEqual([]);
    await clear();
    for (const it of cases) await logOneByOne(it);
    // Logging gives references of its own: the text that is searched holds them.
    await db.sql("SELECT refresh_read_model(array_agg(id)) FROM case_file");
    expect(await everything()).toEqual(loaded);
    expect(loaded.case_file).toHaveLength(60);
  });
});

/** The register as it stands, by reference, without ids that sequences gave and times. */
async function everything(): Promise<Record<string, unknown[]>> {
  const rows = async (query: string) => (await db.sql<{ row: unknown }>(query)).map(({ row }) => row);
  const beside = `to_jsonb(t) - 'case_id' - 'scope_id' - 'id' - 'created_at' - 'added_at' - 'person_id' - 'decided_at' - 'waiting_since'`;
  const children = [
    "case_line",
    "line_mass",
    "involvement",
    "asset",
    "route_leg",
    "case_flat",
    "case_text",
    "case_member",
    "red_case_member",
    "report",
  ];
  const found: Record<string, unknown[]> = {
    case_file: await rows(
      `SELECT ${beside} || jsonb_build_object('red', t.scope_id < 0) AS row FROM case_file t ORDER BY t.reference`,
    ),
  };
  for (const table of children)
    found[table] = await rows(
      `SELECT ${beside} || jsonb_build_object('case', c.reference) AS row FROM ${table} t JOIN case_file c ON c.id = t.case_id ORDER BY (${beside} || jsonb_build_object('case', c.reference))::text`,
    );
  for (const table of ["report_version", "report_decision", "person_mention"])
    found[table] = await rows(
      `SELECT (${beside}) #- '{account,people}' AS row FROM ${table} t ORDER BY ((${beside}) #- '{account,people}')::text`,
    );
  found.person = await rows(`SELECT ${beside} AS row FROM person t ORDER BY (${beside})::text`);
  return found;
}

async function clear(): Promise<void> {
  await db.sql(
    `TRUNCATE case_file, report, report_version, report_decision, person, person_mention, case_member CASCADE`,
  );
}

async function viewer(id: number | undefined) {
  const found = await viewerOfUser(id ?? 0);
  if (!found) throw new Error("no such user");
  return found;
}

async function logOneByOne(it: SyntheticCase): Promise<void> {
  const staff = world.agencies[it.agency % world.agencies.length];
  const author = await viewer(staff?.analysts[it.author % 3]);
  const reviewer = await viewer(staff?.reviewer);
  const red = it.reports.some((report) => report.account.handling === "red");
  let attachTo: string | null = null;
  for (const report of it.reports) {
    const source = { id: world.sources[report.source % world.sources.length] ?? 0 };
    const { id, account } = report;
    const team = red ? [reviewer.userId] : [];
    const input = { id, account, source, attachTo, operation: it.operation, team };
    const logged = await withViewerWrite(author, (tx) => logReport(tx, author, input));
    attachTo = logged.reference;
    await db.sql(`UPDATE case_file SET reference = $2 WHERE reference = $1`, [logged.reference, it.reference]);
    attachTo = it.reference;
  }
  for (const report of it.reports)
    for (const { kind, version, reason } of report.decisions) {
      const one = { reportId: report.id, version, reason };
      if (kind === "verified") await withViewerWrite(reviewer, (tx) => verifyReport(tx, reviewer, one));
      if (kind === "returned")
        await withViewerWrite(reviewer, (tx) => returnReport(tx, reviewer, { ...one, reason: reason ?? "" }));
      if (kind === "withdrawn")
        await withViewerWrite(author, (tx) => withdrawReport(tx, author, { ...one, reason: reason ?? "" }));
      if (kind === "submitted" && version === 2)
        await withViewerWrite(author, (tx) =>
          amendReport(tx, author, {
            reportId: report.id,
            baseVersion: 1,
            account: { ...report.account, people: [], note: report.amended?.note ?? null },
            reason: "read again",
          }),
        );
    }
}
