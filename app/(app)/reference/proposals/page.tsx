import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { ProposalsView } from "@/components/proposals/proposals-view";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadProposals } from "@/lib/proposals/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("proposals"))("title") };
}

/** What is proposed for the reference lists. */
export default async function Proposals() {
  const viewer = await requireViewer();
  const page = await orRefusal(loadProposals(viewer));
  return (
    <Messages namespaces={["proposals", "reference.error", "conversions.error", "indicators.error"]}>
      <ProposalsView page={page} timeZone={viewer.timeZone} />
    </Messages>
  );
}
