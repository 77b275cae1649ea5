import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { withViewer } from "@/lib/db/with-viewer";
import type { PointNode } from "@/lib/filter/points";
import { pointTree } from "@/lib/filter/points";
import { listPoints, listSubstances } from "./queries";
import { reportedOf } from "./rules";
import type { PointRow, SubstanceRow } from "./types";

/**
 * The transit points, parents before their children.
 * @throws AppError FORBIDDEN for a role that reads no cases, and so not the lists that they rest on
 */
export async function loadPoints(viewer: Viewer): Promise<PointRow[]> {
  assertMay(viewer, "case.read");
  const rows = await withViewer(viewer, listPoints);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const place = (node: PointNode, depth: number): PointRow[] => {
    const row = byId.get(node.point.id);
    if (!row) return [];
    const { opposite, aliases, subdivision, unlocode, gbCode, periods, hasNils } = row;
    const codes = [subdivision, unlocode, gbCode].filter((code) => code !== null);
    const own = { point: node.point, depth, opposite, codes, aliases, reported: reportedOf(periods, hasNils) };
    return [own, ...node.children.flatMap((child) => place(child, depth + 1))];
  };
  return pointTree(rows).flatMap((node) => place(node, 0));
}

/** The substances with their other names. @throws AppError FORBIDDEN for a role that reads no cases */
export async function loadSubstances(viewer: Viewer): Promise<SubstanceRow[]> {
  assertMay(viewer, "case.read");
  return withViewer(viewer, listSubstances);
}
