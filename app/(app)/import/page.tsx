import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ImportsView } from "@/components/import/imports-view";
import { Messages } from "@/components/layout/messages";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadImportsPage } from "@/lib/import/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("importing"))("title") };
}

/** One's own imports, and where a new one begins. */
export default async function Imports() {
  const viewer = await requireViewer();
  const page = await orRefusal(loadImportsPage(viewer));
  return (
    <Messages namespaces={["importing.upload", "importing.error"]}>
      <ImportsView page={page} timeZone={viewer.timeZone} />
    </Messages>
  );
}
