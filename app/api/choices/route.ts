import { viewerRoute } from "@/lib/auth/action";
import { findFilterChoices } from "@/lib/cases/loaders";

/** Entries of a filter's long list whose words hold a text, with their cases: `?list=source&find=…` beside the filter's own keys. */
export const GET = viewerRoute(async (viewer, request) => {
  const choices = await findFilterChoices(viewer, new URL(request.url).searchParams);
  return Response.json({ choices }, { headers: { "cache-control": "no-store" } });
});
