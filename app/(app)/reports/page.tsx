import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { MyReportsView } from "@/components/reports/my-reports";
import { orRefusal } from "@/lib/auth/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { loadMyReports } from "@/lib/reports/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports.mine"))("title") };
}

/** What the viewer has in hand: drafts, what waits, what came back. */
export default async function MyReports() {
  const viewer = await requireViewer();
  const mine = await orRefusal(loadMyReports(viewer));
  return (
    <Messages namespaces={["reports.mine", "reports.template"]}>
      <MyReportsView mine={mine} timeZone={viewer.timeZone} />
    </Messages>
  );
}
