import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InviteView } from "@/components/admin/invite-view";
import { Messages } from "@/components/layout/messages";
import { loadAgencies } from "@/lib/admin/loaders";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.invite"))("title") };
}

export default async function Invite() {
  const viewer = await requireViewer();
  const agencies = await orRefusal(loadAgencies(viewer));
  return (
    <Messages namespaces={["admin", "auth.error", "codes.userRole"]}>
      <InviteView agencies={agencies} ownAgency={viewer.agencyCode} timeZone={viewer.timeZone} />
    </Messages>
  );
}
