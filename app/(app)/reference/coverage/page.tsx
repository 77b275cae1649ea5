import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CoverageView } from "@/components/reference/coverage-view";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadPoints } from "@/lib/reference/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reference"))("coverage.title") };
}

/** When each point is reported on: what makes a zero a zero. */
export default async function ReferenceCoverage() {
  const viewer = await requireViewer();
  return <CoverageView page={await orRefusal(loadPoints(viewer))} />;
}
