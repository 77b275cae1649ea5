import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewSetForm } from "@/components/conversions/new-set-form";
import { Messages } from "@/components/layout/messages";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadNewSet } from "@/lib/conversions/loaders";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("conversions"))("form.title") };
}

/** A new set of conversion factors, made from another one (`from`). */
export default async function NewConversionSet({ searchParams }: Props) {
  const viewer = await requireViewer();
  const { from } = await searchParams;
  const page = await orRefusal(loadNewSet(viewer, typeof from === "string" ? from : ""));
  return (
    <Messages namespaces={["reference.section", "conversions", "codes.family", "codes.form", "codes.unit"]}>
      <NewSetForm page={page} />
    </Messages>
  );
}
