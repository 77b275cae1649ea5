import { randomUUID } from "node:crypto";
import type { Metadata, Route } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInAgain } from "@/components/auth/sign-in-again";
import { Messages } from "@/components/layout/messages";
import { ReportForm } from "@/components/reports/report-form";
import { signInPath } from "@/lib/auth/callback";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadReportForm } from "@/lib/reports/loaders";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const pageOf = (draft: string) => `/reports/new?draft=${draft}`;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports.form"))("title") };
}

/** Logs a report. The draft's id stands in the address, so that a reload or a new sign-in comes back to what was typed. */
export default async function NewReportPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const { draft } = await searchParams;
  if (draft === undefined) redirect(pageOf(randomUUID()) as Route);
  if (typeof draft !== "string") notFound();
  const id = draft.toLowerCase();
  const data = await orRefusal(loadReportForm(viewer, id));
  if (data.submitted !== null) redirect(`/cases/${data.submitted}` as Route);
  return (
    <Messages namespaces={["reports", "codes", "dates", "quantity", "auth"]}>
      <ReportForm
        key={id}
        data={data}
        timeZone={viewer.timeZone}
        openedAt={new Date().toISOString()}
        signIn={signInPath(pageOf(id), "expired")}
        signInAgain={viewer.email && <SignInAgain email={viewer.email} />}
      />
    </Messages>
  );
}
