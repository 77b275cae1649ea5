import { BareHeader } from "@/components/layout/bare-header";
import { FailurePage } from "@/components/layout/failure";

export default function NotFound() {
  return (
    <>
      <BareHeader />
      <main id="main">
        <FailurePage code="NOT_FOUND" />
      </main>
    </>
  );
}
