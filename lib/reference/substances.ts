import { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { resolveCases } from "@/lib/cases/resolve";
import type { Tx } from "@/lib/db/client";
import { AppError, invalid } from "@/lib/errors";
import { foldTerm } from "@/lib/i18n/match";
import type { AddSubstance, AddSynonym, ChangeSubstance, Remove } from "./schema";

/** Adds a substance, last in the list's order. @throws AppError FORBIDDEN by the matrix, INVALID for a slug that is taken */
export async function addSubstance(tx: Tx, viewer: Viewer, input: AddSubstance): Promise<void> {
  assertMay(viewer, "reference.keep");
  await lockSubstances(tx);
  if (await tx.substance.findUnique({ where: { slug: input.slug }, select: { id: true } }))
    throw invalid("slug", "reference.error.slug-taken");
  const { _max } = await tx.substance.aggregate({ _max: { position: true } });
  await appendAction(tx, { action: "substance.add", subjectType: "substance", subjectId: input.slug });
  await tx.substance.create({
    data: { ...columns(input), slug: input.slug, position: (_max.position ?? 0) + 1 },
  });
}

/**
 * Changes a substance; its slug stays. A new family moves its cases to that family's figures, and where factors of a family weigh it,
 * its lines are weighed again in the background (weighSubstance), also in cases that this viewer does not see.
 * @throws AppError CONFLICT when somebody else changed it first
 */
export async function changeSubstance(tx: Tx, viewer: Viewer, input: ChangeSubstance): Promise<void> {
  assertMay(viewer, "reference.keep");
  await lockSubstances(tx);
  const own = await tx.substance.findUnique({ where: { slug: input.slug }, select: { id: true, family: true } });
  if (!own) throw new AppError("NOT_FOUND", { detail: `there is no substance ${input.slug}` });
  await appendAction(tx, {
    action: "substance.change",
    subjectType: "substance",
    subjectId: input.slug,
    ...(own.family !== input.family && { details: { familyBefore: own.family, family: input.family } }),
  });
  const { count } = await tx.substance.updateMany({
    where: { id: own.id, version: input.version },
    data: { ...columns(input), version: { increment: 1 } },
  });
  if (count === 0) throw new AppError("CONFLICT");
  if (own.family !== input.family && (await weighsByFamily(tx, [own.family, input.family])))
    await tx.$executeRaw`
      INSERT INTO substance_weighing (substance_id) VALUES (${own.id}) ON CONFLICT (substance_id) DO UPDATE SET weighed_to = 0`;
}

const rest = z.enum(["cases", "reports", "factors"]);
const why: Record<z.infer<typeof rest>, string> = {
  cases: "reference.error.rests-cases",
  reports: "reference.error.rests-reports",
  factors: "reference.error.rests-factors",
};

/** Takes a substance off the list that nothing rests on. @throws AppError INVALID naming each kind of what does, CONFLICT */
export async function removeSubstance(tx: Tx, viewer: Viewer, { slug, version }: Remove): Promise<void> {
  assertMay(viewer, "reference.keep");
  await lockSubstances(tx);
  const own = await tx.substance.findUnique({ where: { slug }, select: { id: true } });
  if (!own) throw new AppError("NOT_FOUND", { detail: `there is no substance ${slug}` });
  const [row] = z
    .array(z.object({ rests: z.array(rest) }))
    .parse(await tx.$queryRaw`SELECT substance_rests(${own.id}::int) AS rests`);
  if (row && row.rests.length > 0)
    throw new AppError("INVALID", { fields: row.rests.map((kind) => ({ path: "slug", message: why[kind] })) });
  await appendAction(tx, { action: "substance.remove", subjectType: "substance", subjectId: slug });
  const { count } = await tx.substance.deleteMany({ where: { id: own.id, version } });
  if (count === 0) throw new AppError("CONFLICT");
}

/**
 * Adds another name of a substance: the form of a report finds it at once. Names are compared as the form compares them.
 * @throws AppError INVALID where it is known already, and, unless `anyway`, where it belongs to another substance
 */
export async function addSynonym(tx: Tx, viewer: Viewer, input: AddSynonym): Promise<void> {
  assertMay(viewer, "reference.add-term");
  const rows = await tx.substance.findMany({
    select: {
      ...{ id: true, slug: true, nameEn: true, nameZh: true, nameKo: true, inn: true },
      synonyms: { select: { term: true } },
    },
    orderBy: { position: "asc" },
  });
  const own = rows.find(({ slug }) => slug === input.substance);
  if (!own) throw new AppError("NOT_FOUND", { detail: `there is no substance ${input.substance}` });
  const words = ({ nameEn, nameZh, nameKo, inn, synonyms }: typeof own) =>
    [nameEn, nameZh, nameKo, inn ?? "", ...synonyms.map(({ term }) => term)].map(foldTerm);
  const typed = foldTerm(input.term);
  if (typed === "") throw invalid("term", "reference.error.term-missing");
  if (words(own).includes(typed)) throw invalid("term", "reference.error.term-known");
  const other = rows.find((row) => row.slug !== own.slug && words(row).includes(typed));
  if (other && !input.anyway) throw invalid("anyway", "reference.error.term-elsewhere", { other: other.slug });
  await appendAction(tx, {
    action: "substance.add-synonym",
    subjectType: "substance",
    subjectId: own.slug,
    details: { term: input.term, ...(other && { alsoOf: other.slug }) },
  });
  const { term, lang, kind } = input;
  await tx.substanceSynonym.create({ data: { substanceId: own.id, term, lang, kind } });
}

/** Takes another name of a substance off the list. */
export async function removeSynonym(
  tx: Tx,
  viewer: Viewer,
  { substance, term }: { substance: string; term: string },
): Promise<void> {
  assertMay(viewer, "reference.keep");
  await appendAction(tx, {
    action: "substance.remove-synonym",
    subjectType: "substance",
    subjectId: substance,
    details: { term },
  });
  const { count } = await tx.substanceSynonym.deleteMany({ where: { term, substance: { slug: substance } } });
  if (count === 0) throw new AppError("NOT_FOUND");
}

async function lockSubstances(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('weir.substance'))`;
}

function columns({ nameEn, nameZh, nameKo, family, form, inn, cas, ceilings }: Omit<AddSubstance, "slug">) {
  // A name that nobody gave is the English one: every list needs something to show in every language.
  return { nameEn, nameZh: nameZh || nameEn, nameKo: nameKo || nameEn, family, form, inn, cas, ceilings };
}

/** Whether any factor weighs by one of these families, so that a substance that changes its family changes its grams. */
async function weighsByFamily(tx: Tx, families: readonly string[]): Promise<boolean> {
  return (await tx.conversionFactor.count({ where: { family: { in: [...families] } } })) > 0;
}

/**
 * Weighs the next cases of a substance that changed its family, in one transaction with how far it came. @param tx of the operator, who
 * sees every case @param most cases at a time @returns whether there may be more
 */
export async function weighSubstanceStep(tx: Tx, most: number): Promise<boolean> {
  const [left] = await tx.$queryRaw<{ substanceId: number; weighedTo: number }[]>`
    SELECT substance_id AS "substanceId", weighed_to AS "weighedTo" FROM substance_weighing ORDER BY substance_id LIMIT 1 FOR UPDATE`;
  if (!left) return false;
  const { substanceId } = left;
  const rows = await tx.caseLine.findMany({
    where: { substanceId, caseId: { gt: left.weighedTo } },
    select: { caseId: true },
    distinct: ["caseId"],
    orderBy: { caseId: "asc" },
    take: most,
  });
  const ids = rows.map(({ caseId }) => caseId);
  const last = ids.at(-1);
  if (last === undefined) {
    await tx.substanceWeighing.delete({ where: { substanceId } });
    return true;
  }
  await resolveCases(tx, ids);
  await tx.substanceWeighing.update({ where: { substanceId }, data: { weighedTo: last } });
  return true;
}
