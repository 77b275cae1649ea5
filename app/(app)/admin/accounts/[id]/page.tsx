import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountView } from "@/components/admin/account-view";
import { Messages } from "@/components/layout/messages";
import { loadAccountPage } from "@/lib/admin/loaders";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.account"))("title") };
}

export default async function Account({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer();
  const page = await orRefusal(loadAccountPage(viewer, (await params).id));
  return (
    <Messages namespaces={["admin", "auth.error", "codes.userRole"]}>
      <AccountView page={page} timeZone={viewer.timeZone} />
    </Messages>
  );
}
