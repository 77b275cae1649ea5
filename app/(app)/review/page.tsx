import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { ProposalsWaiting } from "@/components/proposals/waiting-line";
import { ReviewView } from "@/components/review/review-view";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import type { SearchParams } from "@/lib/filter/codec";
import { countProposals } from "@/lib/proposals/loaders";
import { loadReviewPage } from "@/lib/review/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("review"))("title") };
}

/** The queue of a reviewer: what waits, the oldest first. */
export default async function Review({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer();
  const page = await orRefusal(loadReviewPage(viewer, await searchParams));
  return (
    <Messages
      namespaces={[
        "review",
        "warnings",
        "reports.duplicates",
        "casefile.waiting",
        "codes.unitShort",
        "codes.reliability",
        "codes.credibility",
        "codes.userRole",
      ]}
    >
      <ProposalsWaiting count={await countProposals(viewer)} />
      <ReviewView page={page} timeZone={viewer.timeZone} />
    </Messages>
  );
}
