import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NoReading } from "@/components/cases/nothing";
import { Messages } from "@/components/layout/messages";
import { TrendsView } from "@/components/trends/trends-view";
import { SavedViews, ViewsSection } from "@/components/views/saved-views";
import { may } from "@/lib/auth/permissions";
import { requireViewer } from "@/lib/auth/viewer";
import type { SearchParams } from "@/lib/filter/codec";
import { loadTrendsPage } from "@/lib/trends/loaders";
import { savedAddress } from "@/lib/views/loaders";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("trends");
  return { title: t("title") };
}

/** The trends. An address that asks for a saved view becomes that view's own address. */
export default async function Trends({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer();
  if (!may(viewer, "case.read")) return <NoReading />;
  const params = await searchParams;
  const saved = await savedAddress(viewer, "trends", params);
  if (saved) redirect(saved as Route);
  const page = await loadTrendsPage(viewer, params);
  const shown = { views: page.views, current: page.view.saved, page: "trends" } as const;
  return (
    <Messages namespaces={["views"]}>
      <TrendsView
        page={page}
        timeZone={viewer.timeZone}
        views={{
          menu: <SavedViews {...shown} query={page.query} mayKeep={may(viewer, "view.keep")} />,
          section: <ViewsSection {...shown} />,
        }}
      />
    </Messages>
  );
}
