"use client";

import type { ReactNode } from "react";
import { Suspense, startTransition, use, useEffect, useState } from "react";

/**
 * A part of a page that comes after the rest. On a first visit `fallback` keeps its place. When the page changes, what stood there stays until
 * the new part is there, so that the rest need not wait for it and a focus in it is not lost; meanwhile it is marked `data-pending`.
 * @param part never rejects: whoever makes it says in it what failed
 */
export function Late({ part, fallback }: { part: Promise<ReactNode>; fallback: ReactNode }) {
  return (
    <Suspense fallback={fallback}>
      <Kept part={part} />
    </Suspense>
  );
}

function Kept({ part }: { part: Promise<ReactNode> }) {
  const [first] = useState(part);
  const [later, setLater] = useState<{ part: Promise<ReactNode>; content: ReactNode } | null>(null);
  const atFirst = use(first);
  useEffect(() => {
    if (part === first) return;
    let wanted = true;
    // What comes from the server is no whole promise: its `then` gives nothing back to catch from.
    part.then(
      (content) => {
        if (wanted) startTransition(() => setLater({ part, content }));
      },
      () => {}, // the page was left, or its answer cut short: the next one brings another part
    );
    return () => {
      wanted = false;
    };
  }, [part, first]);
  return (
    <div style={{ display: "contents" }} data-pending={part !== (later?.part ?? first) || undefined}>
      {later ? later.content : atFirst}
    </div>
  );
}
