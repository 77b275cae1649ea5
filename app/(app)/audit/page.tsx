import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditView } from "@/components/audit/audit-view";
import { loadAuditPage } from "@/lib/audit/loaders";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function AuditLogPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const data = await orRefusal(loadAuditPage(viewer, await searchParams));
  return <AuditView data={data} timeZone={viewer.timeZone} />;
}
