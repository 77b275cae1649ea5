"use client";

import type { KeyboardEvent, ReactNode, ToggleEvent } from "react";
import { useEffect, useId, useRef } from "react";
import classes from "./popup.module.css";

const gap = 4;
const edge = 8;
const stops = "a[href], button:not(:disabled), input:not([type=hidden]):not(:disabled)";

/** Puts the panel below its button, or above where there is no room, and always inside the window. */
function place(panel: HTMLElement, button: HTMLElement, align: "start" | "end"): void {
  const at = button.getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  const wanted = align === "end" ? at.right - width : at.left;
  const left = Math.max(edge, Math.min(wanted, document.documentElement.clientWidth - width - edge));
  const below = at.bottom + gap;
  const fits = below + height + edge <= window.innerHeight || at.top < height + gap + edge;
  panel.style.left = `${left}px`;
  panel.style.top = `${fits ? below : at.top - gap - height}px`;
  panel.style.maxHeight = `${Math.max(120, window.innerHeight - (fits ? below : edge) - edge)}px`;
  panel.dataset.placed = "";
}

/**
 * A button and the panel that it opens: the browser's own popover, so it closes on Escape and on a press outside, and gives
 * the focus back. Arrow keys walk through the panel's links and buttons.
 * @param label what a screen reader calls the button, when its content does not say it
 * @param title what the panel is called; @param stay keeps it open when something inside is pressed that is no link
 */
export function Popup({
  trigger,
  label,
  title,
  align = "start",
  className,
  panelClassName,
  stay = false,
  onOpen,
  children,
}: {
  trigger: ReactNode;
  label?: string;
  title?: string;
  align?: "start" | "end";
  className?: string;
  panelClassName?: string;
  stay?: boolean;
  onOpen?: () => void;
  children: ReactNode;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLElement>(null);

  const watch = useRef<AbortController>(null);
  useEffect(() => () => watch.current?.abort(), []);

  /** The panel stands where its button was: when that moves, it closes. Listened for only while it is open. */
  function closeWhenMoved(open: HTMLElement) {
    watch.current = new AbortController();
    const { signal } = watch.current;
    const close = (event: Event) => {
      if (event.target instanceof Node && open.contains(event.target)) return;
      open.hidePopover();
    };
    window.addEventListener("resize", close, { signal });
    window.addEventListener("scroll", close, { capture: true, passive: true, signal });
  }

  function onToggle(event: ToggleEvent<HTMLElement>) {
    if (!panel.current || !button.current) return;
    button.current.setAttribute("aria-expanded", String(event.newState === "open"));
    watch.current?.abort();
    if (event.newState === "open") {
      onOpen?.();
      place(panel.current, button.current, align);
      closeWhenMoved(panel.current);
    } else delete panel.current.dataset.placed;
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !panel.current || !(event.target instanceof HTMLElement)) return;
    if (event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    const all = [...panel.current.querySelectorAll<HTMLElement>(stops)];
    const from = all.indexOf(event.target);
    const to = all[(from + step + all.length) % all.length];
    if (!to) return;
    event.preventDefault();
    to.focus();
  }

  function onButtonKey(event: KeyboardEvent) {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    if (!panel.current || !button.current) return;
    if (!panel.current.matches(":popover-open")) panel.current.showPopover();
    place(panel.current, button.current, align); // now: what is not placed is hidden and takes no focus
    panel.current.querySelector<HTMLElement>(stops)?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-expanded={false}
        aria-label={label}
        className={className ?? classes.button}
        onKeyDown={onButtonKey}
      >
        {trigger}
      </button>
      <section
        ref={panel}
        id={id}
        popover="auto"
        aria-label={title ?? label}
        className={[classes.panel, panelClassName].filter(Boolean).join(" ")}
        onToggle={onToggle}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const pressed = event.target instanceof Element && event.target.closest("a[href], button");
          // A link leads away: the page it leads to is not to be met behind a panel.
          if (pressed && (!stay || pressed.matches("a"))) panel.current?.hidePopover();
        }}
      >
        {children}
      </section>
    </>
  );
}
