import type { ReactNode } from "react";
import { Messages } from "@/components/layout/messages";
import { ReferenceShell } from "@/components/reference/reference-shell";

/** What every reference list stands in. Each page asks for itself who may see it. */
export default function ReferenceLayout({ children }: { children: ReactNode }) {
  return (
    <Messages namespaces={["reference.section"]}>
      <ReferenceShell>{children}</ReferenceShell>
    </Messages>
  );
}
