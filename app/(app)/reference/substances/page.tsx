import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SubstancesView } from "@/components/reference/substances-view";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadSubstances } from "@/lib/reference/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reference"))("substances.title") };
}

/** The substances of the register. */
export default async function ReferenceSubstances() {
  const viewer = await requireViewer();
  return <SubstancesView page={await orRefusal(loadSubstances(viewer))} />;
}
