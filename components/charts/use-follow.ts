"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { MouseEvent } from "react";
import { useCallback } from "react";
import { isPlainPress } from "@/components/ui/plain-press";

/** Follows a link without loading the page anew; what the browser does with other presses of a link stays its own. One and the same function for as long as the chart stands. */
export function useFollow(): (event: MouseEvent, href: string) => void {
  const router = useRouter();
  return useCallback(
    (event, href) => {
      if (!isPlainPress(event)) return;
      event.preventDefault();
      router.push(href as Route);
    },
    [router],
  );
}
