"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";

const storageKey = "weir-shortcuts";
const changed = "weir:shortcuts";
const pause = 1200;

function areOn(): boolean {
  try {
    return window.localStorage.getItem(storageKey) !== "off";
  } catch {
    return true; // a browser that keeps nothing
  }
}

/** Turns the single-key shortcuts of this browser on or off. */
export function setShortcutsOn(on: boolean): void {
  try {
    window.localStorage.setItem(storageKey, on ? "on" : "off");
  } catch {
    return;
  }
  window.dispatchEvent(new Event(changed));
}

function subscribe(notify: () => void) {
  window.addEventListener(changed, notify);
  window.addEventListener("storage", notify);
  return () => {
    window.removeEventListener(changed, notify);
    window.removeEventListener("storage", notify);
  };
}

/** Whether single-key shortcuts are on in this browser. */
export function useShortcutsOn(): boolean {
  return useSyncExternalStore(subscribe, areOn, () => true);
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"));

/**
 * Listens for single keys (`/`, `n`) and sequences (`g c`), never while something is typed, with a modifier, or in an open
 * dialog. @param bindings what each does; a handler that returns false leaves the key alone
 */
export function useShortcuts(bindings: Record<string, () => boolean | undefined>): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    let first = "";
    let at = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (isTyping(event.target) || document.querySelector("dialog[open], [aria-modal=true]") || !areOn()) return;
      const now = performance.now();
      const sequence = first && now - at < pause ? `${first} ${event.key}` : event.key;
      const handler = latest.current[sequence] ?? latest.current[event.key];
      const starts = Object.keys(latest.current).some((keys) => keys.startsWith(`${event.key} `));
      first = starts && !latest.current[sequence] ? event.key : "";
      at = now;
      if (handler && handler() !== false) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
