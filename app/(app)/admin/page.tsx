import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StartView } from "@/components/admin/start-view";
import { loadAdminStart } from "@/lib/admin/loaders";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin"))("title") };
}

/** What an administrator begins with. */
export default async function Admin() {
  const viewer = await requireViewer();
  return <StartView start={await orRefusal(loadAdminStart(viewer))} timeZone={viewer.timeZone} />;
}
