"use client";

import type { Route } from "next";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { casesHref, logHref, reportsHref, trendsHref } from "./destinations";
import type { NavViewer } from "./nav-links";
import { paletteEvent } from "./palette-button";
import type { PaletteAct } from "./types";

// Asked for by a key, and loaded then.
const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });
const ShortcutSheet = dynamic(() => import("./shortcut-sheet").then((module) => module.ShortcutSheet), { ssr: false });

/**
 * `/` search, `n` new report, `g c` cases, `g t` trends, `g r` own reports, `g v` review, `?` all shortcuts; Ctrl+K or ⌘K, also while
 * something is typed, or the button of a phone's header: the command palette.
 */
export function Shortcuts({ viewer, acts }: { viewer: NavViewer; acts: readonly PaletteAct[] }) {
  const { mayLog, readsCases, review } = viewer;
  const router = useRouter();
  const [open, setOpen] = useState<"palette" | "sheet" | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const asks =
        (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
      if (!asks || event.isComposing) return;
      event.preventDefault(); // the browser's own search
      // Another dialog waits for an answer first.
      if (!document.querySelector("dialog[open], [aria-modal=true]")) setOpen("palette");
    };
    const onAsk = () => setOpen("palette");
    window.addEventListener("keydown", onKey);
    window.addEventListener(paletteEvent, onAsk);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener(paletteEvent, onAsk);
    };
  }, []);
  const go = (href: Route, may: boolean) => () => {
    if (may) router.push(href);
    return may;
  };
  useShortcuts({
    "/": () => {
      const fields = [...document.querySelectorAll<HTMLInputElement>("[data-shortcut=search]")];
      const field = fields.find((one) => one.checkVisibility());
      field?.focus();
      field?.select();
      return field !== undefined;
    },
    n: go(logHref, mayLog),
    "g c": go(casesHref, readsCases),
    "g t": go(trendsHref, readsCases),
    "g r": go(reportsHref, mayLog),
    "g v": go((review?.href ?? "/") as Route, review !== null),
    "?": () => {
      setOpen("sheet");
      return true;
    },
  });
  const close = () => setOpen(null);
  if (open === "palette")
    return <Palette viewer={viewer} acts={acts} onClose={close} onSheet={() => setOpen("sheet")} />;
  if (open === "sheet") return <ShortcutSheet viewer={viewer} onClose={close} />;
  return null;
}
