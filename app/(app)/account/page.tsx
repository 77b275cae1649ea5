import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountPage } from "@/components/auth/account-page";
import { listSessions } from "@/lib/auth/session";
import { requestSessionId, requireViewer } from "@/lib/auth/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.account"))("title") };
}

export default async function Page() {
  const viewer = await requireViewer();
  return <AccountPage viewer={viewer} sessions={await listSessions(viewer.userId, await requestSessionId())} />;
}
