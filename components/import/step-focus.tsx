"use client";

import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import classes from "./import.module.css";

/**
 * The step in hand. As the next one takes its place, it gets the focus and stands at the top of the page: who works by keyboard, or hears the
 * page, is where the work is. @param of which step it is, @param label what it is called
 */
export function StepFocus({ of, label, children }: { of: string; label: string; children: ReactNode }) {
  const part = useRef<HTMLElement>(null);
  const before = useRef(of);
  useEffect(() => {
    if (before.current === of) return;
    before.current = of;
    part.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [of]);
  return (
    <section ref={part} tabIndex={-1} aria-label={label} className={classes.stepPart}>
      {children}
    </section>
  );
}
