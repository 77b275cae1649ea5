import { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import { beginNewCases, projectNewCases, SharedSets, takeCaseIds, writeNewCases } from "@/lib/cases/bulk";
import { resolveCases } from "@/lib/cases/resolve";
import type { Account } from "@/lib/cases/schema";
import type { Load } from "@/lib/db/with-viewer-load";
import { fixed } from "@/lib/db/with-viewer-load";
import type { Lookup } from "./lookup";
import type { StagedAccount } from "./stage";

/** What the register's part of an import is told. `verified`: reports count as verified at source. */
export type Publication = {
  sourceId: number;
  lookup: Lookup;
  verified: boolean;
  reason: string;
  onProgress: (done: number) => void;
};

/** Cases that are projected and written at once. */
const atOnce = 2_000;
/** Cases whose facets are folded at once: a chunk of their bits. */
const foldedAtOnce = 16_384;
/** Reports that are amended at once. */
const amendedAtOnce = 500;
const recordRow = z.object({ row: z.number(), account: z.custom<StagedAccount>() });

/**
 * Projects the cases that are new and writes them, some at a time: while the database writes some, the next are projected. `import_made` says
 * which report each record became.
 */
async function publishNew(load: Load, viewer: Viewer, publication: Publication): Promise<void> {
  const { sourceId, lookup, verified, reason, onProgress } = publication;
  const reference = await beginNewCases(load);
  const ids = await newListIds(load, lookup);
  await addListEntries(load, ids);
  for (const { slug, id } of ids.points) reference.points.set(slug, id);
  for (const { slug, id } of ids.substances) reference.substances.set(slug, { id, family: "unknown" });
  await load.$executeRaw`CREATE TEMP TABLE import_made (row int NOT NULL, report_id uuid NOT NULL) ON COMMIT DROP`;
  const [counted] = await load.$queryRaw<
    { total: number }[]
  >`SELECT count(*)::int AS total FROM import_match WHERE kind = 'new'`;
  const total = counted?.total ?? 0;
  const query = fixed(
    "SELECT n.row, n.account FROM import_new_record n JOIN import_match m ON m.row = n.row WHERE m.kind = 'new' ORDER BY n.row",
  );
  const shared = new SharedSets();
  let done = 0;
  let folded = 0;
  let writing = Promise.resolve();
  for await (const batch of load.batches(query, atOnce)) {
    const rows = z.array(recordRow).parse(batch);
    const accounts = rows.map(({ account }) => ({
      ...{ account: { ...account, source: sourceId }, author: viewer.userId, verified },
    }));
    const staged = projectNewCases(await takeCaseIds(load, accounts.length), reference, accounts, shared);
    await writing;
    writing = (async () => {
      const made = staged.map(({ reportId }, nth) => [rows[nth]?.row, reportId]);
      await load.copy("import_made", ["row", "report_id"], made);
      // As they were staged: an account is as long as all else that is written of a case.
      const writeVersions = () => load.$executeRaw`
        INSERT INTO report_version (report_id, number, account, author_id)
        SELECT d.report_id, 1, n.account || ${JSON.stringify({ source: sourceId })}::jsonb, ${viewer.userId}
        FROM unnest(${made.map(([row]) => row)}::int[], ${made.map(([, id]) => id)}::uuid[]) WITH ORDINALITY AS d(row, report_id, nth)
        JOIN import_new_record n ON n.row = d.row ORDER BY d.nth`;
      done += rows.length;
      const folds = done === total || done - folded >= foldedAtOnce;
      if (folds) folded = done;
      await writeNewCases(load, viewer, staged, { shared, reason, folds, writeVersions });
      onProgress(done);
    })();
    writing.catch(() => {}); // awaited above or below
  }
  await writing;
}

/** Ids for the entries that the import adds to the lists, taken from their sequences: the projection needs them before they are written. */
async function newListIds(load: Load, lookup: Lookup) {
  const take = async (sequence: "transit_point_id_seq" | "substance_id_seq", count: number) =>
    z
      .array(z.object({ id: z.number() }))
      .parse(
        await load.$queryRaw`SELECT nextval(${sequence}::regclass)::int AS id FROM generate_series(1, ${count}::int)`,
      );
  const points = await take("transit_point_id_seq", lookup.newPoints.length);
  const substances = await take("substance_id_seq", lookup.newSubstances.length);
  return {
    points: lookup.newPoints.map((point, at) => ({ ...point, id: points[at]?.id ?? 0 })),
    substances: lookup.newSubstances.map((substance, at) => ({ ...substance, id: substances[at]?.id ?? 0 })),
  };
}

type ListIds = Awaited<ReturnType<typeof newListIds>>;
async function addListEntries(load: Load, ids: ListIds): Promise<void> {
  await load.$executeRaw`
    INSERT INTO transit_point (id, slug, name_en, name_zh, name_ko, country, position)
    SELECT x.id, x.slug, x.name, x.name, x.name, x.country, (SELECT coalesce(max(p.position), 0) FROM transit_point p) + row_number() OVER (ORDER BY x.id)
    FROM jsonb_to_recordset(${JSON.stringify(ids.points)}::jsonb) AS x(id int, slug text, name text, country text)`;
  await load.$executeRaw`
    INSERT INTO substance (id, slug, family, name_en, name_zh, name_ko, position)
    SELECT x.id, x.slug, 'unknown', x.name, x.name, x.name, (SELECT coalesce(max(s.position), 0) FROM substance s) + row_number() OVER (ORDER BY x.id)
    FROM jsonb_to_recordset(${JSON.stringify(ids.substances)}::jsonb) AS x(id int, slug text, name text)`;
}

/**
 * Puts what was staged into the register, set-based, in the transaction that is running: list entries, new cases, new versions, and what the
 * batch did with which report. The event that names it is appended before.
 */
export async function publishRecords(
  load: Load,
  viewer: Viewer,
  batchId: number,
  publication: Publication,
): Promise<void> {
  const { sourceId } = publication;
  await publishNew(load, viewer, publication);
  await load.$executeRaw`ANALYZE import_made`;
  await load.$executeRaw`
    INSERT INTO import_record (report_id, agency_id, source_id, key, ordinal, content)
    SELECT d.report_id, ${viewer.agencyId}, ${sourceId}, n.key, m.ordinal, n.content
    FROM import_made d JOIN import_new_record n ON n.row = d.row JOIN import_match m ON m.row = d.row ORDER BY d.report_id`;
  await load.$executeRaw`INSERT INTO import_change (batch_id, report_id, kind, version) SELECT ${batchId}, d.report_id, 'new', 1 FROM import_made d ORDER BY d.report_id`;
  await amendReports(load, viewer, batchId, publication);
  await load.$executeRaw`
    INSERT INTO import_row (batch_id, row, report_id, cells)
    SELECT ${batchId}, w.row, coalesce(d.report_id, m.report_id), w.cells FROM import_new_raw w JOIN import_match m ON m.row = w.record
    LEFT JOIN import_made d ON d.row = w.record WHERE m.kind <> 'same'`;
}

const changeRow = z.object({
  row: z.number(),
  report_id: z.string(),
  kind: z.enum(["version", "again"]),
  account: z.custom<StagedAccount>(),
  content: z.string(),
  before: z.string().nullable(),
  key: z.string(),
  case_id: z.number(),
  latest_version: z.number(),
});

/** New versions of reports that the file says something else of, and reports that were taken back and come again. */
async function amendReports(
  load: Load,
  viewer: Viewer,
  batchId: number,
  { sourceId, verified, reason }: Publication,
): Promise<void> {
  // The cases in the order of their ids, over all parts, and each before its report: as whoever amends or moves a report takes them.
  const all = z
    .array(z.object({ row: z.number(), case_id: z.number() }))
    .parse(
      await load.$queryRaw`SELECT m.row, r.case_id FROM import_match m JOIN report r ON r.id = m.report_id WHERE m.kind IN ('version', 'again') ORDER BY r.case_id, r.id`,
    );
  for (let at = 0; at < all.length; at += amendedAtOnce) {
    const part = all.slice(at, at + amendedAtOnce);
    const some = part.map(({ row }) => row);
    const cases = part.map(({ case_id }) => case_id);
    await load.$executeRaw`SELECT c.id FROM case_file c WHERE c.id = ANY (${cases}::int[]) ORDER BY c.id FOR UPDATE`;
    const rows = z.array(changeRow).parse(
      await load.$queryRaw`
        SELECT m.row, m.report_id, m.kind, n.account, n.content, i.content AS before, n.key, r.case_id, r.latest_version
        FROM import_match m JOIN import_new_record n ON n.row = m.row JOIN report r ON r.id = m.report_id LEFT JOIN import_record i ON i.report_id = r.id
        WHERE m.row = ANY (${some}::int[]) ORDER BY r.case_id, r.id FOR UPDATE OF r`,
    );
    const changes = rows.map(({ account, ...row }) => {
      const writes = row.kind === "version" || row.before !== row.content;
      const whole: Account = { ...account, source: sourceId };
      return {
        ...row,
        writes,
        again: row.kind === "again",
        version: row.latest_version + (writes ? 1 : 0),
        account: whole,
      };
    });
    const json = JSON.stringify(changes);
    await load.$executeRaw`
      INSERT INTO report_decision (report_id, version, kind, decided_by_id, reason)
      SELECT x.report_id, x.latest_version, 'reinstated', ${viewer.userId}, ${reason} FROM jsonb_to_recordset(${json}::jsonb) AS x(report_id uuid, latest_version int, again boolean) WHERE x.again`;
    await load.$executeRaw`
      INSERT INTO report_version (report_id, number, account, author_id, reason)
      SELECT x.report_id, x.version, x.account, ${viewer.userId}, ${reason} FROM jsonb_to_recordset(${json}::jsonb) AS x(report_id uuid, version int, account jsonb, writes boolean) WHERE x.writes`;
    await load.$executeRaw`
      UPDATE report r SET latest_version = x.version FROM jsonb_to_recordset(${json}::jsonb) AS x(report_id uuid, version int, writes boolean) WHERE r.id = x.report_id AND x.writes`;
    await load.$executeRaw`
      INSERT INTO report_decision (report_id, version, kind, decided_by_id, at_source, reason)
      SELECT x.report_id, x.version, k.kind, ${viewer.userId}, k.kind = 'verified', CASE WHEN k.kind = 'verified' THEN ${reason}::text END
      FROM jsonb_to_recordset(${json}::jsonb) AS x(report_id uuid, version int, writes boolean) CROSS JOIN LATERAL (VALUES (1, 'submitted'), (2, 'verified')) k(place, kind)
      WHERE x.writes AND (k.kind = 'submitted' OR ${verified}::boolean) ORDER BY x.report_id, k.place`;
    await resolveCases(
      load,
      changes.map(({ case_id }) => case_id),
    );
    await load.$executeRaw`
      INSERT INTO import_record AS i (report_id, agency_id, source_id, key, ordinal, content)
      SELECT x.report_id, ${viewer.agencyId}, ${sourceId}, x.key, 1, x.content FROM jsonb_to_recordset(${json}::jsonb) AS x(report_id uuid, key uuid, content uuid)
      ON CONFLICT (report_id) DO UPDATE SET content = excluded.content, undone = false`;
    await load.$executeRaw`
      INSERT INTO import_change (batch_id, report_id, kind, version, content_before)
      SELECT ${batchId}, x.report_id, x.kind, x.version, x.before FROM jsonb_to_recordset(${json}::jsonb) AS x(report_id uuid, kind text, version int, before uuid)`;
  }
}
