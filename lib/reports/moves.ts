import { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { resolveCases } from "@/lib/cases/resolve";
import { peopleOf } from "@/lib/cases/rules";
import { handlingCodes, statusCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { enterCaseScope, withViewerWrite } from "@/lib/db/with-viewer";
import { AppError, invalid } from "@/lib/errors";
import { monthOfNumber } from "@/lib/filter/period";
import type { Bar, Effect, Facts } from "./effect";
import { effectFrom, keyOf } from "./effect";
import { readCase } from "./queries";
import { mayChoose, mayMove } from "./rules";

const standing = z.object({
  report: z.object({ id: z.string(), status: z.enum(statusCodes), handling: z.enum(handlingCodes) }),
  caseFile: z.object({
    id: z.number(),
    reference: z.string(),
    status: z.enum(statusCodes),
    ownerAgencyId: z.number(),
    handling: z.enum(handlingCodes),
    principal: z.string().nullable(),
  }),
});

/** A report and its case, locked with the other case of a move, in the order of their ids. @throws AppError NOT_FOUND */
async function lockStanding(tx: Tx, reportId: string, other: number[] = []) {
  if (!z.uuid().safeParse(reportId).success) throw new AppError("NOT_FOUND");
  await tx.$queryRaw`
    SELECT c.id FROM case_file c WHERE c.id = (SELECT r.case_id FROM report r WHERE r.id = ${reportId}::uuid) OR c.id = ANY (${other}::int[])
    ORDER BY c.id FOR UPDATE`;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT jsonb_build_object('id', r.id, 'status', r.status, 'handling', r.handling) AS report,
      jsonb_build_object('id', c.id, 'reference', c.reference, 'status', c.status, 'ownerAgencyId', c.owner_agency_id, 'handling', c.handling,
        'principal', c.principal_report_id) AS "caseFile"
    FROM report r JOIN case_file c ON c.id = r.case_id WHERE r.id = ${reportId}::uuid`;
  if (!rows[0]) throw new AppError("NOT_FOUND");
  return standing.parse(rows[0]);
}

function assertReason(reason: string): void {
  if (reason.trim() === "") throw invalid("reason", "reports.error.reason-missing");
}

/**
 * Makes a report the one that its case's figures come from, with a reason.
 * @param input.instead the principal that the viewer saw @throws AppError CONFLICT when it is another one by now
 */
export async function choosePrincipal(
  tx: Tx,
  viewer: Viewer,
  input: { reportId: string; instead: string; reason: string },
): Promise<void> {
  assertMay(viewer, "case.choose-principal");
  assertReason(input.reason);
  const { report, caseFile } = await lockStanding(tx, input.reportId);
  if (caseFile.principal !== input.instead || report.id === caseFile.principal)
    throw new AppError("CONFLICT", { detail: "the case rests on another report by now" });
  if (!mayChoose(viewer, { report, caseFile })) throw new AppError("FORBIDDEN", { detail: "not theirs to choose" });
  await appendAction(tx, {
    action: "case.choose-principal",
    subjectType: "case",
    subjectId: caseFile.reference,
    reason: input.reason,
    details: { report: report.id, instead: input.instead },
  });
  await tx.$executeRaw`
    INSERT INTO case_decision (case_id, kind, report_id, decided_by_id, reason)
    VALUES (${caseFile.id}, 'principal', ${report.id}::uuid, ${viewer.userId}, ${input.reason})`;
  await tx.$executeRaw`UPDATE case_file SET principal_report_id = ${report.id}::uuid WHERE id = ${caseFile.id}`;
  await resolveCases(tx, [caseFile.id]);
}

/**
 * Moves a report to another case of the same agency. A case that is left without a report counts nowhere, and its reference leads to the
 * other one. @param input.to reference of the other case @throws AppError INVALID at `to`, FORBIDDEN
 */
export async function moveReport(
  tx: Tx,
  viewer: Viewer,
  input: { reportId: string; to: string; reason: string },
): Promise<{ from: string; to: string }> {
  assertMay(viewer, "report.move");
  assertReason(input.reason);
  const target = await tx.caseFile.findUnique({
    where: { reference: input.to.trim().toUpperCase() },
    select: { id: true, reference: true, ownerAgencyId: true, resolvesToId: true },
  });
  if (!target || target.resolvesToId !== null) throw invalid("to", "reports.error.case-unknown");
  const { report, caseFile } = await lockStanding(tx, input.reportId, [target.id]);
  if (!mayMove(viewer, caseFile)) throw new AppError("FORBIDDEN", { detail: "a case of another agency" });
  if (target.id === caseFile.id) throw invalid("to", "reports.error.move-same");
  if (!mayMove(viewer, target) || target.ownerAgencyId !== caseFile.ownerAgencyId)
    throw invalid("to", "reports.error.move-others");
  await appendAction(tx, {
    action: "report.move",
    subjectType: "case",
    subjectId: caseFile.reference,
    reason: input.reason,
    details: { report: report.id, to: target.reference },
  });
  await carry(tx, viewer, { report, from: caseFile, to: target, reason: input.reason, undoes: null });
  return { from: caseFile.reference, to: target.reference };
}

const madeMove = z.object({
  id: z.number(),
  caseId: z.number(),
  otherCaseId: z.number(),
  reportId: z.string(),
  wasPrincipal: z.boolean(),
});

/**
 * Takes the last move of a report back: it stands on the case that it came from, which rests on it again if it did.
 * @throws AppError CONFLICT when the report was not moved, or the move is taken back already
 */
export async function undoMove(tx: Tx, viewer: Viewer, input: { reportId: string; reason: string }): Promise<void> {
  assertMay(viewer, "report.move");
  assertReason(input.reason);
  if (!z.uuid().safeParse(input.reportId).success) throw new AppError("NOT_FOUND");
  const last = () => tx.$queryRaw<unknown[]>`
    SELECT d.id, d.case_id AS "caseId", d.other_case_id AS "otherCaseId", d.report_id::text AS "reportId", d.was_principal AS "wasPrincipal"
    FROM case_decision d
    WHERE d.report_id = ${input.reportId}::uuid AND d.kind = 'moved-out' AND d.undoes_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM case_decision u WHERE u.undoes_id = d.id)
    ORDER BY d.id DESC LIMIT 1`;
  const [found] = z.array(madeMove).parse(await last());
  if (!found) throw new AppError("CONFLICT", { detail: "there is no move to take back" });
  const { report, caseFile } = await lockStanding(tx, input.reportId, [found.caseId]);
  const [move] = z.array(madeMove).parse(await last());
  if (!move || move.id !== found.id || caseFile.id !== move.otherCaseId)
    throw new AppError("CONFLICT", { detail: "there is no move to take back" });
  const home = await tx.caseFile.findUnique({
    where: { id: move.caseId },
    select: { id: true, reference: true, ownerAgencyId: true },
  });
  if (!home) throw new AppError("NOT_FOUND");
  if (!mayMove(viewer, caseFile) || !mayMove(viewer, home))
    throw new AppError("FORBIDDEN", { detail: "a case of another agency" });
  await appendAction(tx, {
    action: "report.move-undo",
    subjectType: "case",
    subjectId: caseFile.reference,
    reason: input.reason,
    details: { report: report.id, to: home.reference },
  });
  const { wasPrincipal, id: undoes } = move;
  await carry(tx, viewer, { report, from: caseFile, to: home, reason: input.reason, undoes, wasPrincipal });
}

type Standing = z.infer<typeof standing>;

/** The move itself, written on both cases, and both resolved. */
async function carry(
  tx: Tx,
  viewer: Viewer,
  move: {
    report: Standing["report"];
    from: Pick<Standing["caseFile"], "id" | "principal">;
    to: { id: number };
    reason: string;
    undoes: number | null;
    wasPrincipal?: boolean;
  },
): Promise<void> {
  const { report, from, to, reason, undoes } = move;
  // A RED report makes its case RED: whoever moves it goes on in that case.
  if (report.handling === "red") {
    await enterCaseScope(tx, to.id);
    if (viewer.role === "reviewer")
      await tx.$executeRaw`INSERT INTO case_member (case_id, user_id, added_by_id) VALUES (${to.id}, ${viewer.userId}, ${viewer.userId}) ON CONFLICT DO NOTHING`;
  }
  await tx.$executeRaw`
    INSERT INTO case_decision (case_id, kind, report_id, other_case_id, was_principal, undoes_id, decided_by_id, reason)
    VALUES (${from.id}, 'moved-out', ${report.id}::uuid, ${to.id}, ${from.principal === report.id}, ${undoes}, ${viewer.userId}, ${reason}),
      (${to.id}, 'moved-in', ${report.id}::uuid, ${from.id}, false, ${undoes}, ${viewer.userId}, ${reason})`;
  await tx.$executeRaw`UPDATE report SET case_id = ${to.id} WHERE id = ${report.id}::uuid`;
  await tx.$executeRaw`UPDATE case_file SET resolves_to_id = NULL WHERE id = ${to.id} AND resolves_to_id IS NOT NULL`;
  if (move.wasPrincipal)
    // Unless somebody has chosen another one since.
    await tx.$executeRaw`
      UPDATE case_file c SET principal_report_id = ${report.id}::uuid
      WHERE c.id = ${to.id} AND NOT EXISTS (SELECT 1 FROM case_decision d WHERE d.case_id = c.id AND d.kind = 'principal' AND d.id > ${undoes})`;
  await tx.$executeRaw`
    UPDATE case_file c SET resolves_to_id = ${to.id}
    WHERE c.id = ${from.id} AND NOT EXISTS (SELECT 1 FROM report r WHERE r.case_id = c.id)`;
  await resolveCases(tx, [from.id, to.id]);
}

/** Carries what was seen out of a transaction that must leave nothing. */
class Seen extends Error {
  constructor(readonly effect: Effect) {
    super("seen");
  }
}

/**
 * What a decision about reports would do to cases and to the bars of the trends: the decision itself, made and taken back in one transaction,
 * so that what is shown is what would happen. Refuses as the decision does.
 */
export async function effectOf(
  viewer: Viewer,
  references: readonly string[],
  decide: (tx: Tx) => Promise<unknown>,
): Promise<Effect> {
  try {
    return await withViewerWrite(viewer, async (tx) => {
      const before = await factsOf(tx, references);
      const barsBefore = await countBars(tx, before);
      await decide(tx);
      const after = await factsOf(tx, references);
      const both = [...before, ...after];
      const countsAfter = await countBars(tx, both);
      // What the bars were before, also those that only the decision brings up.
      throw new Seen(effectFrom(references, before, after, barsBefore, countsAfter));
    });
  } catch (error) {
    if (error instanceof Seen) return error.effect;
    throw error;
  }
}

async function factsOf(tx: Tx, references: readonly string[]): Promise<Facts[]> {
  const found: Facts[] = [];
  for (const reference of references) {
    const row = await readCase(tx, reference);
    if (!row) {
      found.push(null);
      continue;
    }
    const { status, edtf, month, point, low, central, high, lines, involvements, arrestsKind, arrestsCount } = row;
    found.push({
      status,
      edtf,
      month: month === null ? null : monthOfNumber(month),
      point,
      total: central === null ? null : { low, central, high },
      people: peopleOf({
        arrestsKind,
        arrestsCount,
        persons: involvements.filter(({ personId }) => personId !== null).length,
        groups: involvements.flatMap(({ qualifier, count }) => (qualifier ? [{ qualifier, count }] : [])),
      }),
      lines: lines.length,
    });
  }
  return found;
}

/** The bars in which these cases stand, each with all that this viewer sees counted in it. */
async function countBars(tx: Tx, facts: readonly Facts[]): Promise<Bar[]> {
  const bars = new Map(facts.filter((one) => one !== null).map((one) => [keyOf(one), one]));
  const counted: Bar[] = [];
  for (const { month, point } of bars.values()) {
    const number = month === null ? null : Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
    const [row] = await tx.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM case_flat f
      WHERE f.status IN (0, 1) AND f.month IS NOT DISTINCT FROM ${number}::int
        AND f.point_id IS NOT DISTINCT FROM (SELECT p.id FROM transit_point p WHERE p.slug = ${point?.slug ?? null})`;
    counted.push({ month, point, count: row?.n ?? 0 });
  }
  return counted;
}
