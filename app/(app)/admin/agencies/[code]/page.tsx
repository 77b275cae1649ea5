import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AgencyView } from "@/components/admin/agencies-view";
import { Messages } from "@/components/layout/messages";
import { loadAgency } from "@/lib/admin/loaders";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.agency"))("title") };
}

export default async function Agency({ params }: { params: Promise<{ code: string }> }) {
  const viewer = await requireViewer();
  const agency = await orRefusal(loadAgency(viewer, (await params).code));
  return (
    <Messages namespaces={["admin", "auth.error"]}>
      <AgencyView agency={agency} />
    </Messages>
  );
}
