import { getLocale } from "next-intl/server";
import type { PaletteHit } from "@/components/layout/types";
import { viewerRoute } from "@/lib/auth/action";
import { loadPalette } from "@/lib/palette/loaders";

/** What of the register a text means, for the command palette: `?q=…`. */
export const GET = viewerRoute(async (viewer, request) => {
  const text = new URL(request.url).searchParams.get("q") ?? "";
  const hits: PaletteHit[] = await loadPalette(viewer, text, await getLocale());
  return Response.json({ hits }, { headers: { "cache-control": "no-store" } });
});
