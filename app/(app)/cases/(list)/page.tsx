import type { Metadata, Route } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CasesView } from "@/components/cases/cases-view";
import { NoReading } from "@/components/cases/nothing";
import { Messages } from "@/components/layout/messages";
import { SavedViews, ViewsSection } from "@/components/views/saved-views";
import { may } from "@/lib/auth/permissions";
import { requireViewer } from "@/lib/auth/viewer";
import { openCasesPage } from "@/lib/cases/loaders";
import { densityCookie } from "@/lib/cases/types";
import type { SearchParams } from "@/lib/filter/codec";
import { savedAddress } from "@/lib/views/loaders";
import { showCase } from "./show-case";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases");
  return { title: t("title") };
}

/** The list. An address that asks for a saved view, or says nothing while the viewer has a default, becomes that view's own address. */
export default async function CasesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer();
  if (!may(viewer, "case.read")) return <NoReading />;
  const params = await searchParams;
  const saved = await savedAddress(viewer, "cases", params);
  if (saved) redirect(saved as Route);
  const { list: rows, counts } = openCasesPage(viewer, params);
  const list = await rows;
  const shown = { views: list.views, current: list.named, page: "cases" } as const;
  return (
    <Messages
      namespaces={[
        "cases",
        "export.menu",
        "views",
        "codes.status",
        "codes.unitShort",
        "codes.reliability",
        "codes.credibility",
      ]}
    >
      <CasesView
        list={list}
        counts={counts}
        none={list.rows.length === 0 ? await counts : null}
        mayLog={may(viewer, "report.log")}
        mayNames={may(viewer, "person.search")}
        remembered={(await cookies()).get(densityCookie)?.value}
        timeZone={viewer.timeZone}
        show={showCase}
        rights={{
          decide: may(viewer, "report.decide"),
          withdraw: may(viewer, "report.withdraw-own"),
          operation: may(viewer, "case.set-operation"),
        }}
        views={{
          menu: <SavedViews {...shown} query={list.query} mayKeep={may(viewer, "view.keep")} />,
          section: <ViewsSection {...shown} />,
        }}
      />
    </Messages>
  );
}
