import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { SourcesView } from "@/components/sources/sources-view";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import type { SearchParams } from "@/lib/filter/codec";
import { loadSourcesPage } from "@/lib/sources/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sources"))("title") };
}

/** The sources that reports rest on. */
export default async function Sources({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer();
  const page = await orRefusal(loadSourcesPage(viewer, await searchParams));
  return (
    <Messages namespaces={[]}>
      <SourcesView page={page} />
    </Messages>
  );
}
