import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { CoveragePageView } from "@/components/reference/coverage-page-view";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadCoverage } from "@/lib/reference/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reference"))("coverage.title") };
}

/** When one point is reported on, month by month. */
export default async function PointCoverage({ params }: { params: Promise<{ slug: string }> }) {
  const viewer = await requireViewer();
  const page = await orRefusal(loadCoverage(viewer, (await params).slug));
  return (
    <Messages
      namespaces={[
        "reference.periods",
        "reference.coverageForm",
        "reference.nils",
        "reference.write",
        "reference.error",
      ]}
    >
      <CoveragePageView page={page} />
    </Messages>
  );
}
