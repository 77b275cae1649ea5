import { getLocale, getTranslations } from "next-intl/server";
import { viewerRoute } from "@/lib/auth/action";
import type { Viewer } from "@/lib/auth/types";
import { AppError, parseInput } from "@/lib/errors";
import { openExport } from "@/lib/export/loaders";
import { chosenReferences, exportAsked, exportKeys } from "@/lib/export/schema";
import type { ExportOf } from "@/lib/export/types";
import { parseFilter } from "@/lib/filter/codec";

/** The cases of a filter as a file: the filter's own keys, `format` (csv, jsonl, xlsx), and an id to ask about it by (`run`). */
export const GET = viewerRoute(async (viewer, request) => {
  const query = new URL(request.url).searchParams;
  const { filter, problems } = parseFilter(query, exportKeys);
  // A file must not hold the answer to another question.
  if (problems.length > 0)
    throw new AppError("INVALID", {
      fields: problems.map(({ key, value, reason }) => ({
        path: `${key}=${value}`,
        message: `filter.problem.${reason}`,
      })),
    });
  return answer(
    viewer,
    request,
    { filter },
    {
      format: query.get("format"),
      run: query.get("run"),
      set: query.get("set"),
    },
  );
});

/** Chosen cases as a file: fields `references`, `format`, `run`. A POST, because a hundred references fit in no address. */
export const POST = viewerRoute(async (viewer, request) => {
  const form = await request.formData();
  const references = parseInput(chosenReferences, String(form.get("references") ?? ""));
  return answer(viewer, request, { references }, { format: form.get("format"), run: form.get("run") });
});

async function answer(viewer: Viewer, request: Request, of: ExportOf, asked: unknown): Promise<Response> {
  const { format, run, set } = parseInput(exportAsked, asked);
  const t = await getTranslations();
  const words = {
    heads: [t("export.about.heading"), t("export.about.text")] as const,
    t: (key: string, values?: Record<string, string | number>) =>
      t(key as Parameters<typeof t>[0], values as Parameters<typeof t>[1]),
  };
  const options = { locale: await getLocale(), words, run, set, signal: request.signal };
  const { fileName, contentType, summary, body } = await openExport(viewer, of, format, options);
  return new Response(streamOf(body), {
    headers: {
      "content-type": contentType,
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
      "x-weir-cases": String(summary.cases),
    },
  });
}

/** The bytes as the browser takes them; when it takes no more, they end. */
function streamOf(body: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await body.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => void body.return(undefined).catch(() => {}),
    },
    { highWaterMark: 1 },
  );
}
