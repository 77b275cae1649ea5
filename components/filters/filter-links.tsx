"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import { useEffect, useRef, useTransition } from "react";

/**
 * Makes the links inside soft navigations: one listener for all of a panel's choices, whose addresses come with the page. A tick box turns
 * round at once when pressed (`data-pressed`), the page follows; the space bar presses it.
 */
export function FilterLinks({ className, children }: { className?: string; children: ReactNode }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const pressed = useRef<HTMLElement>(null);

  useEffect(() => {
    if (pending) return;
    delete pressed.current?.dataset.pressed;
    pressed.current = null;
  }, [pending]);

  function onClick(event: MouseEvent<HTMLElement>) {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("href");
    if (!link || !href?.startsWith("/")) return;
    event.preventDefault();
    delete pressed.current?.dataset.pressed;
    link.dataset.pressed = "";
    pressed.current = link;
    start(() => router.push(href as Route, { scroll: false }));
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== " " || !(event.target instanceof HTMLAnchorElement) || event.target.role !== "checkbox") return;
    event.preventDefault();
    event.target.click();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is pressed
    <div className={className} data-pending={pending || undefined} onClick={onClick} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}
