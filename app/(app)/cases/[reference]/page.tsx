import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { CaseFile } from "@/components/cases/case-file";
import { Messages } from "@/components/layout/messages";
import { LoggedNotice } from "@/components/reports/logged-notice";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadCasePage } from "@/lib/reports/loaders";

type Props = {
  params: Promise<{ reference: string }>;
  /** `set`: the conversion set of the weights; `logged`: a report was logged a moment ago; `1`, of a new event; `attached`, on a case that was there */
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).reference };
}

/** The reference of a case whose reports went to another one leads there. One that is nobody's and a case out of the viewer's scope are the same page: not found. */
export default async function CasePage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const { reference } = await params;
  const { logged, set } = await searchParams;
  const file = await orRefusal(loadCasePage(viewer, reference, typeof set === "string" && set !== "" ? set : null));
  if (typeof file === "string") redirect(`/cases/${file}` as Route);
  return (
    <Messages
      namespaces={[
        "casefile.decision",
        "casefile.restore",
        "casefile.withdrawal",
        "casefile.choose",
        "casefile.move",
        "casefile.moveBack",
        "casefile.effect",
        "codes.status",
        "codes.unitShort",
        "reports.error",
      ]}
    >
      {(logged === "1" || logged === "attached") && <LoggedNotice file={file} attached={logged === "attached"} />}
      <CaseFile file={file} timeZone={viewer.timeZone} />
    </Messages>
  );
}
