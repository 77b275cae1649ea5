import { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { parseDate } from "@/lib/dates/parse";
import type { RegisterDate } from "@/lib/dates/types";
import type { Tx } from "@/lib/db/client";
import { sqlState } from "@/lib/db/failure";
import { AppError, invalid, parseInput } from "@/lib/errors";
import { compare } from "@/lib/quantity/decimal";
import type {
  AddIndicator,
  ChangeIndicator,
  Figures,
  RecordValues,
  RemoveIndicator,
  RemoveValue,
  SaveValue,
} from "./schema";
import { recordValuesSchema } from "./schema";
import type { Outcome, Recorded } from "./types";

/**
 * Adds an indicator, without any value yet.
 * @throws AppError FORBIDDEN by the matrix, INVALID for a slug that is taken or a source that the viewer does not see
 */
export async function addIndicator(tx: Tx, viewer: Viewer, input: AddIndicator): Promise<void> {
  assertMay(viewer, "reference.keep");
  await checkSource(tx, input.source);
  await appendAction(tx, { action: "indicator.add", subjectType: "indicator", subjectId: input.slug });
  await orRefused(
    tx.indicator.create({ data: { slug: input.slug, ...columns(input) } }),
    "slug",
    "indicators.error.slug-taken",
  );
}

/** Changes what an indicator is called and counts; its slug stays. @throws AppError NOT_FOUND, CONFLICT when somebody else was faster */
export async function changeIndicator(tx: Tx, viewer: Viewer, input: ChangeIndicator): Promise<void> {
  assertMay(viewer, "reference.keep");
  await indicatorId(tx, input.slug);
  await checkSource(tx, input.source);
  await appendAction(tx, { action: "indicator.change", subjectType: "indicator", subjectId: input.slug });
  const { count } = await tx.indicator.updateMany({
    where: { slug: input.slug, version: input.version },
    data: { ...columns(input), version: { increment: 1 } },
  });
  if (count === 0) throw new AppError("CONFLICT");
}

/** Takes an indicator without values off the list. @throws AppError INVALID where it has some, CONFLICT */
export async function removeIndicator(tx: Tx, viewer: Viewer, { slug, version }: RemoveIndicator): Promise<void> {
  assertMay(viewer, "reference.keep");
  const id = await lockIndicator(tx, slug);
  const values = await tx.indicatorValue.count({ where: { indicatorId: id } });
  if (values > 0) throw invalid("slug", "indicators.error.rests-values", { count: values });
  await appendAction(tx, { action: "indicator.remove", subjectType: "indicator", subjectId: slug });
  const { count } = await tx.indicator.deleteMany({ where: { id, version } });
  if (count === 0) throw new AppError("CONFLICT");
}

function columns({ nameEn, nameZh, nameKo, unit, note, source }: Omit<AddIndicator, "slug">) {
  // A name that nobody gave is the English one: every list needs something to show in every language.
  return { nameEn, nameZh: nameZh || nameEn, nameKo: nameKo || nameEn, unit, note, sourceId: source };
}

/**
 * Writes one value, new or changed. What its figures were before is kept (indicator_revision).
 * @throws AppError INVALID for a place and period of which the source states a value already, CONFLICT when somebody else was faster
 */
export async function saveValue(tx: Tx, viewer: Viewer, input: SaveValue): Promise<void> {
  assertMay(viewer, "reference.keep");
  const own = await lockIndicator(tx, input.indicator);
  await checkSource(tx, input.source);
  const point = await pointIds(tx, input.point === null ? [] : [input.point], "point");
  const { edtf, from, to } = dateOf(input.period);
  await appendAction(tx, {
    action: input.id === null ? "indicator.record" : "indicator.change-value",
    subjectType: "indicator",
    subjectId: input.indicator,
    details: { place: input.placeCode, period: edtf },
  });
  const { placeCode, placeEn, qualifier, value, low, high, words, noteEn, noteZh, noteKo } = input;
  const data = {
    ...{ placeCode, placeEn, placeZh: input.placeZh || placeEn, placeKo: input.placeKo || placeEn },
    ...{ edtf, dateFrom: from, dateTo: to, qualifier, value, low, high, words, noteEn, noteZh, noteKo },
    ...{ pointId: point[0] ?? null, sourceId: input.source },
  };
  const write =
    input.id === null
      ? tx.indicatorValue.createMany({ data: { ...data, indicatorId: own } })
      : tx.indicatorValue.updateMany({ where: { id: input.id, indicatorId: own, version: input.version }, data });
  const { count } = await orRefused(write, "period", "indicators.error.period-taken");
  if (count === 0) throw new AppError("CONFLICT");
}

/** Takes a value away, with what it was before; the log keeps it. @throws AppError CONFLICT */
export async function removeValue(tx: Tx, viewer: Viewer, { indicator, id, version }: RemoveValue): Promise<void> {
  assertMay(viewer, "reference.keep");
  const indicatorId = await lockIndicator(tx, indicator);
  await appendAction(tx, { action: "indicator.remove-value", subjectType: "indicator", subjectId: indicator });
  const { count } = await tx.indicatorValue.deleteMany({ where: { id, indicatorId, version } });
  if (count === 0) throw new AppError("CONFLICT");
}

/**
 * Records any number of values of one indicator that one source states, in a constant number of statements. What the source states of a
 * place and a period for the first time is added; stated otherwise than before, it is changed and what it was is kept; stated again, it
 * stays. Nothing is written, not to the log either, where all is as it was.
 *
 * Values are decimal strings. They stand beside the counts of cases and are never summed into them.
 * @throws AppError FORBIDDEN by the matrix, NOT_FOUND for an indicator that is not on the list, INVALID with the fields `values.N…`: what
 * is no value, and every row that states a place and period which a row before it states
 */
export async function recordValues(tx: Tx, viewer: Viewer, input: RecordValues): Promise<Recorded> {
  assertMay(viewer, "reference.keep");
  const { indicator, source, values } = parseInput(recordValuesSchema, input);
  const own = await lockIndicator(tx, indicator);
  await checkSource(tx, source);
  const rows = values.map(({ period, place, point, note, ...figures }) => {
    const { edtf, from, to } = dateOf(period);
    const names = { en: place.en || null, zh: place.zh || null, ko: place.ko || null };
    return { ...figures, ...names, code: place.code, point: point ?? null, note, edtf, from, to };
  });
  refuseTwice(rows);
  await pointIds(tx, [...new Set(rows.flatMap(({ point }) => point ?? []))], "values");

  const found = await classify(tx, own, source, rows);
  const count = (asked: Outcome) => found.filter(({ outcome }) => outcome === asked).length;
  const done = { added: count("added"), changed: count("changed"), unchanged: count("unchanged") };
  if (done.added + done.changed > 0) {
    await appendAction(tx, {
      action: "indicator.record",
      subjectType: "indicator",
      subjectId: indicator,
      details: { ...done, ...(source !== null && { source }) },
    });
    const of = (asked: Outcome) =>
      JSON.stringify(rows.flatMap((row, at) => (found[at]?.outcome === asked ? { ...row, id: found[at].id } : [])));
    if (done.added > 0) await insertValues(tx, own, source, of("added"));
    if (done.changed > 0)
      await tx.$executeRaw`
        UPDATE indicator_value v SET (edtf, qualifier, value, low, high, words, note_en)
          = (i.edtf, i.qualifier, i.value, i.low, i.high, i.words, coalesce(i.note, v.note_en))
        FROM jsonb_to_recordset(${of("changed")}::jsonb)
          AS i(id int, edtf text, qualifier text, value numeric, low numeric, high numeric, words text, note text)
        WHERE v.id = i.id`;
  }
  return { ...done, rows: found };
}

type Row = { code: string; from: Date; to: Date; edtf: string; note: string | null } & Figures;
const keyOf = ({ code, from, to }: Pick<Row, "code" | "from" | "to">) =>
  `${from.toISOString().slice(0, 10)} ${to.toISOString().slice(0, 10)} ${code}`;

/** Which of the rows are new, which say something else than before; new ones get the ids that they will have. Two statements. */
async function classify(tx: Tx, indicatorId: number, sourceId: number | null, rows: readonly Row[]) {
  const stands = await tx.indicatorValue.findMany({
    where: { indicatorId, sourceId, placeCode: { in: [...new Set(rows.map(({ code }) => code))] } },
    select: {
      ...{ id: true, placeCode: true, dateFrom: true, dateTo: true, edtf: true, noteEn: true },
      ...{ qualifier: true, value: true, low: true, high: true, words: true },
    },
  });
  const planOnce = new Map(
    stands.map((one) => [keyOf({ code: one.placeCode, from: one.dateFrom, to: one.dateTo }), one]),
  );
  const fresh = rows.filter((row) => !planOnce.has(keyOf(row))).length;
  const ids = z
    .array(z.object({ id: z.number() }))
    .parse(
      await tx.$queryRaw`SELECT nextval('indicator_value_id_seq')::int AS id FROM generate_series(1, ${fresh}::int)`,
    );
  let next = 0;
  return rows.map((row): Recorded["rows"][number] => {
    const own = planOnce.get(keyOf(row));
    if (!own) return { id: ids[next++]?.id ?? 0, outcome: "added" };
    const number = (before: { toFixed(): string } | null, now: string | null) =>
      before === null || now === null ? before === now : compare(before.toFixed(), now) === 0;
    const same =
      own.edtf === row.edtf &&
      own.qualifier === row.qualifier &&
      own.words === row.words &&
      number(own.value, row.value) &&
      number(own.low, row.low) &&
      number(own.high, row.high) &&
      (row.note === null || row.note === own.noteEn);
    return { id: own.id, outcome: same ? "unchanged" : "changed" };
  });
}

/** A place is called as the row says, else as a value of the same place is, else as the transit point of that code, else by its code. */
async function insertValues(tx: Tx, indicator: number, source: number | null, rows: string): Promise<void> {
  await tx.$executeRaw`
    WITH i AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS x(id int, code text, en text, zh text, ko text, point text, "from" date, "to" date,
        edtf text, qualifier text, value numeric, low numeric, high numeric, words text, note text)),
    place AS MATERIALIZED (
      SELECT c.code, coalesce(k.place_en, p.name_en) AS en, coalesce(k.place_zh, p.name_zh) AS zh, coalesce(k.place_ko, p.name_ko) AS ko,
        coalesce(k.point_id, p.id) AS point_id
      FROM (SELECT DISTINCT code FROM i) c
      LEFT JOIN LATERAL (SELECT v.place_en, v.place_zh, v.place_ko, v.point_id FROM indicator_value v WHERE v.place_code = c.code ORDER BY v.id DESC LIMIT 1) k ON TRUE
      LEFT JOIN LATERAL (SELECT * FROM transit_point t WHERE t.slug = lower(c.code) OR t.gb_code = c.code ORDER BY t.slug = lower(c.code) DESC, t.id LIMIT 1) p ON TRUE)
    INSERT INTO indicator_value (id, indicator_id, source_id, place_code, place_en, place_zh, place_ko, point_id, edtf, date_from, date_to,
      qualifier, value, low, high, words, note_en)
    SELECT i.id, ${indicator}::int, ${source}::int, i.code, coalesce(i.en, place.en, i.code), coalesce(i.zh, place.zh, i.en, place.en, i.code),
      coalesce(i.ko, place.ko, i.en, place.en, i.code), coalesce(t.id, place.point_id), i.edtf, i."from", i."to",
      i.qualifier, i.value, i.low, i.high, i.words, i.note
    FROM i JOIN place ON place.code = i.code LEFT JOIN transit_point t ON t.slug = i.point`;
}

/** Which of two figures of one place and period a source means, nobody can say. */
function refuseTwice(rows: readonly Row[]): void {
  const seen = new Set<string>();
  const fields = rows.flatMap((row, at) => {
    const key = keyOf(row);
    if (seen.has(key)) return [{ path: `values.${at}`, message: "indicators.error.twice" }];
    seen.add(key);
    return [];
  });
  if (fields.length > 0) throw new AppError("INVALID", { fields, detail: "a place and period is stated twice" });
}

async function indicatorId(tx: Tx, slug: string): Promise<number> {
  const row = await tx.indicator.findUnique({ where: { slug }, select: { id: true } });
  if (!row) throw new AppError("NOT_FOUND", { detail: `there is no indicator ${slug}` });
  return row.id;
}

/** An indicator, and its values for one writer at a time: whether a value is new is no single row's business. */
async function lockIndicator(tx: Tx, slug: string): Promise<number> {
  const id = await indicatorId(tx, slug);
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('weir.indicator'), ${id}::int)`;
  return id;
}

/** A source is cited by who sees it. @throws AppError INVALID at `source` */
export async function checkSource(tx: Tx, id: number | null): Promise<void> {
  if (id !== null && (await tx.source.count({ where: { id } })) === 0)
    throw invalid("source", "indicators.error.source");
}

/** Ids of points by their slugs. @throws AppError INVALID at a field for one that is not on the list */
export async function pointIds(tx: Tx, slugs: readonly string[], path: string): Promise<number[]> {
  if (slugs.length === 0) return [];
  const rows = await tx.transitPoint.findMany({
    where: { slug: { in: [...slugs] } },
    select: { id: true, slug: true },
  });
  const unknown = slugs.find((slug) => !rows.some((row) => row.slug === slug));
  if (unknown !== undefined) throw invalid(path, "indicators.error.point", { point: unknown });
  return rows.map(({ id }) => id);
}

type Interval = Pick<RegisterDate, "edtf"> & { from: Date; to: Date };

/** The interval of an EDTF text, as the database keeps it. */
export function dateOf(text: string): Interval {
  const parsed = parseDate(text);
  if (!parsed.ok) throw invalid("date", "indicators.error.date");
  const { edtf, from, to } = parsed.date;
  return { edtf, from: new Date(`${from}T00:00:00Z`), to: new Date(`${to}T00:00:00Z`) };
}

/** @throws AppError INVALID at a field where the database knows such a row already */
async function orRefused<T>(work: Promise<T>, path: string, message: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (sqlState(error) === "23505") throw invalid(path, message);
    throw error;
  }
}
