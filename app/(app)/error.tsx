"use client";

import { Failure } from "@/components/layout/failure";

/** A page failed: the top bar stays. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return <Failure error={error} retry={retry} />;
}
