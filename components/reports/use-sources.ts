"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { z } from "zod";
import { reliabilityCodes } from "@/lib/codes";
import { findTerms, termIndex } from "@/lib/i18n/match";
import type { FormSource } from "@/lib/reports/types";
import { useReport } from "./report-context";

const answer = z.object({
  sources: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      author: z.string().nullable(),
      publisher: z.string().nullable(),
      published: z.string().nullable(),
      reliability: z.enum(reliabilityCodes),
    }),
  ),
});
const pause = 150;

/** Sources by what was typed: those the page came with at once, the register's as they are found. Only the latest question counts. */
export function useSources() {
  const { data } = useReport();
  const [found, setFound] = useState<readonly FormSource[]>([]);
  const [failed, setFailed] = useState(false);
  const [asking, setAsking] = useState(false);
  const asked = useRef<{ timer?: ReturnType<typeof setTimeout>; abort?: AbortController }>({});
  const all = useMemo(() => {
    const byId = new Map([...data.sources, ...found].map((source) => [source.id, source]));
    return [...byId.values()];
  }, [data.sources, found]);
  const index = useMemo(
    () =>
      termIndex(all, (one) => [
        one.title,
        one.publisher,
        one.author,
        [one.publisher, one.published, one.title].join(" "),
      ]),
    [all],
  );

  function search(text: string) {
    clearTimeout(asked.current.timer);
    asked.current.abort?.abort();
    setAsking(text.trim() !== "");
    if (text.trim() === "") return;
    const abort = new AbortController();
    const timer = setTimeout(() => void ask(text, abort.signal), pause);
    asked.current = { timer, abort };
  }
  async function ask(text: string, signal: AbortSignal) {
    try {
      const response = await fetch(`/api/sources?q=${encodeURIComponent(text)}`, { signal });
      if (!response.ok) throw new Error(`sources: ${response.status}`);
      const { sources } = answer.parse(await response.json());
      setFound((before) => [...before, ...sources]);
      setFailed(false);
      setAsking(false);
    } catch (error) {
      // A question that a newer one replaced is no failure.
      if (signal.aborted) return;
      setFailed(error !== undefined);
      setAsking(false);
    }
  }
  useEffect(
    () => () => {
      clearTimeout(asked.current.timer);
      asked.current.abort?.abort();
    },
    [],
  );

  return {
    sources: (typed: string) => findTerms(index, typed, 12),
    known: (id: string) => all.find((source) => String(source.id) === id),
    failed,
    /** the register has not answered yet what it has of the typed text */
    asking,
    search,
  };
}
