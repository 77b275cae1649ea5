import { FailurePage } from "@/components/layout/failure";

export default function Forbidden() {
  return <FailurePage code="FORBIDDEN" />;
}
