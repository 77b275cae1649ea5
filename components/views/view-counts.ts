"use client";

import { useEffect, useState } from "react";

const staleAfter = 60_000;
type Counts = Readonly<Record<number, number>>;
let kept: { of: string; at: number; counts: Promise<Counts> } | null = null;

async function ask(): Promise<Counts> {
  const response = await fetch("/api/views", { headers: { accept: "application/json" } });
  return response.ok ? ((await response.json()) as Counts) : {};
}

/** How many cases each view finds. Asked for when somebody may look, at most once a minute; null until it is known. */
export function useViewCounts(wanted: boolean, items: readonly { id: number }[]): Counts | null {
  const of = items.map(({ id }) => id).join();
  const [counts, setCounts] = useState<Counts | null>(null);
  useEffect(() => {
    if (!wanted || of === "") return;
    if (!kept || kept.of !== of || performance.now() - kept.at > staleAfter)
      kept = { of, at: performance.now(), counts: ask().catch(() => ({})) };
    let here = true;
    void kept.counts.then((known) => {
      if (here) setCounts(known);
    });
    return () => {
      here = false;
    };
  }, [wanted, of]);
  return counts;
}
