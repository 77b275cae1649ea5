import type { Metadata } from "next";
import { CaseFile } from "@/components/cases/case-file";
import { Messages } from "@/components/layout/messages";
import { LoggedNotice } from "@/components/reports/logged-notice";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadCaseFile } from "@/lib/reports/loaders";

type Props = {
  params: Promise<{ reference: string }>;
  /** `logged=1`: its report was logged a moment ago */
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).reference };
}

/** A reference that is nobody's and a case out of the viewer's scope are the same page: not found. */
export default async function CasePage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const { reference } = await params;
  const file = await orRefusal(loadCaseFile(viewer, reference));
  return (
    <Messages
      namespaces={["casefile.decision", "casefile.reason", "casefile.restore", "casefile.withdrawal", "reports.error"]}
    >
      {(await searchParams).logged === "1" && <LoggedNotice file={file} />}
      <CaseFile file={file} timeZone={viewer.timeZone} />
    </Messages>
  );
}
