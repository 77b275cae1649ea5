import { z } from "zod";
import { familyCodes, formCodes, localeCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { emptyFilter } from "@/lib/filter/fields";
import { monthsByCounts } from "@/lib/filter/month-counts";
import type { SubstanceInput, Synonym } from "./types";

const isoDay = (date: Date) => date.toISOString().slice(0, 10);
const inOrder = [{ position: "asc" }, { slug: "asc" }] as const satisfies readonly object[];
const names = { nameEn: true, nameZh: true, nameKo: true } as const;

/** Every point in order along the border, with its other spellings and what is known of its coverage. */
export async function listPoints(tx: Tx) {
  const rows = await tx.transitPoint.findMany({
    select: {
      ...{ id: true, slug: true, parentId: true, country: true, subdivision: true, unlocode: true, gbCode: true },
      ...{ latitude: true, longitude: true },
      ...names,
      opposite: { select: { slug: true, country: true, ...names } },
      aliases: { select: { term: true }, orderBy: { term: "asc" } },
      coverage: { select: { fromDate: true, toDate: true, kind: true } },
      _count: { select: { nils: true } },
    },
    orderBy: [...inOrder],
  });
  return rows.map(({ coverage, aliases, _count, ...row }) => ({
    ...row,
    aliases: aliases.map(({ term }) => term),
    hasNils: _count.nils > 0,
    periods: coverage.map(({ fromDate, toDate, kind }) => ({
      from: isoDay(fromDate),
      to: toDate && isoDay(toDate),
      kind: z.enum(["covered", "gap"]).parse(kind),
    })),
  }));
}

/** The other spellings of a point. */
export async function aliasesOf(tx: Tx, slug: string): Promise<string[]> {
  const rows = await tx.transitPointAlias.findMany({
    where: { point: { slug } },
    select: { term: true },
    orderBy: { term: "asc" },
  });
  return rows.map(({ term }) => term);
}

/** Submitted and verified cases at points themselves, children not added, in the viewer's scope, from the months counted ahead. */
export async function casesByPoint(tx: Tx): Promise<Map<number, number>> {
  const months = await monthsByCounts(tx, emptyFilter, { step: 12, segments: false, statuses: false }, null);
  const cases = new Map<number, number>();
  for (const { part, cases: some } of months?.points ?? [])
    if (part !== null) cases.set(part, some + (cases.get(part) ?? 0));
  return cases;
}

/** Every substance in the list's order, with its other names. */
export async function listSubstances(tx: Tx) {
  const rows = await tx.substance.findMany({
    select: {
      ...{ slug: true, family: true, form: true, inn: true, cas: true },
      ...names,
      synonyms: { select: { term: true }, orderBy: { term: "asc" } },
    },
    orderBy: [...inOrder],
  });
  return rows.map(({ synonyms, family, form, ...row }) => ({
    ...row,
    family: z.enum(familyCodes).parse(family),
    form: z.enum(formCodes).nullable().parse(form),
    synonyms: synonyms.map(({ term }) => term),
  }));
}

/** The nil returns of a point, newest first. */
export async function nilsOf(tx: Tx, pointId: number): Promise<{ month: string; note: string | null }[]> {
  const rows = await tx.nilReturn.findMany({
    where: { pointId },
    select: { month: true, note: true },
    orderBy: { month: "desc" },
  });
  return rows.map(({ month, note }) => ({ month: isoDay(month).slice(0, 7), note }));
}

/** Submitted and verified cases at a point itself by month, in the viewer's scope; months are year * 12 + month - 1. */
export async function casesByMonth(tx: Tx, pointId: number): Promise<Map<number, number>> {
  const rows = await tx.$queryRaw`
    SELECT f.month, count(*)::int AS cases FROM case_flat f
    WHERE f.point_id = ${pointId} AND f.status IN (0, 1) AND f.month IS NOT NULL GROUP BY f.month`;
  const counted = z.array(z.object({ month: z.number(), cases: z.number() })).parse(rows);
  return new Map(counted.map(({ month, cases }) => [month, cases]));
}

/** Submitted and verified cases with a line of a substance, in the viewer's scope. */
export async function casesWith(tx: Tx, slug: string): Promise<number> {
  const [row] = z.array(z.object({ cases: z.number() })).parse(
    await tx.$queryRaw`
    SELECT count(DISTINCT f.case_id)::int AS cases FROM substance s JOIN case_line l ON l.substance_id = s.id JOIN case_flat f ON f.case_id = l.case_id
    WHERE s.slug = ${slug} AND f.status IN (0, 1)`,
  );
  return row?.cases ?? 0;
}

/** The other names of a substance. */
export async function synonymsOf(tx: Tx, slug: string): Promise<Synonym[]> {
  const rows = await tx.substanceSynonym.findMany({
    where: { substance: { slug } },
    select: { term: true, lang: true, kind: true },
    orderBy: [{ lang: "asc" }, { term: "asc" }],
  });
  return z
    .array(z.object({ term: z.string(), lang: z.enum(localeCodes), kind: z.enum(["term", "street"]) }))
    .parse(rows);
}

/** The covered periods and known gaps of a point, in order. */
export async function periodsOf(tx: Tx, pointId: number) {
  const rows = await tx.coveragePeriod.findMany({
    where: { pointId },
    select: { id: true, agencyId: true, fromDate: true, toDate: true, kind: true, note: true, version: true },
    orderBy: [{ fromDate: "asc" }, { id: "asc" }],
  });
  return rows.map(({ fromDate, toDate, kind, ...row }) => ({
    ...row,
    kind: z.enum(["covered", "gap"]).parse(kind),
    from: isoDay(fromDate),
    to: toDate && isoDay(toDate),
  }));
}

/** A point as the input of a change would say it; null where there is none. */
export async function pointAsInput(tx: Tx, slug: string) {
  const rows = await tx.transitPoint.findMany({
    select: {
      ...{ slug: true, country: true, subdivision: true, unlocode: true, gbCode: true, version: true },
      ...{ latitude: true, longitude: true, parent: { select: { slug: true } }, opposite: { select: { slug: true } } },
      ...names,
    },
    orderBy: [...inOrder],
  });
  const at = rows.findIndex((row) => row.slug === slug);
  const row = rows[at];
  if (!row) return null;
  const { parent, opposite, gbCode, latitude, longitude, ...same } = row;
  return {
    ...same,
    parent: parent?.slug ?? null,
    opposite: opposite?.slug ?? null,
    after: rows[at - 1]?.slug ?? null,
    nationalCode: gbCode,
    latitude: latitude === null ? null : Number(latitude),
    longitude: longitude === null ? null : Number(longitude),
  };
}

/** A covered period or known gap as the input that would write it. */
export async function periodAsInput(tx: Tx, id: number) {
  const row = await tx.coveragePeriod.findUnique({
    where: { id },
    select: {
      ...{ id: true, fromDate: true, toDate: true, kind: true, note: true, version: true },
      point: { select: { slug: true } },
      agency: { select: { code: true } },
    },
  });
  if (!row) return null;
  const { fromDate, toDate, point, agency, ...same } = row;
  const from = isoDay(fromDate);
  return { ...same, point: point.slug, agency: agency?.code ?? null, from, to: toDate && isoDay(toDate) };
}

/** A nil return as the input that would write it. */
export async function nilAsInput(tx: Tx, { point, month }: { point: string; month: string }) {
  const row = await tx.nilReturn.findFirst({
    where: { month: new Date(`${month}-01`), point: { slug: point } },
    select: { note: true },
  });
  return row && { point, month, note: row.note };
}

/** A substance as the input of a change would say it; null where there is none. */
export async function substanceAsInput(tx: Tx, slug: string): Promise<SubstanceInput | null> {
  const row = await tx.substance.findUnique({
    where: { slug },
    select: { slug: true, family: true, form: true, inn: true, cas: true, ceilings: true, version: true, ...names },
  });
  return (
    row && {
      ...row,
      family: z.enum(familyCodes).parse(row.family),
      form: z.enum(formCodes).nullable().parse(row.form),
      ceilings: z.record(z.string(), z.coerce.string()).parse(row.ceilings),
    }
  );
}
