import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewIndicatorView } from "@/components/indicators/new-indicator-view";
import { Messages } from "@/components/layout/messages";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadNewIndicator } from "@/lib/indicators/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("indicators"))("form.add") };
}

/** The form of a new indicator. */
export default async function NewIndicator() {
  const viewer = await requireViewer();
  const page = await orRefusal(loadNewIndicator(viewer));
  return (
    <Messages namespaces={["indicators", "reference.write"]}>
      <NewIndicatorView page={page} />
    </Messages>
  );
}
