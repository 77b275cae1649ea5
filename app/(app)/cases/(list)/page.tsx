import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CasesView } from "@/components/cases/cases-view";
import { NoReading } from "@/components/cases/nothing";
import { Messages } from "@/components/layout/messages";
import { may } from "@/lib/auth/permissions";
import { requireViewer } from "@/lib/auth/viewer";
import { loadCasesPage } from "@/lib/cases/loaders";
import type { SearchParams } from "@/lib/filter/codec";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases");
  return { title: t("title") };
}

export default async function CasesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer();
  if (!may(viewer, "case.read")) return <NoReading />;
  const data = await loadCasesPage(viewer, await searchParams);
  return (
    <Messages namespaces={["cases", "codes.status", "codes.unitShort", "codes.reliability", "codes.credibility"]}>
      <CasesView data={data} mayLog={may(viewer, "report.log")} />
    </Messages>
  );
}
