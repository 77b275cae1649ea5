"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Between two looks: soon at first, for most of what is begun is done at once, then every other second. */
const firstMs = 250;
const mostMs = 2_000;

/** Reads the page anew while something is under way that it shows. Nothing while the page is out of sight. */
export function RefreshWhile() {
  const router = useRouter();
  useEffect(() => {
    let wait = firstMs;
    const look = () => {
      if (document.visibilityState === "visible") router.refresh();
      wait = Math.min(wait * 2, mostMs);
      timer = setTimeout(look, wait);
    };
    let timer = setTimeout(look, wait);
    return () => clearTimeout(timer);
  }, [router]);
  return null;
}
