import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { NewPointView } from "@/components/reference/new-point-view";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadPointForm } from "@/lib/reference/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reference"))("pointForm.add") };
}

/** A transit point that the register does not have yet. */
export default async function NewPoint() {
  const viewer = await requireViewer();
  const data = await orRefusal(loadPointForm(viewer));
  return (
    <Messages namespaces={["reference.pointForm", "reference.write", "reference.map", "reference.error"]}>
      <NewPointView data={data} />
    </Messages>
  );
}
