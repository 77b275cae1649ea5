import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import { arrestCodes, formCodes, roleCodes } from "@/lib/codes";
import { withViewerWrite } from "@/lib/db/with-viewer";
import type { Load } from "@/lib/db/with-viewer-load";
import { fixed } from "@/lib/db/with-viewer-load";
import { newReference } from "./references";
import type { Reference, ReportRow } from "./resolve";
import { projectCase, readReference } from "./resolve";
import type { Account } from "./schema";
import { shareWeighing } from "./weigh";

/** A new case with its one report, as a bulk write makes it. `author`: the id of who writes it; `verified`: by the source's own authority. */
export type NewCase = { account: Account; author: number; verified: boolean };
type Staged = { reportId: string; caseId: number; account: Account; projected: ReturnType<typeof projectCase> };

const caseColumns = (
  "id reference owner_agency_id created_by_id principal_report_id handling status verified_at_source amendment_waiting edtf date_from date_to date_precision " +
  "transit_point_id attribution place seizing_agency transport_mode concealment note arrests_kind arrests_count arrests_words"
).split(" ");
const reportColumns =
  "id case_id source_id author_id agency_id external_reference credibility handling verified_version status waiting_since in_hand_of_id".split(
    " ",
  );
const children = {
  case_line:
    "case_id position substance_as_reported substance_id form quantity unit unit_as_reported qualifier purity purity_basis",
  line_mass: "case_id position set_id factor_id basis grams_low grams grams_high",
  involvement:
    "case_id position person_id group_count group_qualifier group_words role tier arrest basis data_subject nationality",
  route_leg: "case_id position kind place country point_id",
} as const;
type Child = keyof typeof children;
const childNames = Object.keys(children) as Child[];
const partOf = { case_line: "lines", line_mass: "masses", involvement: "involvements", route_leg: "legs" } as const;

/**
 * What the read model of cases shares with that of others: rows of which somebody else may need the same, meanwhile. Made ready in a short
 * transaction of their own, so that nobody waits for the long one.
 */
export class SharedSets {
  private readonly sets = {
    substances: new Set<string>(),
    kinds: new Set<string>(),
    pairs: new Set<string>(),
    sources: new Set<string>(),
  };
  private readonly agencies = new Set<string>();
  private readonly ready = new Map<string, Set<string>>();

  add({ row, lines, involvements, reports }: ReturnType<typeof projectCase>): void {
    const ids = (numbers: readonly number[]) => JSON.stringify([...new Set(numbers)].sort((a, b) => a - b));
    this.sets.substances.add(ids(lines.map((line) => line.substance_id)));
    this.sets.kinds.add(ids(lines.map((line) => line.substance_id * 16 + formCodes.indexOf(line.form))));
    this.sets.pairs.add(
      ids(involvements.map((one) => roleCodes.indexOf(one.role) * 8 + arrestCodes.indexOf(one.arrest))),
    );
    this.sets.sources.add(ids(reports.map((report) => report.source_id)));
    if (row.seizing_agency !== null) this.agencies.add(row.seizing_agency);
  }

  /** What was added since the last time. @param viewer who writes the cases */
  async prepare(viewer: Viewer): Promise<void> {
    const fresh = (name: string, sets: ReadonlySet<string>) => {
      const ready = this.ready.get(name) ?? new Set();
      this.ready.set(name, ready);
      const some = [...sets].filter((one) => !ready.has(one));
      for (const one of some) ready.add(one);
      return some;
    };
    const [substances, kinds, pairs, sources] = Object.entries(this.sets).map(([name, sets]) => fresh(name, sets));
    const agencies = fresh("agencies", this.agencies);
    if (![substances, kinds, pairs, sources, agencies].some((some) => some && some.length > 0)) return;
    const list = (sets: readonly string[] = []) => `[${sets.join(",")}]`;
    await withViewerWrite(
      viewer,
      (tx) => tx.$queryRaw`
        SELECT prepare_sets(${list(substances)}::jsonb, ${list(kinds)}::jsonb, ${list(pairs)}::jsonb, ${list(sources)}::jsonb, ${agencies}::text[])::text`,
    );
  }
}

const tables: readonly [string, readonly string[]][] = [
  ["case_file", caseColumns],
  ["report", reportColumns],
  ...childNames.map((name): [string, readonly string[]] => [name, children[name].split(" ")]),
];

/**
 * Makes ready for new cases: the temporary tables that they come through, which end with the transaction, and the conversion sets, which
 * stay as they are until it ends. Of other rows it holds no more than a foreign key does, so that nobody who reads or logs waits for it.
 * @returns what `projectNewCases` looks things up in
 */
