import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PointsView } from "@/components/reference/points-view";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadPoints } from "@/lib/reference/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reference"))("points.title") };
}

/** The transit points of the register. */
export default async function ReferencePoints() {
  const viewer = await requireViewer();
  return <PointsView page={await orRefusal(loadPoints(viewer))} />;
}
