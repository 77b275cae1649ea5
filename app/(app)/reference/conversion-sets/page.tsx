import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SetsView } from "@/components/conversions/sets-view";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadSetsPage } from "@/lib/conversions/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("conversions"))("title") };
}

/** The sets of conversion factors. */
export default async function ConversionSets() {
  const viewer = await requireViewer();
  return <SetsView page={await orRefusal(loadSetsPage(viewer))} timeZone={viewer.timeZone} />;
}
