"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { MouseEvent } from "react";
import { useCallback } from "react";

/** Follows a link without loading the page anew; what the browser does with other presses of a link stays its own. One and the same function for as long as the chart stands. */
export function useFollow(): (event: MouseEvent, href: string) => void {
  const router = useRouter();
  return useCallback(
    (event, href) => {
      if (
        event.defaultPrevented ||
        event.button !== 0 ||
        event.metaKey ||
        event.ctrlKey ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      router.push(href as Route);
    },
    [router],
  );
}
