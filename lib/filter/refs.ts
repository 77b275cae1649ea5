import { z } from "zod";
import { familyCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import type { Filter, FilterKey, Problem } from "./fields";
import { namesOfValues } from "./names";
import type { OtherWords } from "./offers";
import type { PointName, PointNode } from "./points";
import { flatten, pointIds, pointTree } from "./points";
import type { ChoiceName, FilterRefs, ResolvedFilter } from "./types";
import type { ProblemReason } from "./values";

const names = { id: z.number(), slug: z.string(), nameEn: z.string(), nameZh: z.string(), nameKo: z.string() };
const pointRow = z.object({ ...names, parentId: z.number().nullable(), country: z.string() });
const substanceRow = z.object({ ...names, family: z.enum(familyCodes) });

const reasons = {
  point: "no-such-point",
  substance: "no-such-substance",
  country: "no-such-country",
  agency: "no-such-agency",
  owner: "no-such-owner",
  operation: "no-such-operation",
  source: "no-such-source",
  batch: "no-such-batch",
} as const satisfies Partial<Record<FilterKey, ProblemReason>>;

/**
 * Looks up what a filter's words stand for. An unknown one is a problem and has no effect; so is one that stands only in cases or sources
 * that the viewer may not see. Three statements, and one more for each open list that is asked for (seizing agency, operation, source, batch).
 */
export async function resolveFilter(tx: Tx, filter: Filter): Promise<ResolvedFilter> {
  const nameColumns = { id: true, slug: true, nameEn: true, nameZh: true, nameKo: true } as const;
  const inOrder = [{ position: "asc" }, { slug: "asc" }] as const;
  const pointRows: PointName[] = z.array(pointRow).parse(
    await tx.transitPoint.findMany({
      select: { ...nameColumns, parentId: true, country: true },
      orderBy: [...inOrder],
    }),
  );
  const substances = z
    .array(substanceRow)
    .parse(await tx.substance.findMany({ select: { ...nameColumns, family: true }, orderBy: [...inOrder] }));
  const owners: ChoiceName[] = (
    await tx.agency.findMany({
      select: { id: true, code: true, name: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    })
  ).map(({ id, code, name }) => ({ id, value: code, label: name }));
  const chosen = {
    agency: await namesOfValues(tx, "agency", filter.agency),
    operation: await namesOfValues(tx, "operation", filter.operation),
    source: await namesOfValues(tx, "source", filter.source),
  };

  const batches: ChoiceName[] =
    filter.batch.length === 0
      ? []
      : (
          await tx.importBatch.findMany({
            where: { reference: { in: [...filter.batch] } },
            select: { id: true, reference: true, name: true },
          })
        ).map(({ id, reference, name }) => ({ id, value: reference, label: name }));

  const points = pointTree(pointRows);
  const valuesOf = (choices: readonly ChoiceName[]) => choices.map((choice) => choice.value);
  const known: Record<keyof typeof reasons, ReadonlySet<string>> = {
    point: new Set(["none", ...pointRows.flatMap((p) => [p.slug, `${p.slug}~only`])]),
    substance: new Set(substances.map((s) => s.slug)),
    country: new Set(["none", ...pointRows.map((p) => p.country)]),
    agency: new Set(["none", ...valuesOf(chosen.agency)]),
    owner: new Set(valuesOf(owners)),
    operation: new Set(["none", ...valuesOf(chosen.operation)]),
    source: new Set(valuesOf(chosen.source)),
    batch: new Set(valuesOf(batches)),
  };
  const problems: Problem[] = [];
  const kept = (key: keyof typeof reasons) =>
    filter[key].filter((value) => {
      if (known[key].has(value)) return true;
      problems.push({ key, value, reason: reasons[key] });
      return false;
    });
  const resolved: Filter = {
    ...filter,
    point: kept("point"),
    substance: kept("substance"),
    country: kept("country"),
    agency: kept("agency"),
    owner: kept("owner"),
    operation: kept("operation"),
    source: kept("source"),
    batch: kept("batch"),
  };
  const ids = (choices: readonly { id: number }[]) => choices.map((choice) => choice.id);
  const refs: FilterRefs = {
    points: pointIds(resolved.point, points),
    countryPoints: ids(pointRows.filter((p) => resolved.country.includes(p.country))),
    substances: ids(substances.filter((s) => resolved.substance.includes(s.slug))),
    familySubstances: ids(substances.filter((s) => resolved.family.includes(s.family))),
    agencies: ids(chosen.agency),
    owners: ids(owners.filter((owner) => resolved.owner.includes(owner.value))),
    operations: ids(chosen.operation),
    sources: ids(chosen.source),
    batches: ids(batches),
  };
  return { filter: resolved, refs, problems, points, substances, owners, chosen };
}

/** What else people write for substances and points. Two statements; small lists. */
export async function readOtherWords(tx: Tx): Promise<OtherWords> {
  const substances = await tx.substanceSynonym.findMany({ select: { substanceId: true, term: true } });
  const points = await tx.transitPointAlias.findMany({ select: { pointId: true, term: true } });
  return {
    substances: substances.map(({ substanceId, term }) => ({ id: substanceId, term })),
    points: points.map(({ pointId, term }) => ({ id: pointId, term })),
  };
}

/** Of a filter that names nothing. */
export const noRefs: FilterRefs = {
  points: [],
  countryPoints: [],
  substances: [],
  familySubstances: [],
  agencies: [],
  owners: [],
  operations: [],
  sources: [],
  batches: [],
};

/** The point of an id, from a resolved filter's hierarchy. */
export function pointNames(points: readonly PointNode[]): Map<number, PointName> {
  return new Map(flatten(points).map((node) => [node.point.id, node.point]));
}
