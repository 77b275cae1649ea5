import { z } from "zod";
import { failureOf } from "@/lib/auth/problem";
import type { Viewer } from "@/lib/auth/types";
import { setOperation } from "@/lib/cases/mutations";
import { reportState } from "@/lib/cases/rules";
import { decisionCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import { parseFilter } from "@/lib/filter/codec";
import { resolveFilter } from "@/lib/filter/refs";
import { filterWhere } from "@/lib/filter/where";
import { readSlugNames } from "@/lib/reports/lists";
import { returnReport, verifyReport } from "@/lib/reports/mutations";
import { monthOf } from "@/lib/reports/rules";
import { withdrawReport } from "@/lib/reports/withdrawal";
import { mostCases } from "./bulk-limits";
import type { BulkCase } from "./bulk-rules";
import { barsOf, verdictOf } from "./bulk-rules";
import type { BulkAct, BulkAsk } from "./bulk-schema";

import type { BulkDone, BulkPlan } from "./types";

const standingRow = z.object({
  reference: z.string(),
  ownerAgencyId: z.number(),
  operation: z.string().nullable(),
  principal: z.string().nullable(),
  id: z.string(),
  createdAt: z.coerce.date(),
  own: z.boolean(),
  authorId: z.number(),
  latestVersion: z.number(),
  latestAuthorId: z.number(),
  decisions: z.array(z.object({ version: z.number(), kind: z.enum(decisionCodes), atSource: z.boolean() })),
  says: z.record(z.string(), z.object({ date: z.string().nullable(), point: z.string().nullable() })),
});

/** The cases as far as a decision about them depends on it, by reference. One statement, however many. */
async function readCases(tx: Tx, references: readonly string[]): Promise<Map<string, BulkCase>> {
  const rows = z.array(standingRow).parse(
    await tx.$queryRaw`
      SELECT c.reference, c.owner_agency_id AS "ownerAgencyId", c.operation, c.principal_report_id::text AS principal,
        r.id::text AS id, r.created_at AS "createdAt", r.agency_id = c.owner_agency_id AS own, r.author_id AS "authorId",
        r.latest_version AS "latestVersion",
        (SELECT v.author_id FROM report_version v WHERE v.report_id = r.id AND v.number = r.latest_version) AS "latestAuthorId",
        (SELECT jsonb_agg(jsonb_build_object('version', d.version, 'kind', d.kind, 'atSource', d.at_source) ORDER BY d.id)
          FROM report_decision d WHERE d.report_id = r.id) AS decisions,
        (SELECT jsonb_object_agg(v.number, jsonb_build_object('date', v.account -> 'date', 'point', v.account -> 'point'))
          FROM report_version v WHERE v.report_id = r.id) AS says
      FROM case_file c JOIN report r ON r.case_id = c.id
      WHERE c.reference = ANY (${[...references]}::text[]) ORDER BY c.id, r.created_at, r.id`,
  );
  const cases = new Map<string, BulkCase>();
  for (const { reference, ownerAgencyId, operation, principal, decisions, says, ...report } of rows) {
    const one = cases.get(reference) ?? { reference, ownerAgencyId, operation, principal, reports: [] };
    const counts = (version: number) => {
      const { date = null, point = null } = says[String(version)] ?? {};
      return { month: monthOf(date), point };
    };
    one.reports.push({ ...report, decisions, counts, state: reportState(report.latestVersion, decisions) });
    cases.set(reference, one);
  }
  return cases;
}

/** The cases of a filter, the newest first, and one more than may be decided about at once. */
async function referencesOf(tx: Tx, query: string): Promise<string[]> {
  const { filter, refs } = await resolveFilter(tx, parseFilter(new URLSearchParams(query)).filter);
  const rows = await tx.$queryRaw<{ reference: string }[]>`
    SELECT c.reference FROM case_flat f JOIN case_file c ON c.id = f.case_id WHERE ${filterWhere(filter, refs)}
    ORDER BY f.d_from DESC NULLS LAST, f.case_id DESC LIMIT ${mostCases + 1}`;
  return rows.map(({ reference }) => reference);
}

/**
 * What a decision about several cases would do, before it is done: to which it applies, why not to the others, and what it makes of the bars
 * of the trends. Nothing is written, and nothing is locked.
 */
export async function planBulk(viewer: Viewer, { kind, of }: BulkAsk): Promise<BulkPlan> {
  return withViewer(viewer, async (tx) => {
    const found = "query" in of ? await referencesOf(tx, of.query) : [...new Set(of.references)];
    const references = found.slice(0, mostCases);
    const cases = await readCases(tx, references);
    const plan: BulkPlan = { applies: [], against: [], bars: [], more: found.length > mostCases };
    const bars = new Map<string, { month: string | null; point: string | null; by: number }>();
    for (const reference of references) {
      const one = cases.get(reference);
      const verdict = one ? verdictOf(viewer, kind, one) : ({ why: "gone" } as const);
      if (!one || "why" in verdict) {
        plan.against.push({ reference, why: "why" in verdict ? verdict.why : "gone" });
        continue;
      }
      plan.applies.push({ reference, versions: verdict.versions });
      const { before, after } = barsOf(kind, one, verdict.versions);
      for (const [bar, by] of [
        [before, -1],
        [after, 1],
      ] as const) {
        if (!bar?.counted) continue;
        const key = `${bar.month} ${bar.point}`;
        const { month, point } = bar;
        bars.set(key, { month, point, by: (bars.get(key)?.by ?? 0) + by });
      }
    }
    const changed = [...bars.values()].filter(({ by }) => by !== 0);
    const { points } = await readSlugNames(tx, [...new Set(changed.flatMap(({ point }) => point ?? []))], []);
    plan.bars = changed
      .map(({ point, ...bar }) => ({ ...bar, point: point === null ? null : (points[point] ?? null) }))
      .sort((a, b) => (a.month ?? "9999").localeCompare(b.month ?? "9999"));
    return plan;
  });
}

/**
 * Decides about several cases, each in a transaction of its own: one that somebody else was faster with stays as it is and is told, the others
 * stand. The answers are in the order asked.
 */
export async function doBulk(viewer: Viewer, act: BulkAct): Promise<BulkDone[]> {
  const done: BulkDone[] = [];
  for (const { reference, versions } of act.cases)
    try {
      await withViewerWrite(viewer, async (tx) => {
        if (act.kind === "operation") await setOperation(tx, viewer, { reference, operation: act.operation });
        for (const version of versions)
          if (act.kind === "verify") await verifyReport(tx, viewer, { ...version, reason: null });
          else if (act.kind === "return") await returnReport(tx, viewer, { ...version, reason: act.reason });
          else if (act.kind === "withdraw")
            await withdrawReport(tx, viewer, { reportId: version.reportId, reason: act.reason });
      });
      done.push({ reference, failure: null });
    } catch (error) {
      done.push({ reference, failure: failureOf(error, "bulk") });
    }
  return done;
}