export async function beginNewCases(load: Load): Promise<Reference> {
  await shareWeighing(load);
  for (const [table, columns] of tables)
    await load.$executeRaw(
      fixed(`CREATE TEMP TABLE new_${table} ON COMMIT DROP AS SELECT ${columns.join(", ")} FROM ${table} WHERE false`),
    );
  // A case names its report, which follows it.
  await load.$executeRaw`SET CONSTRAINTS case_file_principal_report_id_fkey DEFERRED`;
  return readReference(load);
}

/** Takes ids for new cases. */
export async function takeCaseIds(load: Load, count: number): Promise<number[]> {
  const rows =
    await load.$queryRaw`SELECT nextval('case_file_id_seq')::int AS id FROM generate_series(1, ${count}::int)`;
  return z
    .array(z.object({ id: z.number() }))
    .parse(rows)
    .map(({ id }) => id);
}

let lastTick = 0n;

/** A UUID of version 7: random, but for the time at its front, so that an index grows at its end and not all over. */
function orderedUuid(): string {
  const now = BigInt(Date.now()) << 12n;
  lastTick = now > lastTick ? now : lastTick + 1n;
  const tick = lastTick.toString(16).padStart(15, "0");
  return `${tick.slice(0, 8)}-${tick.slice(8, 12)}-7${tick.slice(12)}${randomUUID().slice(18)}`;
}

/** Projects new cases, as `resolveCases` would, with the ids that they will have. Pure, but for what it adds to `shared`. */
export function projectNewCases(
  ids: readonly number[],
  reference: Reference,
  cases: readonly NewCase[],
  shared: SharedSets,
): Staged[] {
  const now = new Date();
  return cases.map((one, nth) => {
    const caseId = ids[nth] ?? 0;
    const reportId = orderedUuid();
    const kinds = one.verified ? (["submitted", "verified"] as const) : (["submitted"] as const);
    const row: ReportRow = {
      ...{ case_id: caseId, chosen: reportId, case_handling: one.account.handling, own: true, id: reportId },
      ...{ created_at: now, latest_version: 1, latest_author_id: one.author, accounts: { "1": one.account } },
      decisions: kinds.map((kind) => ({ version: 1, kind, atSource: kind === "verified", at: now.toISOString() })),
    };
    const projected = projectCase(caseId, [row], reference);
    shared.add(projected);
    return { caseId, reportId, account: one.account, projected };
  });
}

/**
 * Puts projected cases into the register, a set-based statement per table, then their read model: any number of them at once, and any number
 * of times. The action that names it is appended before.
 * @param reason of the verification at source
 * @param folds whether the facets' bits take in what waits; else a later part, or the background, does it
 * @param writeVersions of these reports, where their accounts are at hand in the database already
 */
export async function writeNewCases(
  load: Load,
  viewer: Viewer,
  staged: readonly Staged[],
  {
    shared,
    reason,
    folds = true,
    writeVersions,
  }: { shared: SharedSets; reason: string; folds?: boolean; writeVersions?: () => Promise<unknown> },
): Promise<void> {
  await shared.prepare(viewer);
  await copyNewCases(load, viewer, staged);
  await insertNewCases(load, viewer, reason, writeVersions ?? (() => writeAccounts(load, viewer, staged)));
  const ids = staged.map(({ caseId }) => caseId);
  await load.$queryRaw`SELECT refresh_read_model(${ids}::int[], ${folds}::boolean)::text`;
  await load.$executeRaw(fixed(`TRUNCATE ${tables.map(([table]) => `pg_temp.new_${table}`).join(", ")}`));
}

function writeAccounts(load: Load, viewer: Viewer, staged: readonly Staged[]): Promise<unknown> {
  const json = JSON.stringify(staged.map(({ reportId, account }) => ({ report_id: reportId, account })));
  return load.$executeRaw`
    INSERT INTO report_version (report_id, number, account, author_id)
    SELECT x.report_id, 1, x.account, ${viewer.userId} FROM jsonb_to_recordset(${json}::jsonb) AS x(report_id uuid, account jsonb)`;
}

async function copyNewCases(load: Load, viewer: Viewer, staged: readonly Staged[]): Promise<void> {
  const own = { owner_agency_id: viewer.agencyId, created_by_id: viewer.userId };
  await load.copy(
    "new_case_file",
    caseColumns,
    staged.map(({ caseId, projected }) =>
      valuesOf({ ...projected.row, ...own, id: caseId, reference: newReference() }, caseColumns),
    ),
  );
  await load.copy(
    "new_report",
    reportColumns,
    staged.flatMap(({ caseId, projected }) =>
      projected.reports.map((report) =>
        valuesOf({ ...report, case_id: caseId, author_id: viewer.userId, agency_id: viewer.agencyId }, reportColumns),
      ),
    ),
  );
  for (const name of childNames) {
    const columns = children[name].split(" ");
    const rows = staged.flatMap(({ projected }) => [...projected[partOf[name]]].map((row) => valuesOf(row, columns)));
    if (rows.length > 0) await load.copy(`new_${name}`, columns, rows);
  }
}

