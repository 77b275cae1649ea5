import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { IndicatorView } from "@/components/indicators/indicator-view";
import { Messages } from "@/components/layout/messages";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import type { SearchParams } from "@/lib/filter/codec";
import { loadIndicatorPage } from "@/lib/indicators/loaders";

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("indicators"))("title") };
}

/** One indicator with its values, of one place where the address says which. */
export default async function Indicator({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const page = await orRefusal(loadIndicatorPage(viewer, (await params).slug, await searchParams));
  return (
    <Messages namespaces={["indicators", "reference.write", "codes.unit", "codes.qualifier"]}>
      <IndicatorView page={page} timeZone={viewer.timeZone} />
    </Messages>
  );
}
