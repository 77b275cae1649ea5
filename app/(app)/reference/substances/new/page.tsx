import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { NewSubstanceView } from "@/components/reference/new-substance-view";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadSubstanceForm } from "@/lib/reference/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reference"))("substanceForm.add") };
}

/** A substance that the register does not have yet. */
export default async function NewSubstance() {
  const viewer = await requireViewer();
  const rights = await orRefusal(loadSubstanceForm(viewer));
  return (
    <Messages
      namespaces={[
        "reference.substanceForm",
        "reference.write",
        "reference.error",
        "codes.family",
        "codes.form",
        "codes.unit",
      ]}
    >
      <NewSubstanceView rights={rights} />
    </Messages>
  );
}
