import { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { WeighedSet } from "@/lib/cases/weigh";
import { holdWeighing, weighCases } from "@/lib/cases/weigh";
import type { Tx } from "@/lib/db/client";
import { sqlState } from "@/lib/db/failure";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { AppError, invalid } from "@/lib/errors";
import { conversionFactor } from "@/lib/quantity/schema";
import type { MakeCurrent, NewSet } from "./schema";

/** Cases that one step of the weighing takes: some tenths of a second, during which they cannot be edited. */
const slice = 1_000;

/**
 * Makes a set of factors from another one. Nothing changes by it: the register is weighed under it in the background (weighSet), and it
 * counts once somebody makes it the current one. @returns its id
 * @throws AppError FORBIDDEN by the matrix, INVALID at `slug`, `basis` or a factor's substance
 */
export async function makeSet(tx: Tx, viewer: Viewer, input: NewSet): Promise<{ id: number }> {
  assertMay(viewer, "reference.keep");
  const basis = await tx.conversionSet.findUnique({ where: { slug: input.basis }, select: { id: true } });
  if (!basis) throw invalid("basis", "conversions.error.basis");
  const named = [...new Set(input.factors.flatMap(({ substance }) => substance ?? []))];
  const known = await tx.substance.findMany({ where: { slug: { in: named } }, select: { id: true, slug: true } });
  const ids = new Map(known.map(({ slug, id }) => [slug, id]));
  const at = input.factors.findIndex(({ substance }) => substance !== null && !ids.has(substance));
  if (at >= 0) throw invalid(`factors.${at}.substance`, "conversions.error.substance");
  await appendAction(tx, {
    action: "conversion-set.make",
    subjectType: "conversion-set",
    subjectId: input.slug,
    reason: input.note,
    details: { basis: input.basis, factors: input.factors.length },
  });
  const { slug, name, source, note } = input;
  try {
    const set = await tx.conversionSet.create({
      data: { slug, name, source, note, basedOnId: basis.id, createdById: viewer.userId },
      select: { id: true },
    });
    await tx.conversionFactor.createMany({
      data: input.factors.map(({ substance, ...factor }) => ({
        ...factor,
        setId: set.id,
        substanceId: substance === null ? null : ids.get(substance),
      })),
    });
    return set;
  } catch (error) {
    if (sqlState(error) === "23505") throw invalid("slug", "conversions.error.slug-taken");
    throw error;
  }
}

/**
 * Asks for a set to become the one that counts. It does, in the background and at once for everybody (publishSwitch).
 * @throws AppError CONFLICT when another set counts by now or a change is under way, INVALID when the register is not weighed under it yet
 */
export async function makeCurrent(tx: Tx, viewer: Viewer, input: MakeCurrent): Promise<void> {
  assertMay(viewer, "reference.keep");
  const set = await tx.conversionSet.findUnique({
    where: { slug: input.slug },
    select: { id: true, isCurrent: true, progress: { select: { readyAt: true } } },
  });
  if (!set) throw new AppError("NOT_FOUND");
  const current = await tx.conversionSet.findFirst({ where: { isCurrent: true }, select: { id: true, slug: true } });
  if (set.isCurrent || current?.slug !== input.instead)
    throw new AppError("CONFLICT", { detail: "another set is the current one by now" });
  if (!set.progress?.readyAt) throw invalid("slug", "conversions.error.not-weighed");
  await appendAction(tx, {
    action: "conversion-set.make-current",
    subjectType: "conversion-set",
    subjectId: input.slug,
    reason: input.reason,
    details: { instead: input.instead },
  });
  try {
    await tx.conversionSwitch.create({
      data: { setId: set.id, fromSetId: current.id, askedById: viewer.userId, reason: input.reason },
    });
  } catch (error) {
    if (sqlState(error) === "23505") throw new AppError("CONFLICT", { detail: "another change is under way" });
    throw error;
  }
}

const progressRow = z.object({ weighedTo: z.number(), ready: z.boolean() });
const setRow = z.object({ id: z.number(), slug: z.string(), factors: z.array(conversionFactor) });

async function readSet(tx: Tx, id: number): Promise<WeighedSet | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT t.id, t.slug, (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'substance', s.slug, 'family', f.family, 'form', f.form, 'unit', f.unit,
          'gramsLow', f.grams_low::text, 'grams', f.grams::text, 'gramsHigh', f.grams_high::text, 'source', f.source) ORDER BY f.id), '[]')
        FROM conversion_factor f LEFT JOIN substance s ON s.id = f.substance_id WHERE f.set_id = t.id) AS factors
    FROM conversion_set t WHERE t.id = ${id}`;
  return rows[0] === undefined ? null : setRow.parse(rows[0]);
}

/**
 * Begins the weighing under a set, once: from here on everybody who resolves a case does so under this set too, so that one walk over the
 * cases, in the order of their ids, leaves none out. @param operator sees every case
 */
export async function beginWeighing(operator: Viewer, setId: number): Promise<void> {
  await withViewerWrite(operator, async (tx) => {
    await holdWeighing(tx);
    await tx.$executeRaw`
      INSERT INTO conversion_progress (set_id, of_cases) SELECT ${setId}, count(*)::int FROM case_file ON CONFLICT DO NOTHING`;
  });
}

/**
 * Weighs the next cases under a set, in one transaction with how far it came: killed before its end, it was never begun.
 * @returns whether there may be more
 */
export async function weighStep(operator: Viewer, setId: number, limit = slice): Promise<boolean> {
  return withViewerWrite(operator, async (tx) => {
    // Two servers take turns.
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT weighed_to AS "weighedTo", ready_at IS NOT NULL AS ready FROM conversion_progress WHERE set_id = ${setId} FOR UPDATE`;
    const set = await readSet(tx, setId);
    if (rows[0] === undefined || !set) throw new Error(`the weighing under set ${setId} has not begun`);
    const { weighedTo, ready } = progressRow.parse(rows[0]);
    if (ready) return false;
    const ids = await weighCases(tx, set, weighedTo, limit);
    const last = ids.at(-1);
    if (last === undefined) {
      await tx.$executeRaw`UPDATE conversion_progress SET ready_at = now(), of_cases = cases WHERE set_id = ${setId}`;
      return false;
    }
    await tx.$executeRaw`
      UPDATE conversion_progress SET weighed_to = ${last}, cases = cases + ${ids.length}, of_cases = greatest(of_cases, cases + ${ids.length})
      WHERE set_id = ${setId}`;
    return true;
  });
}

