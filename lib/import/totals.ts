import { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import type { Viewer } from "@/lib/auth/types";
import { newReference } from "@/lib/cases/references";
import { withViewerWrite } from "@/lib/db/with-viewer";
import { addIndicator, recordValues } from "@/lib/indicators/mutations";
import { compare, minus, sum, times } from "@/lib/quantity/decimal";
import { readUnitWord } from "@/lib/quantity/unit-words";
import { gramsPer, units } from "@/lib/quantity/units";
import type { TableRow } from "@/lib/tables/types";
import { lockSource, writeBatch } from "./batch";
import type { FieldText, RowFields } from "./cells";
import { Issues } from "./issues";
import type { Lookup } from "./lookup";
import { freshSlug, readLookup } from "./lookup";
import type { Reading } from "./stage";
import { dataRows } from "./stage";
import type { Detected, ImportFile, ImportOptions, ImportResult, RowIssue } from "./types";

/** One figure of a row: of which indicator, for which place and time. */
type Figure = { row: number; indicator: string; unit: string; place: string; period: string; value: string };

/** Figures of one indicator, place and period, which are added up. */
type Group = Figure & { rows: number[]; values: string[] };

/** The unit that totals are kept in: weights in kilograms, volumes in litres, so that two sources of one thing can be compared. */
function keptUnit(word: string): { unit: string; times: string } {
  const read = readUnitWord(word);
  if (!read) return { unit: word.slice(0, 30), times: "1" };
  const grams = gramsPer(read.unit);
  if (grams !== null) return { unit: "kg", times: times(times(read.times, grams), "0.001") };
  const { dimension, factor } = units[read.unit];
  if (dimension === "volume" && factor !== null) return { unit: "l", times: times(read.times, factor) };
  return { unit: read.unit, times: read.times };
}

/** Reads the figures of the rows: one of `count` and one of `value`, as far as they say something. */
async function readFigures(reading: Reading, issues: Issues): Promise<{ figures: Figure[]; refusedRows: Set<number> }> {
  const figures: Figure[] = [];
  const refusedRows = new Set<number>();
  for await (const row of dataRows(reading, issues)) {
    const errors: RowIssue[] = [];
    const found = reading.cells.fields(row).flatMap((fields) => figuresOf(row, fields, reading, errors));
    if (errors.length === 0 && found.length === 0)
      errors.push({
        row: row.row,
        column: reading.mapping.columns.value ?? reading.mapping.columns.count ?? null,
        value: null,
        code: "value-missing",
      });
    if (errors.length > 0) {
      issues.refuse(errors);
      refusedRows.add(row.row);
    } else for (const figure of found) figures.push(figure);
  }
  return { figures, refusedRows };
}

function figuresOf(row: TableRow, fields: RowFields, { cells, mapping }: Reading, errors: RowIssue[]): Figure[] {
  const refuse = (field: FieldText, code: string) =>
    void errors.push({
      row: row.row,
      column: field.column,
      value: field.raw === "" ? null : field.raw.slice(0, 200),
      code,
    });
  const above = (["year", "month", "date", "place", "indicator", "unit"] as const)
    .map(fields)
    .filter((field) => field.above);
  for (const field of above) refuse(field, "ditto");
  if (above.length > 0) return [];
  const [count, value] = [fields("count"), fields("value")];
  if (count.text === "" && value.text === "") return [];
  const { read, field } = cells.date(fields);
  if (read === null || !read.ok) {
    refuse(field, read?.code ?? "date-missing");
    return [];
  }
  const place = fields("place").text;
  const named = fields("indicator").text || mapping.name;
  const unit = fields("unit").text === "" ? { unit: "", times: "1" } : keptUnit(fields("unit").text);
  const both = count.text !== "" && (mapping.columns.value !== undefined || mapping.unpivot?.into.value === "value");
  return [
    {
      own: count,
      indicator: both || mapping.columns.value !== undefined ? `${named} (count)` : named,
      unit: "events",
      times: "1",
    },
    { own: value, indicator: named, ...unit },
  ].flatMap(({ own, ...rest }) => {
    if (own.text === "") return [];
    const number = cells.number(own);
    if (!number.ok) {
      refuse(own, `number-${number.code}`);
      return [];
    }
    return [
      {
        row: row.row,
        indicator: rest.indicator,
        unit: rest.unit,
        place: place === "" ? "all" : place,
        period: read.edtf,
        value: times(number.value, rest.times),
      },
    ];
  });
}

/** A code for a place: the word itself where it can be one, else its Latin letters. */
function placeCodeOf(place: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,39}$/u.test(place)
    ? place
    : freshSlug(place, "place", () => false)
        .slice(0, 40)
        .replace(/-$/, "");
}

