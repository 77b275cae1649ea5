"use client";

import { BareHeader } from "@/components/layout/bare-header";
import { Failure } from "@/components/layout/failure";

/** What stands around the pages failed, as it does when the database is away: nothing but the name and what happened. */
export default function OuterError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <>
      <BareHeader />
      <main id="main">
        <Failure error={error} retry={retry} />
      </main>
    </>
  );
}
