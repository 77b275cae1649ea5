"use client";

import type { ReactNode } from "react";
import { useEffect, useRef } from "react";

/** What came of something: has the focus as often as something else is said, so that it is read first. @param of what is said */
export function Said({ of, className, children }: { of: unknown; className?: string; children: ReactNode }) {
  const said = useRef<HTMLDivElement>(null);
  const before = useRef<unknown>(null);
  useEffect(() => {
    if (before.current === of) return;
    before.current = of;
    said.current?.focus();
  }, [of]);
  return (
    <div ref={said} tabIndex={-1} className={className}>
      {children}
    </div>
  );
}
