"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { duplicatesSchema } from "@/lib/duplicates/schema";
import type { Duplicates } from "@/lib/duplicates/types";
import type { ReportValues } from "@/lib/reports/form";
import { probeOf } from "./duplicate-probe";

/**
 * Cases that are probably the event being typed. Asked when the draft has been saved, which is when the typing pauses and the server can be
 * reached; a failure is not worth a word. Only the latest question counts; until its answer is there the one before it stands.
 */
export function useDuplicates(values: ReportValues, saved: boolean): Duplicates | null {
  const question = useMemo(() => {
    const probe = probeOf(values);
    return probe && JSON.stringify(probe);
  }, [values]);
  const [found, setFound] = useState<Duplicates | null>(null);
  const asked = useRef<{ question: string; abort: AbortController } | null>(null);

  useEffect(() => {
    if (question !== null && (!saved || asked.current?.question === question)) return;
    asked.current?.abort.abort();
    asked.current = null;
    if (question === null) return setFound(null);
    const abort = new AbortController();
    asked.current = { question, abort };
    ask(question, abort.signal)
      .then(setFound)
      .catch(() => {
        if (asked.current?.abort === abort) asked.current = null;
      });
  }, [question, saved]);
  useEffect(
    () => () => {
      asked.current?.abort.abort();
      asked.current = null;
    },
    [],
  );

  if (question === null || found === null) return null;
  return { ...found, hints: found.hints.filter((hint) => !values.otherEvents.includes(hint.reference)) };
}

async function ask(body: string, signal: AbortSignal): Promise<Duplicates> {
  const headers = { "content-type": "application/json" };
  const response = await fetch("/api/duplicates", { method: "POST", headers, body, signal });
  if (!response.ok) throw new Error(`duplicates: ${response.status}`);
  return duplicatesSchema.parse(await response.json());
}
