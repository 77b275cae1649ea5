import { randomUUID } from "node:crypto";
import type { Metadata, Route } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInAgain } from "@/components/auth/sign-in-again";
import { Messages } from "@/components/layout/messages";
import { AddInPlace } from "@/components/reference/add-in-place";
import { ReportForm } from "@/components/reports/report-form";
import { signInPath } from "@/lib/auth/callback";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadReportForm } from "@/lib/reports/loaders";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

type Asked = Partial<Record<"amends" | "case" | "from" | "template", string>>;

const pageOf = (draft: string, asked: Asked) => {
  const query = new URLSearchParams({ draft });
  for (const [key, value] of Object.entries(asked)) if (value !== undefined) query.set(key, value);
  return `/reports/new?${query}`;
};

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations("reports");
  return { title: (await searchParams).amends === undefined ? t("form.title") : t("amend.title") };
}

/**
 * Logs a report, a further one on a `case`, one that begins as another (`from`) or as a `template`, or a new version of one (`amends`). The draft's id stands in the address, so that a reload or a new sign-in comes back to
 * what was typed.
 */
export default async function NewReportPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const { draft, amends, case: reference, from, template } = await searchParams;
  if (Array.isArray(amends) || Array.isArray(reference) || Array.isArray(from) || Array.isArray(template)) notFound();
  const asked: Asked = { amends, case: reference, from, template };
  if (draft === undefined) redirect(pageOf(randomUUID(), asked) as Route);
  if (typeof draft !== "string") notFound();
  const id = draft.toLowerCase();
  const data = await orRefusal(loadReportForm(viewer, id, { amends, attachTo: reference, from, template }));
  if (data.submitted !== null) redirect(`/cases/${data.submitted}` as Route);
  return (
    <Messages
      namespaces={[
        ...(["reports", "codes", "dates", "quantity", "auth", "warnings"] as const),
        ...(["reference.adding", "reference.pointForm", "reference.substanceForm", "reference.terms"] as const),
        ...(["reference.map", "reference.write", "reference.error"] as const),
      ]}
    >
      <ReportForm
        key={id}
        data={data}
        timeZone={viewer.timeZone}
        openedAt={new Date().toISOString()}
        signIn={signInPath(pageOf(id, asked), "expired")}
        addInPlace={<AddInPlace />}
        signInAgain={viewer.email && <SignInAgain email={viewer.email} />}
      />
    </Messages>
  );
}
