"use client";

import { useLinkStatus } from "next/link";
import { useEffect } from "react";

/** Inside a link: says in the document that it was pressed and its page is on the way (`data-going` of the root), so that styles can answer at once. */
export function Pressed() {
  const { pending } = useLinkStatus();
  useEffect(() => {
    if (!pending) return;
    const { dataset } = document.documentElement;
    dataset.going = "";
    return () => {
      delete dataset.going;
    };
  }, [pending]);
  return <span hidden data-pending={pending || undefined} />;
}
