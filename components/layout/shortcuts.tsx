"use client";

import { useRouter } from "next/navigation";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { casesHref, logHref, trendsHref } from "./destinations";

/** `/` search, `n` new report, `g c` cases, `g t` trends. */
export function Shortcuts({ mayLog }: { mayLog: boolean }) {
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
  });
  return null;
}
