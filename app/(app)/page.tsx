import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OverviewView } from "@/components/overview/overview-view";
import { may } from "@/lib/auth/permissions";
import { requireViewer } from "@/lib/auth/viewer";
import { loadOverview } from "@/lib/overview/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("overview") };
}

/** Where everybody begins: the month at every point and what one has in hand; whoever reads no cases goes to their own work. */
export default async function Overview() {
  const viewer = await requireViewer();
  if (!may(viewer, "case.read")) redirect(may(viewer, "accounts.manage") ? "/admin" : "/audit");
  const page = await loadOverview(viewer);
  return <OverviewView page={page} timeZone={viewer.timeZone} mayLog={may(viewer, "report.log")} />;
}
