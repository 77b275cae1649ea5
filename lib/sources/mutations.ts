import { z } from "zod";
import { appendAction } from "@/lib/audit/append";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import { parseDate } from "@/lib/dates/parse";
import type { Tx } from "@/lib/db/client";
import { sqlState } from "@/lib/db/failure";
import { AppError, invalid } from "@/lib/errors";
import { clashesOf, readSource } from "./queries";
import { mayEdit, mayGrade } from "./rules";
import type { Merge, SourceEdit, SourceInput, Unmerge } from "./schema";
import type { SourceDetails } from "./types";

function published(text: string | null) {
  const date = text === null ? null : parseDate(text);
  if (date && !date.ok) throw invalid("published", "sources.error.published");
  return date?.date ?? null;
}

/**
 * Adds a source of one's own agency, for a reviewer also to everybody's list.
 * @param request a UUID: one source of the agency is made by it, however often it is asked @throws AppError FORBIDDEN by the matrix
 */
export async function addSource(
  tx: Tx,
  viewer: Viewer,
  input: SourceInput,
  request: string | null = null,
): Promise<{ id: number }> {
  assertMay(viewer, "source.add");
  if (input.shared) assertMay(viewer, "source.grade");
  if (request !== null) {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${request}, 0))::text`;
    const [made] = await tx.$queryRaw<{ id: number }[]>`
      SELECT id FROM source WHERE request = ${request}::uuid AND owner_agency_id = ${viewer.agencyId}`;
    if (made) return made;
  }
  const date = published(input.published);
  const [next] = z
    .array(z.object({ id: z.number() }))
    .parse(await tx.$queryRaw`SELECT nextval('source_id_seq')::int AS id`);
  if (!next) throw new Error("no id for a source");
  await appendAction(tx, { action: "source.add", subjectType: "source", subjectId: String(next.id) });
  await tx.$executeRaw`
    INSERT INTO source (id, title, author, publisher, language, published_edtf, published_from, published_to, pages, url, reliability, shared, owner_agency_id, request)
    VALUES (${next.id}, ${input.title}, ${input.author}, ${input.publisher}, ${input.language}, ${date?.edtf ?? null}, ${date?.from ?? null}::date,
      ${date?.to ?? null}::date, ${input.pages}, ${input.url}, ${input.reliability}, ${input.shared}, ${viewer.agencyId}, ${request}::uuid)`;
  return next;
}

async function keptSource(tx: Tx, id: number): Promise<SourceDetails> {
  const source = await readSource(tx, id);
  if (!source) throw new AppError("NOT_FOUND");
  return source;
}

/**
 * Corrects what is written of a source. Another reliability is the source's own, so every case that rests on it follows: at once, or for
 * very many in the background. @returns how many cases are still to follow
 * @throws AppError NOT_FOUND, FORBIDDEN for another agency's source and for who may not grade, CONFLICT for one that is merged
 */
export async function editSource(tx: Tx, viewer: Viewer, input: SourceEdit): Promise<{ following: number }> {
  assertMay(viewer, "source.edit");
  const source = await keptSource(tx, input.id);
  if (!mayEdit(viewer, source)) throw new AppError("FORBIDDEN", { detail: "a source that others keep" });
  if (source.mergedInto) throw new AppError("CONFLICT", { detail: "the source is merged into another one" });
  const graded = input.reliability !== source.reliability;
  if ((graded || input.shared !== source.shared) && !mayGrade(viewer, source))
    throw new AppError("FORBIDDEN", { detail: "reliability and the shared list are a reviewer's" });
  // A source that others cite stays on their list.
  if (source.shared && !input.shared) throw invalid("shared", "sources.error.shared");
  const date = published(input.published);
  await appendAction(tx, {
    action: graded ? "source.grade" : "source.edit",
    subjectType: "source",
    subjectId: String(source.id),
    reason: input.reason,
    ...(graded ? { details: { from: source.reliability, to: input.reliability } } : {}),
  });
  await tx.$executeRaw`
    UPDATE source SET (title, author, publisher, language, published_edtf, published_from, published_to, pages, url, reliability, shared)
      = (${input.title}, ${input.author}, ${input.publisher}, ${input.language}, ${date?.edtf ?? null}, ${date?.from ?? null}::date,
        ${date?.to ?? null}::date, ${input.pages}, ${input.url}, ${input.reliability}, ${input.shared})
    WHERE id = ${source.id}`;
  if (!graded) return { following: 0 };
  const [left] = await tx.$queryRaw<{ n: number }[]>`SELECT source_graded(${source.id}) AS n`;
  return { following: left?.n ?? 0 };
}

/**
 * Makes two sources one: all reports move to the survivor, also those that the viewer does not see; the other is kept with a link to it.
 * @throws AppError INVALID at `into` when it cannot be the survivor or reports of both carry one external reference; CONFLICT when somebody
 * was faster; FORBIDDEN
 */
export async function mergeSources(tx: Tx, viewer: Viewer, input: Merge): Promise<{ reports: number }> {
  assertMay(viewer, "source.grade");
  const source = await keptSource(tx, input.id);
  const into = await readSource(tx, input.into);
  if (!mayGrade(viewer, source)) throw new AppError("FORBIDDEN", { detail: "a source that others keep" });
  if (!into || into.id === source.id || into.mergedInto || !mayGrade(viewer, into))
    throw invalid("into", "sources.error.into");
  if (source.shared && !into.shared) throw invalid("into", "sources.error.into-shared");
  const { clashes, hidden } = await clashesOf(tx, source.id, into.id);
  if (clashes.length + hidden > 0) throw invalid("into", "sources.error.clash", { count: clashes.length + hidden });
  await appendAction(tx, {
    action: "source.merge",
    subjectType: "source",
    subjectId: String(source.id),
    reason: input.reason,
    details: { into: into.id },
  });
  const [moved] = await orConflict(tx.$queryRaw<{ n: number }[]>`SELECT merge_source(${source.id}, ${into.id}) AS n`);
  return { reports: moved?.n ?? 0 };
}

/** Takes a merge back: reports that were logged on the source stand on it again. @throws AppError CONFLICT when it is not merged, FORBIDDEN */
export async function unmergeSource(tx: Tx, viewer: Viewer, input: Unmerge): Promise<{ reports: number }> {
  assertMay(viewer, "source.grade");
  const source = await keptSource(tx, input.id);
  if (!mayGrade(viewer, source)) throw new AppError("FORBIDDEN", { detail: "a source that others keep" });
  if (!source.mergedInto) throw new AppError("CONFLICT", { detail: "the source is not merged" });
  await appendAction(tx, {
    action: "source.unmerge",
    subjectType: "source",
    subjectId: String(source.id),
    reason: input.reason,
    details: { from: source.mergedInto.id },
  });
  const [moved] = await orConflict(tx.$queryRaw<{ n: number }[]>`SELECT unmerge_source(${source.id}) AS n`);
  return { reports: moved?.n ?? 0 };
}

/** Somebody merged, or logged under the same reference, in the same moment. */
async function orConflict<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (["23505", "40001"].includes(sqlState(error) ?? "")) throw new AppError("CONFLICT", { cause: error });
    throw error;
  }
}

/** Lets the next cases follow their source. @returns whether there may be more */
export async function followStep(tx: Tx, most: number): Promise<boolean> {
  const [done] = await tx.$queryRaw<{ n: number }[]>`SELECT refresh_left_cases(${most}) AS n`;
  return (done?.n ?? 0) === most;
}
