import { viewerRoute } from "@/lib/auth/action";
import { findSources } from "@/lib/reports/loaders";

/** Sources that the typed text may mean, for the form's source field: `?q=`. */
export const GET = viewerRoute(async (viewer, request) => {
  const text = new URL(request.url).searchParams.get("q") ?? "";
  return Response.json({ sources: await findSources(viewer, text) }, { headers: { "cache-control": "no-store" } });
});
