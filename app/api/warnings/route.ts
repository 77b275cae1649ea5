import { viewerRoute } from "@/lib/auth/action";
import { findWarningFacts } from "@/lib/reports/loaders";

/** What the form compares its quantities and its date with: `?substance=&unit=&source=`, the first two repeatable. */
export const GET = viewerRoute(async (viewer, request) => {
  const asked = new URL(request.url).searchParams;
  const facts = await findWarningFacts(viewer, {
    substances: asked.getAll("substance"),
    units: asked.getAll("unit"),
    source: asked.get("source"),
  });
  return Response.json(facts, { headers: { "cache-control": "no-store" } });
});
