import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AgenciesView } from "@/components/admin/agencies-view";
import { Messages } from "@/components/layout/messages";
import { loadAgencies } from "@/lib/admin/loaders";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.agency"))("title") };
}

export default async function Agencies() {
  const viewer = await requireViewer();
  const agencies = await orRefusal(loadAgencies(viewer));
  return (
    <Messages namespaces={["admin", "auth.error"]}>
      <AgenciesView agencies={agencies} now={new Date()} />
    </Messages>
  );
}
