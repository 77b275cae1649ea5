import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { parseDate } from "@/lib/dates/parse";
import type { Tx } from "@/lib/db/client";
import { withViewer } from "@/lib/db/with-viewer";
import { AppError, parseInput } from "@/lib/errors";
import { massOf } from "@/lib/quantity/conversion";
import type { ComparedCase } from "./queries";
import { probableDuplicates, readCompared, readReference } from "./queries";
import { compareEvents, milligramsOf, reasonsFor } from "./rules";
import type { Probe, Suspect } from "./schema";
import { probeSchema } from "./schema";
import type { DuplicateHint, Duplicates, Event, LikeCases } from "./types";

/** Hints at once: what one reads in passing. */
const mostHints = 3;

/**
 * Cases that are probably the event being typed, among those that the viewer may see, with what is compared field by field.
 * @param body JSON of a Probe @throws AppError FORBIDDEN for a viewer who may not log, INVALID
 */
export async function findDuplicates(viewer: Viewer, body: string): Promise<Duplicates> {
  assertMay(viewer, "report.log");
  const probe = parseInput(probeSchema, jsonOf(body));
  return withViewer(viewer, async (tx) => {
    const reference = await readReference(tx, [...new Set(probe.lines.map((line) => line.substance))]);
    const typed = eventOf(probe, reference);
    return hintsFor(tx, typed, reference.points, probe.otherThan);
  });
}

async function hintsFor(
  tx: Tx,
  typed: Event,
  points: Awaited<ReturnType<typeof readReference>>["points"],
  otherThan: readonly string[],
): Promise<Duplicates> {
  const [found] = await probableDuplicates(tx, [{ typed, otherThan }], points, mostHints);
  const ids = (found?.cases ?? []).map(({ id }) => id);
  const cases = await readCompared(tx, ids);
  return { hints: cases.map((it) => hintOf(typed, it, points)), more: (found?.total ?? 0) - ids.length };
}

/** For each account the cases that are probably the same event, among those that the viewer may see, in two statements. */
export async function duplicatesOfEach(tx: Tx, suspects: readonly Suspect[]): Promise<LikeCases[]> {
  if (suspects.length === 0) return [];
  const substances = suspects.flatMap(({ lines }) => lines.map(({ substance }) => substance));
  const reference = await readReference(tx, [...new Set(substances)]);
  const asked = suspects.map((suspect) => ({ typed: eventOf(suspect, reference), otherThan: suspect.otherThan }));
  const found = await probableDuplicates(tx, asked, reference.points, mostHints);
  return found.map(({ cases, total }) => ({
    cases: cases.map(({ reference: name, reasons }) => ({ reference: name, reasons })),
    total,
  }));
}

function eventOf(
  probe: Omit<Probe, "otherThan">,
  { families, factors }: Awaited<ReturnType<typeof readReference>>,
): Event {
  const date = probe.date === null ? null : parseDate(probe.date);
  const lines = probe.lines.flatMap((line) => {
    const family = families[line.substance];
    return family ? [{ ...line, family }] : [];
  });
  return {
    days: date?.ok ? { from: date.date.from, to: date.date.to } : null,
    point: probe.point,
    families: [...new Set(lines.map((line) => line.family))],
    milligrams: milligramsOf(lines.map((line) => massOf(line, { factors }).central)),
    counted: lines.flatMap(({ family, unit, quantity }) => (unit && quantity ? [{ family, unit, quantity }] : [])),
    references: probe.externalReference === null ? [] : [probe.externalReference.normalize("NFC")],
  };
}

function hintOf(typed: Event, it: ComparedCase, points: Parameters<typeof compareEvents>[2]): DuplicateHint {
  const comparison = compareEvents(
    typed,
    {
      days: it.from !== null && it.to !== null ? { from: it.from, to: it.to } : null,
      point: it.point,
      families: [...new Set(it.lines.map((line) => line.family))],
      milligrams: it.milligrams,
      counted: it.lines.flatMap(({ family, unit, quantity }) => (unit && quantity ? [{ family, unit, quantity }] : [])),
      references: it.references,
    },
    points,
  );
  const { reference, status, edtf, point, grams, references } = it;
  return {
    reference,
    status,
    edtf,
    point,
    grams,
    lines: it.lines.map(({ family: _, ...line }) => line),
    externalReferences: references,
    reasons: reasonsFor(comparison),
    comparison,
  };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new AppError("INVALID");
  }
}
