import { NoReading } from "@/components/cases/nothing";
import { FailurePage } from "@/components/layout/failure";
import { may } from "@/lib/auth/permissions";
import { requireViewer } from "@/lib/auth/viewer";

/** Not for one's role: of a role that reads no cases at all, this is the reason. */
export default async function Forbidden() {
  return may(await requireViewer(), "case.read") ? <FailurePage code="FORBIDDEN" /> : <NoReading />;
}
