import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInPage } from "@/components/auth/sign-in-page";
import { notices, safeCallback } from "@/lib/auth/callback";
import { currentViewer } from "@/lib/auth/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.signIn"))("title") };
}

export default async function Page({ searchParams }: PageProps<"/sign-in">) {
  const { callbackUrl, notice } = await searchParams;
  const target = safeCallback(callbackUrl);
  if (await currentViewer({ touch: false })) redirect(target);
  return <SignInPage callbackUrl={target} notice={notices.find((known) => known === notice)} />;
}
