import type { Metadata } from "next";
import { SetView } from "@/components/conversions/set-view";
import { Messages } from "@/components/layout/messages";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadSetPage } from "@/lib/conversions/loaders";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).slug };
}

/** One set of conversion factors. */
export default async function ConversionSet({ params }: Props) {
  const viewer = await requireViewer();
  const page = await orRefusal(loadSetPage(viewer, (await params).slug));
  return (
    <Messages namespaces={["reference.section", "conversions.make", "conversions.error"]}>
      <SetView page={page} timeZone={viewer.timeZone} />
    </Messages>
  );
}
