import { assertMay, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { clampWindow } from "@/lib/charts/map-window";
import { today } from "@/lib/dates/calendar";
import type { Tx } from "@/lib/db/client";
import { withViewer } from "@/lib/db/with-viewer";
import { AppError, parseInput } from "@/lib/errors";
import { monthNumber } from "@/lib/filter/period";
import type { PointNode } from "@/lib/filter/points";
import { pointTree } from "@/lib/filter/points";
import { mapPaths } from "./map";
import {
  aliasesOf,
  casesByMonth,
  casesByPoint,
  casesWith,
  listPoints,
  listSubstances,
  nilsOf,
  periodsOf,
  pointAsInput,
  substanceAsInput,
  synonymsOf,
} from "./queries";
import { reportedOf, timeline } from "./rules";
import { windowSchema } from "./schema";
import type {
  CoveragePage,
  PointFormData,
  PointPage,
  PointRow,
  PointsPage,
  Rights,
  SubstancePage,
  SubstancesPage,
} from "./types";

function rightsOf(viewer: Viewer): Rights {
  const lists = may(viewer, "reference.keep") ? "keep" : may(viewer, "reference.propose") ? "propose" : "read";
  return { lists, terms: may(viewer, "reference.add-term") };
}

/**
 * The transit points, parents before their children, and those with cases that nobody has said to be reported on.
 * @throws AppError FORBIDDEN for a role that reads no cases, and so not the lists that they rest on
 */
export async function loadPoints(viewer: Viewer): Promise<PointsPage> {
  assertMay(viewer, "case.read");
  const rights = rightsOf(viewer);
  return withViewer(viewer, async (tx) => {
    const rows = await listPoints(tx);
    const unsaid = rows.filter(({ periods, hasNils }) => reportedOf(periods, hasNils).kind === "never");
    const cases = rights.lists === "read" ? new Map<number, number>() : await casesByPoint(tx);
    return {
      rows: inTree(rows),
      uncovered: unsaid.flatMap(({ id, slug, country, nameEn, nameZh, nameKo }) => {
        const count = cases.get(id) ?? 0;
        return count === 0 ? [] : [{ slug, country, nameEn, nameZh, nameKo, cases: count }];
      }),
      rights,
    };
  });
}

function inTree(rows: Awaited<ReturnType<typeof listPoints>>): PointRow[] {
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

/** What the form of a new point needs. @throws AppError FORBIDDEN for who neither keeps the list nor proposes for it */
export async function loadPointForm(viewer: Viewer): Promise<PointFormData> {
  const rights = rightsOf(viewer);
  if (rights.lists === "read") assertMay(viewer, "reference.propose");
  return withViewer(viewer, async (tx) => ({ options: await pointOptions(tx, await listPoints(tx)), rights }));
}

/** One point with everything about it. @throws AppError NOT_FOUND, FORBIDDEN for a role that reads no cases */
export async function loadPoint(viewer: Viewer, slug: string): Promise<PointPage> {
  assertMay(viewer, "case.read");
  return withViewer(viewer, async (tx) => {
    const point = await pointAsInput(tx, slug);
    if (!point) throw new AppError("NOT_FOUND");
    const rows = await listPoints(tx);
    const own = rows.find((row) => row.slug === slug);
    return {
      point,
      aliases: await aliasesOf(tx, slug),
      reported: reportedOf(own?.periods ?? [], own?.hasNils ?? false),
      options: await pointOptions(tx, rows),
      rights: rightsOf(viewer),
    };
  });
}

async function pointOptions(tx: Tx, rows: Awaited<ReturnType<typeof listPoints>>): Promise<PointFormData["options"]> {
  const cases = await casesByPoint(tx);
  const slugs = new Map(rows.map(({ id, slug }) => [id, slug]));
  const number = (value: unknown) => (value === null ? null : Number(value));
  return rows.map(({ id, slug, country, nameEn, nameZh, nameKo, parentId, latitude, longitude }) => ({
    ...{ slug, country, nameEn, nameZh, nameKo },
    parent: parentId === null ? null : (slugs.get(parentId) ?? null),
    latitude: number(latitude),
    longitude: number(longitude),
    cases: cases.get(id) ?? 0,
  }));
}

/** When one point is reported on, month by month. @throws AppError NOT_FOUND, FORBIDDEN for a role that reads no cases */
export async function loadCoverage(viewer: Viewer, slug: string, now = new Date()): Promise<CoveragePage> {
  assertMay(viewer, "case.read");
  return withViewer(viewer, async (tx) => {
    const point = await tx.transitPoint.findUnique({
      where: { slug },
      select: { id: true, slug: true, country: true, nameEn: true, nameZh: true, nameKo: true },
    });
    if (!point) throw new AppError("NOT_FOUND");
    const agencies = await tx.agency.findMany({
      select: { id: true, code: true, name: true },
      orderBy: { name: "asc" },
    });
    const byId = new Map(agencies.map(({ id, ...agency }) => [id, agency]));
    const periods = await periodsOf(tx, point.id);
    const nils = await nilsOf(tx, point.id);
    return {
      point,
      periods: periods.map(({ agencyId, ...period }) => ({
        ...period,
        agency: agencyId === null ? null : (byId.get(agencyId) ?? null),
      })),
      nils,
      years: timeline(
        periods.map((period) => ({ ...period, pointId: point.id })),
        nils.map(({ month }) => ({ pointId: point.id, month: monthNumber(month) })),
        await casesByMonth(tx, point.id),
        monthNumber(today(viewer.timeZone, now).slice(0, 7)),
      ),
      agencies: [...byId.values()],
      ownAgency: viewer.agencyCode,
      rights: rightsOf(viewer),
    };
  });
}

/** The substances with their other names. @throws AppError FORBIDDEN for a role that reads no cases */
export async function loadSubstances(viewer: Viewer): Promise<SubstancesPage> {
  assertMay(viewer, "case.read");
  return { rows: await withViewer(viewer, listSubstances), rights: rightsOf(viewer) };
}

/** What a small map shows. @throws AppError INVALID for no window, FORBIDDEN for a role that reads no cases */
export async function loadMap(viewer: Viewer, asked: Record<string, string>) {
  assertMay(viewer, "case.read");
  return mapPaths(clampWindow(parseInput(windowSchema, asked)));
}

/** What the form of a new substance needs. @throws AppError FORBIDDEN for who neither keeps the list nor proposes for it */
export async function loadSubstanceForm(viewer: Viewer): Promise<Rights> {
  const rights = rightsOf(viewer);
  if (rights.lists === "read") assertMay(viewer, "reference.propose");
  return rights;
}

/** One substance with everything about it. @throws AppError NOT_FOUND, FORBIDDEN for a role that reads no cases */
export async function loadSubstance(viewer: Viewer, slug: string): Promise<SubstancePage> {
  assertMay(viewer, "case.read");
  return withViewer(viewer, async (tx) => {
    const substance = await substanceAsInput(tx, slug);
    if (!substance) throw new AppError("NOT_FOUND");
    return {
      substance,
      synonyms: await synonymsOf(tx, slug),
      cases: await casesWith(tx, slug),
      rights: rightsOf(viewer),
    };
  });
}
