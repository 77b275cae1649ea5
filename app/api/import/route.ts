import { viewerRoute } from "@/lib/auth/action";
import { uploadFile } from "@/lib/import/drafts";

/** Takes a file, as it comes, and begins an import with it: `?name=` as the browser calls it. Not a server action: those hold the whole body. */
export const POST = viewerRoute(async (viewer, request) =>
  Response.json(await uploadFile(viewer, request), { status: 201 }),
);
