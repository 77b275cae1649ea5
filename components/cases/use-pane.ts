"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { addressWith } from "./use-address";

/** How long a row has the focus before it is shown beside the list: who goes through ten rows does not ask for ten cases. */
const pause = 140;

/** Where there is room for a pane beside the list. */
const roomy = "(width >= 1200px)";
function watchRoom(notify: () => void) {
  const media = window.matchMedia(roomy);
  media.addEventListener("change", notify);
  return () => media.removeEventListener("change", notify);
}

export type PanePlace = {
  /** reference of the case beside the list; null: the pane is closed */
  open: string | null;
  /** opens the pane, or shows another case in it: the way back leads to what was there */
  show: (reference: string) => void;
  /** shows the case that the keys have come to, if the pane is open: one step back leaves all of them */
  follow: (reference: string) => void;
  close: () => void;
};

/**
 * Which case stands beside the list. It stands in the address (`case`), so that it can be sent and the way back works; the list itself is not
 * asked for again. When the list becomes another one while the pane is open, its first case is shown. @param rows keys of the rows, in order
 */
export function usePane(rows: readonly string[]): PanePlace {
  const asked = useSearchParams().get("case");
  const room = useSyncExternalStore(
    watchRoom,
    () => window.matchMedia(roomy).matches,
    () => false,
  );
  const open = room ? asked : null;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wasOpen = useRef(false);
  const wentBack = useRef(false);

  const put = useCallback((reference: string | null, way: "push" | "replace") => {
    clearTimeout(timer.current);
    const href = addressWith(new URLSearchParams(window.location.search), { case: reference });
    if (way === "push") window.history.pushState(null, "", href);
    else window.history.replaceState(null, "", href);
  }, []);

  useEffect(() => {
    const onPop = () => {
      wentBack.current = true;
    };
    window.addEventListener("popstate", onPop);
    return () => {
      window.removeEventListener("popstate", onPop);
      clearTimeout(timer.current);
    };
  }, []);
  useEffect(() => {
    if (!room) return;
    const [first] = rows;
    if (open === null && wasOpen.current && !wentBack.current && first) put(first, "replace");
    else wasOpen.current = open !== null;
    wentBack.current = false;
  }, [open, room, rows, put]);

  return {
    open,
    show: useCallback((reference) => put(reference, "push"), [put]),
    follow: useCallback(
      (reference) => {
        clearTimeout(timer.current);
        if (open !== null && open !== reference) timer.current = setTimeout(() => put(reference, "replace"), pause);
      },
      [open, put],
    ),
    close: useCallback(() => {
      if (open === null) return;
      wasOpen.current = false;
      put(null, "push");
    }, [open, put]),
  };
}
