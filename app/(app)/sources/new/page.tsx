import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { NewSourceView } from "@/components/sources/new-source-view";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadNewSource } from "@/lib/sources/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sources"))("form.new") };
}

/** A new source. */
export default async function NewSource() {
  const viewer = await requireViewer();
  const { mayShare } = await orRefusal(loadNewSource(viewer));
  return (
    <Messages namespaces={["sources.form", "sources.error", "codes.reliability"]}>
      <NewSourceView mayShare={mayShare} />
    </Messages>
  );
}
