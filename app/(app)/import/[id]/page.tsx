import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ImportView } from "@/components/import/import-view";
import { Messages } from "@/components/layout/messages";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadImportPage } from "@/lib/import/loaders";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("importing"))("title") };
}

/** One import at the step that it has come to. */
export default async function Import({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const asked = await searchParams;
  const one = (name: string) => (typeof asked[name] === "string" ? asked[name] : null);
  const page = await orRefusal(loadImportPage(viewer, (await params).id, one("step")));
  return (
    <Messages namespaces={["importing.act", "importing.save", "importing.error", "importing.field", "import.mapping"]}>
      <ImportView
        page={page}
        show={one("show")}
        code={one("code")}
        stopped={one("stopped") !== null}
        timeZone={viewer.timeZone}
      />
    </Messages>
  );
}
