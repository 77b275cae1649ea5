import { viewerRoute } from "@/lib/auth/action";
import { countViews } from "@/lib/views/loaders";

/** How many cases each saved view finds for whoever asks, by id. The browser asks once a list stands; it is no sign of life of the person. */
export const GET = viewerRoute(
  async (viewer) => Response.json(await countViews(viewer), { headers: { "cache-control": "no-store" } }),
  { touch: false },
);
