import { FailurePage } from "@/components/layout/failure";

export default function NotFound() {
  return <FailurePage code="NOT_FOUND" />;
}
