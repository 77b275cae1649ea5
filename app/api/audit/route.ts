import { exportAudit } from "@/lib/audit/loaders";
import { viewerRoute } from "@/lib/auth/action";
import { isSynthetic } from "@/lib/db/synthetic";

/** The log, as far as the address asks for it, as a CSV file. */
export const GET = viewerRoute(async (viewer, request) => {
  const parts = await exportAudit(viewer, Object.fromEntries(new URL(request.url).searchParams));
  const name = (await isSynthetic()) ? "weir-synthetic-audit" : "weir-audit";
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => void parts.return(undefined),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}-${new Date().toISOString().slice(0, 10)}.csv"`,
      "cache-control": "no-store",
    },
  });
});
