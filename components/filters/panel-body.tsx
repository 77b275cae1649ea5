"use client";

import type { ReactNode } from "react";
import { useEffect, useRef, useState } from "react";

/** The inside of a panel. Of one that is a drawer, it is drawn when the drawer is first opened: most readers of a page never do. */
export function PanelBody({
  drawer,
  className,
  children,
}: {
  drawer: boolean;
  className?: string;
  children: ReactNode;
}) {
  const body = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(!drawer);

  useEffect(() => {
    const panel = body.current?.closest("[popover]");
    if (drawn || !panel) return;
    const draw = () => setDrawn(true);
    if (panel.matches(":popover-open")) draw();
    panel.addEventListener("beforetoggle", draw);
    return () => panel.removeEventListener("beforetoggle", draw);
  }, [drawn]);

  return (
    <div ref={body} className={className}>
      {drawn && children}
    </div>
  );
}