/**
 * Does the change of the current set that somebody asked for, if there is one: the mark, and the read model of every case whose figures
 * differ, in one transaction. Who reads meanwhile sees the old set, then the new one, and never both.
 */
export async function publishSwitch(operator: Viewer): Promise<void> {
  await withViewerWrite(
    operator,
    async (tx) => {
      await holdWeighing(tx);
      const [open] = await tx.$queryRaw<{ id: number; setId: number; slug: string; askedBy: number }[]>`
        SELECT w.id, w.set_id AS "setId", t.slug, w.asked_by_id AS "askedBy"
        FROM conversion_switch w JOIN conversion_set t ON t.id = w.set_id WHERE w.done_at IS NULL FOR UPDATE OF w`;
      if (!open) return;
      await appendAction(tx, {
        action: "conversion-set.publish",
        subjectType: "conversion-set",
        subjectId: open.slug,
        details: { askedBy: open.askedBy },
      });
      const [done] = await tx.$queryRaw<{ cases: number }[]>`SELECT publish_conversion_set(${open.setId}) AS cases`;
      await tx.$executeRaw`UPDATE conversion_switch SET done_at = now(), cases = ${done?.cases ?? 0} WHERE id = ${open.id}`;
    },
    { seconds: 1_200 },
  );
}
