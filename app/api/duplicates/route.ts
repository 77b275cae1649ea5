import { viewerRoute } from "@/lib/auth/action";
import { findDuplicates } from "@/lib/duplicates/loaders";
import { readDraftBody } from "@/lib/reports/drafts";

/**
 * Cases that are probably the event being typed. A POST although it writes nothing: what is typed stands in no address and no log of
 * addresses. Not a server action: those queue, and would hold up the submit. No sign of life of the person.
 */
export const POST = viewerRoute(
  async (viewer, request) => {
    const body = await readDraftBody(request);
    if (body === null) return new Response(null, { status: 413 });
    return Response.json(await findDuplicates(viewer, body), { headers: { "cache-control": "no-store" } });
  },
  { touch: false },
);
