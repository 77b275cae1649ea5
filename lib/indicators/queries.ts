import { z } from "zod";
import { qualifierCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { boundsOf, monthOf } from "./rules";
import type {
  AssessmentRow,
  Choices,
  Context,
  ContextSeries,
  IndicatorDetails,
  IndicatorPage,
  IndicatorRow,
  IndicatorsAsked,
  MarkerRow,
  SeriesRow,
  SourceName,
  Stated,
  ValueRow,
} from "./types";

/** Values of a page of an indicator. */
export const pageSize = 50;
/** Values of a series that its small chart draws. */
const courseLength = 60;
/** Sources that a form offers. */
const mostSources = 500;

const isoDay = (date: Date) => date.toISOString().slice(0, 10);
const names = { nameEn: true, nameZh: true, nameKo: true } as const;
const sourceFields = { select: { id: true, title: true, registerKey: true } } as const;
const qualifier = z.enum(qualifierCodes);

/** A source with the number that citations of the documented register give it; null where the viewer does not see it. */
function sourceOf(row: { id: number; title: string; registerKey: string | null } | null): SourceName | null {
  if (!row) return null;
  const number = /^source-(\d+)$/.exec(row.registerKey ?? "")?.[1];
  return { id: row.id, title: row.title, number: number === undefined ? null : Number(number) };
}

type Figures = Record<"value" | "low" | "high", Prisma.Decimal | null> & { qualifier: string; words: string | null };
const figures = { qualifier: true, value: true, low: true, high: true, words: true } as const;

function statedOf(row: Figures): Stated {
  const text = (number: Prisma.Decimal | null) => number?.toFixed() ?? null;
  const { words } = row;
  return {
    ...{ qualifier: qualifier.parse(row.qualifier), value: text(row.value), low: text(row.low), high: text(row.high) },
    words,
  };
}

const dated = (row: { edtf: string; dateFrom: Date; dateTo: Date }) => ({
  ...{ edtf: row.edtf, from: isoDay(row.dateFrom), to: isoDay(row.dateTo) },
});

const rowShape = z.object({
  ...{ id: z.number(), indicator: z.string(), place: z.string(), period: z.string(), qualifier },
  ...{ value: z.string().nullable(), low: z.string().nullable(), high: z.string().nullable() },
});

/** Which values are asked for. A place is known by its code, or as the transit point of that name. */
function askedWhere({ place, from, to }: IndicatorsAsked): Prisma.Sql {
  return Prisma.join(
    [
      Prisma.sql`TRUE`,
      ...(place === null
        ? []
        : [
            Prisma.sql`(lower(v.place_code) = lower(${place}) OR v.point_id = (SELECT t.id FROM transit_point t WHERE t.slug = lower(${place})))`,
          ]),
      ...(from === null ? [] : [Prisma.sql`v.date_from >= ${from}::date`]),
      ...(to === null ? [] : [Prisma.sql`v.date_to <= ${to}::date`]),
    ],
    " AND ",
  );
}

const inOrder = Prisma.raw(`i.slug COLLATE "C", v.place_code COLLATE "C", v.date_from, v.date_to, v.id`);

/**
 * Values by indicator, place and time. Two sources that state the same have a row each.
 * @param after id of the last row before; @param limit null: all of them
 */
export async function listRows(
  tx: Tx,
  asked: IndicatorsAsked,
  after: number | null,
  limit: number | null,
): Promise<(IndicatorRow & { id: number })[]> {
  const rows = z.array(rowShape).parse(
    await tx.$queryRaw(Prisma.sql`
      SELECT v.id, i.slug AS indicator, v.place_code AS place, v.edtf AS period, v.qualifier,
        trim_scale(v.value)::text AS value, trim_scale(v.low)::text AS low, trim_scale(v.high)::text AS high
      FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id
      WHERE ${askedWhere(asked)} ${
        after === null
          ? Prisma.empty
          : Prisma.sql`AND (${inOrder}) > (SELECT ${inOrder} FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id WHERE v.id = ${after})`
      }
      ORDER BY ${inOrder} ${limit === null ? Prisma.empty : Prisma.sql`LIMIT ${limit}`}`),
  );
  return rows.map(({ qualifier: asStated, ...row }) => ({ ...row, ...boundsOf({ qualifier: asStated, ...row }) }));
}

/** How many values are asked for. */
export async function countRows(tx: Tx, asked: IndicatorsAsked): Promise<number> {
  const rows = await tx.$queryRaw(
    Prisma.sql`SELECT count(*)::int AS n FROM indicator_value v WHERE ${askedWhere(asked)}`,
  );
  return z.tuple([z.object({ n: z.number() })]).parse(rows)[0].n;
}

/** Whether any value is of a place, or it is a transit point at all. */
export async function knowsPlace(tx: Tx, place: string): Promise<boolean> {
  const same = { equals: place, mode: "insensitive" } as const;
  return (
    (await tx.transitPoint.count({ where: { slug: same } })) > 0 ||
    (await tx.indicatorValue.count({ where: { placeCode: same } })) > 0
  );
}

/** Whether a value has this id. */
export async function knowsValue(tx: Tx, id: number): Promise<boolean> {
  return (await tx.indicatorValue.count({ where: { id } })) > 0;
}

const text = z.string();
const nullable = z.string().nullable();
const day = z.date().transform(isoDay);
const seriesShape = z.object({
  ...{ slug: text, unit: text, nameEn: text, nameZh: text, nameKo: text },
  ...{ code: nullable, placeEn: nullable, placeZh: nullable, placeKo: nullable, values: z.number() },
  ...{ edtf: nullable, from: day.nullable(), to: day.nullable(), qualifier: qualifier.nullable() },
  ...{ value: nullable, low: nullable, high: nullable, words: nullable },
});

/** Every indicator by place, with its last values; one that has none stands there all the same. */
export async function listSeries(tx: Tx): Promise<SeriesRow[]> {
  const rows = z.array(seriesShape).parse(
    await tx.$queryRaw(Prisma.sql`
      SELECT i.slug, i.unit, i.name_en AS "nameEn", i.name_zh AS "nameZh", i.name_ko AS "nameKo", v.place_code AS code, v.place_en AS "placeEn",
        v.place_zh AS "placeZh", v.place_ko AS "placeKo", coalesce(v.n, 0)::int AS values, v.edtf, v.date_from AS "from", v.date_to AS "to",
        v.qualifier, trim_scale(v.value)::text AS value, trim_scale(v.low)::text AS low, trim_scale(v.high)::text AS high, v.words
      FROM indicator i LEFT JOIN (
        SELECT o.*, count(*) OVER of_place AS n, row_number() OVER (of_place ORDER BY o.date_to DESC, o.date_from DESC, o.id DESC) AS at
        FROM indicator_value o WINDOW of_place AS (PARTITION BY o.indicator_id, o.place_code)) v ON v.indicator_id = i.id AND v.at <= ${courseLength}
      ORDER BY i.id, v.place_code COLLATE "C", v.at`),
  );
  const series = new Map<string, SeriesRow & { course: SeriesRow["course"][number][] }>();
  for (const { slug, unit, nameEn, nameZh, nameKo, code, placeEn, placeZh, placeKo, values, ...row } of rows) {
    const key = `${slug} ${code ?? ""}`;
    const { edtf, from, to } = row;
    const when = edtf !== null && from !== null && to !== null ? { edtf, from, to } : null;
    const { value, low, high, words } = row;
    // The newest comes first.
    const own = series.get(key) ?? {
      indicator: { slug, unit, nameEn, nameZh, nameKo },
      place: code === null ? null : { code, nameEn: placeEn ?? code, nameZh: placeZh ?? code, nameKo: placeKo ?? code },
      values,
      latest: when && { ...when, qualifier: row.qualifier ?? "unknown", value, low, high, words },
      course: [],
    };
    if (when) own.course.unshift({ ...when, value });
    series.set(key, own);
  }
  return [...series.values()];
}

/** Markers, newest first. @param where which of them; without it all */
export async function listMarkers(tx: Tx, where: Prisma.MarkerWhereInput = {}): Promise<MarkerRow[]> {
  const rows = await tx.marker.findMany({
    where,
    select: {
      ...{
        id: true,
        version: true,
        edtf: true,
        dateFrom: true,
        dateTo: true,
        textEn: true,
        textZh: true,
        textKo: true,
      },
      source: sourceFields,
      points: { select: { point: { select: { slug: true, ...names } } }, orderBy: { point: { position: "asc" } } },
    },
    orderBy: [{ dateFrom: "desc" }, { id: "desc" }],
  });
  return rows.map(({ points, source, dateFrom, dateTo, edtf, ...row }) => ({
    ...{ ...row, ...dated({ edtf, dateFrom, dateTo }), source: sourceOf(source) },
    points: points.map(({ point }) => point),
  }));
}

/** What sources think, newest first. @param where which of it; without it all */
export async function listAssessments(tx: Tx, where: Prisma.AssessmentWhereInput = {}): Promise<AssessmentRow[]> {
  const rows = await tx.assessment.findMany({
    where,
    select: {
      ...{
        id: true,
        version: true,
        edtf: true,
        dateFrom: true,
        dateTo: true,
        textEn: true,
        textZh: true,
        textKo: true,
      },
      source: sourceFields,
    },
    orderBy: [{ dateFrom: "desc" }, { id: "desc" }],
  });
  return rows.map(({ source, dateFrom, dateTo, edtf, ...row }) => ({
    ...{ ...row, ...dated({ edtf, dateFrom, dateTo }), source: sourceOf(source) },
  }));
}

/** One indicator; null where there is none. */
export async function readIndicator(tx: Tx, slug: string): Promise<IndicatorDetails | null> {
  const row = await tx.indicator.findUnique({
    where: { slug },
    select: { slug: true, unit: true, note: true, version: true, ...names, source: sourceFields },
  });
  return row && { ...row, source: sourceOf(row.source) };
}

/** The places that an indicator has values of. */
export async function listPlaces(tx: Tx, slug: string): Promise<IndicatorPage["places"]> {
  const shape = z.array(z.object({ code: text, nameEn: text, nameZh: text, nameKo: text, values: z.number() }));
  return shape.parse(
    await tx.$queryRaw`
      SELECT v.place_code AS code, max(v.place_en) AS "nameEn", max(v.place_zh) AS "nameZh", max(v.place_ko) AS "nameKo", count(*)::int AS values
      FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id WHERE i.slug = ${slug} GROUP BY v.place_code ORDER BY v.place_code COLLATE "C"`,
  );
}

const valueSelect = {
  ...{ id: true, version: true, placeCode: true, placeEn: true, placeZh: true, placeKo: true },
  ...{ edtf: true, dateFrom: true, dateTo: true, ...figures, noteEn: true, noteZh: true, noteKo: true },
  ...{ recordedAt: true, recordedBy: { select: { name: true } }, point: { select: { slug: true } } },
  source: sourceFields,
  revisions: {
    select: { edtf: true, version: true, ...figures, recordedAt: true, recordedBy: { select: { name: true } } },
    orderBy: { version: "desc" },
  },
} as const satisfies Prisma.IndicatorValueSelect;

type ValueRecord = Prisma.IndicatorValueGetPayload<{ select: typeof valueSelect }>;

function valueRowOf(row: ValueRecord): ValueRow {
  const { id, version, noteEn, noteZh, noteKo, recordedAt, recordedBy } = row;
  return {
    ...{ id, version, ...dated(row), ...statedOf(row), noteEn, noteZh, noteKo, recordedAt },
    place: { code: row.placeCode, nameEn: row.placeEn, nameZh: row.placeZh, nameKo: row.placeKo },
    point: row.point?.slug ?? null,
    source: sourceOf(row.source),
    recordedBy: recordedBy?.name ?? null,
    revisions: row.revisions.map((before) => ({
      ...{ ...statedOf(before), edtf: before.edtf, version: before.version, recordedAt: before.recordedAt },
      recordedBy: before.recordedBy?.name ?? null,
    })),
  };
}

/** A page of an indicator's values with what they were before, the newest period first. @param place code; null: of every place */
export async function listValues(tx: Tx, slug: string, place: string | null, page: number): Promise<ValueRow[]> {
  const rows = await tx.indicatorValue.findMany({
    where: { indicator: { slug }, ...(place !== null && { placeCode: place }) },
    select: valueSelect,
    orderBy: [{ dateTo: "desc" }, { dateFrom: "desc" }, { placeCode: "asc" }, { id: "asc" }],
    skip: (page - 1) * pageSize,
    take: pageSize,
  });
  return rows.map(valueRowOf);
}

/** Points along the border and sources on the viewer's list, the newest first: what the forms offer. */
export async function listChoices(tx: Tx): Promise<Choices> {
  const points = await tx.transitPoint.findMany({
    select: { slug: true, country: true, ...names },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
  });
  const sources = await tx.source.findMany({
    where: { mergedIntoId: null },
    select: { id: true, title: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: mostSources,
  });
  return { points, sources };
}

/**
 * What stands beside a chart of cases: the values, markers and assessments that touch a period, of the points asked for and of what lies at
 * no point (a province, the whole border). A value longer than a month has no month. Nothing of it is a case, and nothing of it is added to one.
 * @param points ids, children included by the caller; null: every point
 * @param from first calendar day, @param to last calendar day, YYYY-MM-DD
 */
export async function listContext(
  tx: Tx,
  { points, from, to }: { points: readonly number[] | null; from: string; to: string },
): Promise<Context> {
  const touching = { dateFrom: { lte: new Date(to) }, dateTo: { gte: new Date(from) } };
  const rows = await tx.indicatorValue.findMany({
    where: { ...touching, ...(points && { OR: [{ pointId: null }, { pointId: { in: [...points] } }] }) },
    select: {
      ...{ placeCode: true, placeEn: true, placeZh: true, placeKo: true, point: { select: { slug: true } } },
      ...{ edtf: true, dateFrom: true, dateTo: true, ...figures },
      indicator: { select: { slug: true, unit: true, ...names } },
    },
    orderBy: [{ indicatorId: "asc" }, { placeCode: "asc" }, { dateFrom: "asc" }, { dateTo: "asc" }, { id: "asc" }],
  });
  const series = new Map<string, ContextSeries & { values: ContextSeries["values"][number][] }>();
  for (const row of rows) {
    const key = `${row.indicator.slug} ${row.placeCode}`;
    const own = series.get(key) ?? {
      indicator: row.indicator,
      place: { code: row.placeCode, nameEn: row.placeEn, nameZh: row.placeZh, nameKo: row.placeKo },
      point: row.point?.slug ?? null,
      values: [],
    };
    const when = dated(row);
    const stated = statedOf(row);
    own.values.push({ ...when, ...stated, ...boundsOf(stated), month: monthOf(when) });
    series.set(key, own);
  }
  const here = points && { OR: [{ points: { none: {} } }, { points: { some: { pointId: { in: [...points] } } } }] };
  return {
    series: [...series.values()],
    markers: (await listMarkers(tx, { ...touching, ...here })).reverse(),
    assessments: (await listAssessments(tx, touching)).reverse(),
  };
}
