import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import type { Loading } from "./loading";
import { ceilingsOf } from "./reference/ceilings";
import { conversionSets } from "./reference/conversion-sets";
import { points } from "./reference/points";
import { substances } from "./reference/substances";

/** Points, substances, other names and conversion sets: what is missing is added, what is there is left as it is. */
export async function loadReference(tx: Tx, loading: Loading): Promise<void> {
  await loadPoints(tx, loading);
  await loadSubstances(tx, loading);
  await loadConversionSets(tx, loading);
}

async function loadPoints(tx: Tx, loading: Loading): Promise<void> {
  const ids = new Map(
    (await tx.transitPoint.findMany({ select: { id: true, slug: true } })).map((p) => [p.slug, p.id]),
  );
  const missing = points.filter((p) => !ids.has(p.slug) && !loading.removed.has(`transit_point/${p.slug}`));
  if (missing.length > 0) {
    await loading.announce();
    // Ids first: one statement then holds points that name each other as parent and opposite.
    const taken = z
      .array(z.object({ id: z.number() }))
      .parse(
        await tx.$queryRaw`SELECT nextval('transit_point_id_seq')::int AS id FROM generate_series(1, ${missing.length}::int)`,
      );
    missing.forEach((point, i) => {
      const id = taken[i]?.id;
      if (id !== undefined) ids.set(point.slug, id);
    });
    await tx.transitPoint.createMany({
      data: missing.map((point) => ({
        id: ids.get(point.slug),
        slug: point.slug,
        parentId: point.parent === undefined ? null : (ids.get(point.parent) ?? null),
        oppositeId: point.opposite === undefined ? null : (ids.get(point.opposite) ?? null),
        nameEn: point.names.en,
        nameZh: point.names.zh,
        nameKo: point.names.ko,
        country: point.country,
        subdivision: point.subdivision,
        gbCode: point.gbCode ?? null,
        unlocode: point.unlocode ?? null,
        latitude: point.lat,
        longitude: point.lon,
        position: point.position,
      })),
    });
  }
  const known = new Set(
    (await tx.transitPointAlias.findMany({ select: { pointId: true, term: true } })).map(
      (a) => `${a.pointId}/${a.term}`,
    ),
  );
  const aliases = points.flatMap((point) =>
    point.aliases.flatMap((term) => {
      const pointId = ids.get(point.slug);
      const key = `${pointId}/${term}`;
      return pointId === undefined || known.has(key) || loading.removed.has(`transit_point_alias/${key}`)
        ? []
        : [{ pointId, term }];
    }),
  );
  if (aliases.length === 0) return;
  await loading.announce();
  await tx.transitPointAlias.createMany({ data: aliases });
}

/** Substances that came before their ceilings did. Where somebody has set one, it stays. */
async function loadCeilings(tx: Tx, loading: Loading): Promise<void> {
  const none = new Set(
    (await tx.substance.findMany({ where: { ceilings: { equals: {} } }, select: { slug: true } })).map((s) => s.slug),
  );
  const missing = substances.filter(({ slug }) => none.has(slug));
  if (missing.length === 0) return;
  await loading.announce();
  for (const one of missing)
    await tx.substance.update({ where: { slug: one.slug }, data: { ceilings: ceilingsOf(one) } });
}

async function loadSubstances(tx: Tx, loading: Loading): Promise<void> {
  const before = new Set((await tx.substance.findMany({ select: { slug: true } })).map((s) => s.slug));
  const missing = substances
    .map((substance, position) => ({ ...substance, position }))
    .filter((s) => !before.has(s.slug) && !loading.removed.has(`substance/${s.slug}`));
  if (missing.length > 0) {
    await loading.announce();
    await tx.substance.createMany({
      data: missing.map((s) => ({
        slug: s.slug,
        family: s.family,
        form: s.form ?? null,
        nameEn: s.names.en,
        nameZh: s.names.zh,
        nameKo: s.names.ko,
        inn: s.inn ?? null,
        cas: s.cas ?? null,
        position: s.position,
        ceilings: ceilingsOf(s),
      })),
    });
  }
  await loadCeilings(tx, loading);
  const ids = new Map((await tx.substance.findMany({ select: { id: true, slug: true } })).map((s) => [s.slug, s.id]));
  const known = new Set(
    (await tx.substanceSynonym.findMany({ select: { substanceId: true, term: true } })).map(
      (s) => `${s.substanceId}/${s.term}`,
    ),
  );
  const synonyms = substances.flatMap((substance) =>
    substance.synonyms.flatMap(({ term, lang, kind }) => {
      const substanceId = ids.get(substance.slug);
      const key = `${substanceId}/${term}`;
      return substanceId === undefined || known.has(key) || loading.removed.has(`substance_synonym/${key}`)
        ? []
        : [{ substanceId, term, lang, kind }];
    }),
  );
  if (synonyms.length === 0) return;
  await loading.announce();
  await tx.substanceSynonym.createMany({ data: synonyms });
}

/** A set that is there is complete: sets are never edited, a change ships as a new one. A reviewer's choice of the current set stands. */
async function loadConversionSets(tx: Tx, loading: Loading): Promise<void> {
  const before = await tx.conversionSet.findMany({ select: { slug: true, isCurrent: true } });
  const missing = conversionSets.filter((set) => !before.some((b) => b.slug === set.slug));
  if (missing.length === 0) return;
  await loading.announce();
  const ids = new Map((await tx.substance.findMany({ select: { id: true, slug: true } })).map((s) => [s.slug, s.id]));
  for (const { slug, name, source, isCurrent, factors } of missing) {
    const set = await tx.conversionSet.create({
      data: { slug, name, source, isCurrent: isCurrent && !before.some((b) => b.isCurrent) },
      select: { id: true },
    });
    await tx.conversionFactor.createMany({
      data: factors.map(({ substance, note, ...factor }) => ({
        ...factor,
        note: note ?? null,
        setId: set.id,
        substanceId: substance === null ? null : substanceId(ids, substance),
      })),
    });
  }
}

function substanceId(ids: ReadonlyMap<string, number>, slug: string): number {
  const id = ids.get(slug);
  if (id === undefined) throw new Error(`a conversion factor names the substance "${slug}", which is not on the list`);
  return id;
}
