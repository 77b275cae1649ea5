"use client";

import type { ReactNode } from "react";
import { useState } from "react";

/** A part that folds, as the reader left it: what opens it at first does not close it again while it is used. */
export function Fold({ first, className, children }: { first: boolean; className?: string; children: ReactNode }) {
  const [open, setOpen] = useState(first);
  return (
    <details open={open} className={className} onToggle={(event) => setOpen(event.currentTarget.open)}>
      {children}
    </details>
  );
}
