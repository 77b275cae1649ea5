import { viewerRoute } from "@/lib/auth/action";
import { readDraft, readDraftBody, removeDraft, storeDraft } from "@/lib/reports/drafts";

type Context = { params: Promise<{ id: string }> };

/** Saves the draft as it is typed. Not a server action: those queue, and would hold up the submit. No sign of life of the person. */
export const PUT = viewerRoute<Context>(
  async (viewer, request, { params }) => {
    const body = await readDraftBody(request);
    if (body === null) return Response.json({ kind: "refused" }, { status: 413 });
    const answer = await storeDraft(viewer, (await params).id, body);
    const status = { saved: 200, conflict: 409, submitted: 409, taken: 404 }[answer.kind];
    return Response.json(answer, { status, headers: { "cache-control": "no-store" } });
  },
  { touch: false },
);

/** What there is of the draft now: another page may have saved or submitted it. No sign of life of the person either. */
export const GET = viewerRoute<Context>(
  async (viewer, _request, { params }) =>
    Response.json(await readDraft(viewer, (await params).id), { headers: { "cache-control": "no-store" } }),
  { touch: false },
);

/** Throws the draft away. */
export const DELETE = viewerRoute<Context>(async (viewer, _request, { params }) => {
  await removeDraft(viewer, (await params).id);
  return new Response(null, { status: 204 });
});
