"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { casesHref, logHref, reportsHref, trendsHref } from "./destinations";

/** `/` search, `n` new report, `g c` cases, `g t` trends, `g r` own reports, `g v` review. @param review where the queue is, for who has it */
export function Shortcuts({ mayLog, review }: { mayLog: boolean; review: string | null }) {
  const router = useRouter();
  useShortcuts({
    "/": () => {
      const fields = [...document.querySelectorAll<HTMLInputElement>("[data-shortcut=search]")];
      const field = fields.find((one) => one.checkVisibility());
      field?.focus();
      field?.select();
      return field !== undefined;
    },
    n: () => {
      if (mayLog) router.push(logHref);
      return mayLog;
    },
    "g c": () => {
      router.push(casesHref);
      return true;
    },
    "g t": () => {
      router.push(trendsHref);
      return true;
    },
    "g r": () => {
      if (mayLog) router.push(reportsHref);
      return mayLog;
    },
    "g v": () => {
      if (review !== null) router.push(review as Route);
      return review !== null;
    },
  });
  return null;
}
