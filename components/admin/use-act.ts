"use client";

import { useState, useTransition } from "react";
import type { ActionResult } from "@/lib/errors";

/**
 * Calls a server action and keeps what came of it. A second press while it runs does nothing.
 * @returns `run` with what is done after a success
 */
export function useAct<I, T>(act: (input: I) => Promise<ActionResult<T>>) {
  const [pending, start] = useTransition();
  const [result, setResult] = useState<ActionResult<T> | null>(null);

  function run(input: I, then?: (data: T) => void) {
    if (pending) return;
    setResult(null);
    start(async () => {
      const came = await act(input).catch(
        (): ActionResult<T> => ({ ok: false, error: { code: "UNAVAILABLE", fields: [] } }),
      );
      start(() => {
        setResult(came);
        if (came.ok) then?.(came.data);
      });
    });
  }
  return {
    pending,
    result,
    failure: result && !result.ok ? result.error : undefined,
    run,
    clear: () => setResult(null),
  };
}
