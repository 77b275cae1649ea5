import { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { checkSource, dateOf, pointIds } from "./mutations";
import type { RemoveText, SaveAssessment, SaveMarker } from "./schema";

/** Writes a marker, new or changed. @throws AppError CONFLICT when somebody else was faster, INVALID for a point or source that is not there */
export async function saveMarker(tx: Tx, viewer: Viewer, input: SaveMarker): Promise<void> {
  assertMay(viewer, "reference.keep");
  await checkSource(tx, input.source);
  const points = await pointIds(tx, input.points, "points");
  const { id, data } = await begin(tx, "marker", input);
  if (input.id === null) await tx.marker.createMany({ data: { ...data, id } });
  else {
    const { count } = await tx.marker.updateMany({
      where: { id, version: input.version },
      data: { ...data, version: { increment: 1 } },
    });
    if (count === 0) throw new AppError("CONFLICT");
  }
  const have = (await tx.markerPoint.findMany({ where: { markerId: id } })).map(({ pointId }) => pointId);
  await tx.markerPoint.deleteMany({ where: { markerId: id, pointId: { notIn: points } } });
  const more = points.filter((pointId) => !have.includes(pointId));
  await tx.markerPoint.createMany({ data: more.map((pointId) => ({ markerId: id, pointId })) });
}

/** Takes a marker off the charts. @throws AppError CONFLICT */
export async function removeMarker(tx: Tx, viewer: Viewer, { id, version }: RemoveText): Promise<void> {
  assertMay(viewer, "reference.keep");
  await appendAction(tx, { action: "marker.remove", subjectType: "marker", subjectId: String(id) });
  await tx.markerPoint.deleteMany({ where: { markerId: id, marker: { version } } });
  const { count } = await tx.marker.deleteMany({ where: { id, version } });
  if (count === 0) throw new AppError("CONFLICT");
}

/** Writes what a source thinks, new or changed. @throws AppError CONFLICT when somebody else was faster */
export async function saveAssessment(tx: Tx, viewer: Viewer, input: SaveAssessment): Promise<void> {
  assertMay(viewer, "reference.keep");
  await checkSource(tx, input.source);
  const { id, data } = await begin(tx, "assessment", input);
  if (input.id === null) {
    await tx.assessment.createMany({ data: { ...data, id } });
    return;
  }
  const { count } = await tx.assessment.updateMany({
    where: { id, version: input.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw new AppError("CONFLICT");
}

/** @throws AppError CONFLICT */
export async function removeAssessment(tx: Tx, viewer: Viewer, { id, version }: RemoveText): Promise<void> {
  assertMay(viewer, "reference.keep");
  await appendAction(tx, { action: "assessment.remove", subjectType: "assessment", subjectId: String(id) });
  const { count } = await tx.assessment.deleteMany({ where: { id, version } });
  if (count === 0) throw new AppError("CONFLICT");
}

type Kind = "marker" | "assessment";

/** The action, under the id that a new row will have, and the columns that markers and assessments share. */
async function begin(tx: Tx, kind: Kind, input: Omit<SaveMarker, "points">) {
  const id = input.id ?? (await nextId(tx, kind));
  const { edtf, from, to } = dateOf(input.date);
  const action = `${kind}.${input.id === null ? "add" : "change"}`;
  await appendAction(tx, { action, subjectType: kind, subjectId: String(id), details: { date: edtf } });
  const { textEn, textZh, textKo, source } = input;
  return {
    id,
    data: {
      ...{ edtf, dateFrom: from, dateTo: to, sourceId: source },
      ...{ textEn, textZh: textZh || textEn, textKo: textKo || textEn },
    },
  };
}

async function nextId(tx: Tx, kind: Kind): Promise<number> {
  const rows = await tx.$queryRaw`SELECT nextval(${`${kind}_id_seq`}::regclass)::int AS id`;
  return z.tuple([z.object({ id: z.number() })]).parse(rows)[0].id;
}
