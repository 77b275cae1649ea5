"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Reads the page anew every other second while something is under way that it shows. Nothing while the page is out of sight. */
export function RefreshWhile() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, 2_000);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
