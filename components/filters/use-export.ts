"use client";

import { useEffect, useState } from "react";
import { randomId } from "@/components/forms/random-id";

/** The files that cases leave the register in. */
export const exportFormats = ["csv", "xlsx", "jsonl"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The cases of a filter, by its query string, or chosen ones. */
export type Exported = { query: string } | { references: readonly string[] };

/** Where an export stands. `total` is null until the cases are counted. */
export type ExportState = {
  state: "running" | "done" | "cancelled" | "failed";
  cases: number;
  total: number | null;
};
type Run = { id: string; since: number } & ExportState;

const every = 400;
/** An export that the server does not know of after so long has not begun: it was refused. In milliseconds. */
const patience = 45_000;

/**
 * Downloads an export: the browser takes the file itself, whatever its size, and the server is asked how far it has come.
 * @returns where the last one stands, and ways to begin one and to stop it
 */
export function useExport(of: Exported) {
  const [run, setRun] = useState<Run | null>(null);
  const id = run?.state === "running" ? run.id : null;
  const since = run?.since ?? 0;

  useEffect(() => {
    if (id === null) return;
    const asking = new AbortController();
    const ask = async () => {
      const state = await progressOf(id, asking.signal);
      const late = Date.now() - since > patience;
      setRun((now) => {
        if (now?.id !== id) return now;
        return state ? { ...now, ...state } : late ? { ...now, state: "failed" } : now;
      });
    };
    const timer = setInterval(() => void ask(), every);
    return () => {
      clearInterval(timer);
      asking.abort();
    };
  }, [id, since]);

  return {
    run,
    start: (format: ExportFormat) => {
      const next = randomId();
      setRun({ id: next, since: Date.now(), state: "running", cases: 0, total: null });
      download(of, format, next);
    },
    stop: () => {
      if (id !== null) void fetch(`/api/export/${id}`, { method: "DELETE" }).catch(() => {});
    },
    forget: () => setRun(null),
  };
}

/** What the server says of an export; null when it knows nothing of it yet, or does not answer. */
async function progressOf(id: string, signal: AbortSignal): Promise<ExportState | null> {
  try {
    const response = await fetch(`/api/export/${id}`, { signal, cache: "no-store" });
    return response.status === 200 ? ((await response.json()) as ExportState) : null;
  } catch {
    return null;
  }
}

function download(of: Exported, format: ExportFormat, run: string): void {
  if ("references" in of) {
    post({ references: of.references.join("\n"), format, run });
    return;
  }
  const link = document.createElement("a");
  link.href = `/api/export?${[of.query, new URLSearchParams({ format, run })].filter(Boolean).join("&")}`;
  link.download = "";
  link.click();
}

/** As a form sends it: the answer is a file, so the page stays. */
function post(fields: Record<string, string>): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/api/export";
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}
