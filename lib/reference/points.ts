import { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { AppError, invalid } from "@/lib/errors";
import { foldTerm } from "@/lib/i18n/match";
import { makesRing, placeAfter } from "./rules";
import type { AddAlias, AddPoint, ChangePoint, Remove } from "./schema";

type Fields = Omit<AddPoint, "slug" | "aliases">;
type Listed = { id: number; slug: string; parentId: number | null; position: number };

/**
 * Adds a transit point, on any border.
 * @throws AppError FORBIDDEN by the matrix, INVALID with fields: a slug that is taken, a parent or an opposite that is not on the list
 */
export async function addPoint(tx: Tx, viewer: Viewer, input: AddPoint): Promise<void> {
  assertMay(viewer, "reference.keep");
  const listed = await lockPoints(tx);
  if (listed.some(({ slug }) => slug === input.slug)) throw invalid("slug", "reference.error.slug-taken");
  const { links, positions } = placed(input, listed);
  await appendAction(tx, { action: "point.add", subjectType: "transit_point", subjectId: input.slug });
  await shift(tx, positions, input.slug);
  const { id } = await tx.transitPoint.create({
    data: { ...columns(input), ...links, slug: input.slug, position: positions.get(input.slug) ?? 0 },
    select: { id: true },
  });
  await nameEachOther(tx, id, links.oppositeId);
  const aliases = [...new Map(input.aliases.map((term) => [foldTerm(term), term])).values()];
  await tx.transitPointAlias.createMany({ data: aliases.map((term) => ({ pointId: id, term })) });
}

/**
 * Changes a transit point; its slug stays.
 * @throws AppError CONFLICT when somebody else changed it first, INVALID for a parent that lies below the point itself
 */
export async function changePoint(tx: Tx, viewer: Viewer, input: ChangePoint): Promise<void> {
  assertMay(viewer, "reference.keep");
  const listed = await lockPoints(tx);
  const own = found(listed, input.slug);
  const { links, positions } = placed(input, listed);
  await appendAction(tx, { action: "point.change", subjectType: "transit_point", subjectId: input.slug });
  // Where it stands already, nothing moves.
  const stands = standsAfter(listed, input.slug) === input.after;
  if (!stands) await shift(tx, positions, input.slug);
  const { count } = await tx.transitPoint.updateMany({
    where: { id: own.id, version: input.version },
    data: {
      ...columns(input),
      ...links,
      version: { increment: 1 },
      ...(!stands && { position: positions.get(input.slug) ?? own.position }),
    },
  });
  if (count === 0) throw new AppError("CONFLICT");
  await nameEachOther(tx, own.id, links.oppositeId);
}

const rest = z.enum(["cases", "reports", "coverage", "nils", "markers", "indicators", "points"]);
const why: Record<z.infer<typeof rest>, string> = {
  cases: "reference.error.rests-cases",
  reports: "reference.error.rests-reports",
  coverage: "reference.error.rests-coverage",
  nils: "reference.error.rests-nils",
  markers: "reference.error.rests-markers",
  indicators: "reference.error.rests-indicators",
  points: "reference.error.rests-points",
};

/** Takes a point off the list that nothing rests on. @throws AppError INVALID naming each kind of what does, CONFLICT */
export async function removePoint(tx: Tx, viewer: Viewer, { slug, version }: Remove): Promise<void> {
  assertMay(viewer, "reference.keep");
  const own = found(await lockPoints(tx), slug);
  const [row] = z
    .array(z.object({ rests: z.array(rest) }))
    .parse(await tx.$queryRaw`SELECT point_rests(${own.id}::int) AS rests`);
  if (row && row.rests.length > 0)
    throw new AppError("INVALID", { fields: row.rests.map((kind) => ({ path: "slug", message: why[kind] })) });
  await appendAction(tx, { action: "point.remove", subjectType: "transit_point", subjectId: slug });
  const { count } = await tx.transitPoint.deleteMany({ where: { id: own.id, version } });
  if (count === 0) throw new AppError("CONFLICT");
}

/**
 * Adds another spelling of a point: the form of a report finds it at once.
 * @throws AppError INVALID where it is known already, and, unless `anyway`, where it belongs to another point
 */
export async function addAlias(tx: Tx, viewer: Viewer, { point, term, anyway }: AddAlias): Promise<void> {
  assertMay(viewer, "reference.add-term");
  const rows = await tx.transitPoint.findMany({
    select: { id: true, slug: true, nameEn: true, nameZh: true, nameKo: true, aliases: { select: { term: true } } },
    orderBy: { position: "asc" },
  });
  const own = found(rows, point);
  const words = ({ nameEn, nameZh, nameKo, aliases }: (typeof rows)[number]) =>
    [nameEn, nameZh, nameKo, ...aliases.map((alias) => alias.term)].map(foldTerm);
  const typed = foldTerm(term);
  if (typed === "") throw invalid("term", "reference.error.term-missing");
  if (words(own).includes(typed)) throw invalid("term", "reference.error.term-known");
  const other = rows.find((row) => row.slug !== point && words(row).includes(typed));
  if (other && !anyway) throw invalid("anyway", "reference.error.term-elsewhere", { other: other.slug });
  await appendAction(tx, {
    action: "point.add-alias",
    subjectType: "transit_point",
    subjectId: point,
    details: { term, ...(other && { alsoOf: other.slug }) },
  });
  await tx.transitPointAlias.create({ data: { pointId: own.id, term } });
}

/** Takes another spelling of a point off the list. */
export async function removeAlias(
  tx: Tx,
  viewer: Viewer,
  { point, term }: { point: string; term: string },
): Promise<void> {
  assertMay(viewer, "reference.keep");
  await appendAction(tx, {
    action: "point.remove-alias",
    subjectType: "transit_point",
    subjectId: point,
    details: { term },
  });
  const { count } = await tx.transitPointAlias.deleteMany({ where: { term, point: { slug: point } } });
  if (count === 0) throw new AppError("NOT_FOUND");
}

/** The list, for one writer at a time: rings and places along the border are the list's, not one row's. */
async function lockPoints(tx: Tx): Promise<Listed[]> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('weir.transit_point'))`;
  return tx.transitPoint.findMany({
    select: { id: true, slug: true, parentId: true, position: true },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
  });
}

function found<R extends { slug: string }>(rows: readonly R[], slug: string): R {
  const row = rows.find((one) => one.slug === slug);
  if (!row) throw new AppError("NOT_FOUND", { detail: `there is no ${slug} on the list` });
  return row;
}

/** The slug before one's own in the order along the border; null for the first. */
function standsAfter(listed: readonly Listed[], slug: string): string | null {
  return listed[listed.findIndex((one) => one.slug === slug) - 1]?.slug ?? null;
}

/** Parent, opposite and place along the border, as ids and numbers. */
function placed(input: Fields & { slug: string }, listed: readonly Listed[]) {
  const bySlug = new Map(listed.map((one) => [one.slug, one]));
  const byId = new Map(listed.map((one) => [one.id, one.slug]));
  const idAt = (path: "parent" | "opposite" | "after"): number | null => {
    const slug = input[path];
    if (slug === null) return null;
    const row = bySlug.get(slug);
    if (!row) throw invalid(path, "reference.error.point-unknown");
    if (slug === input.slug) throw invalid(path, path === "parent" ? "reference.error.ring" : "reference.error.itself");
    return row.id;
  };
  const links = { parentId: idAt("parent"), oppositeId: idAt("opposite") };
  idAt("after");
  const parentOf = new Map(
    listed.map(({ slug, parentId }) => [slug, parentId === null ? null : (byId.get(parentId) ?? null)]),
  );
  if (makesRing(input.slug, input.parent, parentOf)) throw invalid("parent", "reference.error.ring");
  return { links, positions: placeAfter(input.slug, input.after, listed) };
}

function columns({
  nationalCode,
  parent: _p,
  opposite: _o,
  after: _a,
  ...fields
}: Fields & { slug?: string; version?: number; aliases?: unknown }) {
  const { slug: _s, version: _v, aliases: _al, ...own } = fields;
  // A name that nobody gave is the English one: every list needs something to show in every language.
  return { ...own, nameZh: own.nameZh || own.nameEn, nameKo: own.nameKo || own.nameEn, gbCode: nationalCode };
}

/** Others make room; the entry's own place is written with its row. */
async function shift(tx: Tx, positions: ReadonlyMap<string, number>, own: string): Promise<void> {
  for (const [slug, position] of positions)
    if (slug !== own) await tx.transitPoint.update({ where: { slug }, data: { position } });
}

/** The point across the border names this one too, unless it names another already. */
async function nameEachOther(tx: Tx, id: number, oppositeId: number | null): Promise<void> {
  if (oppositeId === null) return;
  await tx.transitPoint.updateMany({
    where: { id: oppositeId, oppositeId: null },
    data: { oppositeId: id, version: { increment: 1 } },
  });
}
