import { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { withdrawSole } from "@/lib/cases/bulk";
import { resolveCases } from "@/lib/cases/resolve";
import { untilItPasses } from "@/lib/db/again";
import type { Load } from "@/lib/db/with-viewer-load";
import { fixed, withViewerLoad } from "@/lib/db/with-viewer-load";
import { AppError } from "@/lib/errors";
import type { ImportOptions, UndoResult } from "./types";

const batchRow = z.object({
  id: z.number(),
  author_id: z.number(),
  record: z.enum(["case", "total"]),
  undone_at: z.date().nullable(),
  values_before: z.array(z.object({ id: z.number(), value: z.string().nullable() })).nullable(),
});
const changeRow = z.object({
  report_id: z.string(),
  kind: z.enum(["new", "version", "again"]),
  version: z.number(),
  content_before: z.string().nullable(),
  latest_version: z.number(),
  case_id: z.number(),
  reference: z.string(),
  status: z.string(),
  verified: z.boolean(),
  at_source: z.boolean(),
  sole: z.boolean(),
  later: z.boolean(),
  own: z.boolean(),
});
type Change = z.output<typeof changeRow>;

const atOnce = 5_000;

/**
 * Takes an import back: its cases are withdrawn, reports that it wrote a new version of go back to what they said. What somebody has changed
 * since stays, and is listed. In one transaction, set-based.
 * @param reference of the batch
 * @throws AppError NOT_FOUND for a batch that the viewer does not see, FORBIDDEN for another's, CONFLICT when it was taken back already
 */
export async function undoImport(
  viewer: Viewer,
  reference: string,
  options: ImportOptions<UndoResult> = {},
): Promise<UndoResult> {
  assertMay(viewer, "import.run");
  return untilItPasses(() => takeBack(viewer, reference, options), options);
}

function takeBack(
  viewer: Viewer,
  reference: string,
  { onProgress = () => {}, signal, onWritten }: ImportOptions<UndoResult>,
): Promise<UndoResult> {
  return withViewerLoad(
    viewer,
    async (load) => {
      const [found] = await load.$queryRaw<unknown[]>`
        SELECT id, author_id, record, undone_at, values_before FROM import_batch WHERE reference = ${reference} FOR UPDATE`;
      if (!found) throw new AppError("NOT_FOUND", { detail: `There is no import ${reference}.` });
      const batch = batchRow.parse(found);
      if (batch.author_id !== viewer.userId && viewer.role !== "operator")
        throw new AppError("FORBIDDEN", { detail: "This import is another user's to take back." });
      if (batch.undone_at !== null)
        throw new AppError("CONFLICT", { detail: `The import ${reference} was taken back already.` });
      const { withdrawn, restored, left } = await readChanges(load, viewer, batch.id);
      await appendAction(load, {
        action: "import.undo",
        subjectType: "import",
        subjectId: reference,
        details: { withdrawn: withdrawn.length, restored: restored.length, left: left.length },
      });
      const reason = `import ${reference} taken back`;
      let done = 0;
      for (let at = 0; at < withdrawn.length; at += atOnce) {
        const ids = withdrawn.slice(at, at + atOnce);
        await withdrawSole(load, viewer, ids, reason);
        await load.$executeRaw`UPDATE import_record SET undone = true WHERE report_id = ANY (${ids}::uuid[])`;
        done += ids.length;
        onProgress("publishing", done);
      }
      for (let at = 0; at < restored.length; at += atOnce)
        await restore(load, viewer, restored.slice(at, at + atOnce), reason);
      if (batch.values_before) await restoreValues(load, batch.values_before);
      await load.$executeRaw`UPDATE import_batch SET undone_at = now(), undone_by_id = ${viewer.userId} WHERE id = ${batch.id}`;
      const values = batch.values_before ?? [];
      const result = {
        batch: reference,
        withdrawn: withdrawn.length + values.filter(({ value }) => value === null).length,
        restored: restored.length + values.filter(({ value }) => value !== null).length,
        left,
      };
      await onWritten?.(load, result);
      return result;
    },
    { signal },
  );
}

/**
 * What the batch did and is to be taken back: reports whose case goes, by their ids, those that go back to what they said, and cases that
 * stay. Read in parts: of a report that goes nothing more is kept, for there may be a million.
 */
async function readChanges(load: Load, viewer: Viewer, batchId: number) {
  await load.$executeRaw`
    CREATE TEMP TABLE import_undo ON COMMIT DROP AS
    SELECT x.report_id, x.kind, x.version, x.content_before, r.latest_version, r.case_id, c.reference, r.status, r.verified_version IS NOT NULL AS verified,
      c.verified_at_source AS at_source, r.author_id = current_setting('weir.user')::int AS own,
      NOT EXISTS (SELECT 1 FROM report o WHERE o.case_id = r.case_id AND o.id <> r.id) AS sole,
      EXISTS (SELECT 1 FROM import_change l WHERE l.report_id = x.report_id AND l.batch_id > x.batch_id) AS later
    FROM import_change x JOIN report r ON r.id = x.report_id JOIN case_file c ON c.id = r.case_id
    WHERE x.batch_id = ${batchId}`;
  const withdrawn: string[] = [];
  const restored: Change[] = [];
  const left: UndoResult["left"] = [];
  for await (const rows of load.batches(fixed("SELECT * FROM import_undo ORDER BY case_id"), atOnce))
    for (const change of z.array(changeRow).parse(rows)) {
      const reason = whyLeft(viewer, change);
      if (reason !== null) left.push({ reference: change.reference, reason });
      else if (change.kind === "version") restored.push(change);
      else withdrawn.push(change.report_id);
    }
  return { withdrawn, restored, left };
}

/** Why a case stays as it is: somebody changed it since. */
function whyLeft(viewer: Viewer, change: Change): string | null {
  if (change.status === "withdrawn") return "withdrawn";
  if (change.later) return "imported-again";
  if (change.latest_version !== change.version) return "amended";
  if (!change.sole) return "further-report";
  if (change.verified && !change.at_source && change.kind !== "version") return "verified";
  const verb = change.verified ? "report.withdraw-verified" : "report.withdraw-own";
  return may(viewer, verb) ? null : "verified";
}

/** A new version that says what the one before the import said. */
async function restore(load: Load, viewer: Viewer, changes: readonly Change[], reason: string): Promise<void> {
  const json = JSON.stringify(changes.map((change) => ({ ...change, next: change.version + 1 })));
  await load.$executeRaw`
    INSERT INTO report_version (report_id, number, account, author_id, reason)
    SELECT v.report_id, x.next, v.account, ${viewer.userId}, ${reason} FROM jsonb_to_recordset(${json}::jsonb) AS x(report_id uuid, version int, next int)
    JOIN report_version v ON v.report_id = x.report_id AND v.number = x.version - 1`;
  await load.$executeRaw`
    UPDATE report r SET latest_version = x.next FROM jsonb_to_recordset(${json}::jsonb) AS x(report_id uuid, next int) WHERE r.id = x.report_id`;
  await load.$executeRaw`
    INSERT INTO report_decision (report_id, version, kind, decided_by_id, at_source, reason)
    SELECT x.report_id, x.next, k.kind, ${viewer.userId}, k.kind = 'verified', CASE WHEN k.kind = 'verified' THEN ${reason}::text END
    FROM jsonb_to_recordset(${json}::jsonb) AS x(report_id uuid, next int, at_source boolean) CROSS JOIN LATERAL (VALUES (1, 'submitted'), (2, 'verified')) k(place, kind)
    WHERE k.kind = 'submitted' OR x.at_source ORDER BY x.report_id, k.place`;
  await resolveCases(
    load,
    changes.map(({ case_id }) => case_id),
  );
  await load.$executeRaw`
    UPDATE import_record i SET content = x.content_before FROM jsonb_to_recordset(${json}::jsonb) AS x(report_id uuid, content_before uuid)
    WHERE i.report_id = x.report_id AND x.content_before IS NOT NULL`;
}

async function restoreValues(load: Load, before: readonly { id: number; value: string | null }[]): Promise<void> {
  const json = JSON.stringify(before);
  await load.$executeRaw`
    UPDATE indicator_value v SET value = x.value FROM jsonb_to_recordset(${json}::jsonb) AS x(id int, value numeric) WHERE v.id = x.id AND x.value IS NOT NULL`;
  await load.$executeRaw`
    DELETE FROM indicator_value v USING jsonb_to_recordset(${json}::jsonb) AS x(id int, value text) WHERE v.id = x.id AND x.value IS NULL`;
}
