import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { IndicatorsView } from "@/components/indicators/indicators-view";
import { Messages } from "@/components/layout/messages";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadIndicatorsPage } from "@/lib/indicators/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("indicators"))("title") };
}

/** What stands beside the cases: indicators, markers and assessments. */
export default async function Indicators() {
  const viewer = await requireViewer();
  const page = await orRefusal(loadIndicatorsPage(viewer));
  return (
    <Messages namespaces={["indicators", "reference.write"]}>
      <IndicatorsView page={page} />
    </Messages>
  );
}
