"use client";

import type { KeyboardEvent } from "react";
import { useEffect, useRef } from "react";

const control = "input:not([type=hidden]), select, textarea";
const isSection = "section[aria-labelledby]";

/** The control that a section is entered at: its first field, a sign in front of a number apart; else its first button that adds. */
function entryOf(section: HTMLElement): HTMLElement | null {
  const fields = [...section.querySelectorAll<HTMLElement>(control)];
  return fields.find((field) => !field.closest("[data-compact]")) ?? section.querySelector<HTMLElement>("[data-add]");
}

/**
 * The keys of a long form: Ctrl+Enter submits, Ctrl with an arrow goes to the next section or back, Alt+Enter adds a row of the section
 * also outside its rows. What the field under the cursor makes of the key comes first.
 * @param first id of the field that has the focus when the page opens with nothing else in it; not where that would raise a keyboard
 */
export function useFormKeys(submit: () => void, first: string | null): (event: KeyboardEvent<HTMLElement>) => void {
  const latest = useRef(submit);
  useEffect(() => {
    latest.current = submit;
  });
  const opened = useRef(first);
  useEffect(() => {
    const nothingHasIt = document.activeElement === null || document.activeElement === document.body;
    if (opened.current && nothingHasIt && window.matchMedia("(pointer: fine)").matches)
      document.getElementById(opened.current)?.focus({ preventScroll: true });
  }, []);

  return (event) => {
    if (event.nativeEvent.isComposing) return;
    const form = event.currentTarget;
    const control = event.ctrlKey || event.metaKey;
    // A field that takes an offer with the same key has it in the form's values one microtask later.
    if (event.key === "Enter" && control) {
      event.preventDefault();
      setTimeout(() => latest.current());
    } else if (control && !event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const next = entryOfNext(form, event.key === "ArrowDown" ? 1 : -1);
      if (next) queueMicrotask(() => next.focus());
    } else if (event.key === "Enter" && event.altKey && !event.defaultPrevented) {
      const section = document.activeElement?.closest(isSection);
      section?.querySelector<HTMLElement>("[data-add]:not(:disabled)")?.click();
    }
  };
}

/** Where the focus goes from inside a form, one section on or back; null at either end. */
function entryOfNext(form: HTMLElement, step: 1 | -1): HTMLElement | null {
  const sections = [...form.querySelectorAll<HTMLElement>(isSection)];
  const at = sections.findIndex((section) => section.contains(document.activeElement));
  const next = sections[at < 0 && step < 0 ? 0 : at + step];
  return next ? entryOf(next) : null;
}
