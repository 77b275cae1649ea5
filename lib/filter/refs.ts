import { z } from "zod";
import type { Tx } from "@/lib/db/client";
import type { Filter, Problem } from "./fields";
import type { PointName, PointNode } from "./points";
import { flatten, pointIds, pointTree, slugOf } from "./points";
import type { ResolvedFilter } from "./types";

const names = { id: z.number(), slug: z.string(), nameEn: z.string(), nameZh: z.string(), nameKo: z.string() };
const pointRow = z.object({ ...names, parentId: z.number().nullable(), country: z.string() });
const substanceRow = z.object({ ...names, family: z.string() });

/** Looks up a filter's slugs. An unknown one is a problem and has no effect. Two statements, whatever the filter. */
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

  const points = pointTree(pointRows);
  const known = {
    point: new Set(["none", ...pointRows.map((p) => p.slug)]),
    substance: new Set(substances.map((s) => s.slug)),
  };
  const point = filter.point.filter((value) => known.point.has(slugOf(value)));
  const substance = filter.substance.filter((value) => known.substance.has(value));
  const problems: Problem[] = [
    ...filter.point
      .filter((value) => !point.includes(value))
      .map((value) => ({ key: "point", value, reason: "no-such-point" }) as const),
    ...filter.substance
      .filter((value) => !substance.includes(value))
      .map((value) => ({ key: "substance", value, reason: "no-such-substance" }) as const),
  ];
  return {
    filter: { ...filter, point, substance },
    refs: {
      points: pointIds(point, points),
      substances: substances.filter((s) => substance.includes(s.slug)).map((s) => s.id),
    },
    problems,
    points,
    substances,
  };
}

/** The point of an id, from a resolved filter's hierarchy. */
export function pointNames(points: readonly PointNode[]): Map<number, PointName> {
  return new Map(flatten(points).map((node) => [node.point.id, node.point]));
}
