"use client";

import { useEffect, useState } from "react";

/** What a bar's cases weigh and which weigh most, in sentences of the reader's language. */
export type Largest = {
  says: string[];
  cases: { reference: string; date: string | null; weight: string; href: string }[];
};

/** Long enough that passing over bars asks for nothing. */
const pause = 120;

/**
 * Of the bar that is looked at: null until it is there; a failure shows nothing, the bar's own figures stand beside it.
 * @param query of its cases @param known what this chart has asked for already: gone with the chart
 */
export function useLargest(query: string | null, known: Map<string, Largest>): Largest | null {
  const [found, setFound] = useState<{ query: string; largest: Largest } | null>(null);
  useEffect(() => {
    if (query === null || known.has(query)) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/api/trends?${query}`, { signal: stop.signal });
        if (!answer.ok) return;
        const largest: Largest = await answer.json();
        known.set(query, largest);
        setFound({ query, largest });
      } catch {
        // the figures beside it do not depend on it
      }
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query, known]);
  if (query === null) return null;
  return known.get(query) ?? (found?.query === query ? found.largest : null);
}
