import { viewerRoute } from "@/lib/auth/action";
import { uploadFile } from "@/lib/import/drafts";

/** Takes a file, as it comes, and begins an import with it: `?name=` as the browser calls it. Not a server action: those hold the whole body. */
export const POST = viewerRoute(async (viewer, request) => {
  const name = new URL(request.url).searchParams.get("name") ?? "";
  const announced = Number(request.headers.get("content-length") ?? 0);
  const { id } = await uploadFile(viewer, { name, body: request.body, announced });
  return Response.json({ id }, { status: 201 });
});
