import { viewerRoute } from "@/lib/auth/action";
import { AppError } from "@/lib/errors";
import { cancelRun, progressOf } from "@/lib/export/runs";

type Context = { params: Promise<{ run: string }> };

/** How far one's own export has come; no content while nothing is known of it. No sign of life of the person. */
export const GET = viewerRoute<Context>(
  async (viewer, _request, { params }) => {
    const progress = progressOf((await params).run.toLowerCase(), viewer.userId);
    const headers = { "cache-control": "no-store" };
    return progress ? Response.json(progress, { headers }) : new Response(null, { status: 204, headers });
  },
  { touch: false },
);

/** Stops one's own export. */
export const DELETE = viewerRoute<Context>(async (viewer, _request, { params }) => {
  if (!cancelRun((await params).run.toLowerCase(), viewer.userId)) throw new AppError("NOT_FOUND");
  return new Response(null, { status: 204 });
});
