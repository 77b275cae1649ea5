"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import { useEffect, useRef, useTransition } from "react";
import { isPlainPress } from "@/components/ui/plain-press";
import classes from "./filter-links.module.css";

/**
 * Makes the links inside soft navigations: one listener for all of a panel's choices, whose addresses come with the page. A tick box turns
 * round at once when pressed (`data-pressed`), the page follows; the space bar presses it.
 */
export function FilterLinks({ label, children }: { label: string; children: ReactNode }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const pressed = useRef<HTMLElement>(null);

  useEffect(() => {
    if (pending) return;
    delete pressed.current?.dataset.pressed;
    pressed.current = null;
  }, [pending]);

  function onClick(event: MouseEvent<HTMLElement>) {
    if (!isPlainPress(event)) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("href");
    // A bar of a range answers for itself.
    if (link?.role !== "checkbox" || !href?.startsWith("/")) return;
    event.preventDefault();
    event.stopPropagation();
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
    <fieldset
      aria-label={label}
      className={classes.links}
      data-pending={pending || undefined}
      onClickCapture={onClick}
      onKeyDown={onKeyDown}
    >
      {children}
    </fieldset>
  );
}
