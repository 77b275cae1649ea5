"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { RefObject } from "react";
import { useEffect, useRef } from "react";

const linkOf = (row: ParentNode | null | undefined) => row?.querySelector<HTMLAnchorElement>("a[data-row-link]");

/**
 * Moves the focus to the link of the next or previous row; from outside the table to the first or last one.
 * @param step 1 down, -1 up
 * @returns whether the key was for the table
 */
export function moveRowFocus(body: ParentNode | null, step: 1 | -1): boolean {
  const links = [...(body?.querySelectorAll<HTMLElement>("a[data-row-link]") ?? [])];
  const from = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement));
  const to = from === -1 ? (step === 1 ? links[0] : links.at(-1)) : links[from + step];
  to?.focus({ preventScroll: true });
  to?.closest("tr")?.scrollIntoView({ block: "nearest" });
  return links.length > 0;
}

/**
 * A press anywhere in a row follows the row's link, as a press on the link would: with Ctrl or the middle button in a new
 * tab. A press that marks text, or that meets something of its own in the row, is left alone.
 * @param onShow takes the row's key in place of following its link; @param onRange takes it when Shift is held
 */
export function useOpeningRows(
  body: RefObject<HTMLElement | null>,
  onShow: ((key: string) => void) | null = null,
  onRange: ((key: string) => void) | null = null,
): void {
  const router = useRouter();
  const ways = useRef({ onShow, onRange });
  useEffect(() => {
    ways.current = { onShow, onRange };
  });
  useEffect(() => {
    const rows = body.current;
    if (!rows) return;
    const open = (event: MouseEvent) => {
      if (event.defaultPrevented || !(event.target instanceof Element)) return;
      if (event.target.closest("a, button, input, select, label, [popover]")) return;
      const row = event.target.closest("tr");
      const { onShow: show, onRange: range } = ways.current;
      if (event.shiftKey && range && row?.dataset.key) return range(row.dataset.key);
      const link = linkOf(row);
      if (!link || window.getSelection()?.toString()) return;
      if (event.button === 1 || event.ctrlKey || event.metaKey) window.open(link.href, "_blank", "noopener");
      else if (event.button === 0 && show && row?.dataset.key) show(row.dataset.key);
      else if (event.button === 0) router.push(link.getAttribute("href") as Route);
    };
    // What Shift marks between two presses is rows, not text.
    const keepText = (event: MouseEvent) => {
      if (event.shiftKey && ways.current.onRange) event.preventDefault();
    };
    rows.addEventListener("mousedown", keepText);
    rows.addEventListener("click", open);
    rows.addEventListener("auxclick", open);
    return () => {
      rows.removeEventListener("mousedown", keepText);
      rows.removeEventListener("click", open);
      rows.removeEventListener("auxclick", open);
    };
  }, [body, router]);
}