function valuesOf(row: object, columns: readonly string[]): unknown[] {
  const values: Record<string, unknown> = { ...row };
  return columns.map((column) => values[column] ?? null);
}

async function insertNewCases(
  load: Load,
  viewer: Viewer,
  reason: string,
  writeVersions: () => Promise<unknown>,
): Promise<void> {
  await ensureFreshReferences(load);
  const insert = (table: string, columns: readonly string[], order: string) =>
    load.$executeRaw(
      fixed(`INSERT INTO ${table} (${columns.join(", ")}) SELECT ${columns.join(", ")} FROM new_${table}${order}`),
    );
  await insert("case_file", caseColumns, " ORDER BY id");
  await insert("report", reportColumns, " ORDER BY case_id");
  await writeVersions();
  await load.$executeRaw`
    INSERT INTO report_decision (report_id, version, kind, decided_by_id, at_source, reason)
    SELECT r.id, 1, k.kind, ${viewer.userId}, k.kind = 'verified', CASE WHEN k.kind = 'verified' THEN ${reason}::text END
    FROM new_report r CROSS JOIN LATERAL (VALUES (1, 'submitted'), (2, 'verified')) k(place, kind)
    WHERE k.kind = 'submitted' OR r.verified_version IS NOT NULL ORDER BY r.case_id, k.place`;
  if (viewer.role !== "operator" && viewer.role !== "register")
    await load.$executeRaw`INSERT INTO case_member (case_id, user_id, added_by_id) SELECT c.id, ${viewer.userId}, ${viewer.userId} FROM new_case_file c`;
  for (const name of childNames) await insert(name, children[name].split(" "), "");
}

/** By chance a new reference may be one that exists, or two may be the same. */
async function ensureFreshReferences(load: Load): Promise<void> {
  for (;;) {
    const taken = z.array(z.object({ id: z.number() })).parse(
      await load.$queryRaw`
        WITH taken AS (SELECT t.reference FROM taken_references((SELECT array_agg(n.reference) FROM new_case_file n)) t(reference))
        SELECT n.id FROM (SELECT id, reference, row_number() OVER (PARTITION BY reference ORDER BY id) AS nth FROM new_case_file) n
        WHERE n.nth > 1 OR n.reference IN (SELECT t.reference FROM taken t)`,
    );
    if (taken.length === 0) return;
    const fresh = JSON.stringify(taken.map(({ id }) => ({ id, reference: newReference() })));
    await load.$executeRaw`UPDATE new_case_file n SET reference = x.reference FROM jsonb_to_recordset(${fresh}::jsonb) AS x(id int, reference text) WHERE n.id = x.id`;
  }
}

/**
 * Withdraws reports that are the only one of their case, set-based: decisions, standing and read model, as `resolveCases` would.
 * @param reportIds that the viewer may withdraw; others of a case with several reports go through withdrawReport
 */
export async function withdrawSole(
  load: Load,
  viewer: Viewer,
  reportIds: readonly string[],
  reason: string,
): Promise<void> {
  const ids = [...reportIds];
  const cases = z
    .array(z.object({ id: z.number() }))
    .parse(
      await load.$queryRaw`SELECT c.id FROM case_file c WHERE c.id IN (SELECT r.case_id FROM report r WHERE r.id = ANY (${ids}::uuid[])) ORDER BY c.id FOR UPDATE`,
    )
    .map(({ id }) => id);
  await load.$executeRaw`
    INSERT INTO report_decision (report_id, version, kind, decided_by_id, reason, was_principal)
    SELECT r.id, r.latest_version, 'withdrawn', ${viewer.userId}, ${reason}, true FROM report r WHERE r.id = ANY (${ids}::uuid[])`;
  await load.$executeRaw`UPDATE report SET status = 'withdrawn', waiting_since = NULL, in_hand_of_id = NULL WHERE id = ANY (${ids}::uuid[])`;
  await load.$executeRaw`UPDATE case_file SET status = 'withdrawn', verified_at_source = false, amendment_waiting = false WHERE id = ANY (${cases}::int[])`;
  await load.$queryRaw`SELECT refresh_read_model(${cases}::int[])::text`;
}
