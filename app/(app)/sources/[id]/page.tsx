import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { SourceView } from "@/components/sources/source-view";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadSourcePage } from "@/lib/sources/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sources"))("title") };
}

/** One source. One that is nobody's and one that the viewer may not see are the same page: not found. */
export default async function Source({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer();
  const page = await orRefusal(loadSourcePage(viewer, (await params).id));
  return (
    <Messages namespaces={["sources.form", "sources.merge", "sources.separate", "sources.error", "codes.reliability"]}>
      <SourceView page={page} timeZone={viewer.timeZone} />
    </Messages>
  );
}
