import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NoReading } from "@/components/cases/nothing";
import { TrendsView } from "@/components/trends/trends-view";
import { may } from "@/lib/auth/permissions";
import { requireViewer } from "@/lib/auth/viewer";
import type { SearchParams } from "@/lib/filter/codec";
import { loadTrendsPage } from "@/lib/trends/loaders";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("trends");
  return { title: t("title") };
}

export default async function Trends({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer();
  if (!may(viewer, "case.read")) return <NoReading />;
  const page = await loadTrendsPage(viewer, await searchParams);
  return <TrendsView page={page} timeZone={viewer.timeZone} />;
}
