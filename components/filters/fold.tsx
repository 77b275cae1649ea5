"use client";

import type { ReactNode } from "react";
import { useEffect, useRef, useState } from "react";

/**
 * A part that folds, as the reader left it: what opens it at first does not close it again while it is used. What is folded away is drawn
 * when it is opened, not before: most of a long panel never is.
 * @param head a `summary` @param forced open whatever the reader left
 */
export function Fold({
  first = false,
  forced = false,
  className,
  head,
  children,
}: {
  first?: boolean;
  forced?: boolean;
  className?: string;
  head: ReactNode;
  children: ReactNode | (() => ReactNode);
}) {
  const details = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(first);
  const shown = open || forced;

  // Opened or closed before the page came alive.
  useEffect(() => {
    if (details.current) setOpen(details.current.open);
  }, []);

  return (
    <details
      ref={details}
      open={shown}
      className={className}
      onToggle={(event) => {
        if (!forced) setOpen(event.currentTarget.open);
      }}
    >
      {head}
      {shown && (typeof children === "function" ? children() : children)}
    </details>
  );
}