const stoodRow = z.object({ id: z.number(), place: z.string(), period: z.string(), value: z.string().nullable() });
type Before = { id: number; value: string | null };

/**
 * A sum as it was said before, where the two differ by no more than one part in a million million: programs that add doubles up in another order
 * write other last digits, and mean the same.
 */
function asBefore(value: string, before: string | null): string {
  if (before === null) return value;
  const size = (text: string) => text.replace(/^-/, "");
  return compare(size(minus(value, before)), times(size(before), "0.000000000001")) <= 0 ? before : value;
}

/**
 * Imports totals into indicators: rows of one indicator, place and period are added up, and kept beside the counts of cases. What the source
 * states again stays, what it states otherwise is changed, and what it was is kept.
 */
export async function importTotals(
  viewer: Viewer,
  file: ImportFile,
  read: Omit<Reading, "lookup">,
  detected: Detected,
  { onProgress = () => {}, signal, onIssue, onWritten }: ImportOptions,
): Promise<ImportResult> {
  const issues = new Issues(onIssue);
  const { mapping, scan, table } = read;
  if (scan.doubtful)
    issues.warn([{ ...scan.doubtful, code: "encoding-guessed", values: { encoding: detected.encoding ?? "" } }]);
  const merged = read.cells.firstMerged;
  if (merged) issues.warn([{ ...merged, value: null, code: "merged-cells", values: { count: scan.merged.length } }]);
  const { figures } = await readFigures({ ...read, lookup: undefined as unknown as Lookup }, issues);
  onProgress("checking", scan.rows);
  const groups = new Map<string, Group>();
  for (const figure of figures) {
    const key = [figure.indicator, figure.unit, placeCodeOf(figure.place), figure.period].join("\u001f");
    const group = groups.get(key);
    if (group) {
      group.rows.push(figure.row);
      group.values.push(figure.value);
    } else groups.set(key, { ...figure, rows: [figure.row], values: [figure.value] });
  }
  const result: ImportResult = {
    ...{
      batch: null,
      dryRun: file.dryRun,
      rows: scan.rows,
      imported: 0,
      updated: 0,
      unchanged: 0,
      refused: issues.refused,
      possibleDuplicates: 0,
      gone: 0,
    },
    ...{
      warnings: issues.warnings,
      errors: issues.errors,
      warningRows: issues.warningRows,
      byCode: issues.byCode,
      ...{ duplicateRows: [], alike: 0, alikeRows: [] },
      refusals: [],
      detected,
    },
    created: { transitPoint: [], substance: [], indicator: [] },
  };
  if (groups.size === 0)
    return {
      ...result,
      refusals: [{ code: "rows-all-refused", setting: null, values: { count: scan.rows }, rows: [] }],
    };
  try {
    return await withViewerWrite(
      viewer,
      async (tx) => {
        const source = await lockSource(tx, viewer, mapping);
        if (source.isNew)
          await tx.$executeRaw`INSERT INTO source (id, title, owner_agency_id) VALUES (${source.id}, ${mapping.source ?? mapping.name}, ${viewer.agencyId})`;
        const lookup = await readLookup(tx);
        const listed = await tx.indicator.findMany({
          select: { slug: true, nameEn: true, nameZh: true, nameKo: true, unit: true },
        });
        const byIndicator = new Map<string, Group[]>();
        for (const group of groups.values()) {
          const key = `${group.indicator}\u001f${group.unit}`;
          const own = byIndicator.get(key);
          if (own) own.push(group);
          else byIndicator.set(key, [group]);
        }
        const outcome = new Map<number, Set<string>>();
        const before: Before[] = [];
        for (const own of byIndicator.values()) {
          const [{ indicator, unit } = { indicator: "", unit: "" }] = own;
          const fits = (one: (typeof listed)[number]) =>
            one.slug === indicator || [one.nameEn, one.nameZh, one.nameKo].includes(indicator);
          const known = listed.find((one) => fits(one) && (unit === "" || one.unit === unit));
          const slug =
            known?.slug ??
            freshSlug(listed.some(fits) ? `${indicator} ${unit}` : indicator, "indicator", (taken) =>
              listed.some((one) => one.slug === taken),
            );
          if (!known) {
            await addIndicator(tx, viewer, {
              slug,
              nameEn: indicator.slice(0, 160),
              nameZh: "",
              nameKo: "",
              unit: unit || "unit",
              note: null,
              source: source.id,
            });
            listed.push({ slug, nameEn: indicator, nameZh: indicator, nameKo: indicator, unit });
            result.created.indicator.push(slug);
          }
          const stood = z.array(stoodRow).parse(
            await tx.$queryRaw`
              SELECT v.id, v.place_code AS place, v.edtf AS period, v.value::text AS value FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id
              WHERE i.slug = ${slug} AND v.source_id = ${source.id}`,
          );
          const figuresBefore = new Map(stood.map((row) => [row.id, row.value]));
          const saidBefore = new Map(stood.map((row) => [`${row.place} ${row.period}`, row.value]));
          const values = own.map((group) => {
            const point = lookup.points.find(group.place);
            const code = placeCodeOf(group.place);
            return {
              place: { code, en: group.place.slice(0, 160) },
              ...(point && point !== "several" && { point: point.slug }),
              period: group.period,
              value: asBefore(sum(group.values), saidBefore.get(`${code} ${group.period}`) ?? null),
            };
          });
          const recorded = await recordValues(tx, viewer, { indicator: slug, source: source.id, values });
          recorded.rows.forEach(({ id, outcome: what }, at) => {
            if (what !== "unchanged") before.push({ id, value: figuresBefore.get(id) ?? null });
            for (const row of own[at]?.rows ?? []) outcome.set(row, (outcome.get(row) ?? new Set()).add(what));
          });
        }
        for (const said of outcome.values())
          if (said.has("added")) result.imported += 1;
          else if (said.has("changed")) result.updated += 1;
          else result.unchanged += 1;
        if (file.dryRun) throw new DryRun();
        const batch = newReference("B");
        await appendAction(tx, {
          action: "import.publish",
          subjectType: "import",
          subjectId: batch,
          details: {
            hash: table.hash,
            rows: scan.rows,
            imported: result.imported,
            updated: result.updated,
            refused: result.refused,
          },
        });
        const told = { ...result, batch };
        const batchId = await writeBatch(tx, viewer, file, table, source.id, told, detected.sheet);
        await tx.$executeRaw`UPDATE import_batch SET values_before = ${JSON.stringify(before)}::jsonb WHERE id = ${batchId}`;
        signal?.throwIfAborted();
        await onWritten?.(tx, told);
        return told;
      },
      { seconds: 600 },
    );
  } catch (error) {
    if (error instanceof DryRun) return result;
    throw error;
  }
}

/** Ends a transaction that was only to show what it would do. */
class DryRun extends Error {}
