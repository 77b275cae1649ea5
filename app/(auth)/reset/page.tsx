import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkPage } from "@/components/auth/link-page";
import { currentViewer } from "@/lib/auth/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.link.title"))("reset") };
}

export default async function Reset() {
  return <LinkPage signedIn={(await currentViewer({ touch: false }))?.name ?? null} />;
}
