import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountsView } from "@/components/admin/accounts-view";
import { loadAccountsPage } from "@/lib/admin/loaders";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.accounts"))("title") };
}

export default async function Accounts({ searchParams }: Props) {
  const viewer = await requireViewer();
  const page = await orRefusal(loadAccountsPage(viewer, await searchParams));
  return <AccountsView page={page} timeZone={viewer.timeZone} />;
}
