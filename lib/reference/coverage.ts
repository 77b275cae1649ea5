import { appendAction } from "@/lib/audit/append";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { today } from "@/lib/dates/calendar";
import type { Tx } from "@/lib/db/client";
import { AppError, invalid } from "@/lib/errors";
import { periodsOf } from "./queries";
import type { Span } from "./rules";
import { joined, neighbours, strayGaps } from "./rules";
import type { AddNil, RemoveCoverage, RemoveNil, SaveCoverage } from "./schema";

const firstDayOf = (month: string) => new Date(`${month}-01`);

/**
 * Writes a covered period or a known gap of a point, new or changed. What overlaps one of the same kind and agency is refused in words,
 * or taken in when `join` says so. Charts follow at once.
 * @throws AppError FORBIDDEN by the matrix, CONFLICT when somebody else changed it first, INVALID for an overlap or a gap in no period
 */
export async function saveCoverage(tx: Tx, viewer: Viewer, input: SaveCoverage): Promise<void> {
  assertMay(viewer, "reference.keep");
  const point = await lockPoint(tx, input.point);
  const agencyId = await agencyOf(tx, input.agency);
  const spans = await periodsOf(tx, point.id);
  const before = input.id === null ? undefined : spans.find(({ id }) => id === input.id);
  if (input.id !== null && before?.version !== input.version) throw new AppError("CONFLICT");
  if (input.from > today(viewer.timeZone)) throw invalid("from", "reference.error.coverage-future");

  const own: Span = { id: input.id, agencyId, kind: input.kind, from: input.from, to: input.to };
  const { overlapping, joinable } = neighbours(own, spans);
  const [first] = overlapping;
  if (first && !input.join)
    throw invalid("join", "reference.error.overlap", {
      from: first.from,
      to: first.to ?? "",
      count: overlapping.length,
    });
  const taken = input.join ? joinable : [];
  const extent = joined(own, taken);
  const left = spans.filter(({ id }) => id !== input.id && !taken.some((one) => one.id === id));
  refuseStray(strayGaps([...left, { ...own, ...extent }]), input.kind === "gap" ? "from" : "to");

  await appendAction(tx, {
    action: input.id === null ? "coverage.add" : "coverage.change",
    subjectType: "transit_point",
    subjectId: input.point,
    details: { kind: input.kind, from: extent.from, to: extent.to, joined: taken.length },
  });
  await tx.coveragePeriod.deleteMany({ where: { id: { in: taken.flatMap(({ id }) => id ?? []) } } });
  const data = {
    agencyId,
    kind: input.kind,
    fromDate: new Date(extent.from),
    toDate: extent.to === null ? null : new Date(extent.to),
    note: input.note,
  };
  if (input.id === null) await tx.coveragePeriod.create({ data: { ...data, pointId: point.id } });
  else await tx.coveragePeriod.update({ where: { id: input.id }, data: { ...data, version: { increment: 1 } } });
}

/** Takes a period off the point. @throws AppError INVALID where a known gap would be left in no period, CONFLICT */
export async function removeCoverage(tx: Tx, viewer: Viewer, input: RemoveCoverage): Promise<void> {
  assertMay(viewer, "reference.keep");
  const point = await lockPoint(tx, input.point);
  const spans = await periodsOf(tx, point.id);
  const own = spans.find(({ id }) => id === input.id);
  if (own?.version !== input.version) throw new AppError("CONFLICT");
  refuseStray(strayGaps(spans.filter(({ id }) => id !== input.id)), "id");
  await appendAction(tx, {
    action: "coverage.remove",
    subjectType: "transit_point",
    subjectId: input.point,
    details: { kind: own.kind, from: own.from, to: own.to },
  });
  await tx.coveragePeriod.delete({ where: { id: input.id } });
}

/** Notes that nothing was seized at a point in a month that is over. Once stated, a second time changes its note. */
export async function addNil(tx: Tx, viewer: Viewer, input: AddNil): Promise<void> {
  assertMay(viewer, "reference.keep");
  const point = await lockPoint(tx, input.point);
  if (input.month >= today(viewer.timeZone).slice(0, 7)) throw invalid("month", "reference.error.month-open");
  await appendAction(tx, {
    action: "coverage.nil",
    subjectType: "transit_point",
    subjectId: input.point,
    details: { month: input.month },
  });
  const key = { pointId: point.id, month: firstDayOf(input.month) };
  await tx.nilReturn.upsert({
    where: { pointId_month: key },
    create: { ...key, note: input.note },
    update: { note: input.note },
  });
}

/** Takes a nil return back. */
export async function removeNil(tx: Tx, viewer: Viewer, input: RemoveNil): Promise<void> {
  assertMay(viewer, "reference.keep");
  const point = await lockPoint(tx, input.point);
  await appendAction(tx, {
    action: "coverage.remove-nil",
    subjectType: "transit_point",
    subjectId: input.point,
    details: { month: input.month },
  });
  const { count } = await tx.nilReturn.deleteMany({ where: { pointId: point.id, month: firstDayOf(input.month) } });
  if (count === 0) throw new AppError("CONFLICT");
}

/** The point, and its periods for one writer at a time: whether two overlap is no single row's business. */
async function lockPoint(tx: Tx, slug: string): Promise<{ id: number }> {
  const point = await tx.transitPoint.findUnique({ where: { slug }, select: { id: true } });
  if (!point) throw new AppError("NOT_FOUND", { detail: `there is no transit point ${slug}` });
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('weir.coverage'), ${point.id}::int)`;
  return point;
}

async function agencyOf(tx: Tx, code: string | null): Promise<number | null> {
  if (code === null) return null;
  const agency = await tx.agency.findUnique({ where: { code }, select: { id: true } });
  if (!agency) throw invalid("agency", "reference.error.agency-unknown");
  return agency.id;
}

function refuseStray([gap]: Span[], path: string): void {
  if (gap) throw invalid(path, "reference.error.stray-gap", { from: gap.from, to: gap.to ?? "" });
}
