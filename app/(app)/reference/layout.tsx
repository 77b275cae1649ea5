import type { ReactNode } from "react";
import { Messages } from "@/components/layout/messages";
import { ReferenceShell } from "@/components/reference/reference-shell";
import { requireViewer } from "@/lib/auth/viewer";
import { countProposals } from "@/lib/proposals/loaders";

/** What every reference list stands in. Each page asks for itself who may see it. */
export default async function ReferenceLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  return (
    <Messages namespaces={["reference.section"]}>
      <ReferenceShell proposals={await countProposals(viewer)}>{children}</ReferenceShell>
    </Messages>
  );
}
