import { z } from "zod";
import { qualifierCodes } from "@/lib/codes";
import type { Tx } from "@/lib/db/client";
import type { ChangeIndicator, SaveAssessment, SaveMarker, SaveValue } from "./schema";

const names = { nameEn: true, nameZh: true, nameKo: true } as const;
const texts = {
  id: true,
  version: true,
  edtf: true,
  textEn: true,
  textZh: true,
  textKo: true,
  sourceId: true,
} as const;

/** An indicator as the input of a change would say it; null where there is none. */
export async function indicatorAsInput(tx: Tx, slug: string): Promise<ChangeIndicator | null> {
  const row = await tx.indicator.findUnique({
    where: { slug },
    select: { slug: true, version: true, unit: true, note: true, sourceId: true, ...names },
  });
  if (!row) return null;
  const { sourceId, ...same } = row;
  return { ...same, source: sourceId };
}

/** A value as the input that would write it; null where there is none. */
export async function valueAsInput(tx: Tx, id: number): Promise<SaveValue | null> {
  const row = await tx.indicatorValue.findUnique({
    where: { id },
    select: {
      ...{ id: true, version: true, placeCode: true, placeEn: true, placeZh: true, placeKo: true, edtf: true },
      ...{ qualifier: true, value: true, low: true, high: true, words: true },
      ...{ noteEn: true, noteZh: true, noteKo: true, sourceId: true },
      indicator: { select: { slug: true } },
      point: { select: { slug: true } },
    },
  });
  if (!row) return null;
  const { indicator, point, edtf, sourceId, qualifier, value, low, high, ...same } = row;
  return {
    ...same,
    ...{ indicator: indicator.slug, point: point?.slug ?? null, period: edtf, source: sourceId },
    qualifier: z.enum(qualifierCodes).parse(qualifier),
    ...{ value: value?.toFixed() ?? null, low: low?.toFixed() ?? null, high: high?.toFixed() ?? null },
  };
}

/** A marker as the input that would write it; null where there is none. */
export async function markerAsInput(tx: Tx, id: number): Promise<SaveMarker | null> {
  const row = await tx.marker.findUnique({
    where: { id },
    select: {
      ...texts,
      points: { select: { point: { select: { slug: true } } }, orderBy: { point: { position: "asc" } } },
    },
  });
  if (!row) return null;
  const { edtf, sourceId, points, ...same } = row;
  return { ...same, date: edtf, source: sourceId, points: points.map(({ point }) => point.slug) };
}

/** An assessment as the input that would write it, but for one that ships without a source; null where there is none. */
export async function assessmentAsInput(
  tx: Tx,
  id: number,
): Promise<(Omit<SaveAssessment, "source"> & { source: number | null }) | null> {
  const row = await tx.assessment.findUnique({ where: { id }, select: texts });
  if (!row) return null;
  const { edtf, sourceId, ...same } = row;
  return { ...same, date: edtf, source: sourceId };
}
