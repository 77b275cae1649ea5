import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { SubstanceView } from "@/components/reference/substance-view";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadSubstance } from "@/lib/reference/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reference"))("substances.title") };
}

/** One substance, its other names, and the form that changes it. */
export default async function ReferenceSubstance({ params }: { params: Promise<{ slug: string }> }) {
  const viewer = await requireViewer();
  const page = await orRefusal(loadSubstance(viewer, (await params).slug));
  return (
    <Messages
      namespaces={[
        "reference.substanceForm",
        "reference.write",
        "reference.error",
        "codes.family",
        "codes.form",
        "codes.unit",
        "reference.terms",
        "reference.remove",
      ]}
    >
      <SubstanceView page={page} />
    </Messages>
  );
}
