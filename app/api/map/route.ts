import { viewerRoute } from "@/lib/auth/action";
import { loadMap } from "@/lib/reference/loaders";

/** What a small map shows: `?lon=&lat=&span=`, in degrees. Drawn anew with each release, and the same for everybody. */
export const GET = viewerRoute(
  async (viewer, request) => {
    const paths = await loadMap(viewer, Object.fromEntries(new URL(request.url).searchParams));
    return Response.json(paths, { headers: { "cache-control": "private, max-age=86400" } });
  },
  { touch: false },
);
