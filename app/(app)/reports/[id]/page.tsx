import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AccountTable } from "@/components/cases/account-table";
import { FileHistory } from "@/components/cases/file-history";
import { FileReportCard } from "@/components/cases/file-reports";
import { Messages } from "@/components/layout/messages";
import { ReportView } from "@/components/reports/report-view";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadReport } from "@/lib/reports/loaders";

type Props = {
  params: Promise<{ id: string }>;
  /** `version`: one that is not the one that counts; `amended=1`: a new version was submitted a moment ago */
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports.view"))("title") };
}

/** A report that is nobody's and one out of the viewer's scope are the same page: not found. */
export default async function ReportPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const { version, amended } = await searchParams;
  if (version !== undefined && !/^[1-9]\d{0,5}$/.test(String(version))) notFound();
  const page = await orRefusal(loadReport(viewer, (await params).id, version === undefined ? null : Number(version)));
  const { report, names } = page;
  return (
    <Messages
      namespaces={["casefile.decision", "casefile.restore", "casefile.withdrawal", "reports.error", "reports.template"]}
    >
      <ReportView
        page={page}
        timeZone={viewer.timeZone}
        amended={amended === "1"}
        parts={
          <>
            <FileReportCard report={report} file={page} linked={false} />
            <AccountTable
              account={page.account}
              version={page.version}
              counts={page.version === report.effectiveVersion}
              names={names}
            />
            <FileHistory
              history={page.history}
              names={names}
              timeZone={viewer.timeZone}
              amendable={report.mayAmend ? { [report.id]: report.latestVersion } : {}}
            />
          </>
        }
      />
    </Messages>
  );
}
