import { getLocale } from "next-intl/server";
import { viewerRoute } from "@/lib/auth/action";
import { downloadRows } from "@/lib/import/drafts";

type Context = { params: Promise<{ id: string }> };

/** The rows of the last dry run that are refused, or warned of (`?rows=warnings`), with a column that says why. */
export const GET = viewerRoute<Context>(async (viewer, request, { params }) => {
  const kind = new URL(request.url).searchParams.get("rows") ?? "refused";
  const { name, body } = await downloadRows(viewer, (await params).id, kind, await getLocale());
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
});
