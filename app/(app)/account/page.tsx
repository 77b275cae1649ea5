import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountPage } from "@/components/auth/account-page";
import { listOwnKeys } from "@/lib/auth/keys";
import { may } from "@/lib/auth/permissions";
import { listSessions } from "@/lib/auth/session";
import { requestSessionId, requireViewer } from "@/lib/auth/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.account"))("title") };
}

export default async function Page() {
  const viewer = await requireViewer();
  const sessions = await listSessions(viewer.userId, await requestSessionId());
  const keys = may(viewer, "key.create-own") ? await listOwnKeys(viewer) : null;
  return <AccountPage viewer={viewer} sessions={sessions} keys={keys} />;
}
