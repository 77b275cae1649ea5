import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PointView } from "@/components/reference/point-view";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadPoint } from "@/lib/reference/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reference"))("points.title") };
}

/** One transit point, its other spellings, and the form that changes it. */
export default async function TransitPoint({ params }: { params: Promise<{ slug: string }> }) {
  const viewer = await requireViewer();
  const page = await orRefusal(loadPoint(viewer, (await params).slug));
  return (
    <Messages
      namespaces={[
        "reference.pointForm",
        "reference.write",
        "reference.map",
        "reference.error",
        "reference.terms",
        "reference.remove",
      ]}
    >
      <PointView page={page} />
    </Messages>
  );
}
