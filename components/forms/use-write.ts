"use client";

import { useState, useTransition } from "react";
import type { ActionResult, Failure } from "@/lib/errors";

/** What came of the last press: nothing yet, done, or why not. */
export type Written = "done" | Failure | null;

const unanswered: Failure = { code: "UNAVAILABLE", fields: [] };

/**
 * One write of a form that stays in the page: sends what was typed, keeps it when it is refused, and says what came of it.
 * @param write the server action
 */
export function useWrite<I>(write: (input: I) => Promise<ActionResult<unknown>>) {
  const [written, setWritten] = useState<Written>(null);
  const [pending, start] = useTransition();
  /** @param then what the form does once it stands */
  function send(input: I, then?: () => void) {
    if (pending) return;
    start(async () => {
      // No answer at all: what was typed is still there, and can be sent again.
      const result = await write(input).catch((): ActionResult<unknown> => ({ ok: false, error: unanswered }));
      start(() => {
        setWritten(result.ok ? "done" : result.error);
        if (result.ok) then?.();
      });
    });
  }
  const failure = written === null || written === "done" ? null : written;
  return { send, pending, written, failure, problems: failure?.fields ?? [], clear: () => setWritten(null) };
}
