import { randomUUID } from "node:crypto";
import { appendAction } from "@/lib/audit/append";
import { logNameSearch } from "@/lib/audit/consult";
import { assertMay } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/types";
import type { Locale } from "@/lib/codes";
import { Prisma } from "@/lib/db/generated/client";
import { setAsked } from "@/lib/db/mass";
import { withViewer, withViewerWrite } from "@/lib/db/with-viewer";
import type { Snapshot } from "@/lib/db/with-viewer-stream";
import { withViewerStream } from "@/lib/db/with-viewer-stream";
import { AppError } from "@/lib/errors";
import { toQuery } from "@/lib/filter/codec";
import type { Problem } from "@/lib/filter/fields";
import { resolveFilter } from "@/lib/filter/refs";
import { filterWhere } from "@/lib/filter/where";
import { log } from "@/lib/log";
import type { AboutWords } from "./about";
import { aboutOf } from "./about";
import { csvHead, csvRows } from "./csv";
import { jsonLine } from "./jsonl";
import type { ExportWhere } from "./queries";
import { readSummary, streamCases } from "./queries";
import { fileNameOf } from "./rules";
import { beginRun } from "./runs";
import type { ExportCase, ExportFormat, ExportOf, ExportSummary, OpenedExport } from "./types";
import { workbook } from "./xlsx";

const contentTypes: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/jsonl; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export type ExportOptions = {
  /** the conversion set of the weights, by its slug; null: the current one */
  set: string | null;
  locale: Locale;
  words: AboutWords;
  /** ends it before its end */
  signal: AbortSignal;
  /** an id by which progress can be asked for */
  run: string | null;
  onProgress?: (cases: number, total: number) => void;
};

/**
 * Opens an export of exactly the cases that a filter means and the viewer may see, or of chosen ones among those; all from one snapshot,
 * however many there are. That it is taken out is logged, with who, what and how many, before its first byte; how it ended, afterwards.
 * @returns the file's name, kind and size in cases, and its bytes as they are made
 * @throws AppError FORBIDDEN for a role that reads no cases, INVALID for a filter that names what the register does not have, UNAVAILABLE
 */
export async function openExport(
  viewer: Viewer,
  of: ExportOf,
  format: ExportFormat,
  options: ExportOptions,
): Promise<OpenedExport> {
  assertMay(viewer, "case.read");
  const { query, ...which } = await conditionOf(viewer, of, options.set);
  const stopping = new AbortController();
  const signal = AbortSignal.any([options.signal, stopping.signal]);
  const run = beginRun(options.run ?? randomUUID(), viewer.userId, () => stopping.abort());
  const consultation = "references" in of ? null : await logNameSearch(viewer, of.filter);
  const parts = withViewerStream(viewer, (snapshot) => write(snapshot), signal, consultation);

  async function* write(snapshot: Snapshot): AsyncGenerator<ExportSummary | Uint8Array> {
    const summary = await readSummary(snapshot, which);
    run.total = summary.cases;
    yield summary;
    const cases = async function* (wanted: { lines: boolean; others: boolean; counts: boolean }) {
      for await (const it of streamCases(snapshot, which, wanted, options.locale)) {
        signal.throwIfAborted();
        yield it;
        if (!wanted.counts) continue;
        run.cases += 1;
        options.onProgress?.(run.cases, summary.cases);
      }
    };
    if (format === "xlsx")
      yield* workbook({
        summary,
        aboutHeads: options.words.heads,
        about: aboutOf(viewer, of, summary, options.words),
        // the lines come last: what has been read of them is how far the file has come
        cases: ({ lines }) => cases({ lines, others: false, counts: lines }),
      });
    else if (format === "csv")
      yield* inPieces(csvHead, cases({ lines: true, others: false, counts: true }), (it) => csvRows(it, summary));
    else yield* inPieces("", cases({ lines: true, others: true, counts: true }), (it) => jsonLine(it, summary));
  }

  try {
    const first = await parts.next();
    if (first.done || first.value instanceof Uint8Array) throw new Error("an export begins with its summary");
    const summary = first.value;
    const event = await logExport(viewer, { query, format, summary, chosen: "references" in of });
    return {
      fileName: fileNameOf(format, summary),
      contentType: contentTypes[format],
      summary,
      body: bytesOf(viewer, parts, run, event),
    };
  } catch (error) {
    await parts.return();
    if (run.state === "running") run.state = signal.aborted ? "cancelled" : "failed";
    run.endedAt = Date.now();
    throw error;
  }
}

async function* bytesOf(
  viewer: Viewer,
  parts: AsyncGenerator<ExportSummary | Uint8Array>,
  run: ReturnType<typeof beginRun>,
  event: bigint,
): AsyncGenerator<Uint8Array, void, undefined> {
  let whole = false;
  try {
    for await (const part of parts) if (part instanceof Uint8Array) yield part;
    whole = true;
  } catch (error) {
    if (run.state === "running") run.state = "failed";
    throw error;
  } finally {
    if (run.state === "running") run.state = whole ? "done" : "cancelled";
    run.endedAt = Date.now();
    await logEnd(viewer, event, run.state, run.cases);
  }
}

/** The condition of an export, and the filter that it comes from as the log holds it. */
async function conditionOf(viewer: Viewer, of: ExportOf, set: string | null): Promise<ExportWhere & { query: string }> {
  return withViewer(viewer, async (tx) => {
    const { setId, problems: unknown } = await setAsked(tx, set);
    if ("references" in of) {
      refuse(unknown);
      const references = [...of.references];
      const where = Prisma.sql`f.case_id IN (SELECT x.id FROM case_file x WHERE x.reference = ANY (${references}::text[]))`;
      return { query: "", where, setId };
    }
    const { filter, refs, problems } = await resolveFilter(tx, of.filter);
    refuse([...problems, ...unknown]);
    // What is searched for may be somebody's name, and names do not stand in the log.
    return { query: toQuery({ ...filter, q: filter.q && "…" }), where: filterWhere(filter, refs), setId };
  });
}

/** A file must not hold the answer to another question. */
function refuse(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new AppError("INVALID", {
    fields: problems.map(({ key, value, reason }) => ({
      path: `${key}=${value}`,
      message: `filter.problem.${reason}`,
    })),
  });
}

type Logged = { query: string; format: ExportFormat; summary: ExportSummary; chosen: boolean };

async function logExport(viewer: Viewer, { query, format, summary, chosen }: Logged): Promise<bigint> {
  const { cases, lines, handling } = summary;
  const details = { format, cases, lines, handling, ...(chosen ? { chosen } : { filter: query }) };
  return withViewerWrite(viewer, (tx) =>
    appendAction(tx, { action: "export", subjectType: "cases", subjectId: "register", details }),
  );
}

/** That it began is in the log; a database that has gone meanwhile takes nothing from the file. */
async function logEnd(viewer: Viewer, event: bigint, state: string, cases: number): Promise<void> {
  const details = { export: String(event), state, cases };
  await withViewerWrite(viewer, (tx) =>
    appendAction(tx, { action: "export.end", subjectType: "cases", subjectId: "register", details }),
  ).catch((error: unknown) => log().warn({ where: "export", err: error }, "the end of an export was not logged"));
}

/** Texts in pieces of about 64 KB. */
async function* inPieces(
  head: string,
  cases: AsyncIterable<ExportCase>,
  write: (it: ExportCase) => string,
): AsyncGenerator<Uint8Array> {
  let text = head;
  for await (const it of cases) {
    text += write(it);
    if (text.length < 65_536) continue;
    yield Buffer.from(text);
    text = "";
  }
  yield Buffer.from(text);
}
