"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ReportValues } from "@/lib/reports/form";
import type { Warning, WarningFacts } from "@/lib/reports/warnings";
import { comparedIn, unconfirmed, warningsOf } from "@/lib/reports/warnings";

const noFacts: WarningFacts = { substances: {}, published: null };
const pause = 400;

/** What has to be asked of the server for a form, as the query of the address: the same for the same substances, units and source. */
function questionOf(values: ReportValues): string {
  const asked = new URLSearchParams();
  const pairs = comparedIn(values);
  for (const substance of new Set(pairs.map((pair) => pair.substance))) asked.append("substance", substance);
  for (const unit of new Set(pairs.map((pair) => pair.unit))) asked.append("unit", unit);
  if (values.source.mode === "found" && values.source.found.id !== "") asked.append("source", values.source.found.id);
  return asked.toString();
}

async function ask(question: string): Promise<WarningFacts> {
  const response = await fetch(`/api/warnings?${question}`);
  if (!response.ok) throw new Error(`warnings: ${response.status}`);
  return (await response.json()) as WarningFacts;
}

/** What looks odd in a form while it is typed, and what of it nobody has confirmed. */
export function useWarnings(values: ReportValues) {
  const [facts, setFacts] = useState<{ question: string; facts: WarningFacts }>({ question: "", facts: noFacts });
  const question = questionOf(values);
  const known = useRef(facts);

  const learn = useCallback(async (asked: string): Promise<WarningFacts> => {
    if (asked === "") return noFacts;
    if (known.current.question === asked) return known.current.facts;
    const found = await ask(asked);
    known.current = { question: asked, facts: found };
    setFacts(known.current);
    return found;
  }, []);

  useEffect(() => {
    // The server asks again when the report is submitted: without an answer nothing is said here.
    const timer = setTimeout(() => void learn(question).catch(() => {}), pause);
    return () => clearTimeout(timer);
  }, [question, learn]);

  const warnings = useMemo(() => warningsOf(values, facts.facts), [values, facts]);
  /** Those that stand in the way of a submit, by what the server knows now; what cannot be asked is left to the server. `again`: what is known is out of date. */
  const standing = useCallback(
    async (submitted: ReportValues, again = false): Promise<Warning[]> => {
      if (again) known.current = { question: "", facts: noFacts };
      const now = await learn(questionOf(submitted)).catch(() => noFacts);
      return unconfirmed(warningsOf(submitted, now), submitted);
    },
    [learn],
  );
  return { warnings, standing };
}
