import { redirect } from "next/navigation";
import { may } from "@/lib/auth/permissions";
import { requireViewer } from "@/lib/auth/viewer";

/** Until the overview is built, one begins with the list of cases, or with the log where one reads that alone. */
export default async function Home() {
  const viewer = await requireViewer();
  redirect(may(viewer, "audit.read") && !may(viewer, "case.read") ? "/audit" : "/cases");
}
