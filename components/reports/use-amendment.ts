"use client";

import { useMemo } from "react";
import type { Merged } from "@/lib/reports/amendment";
import { mergeValues, valuesOf } from "@/lib/reports/amendment";
import type { ReportValues } from "@/lib/reports/form";
import type { FormVersion, ReportForm } from "@/lib/reports/types";
import { confirmedBefore } from "@/lib/reports/warnings";
import { useValueWords } from "./value-words";

/** What an amending form does beside a new one. */
export type Amendment = {
  /** the newest version, as the form shows it when it opens */
  start: ReportValues;
  /** the version that came after the one a text was written from; null while there is none */
  ahead: (values: ReportValues) => FormVersion | null;
  /** the newest version and the text as one */
  merge: (values: ReportValues, choices: Readonly<Record<string, "mine" | "theirs">>) => Merged;
};

/** Null where the form logs a new report. */
export function useAmendment(data: ReportForm): Amendment | null {
  const words = useValueWords(data, data.amends?.sources);
  return useMemo(() => {
    const { amends } = data;
    const newest = amends?.versions.at(-1);
    if (!amends || !newest) return null;
    const colleagues = new Set(data.colleagues.map(({ id }) => id));
    const of = ({ number, account, confirmed, otherEvents }: FormVersion): ReportValues => ({
      ...valuesOf(account, words),
      confirmed: confirmedBefore(confirmed),
      otherEvents,
      team: amends.team.filter((id) => colleagues.has(id)),
      amends: { report: amends.reportId, base: number, reason: "" },
    });
    return {
      start: of(newest),
      ahead: (values) => (values.amends && values.amends.base !== newest.number ? newest : null),
      merge: (values, choices) => {
        const base = amends.versions.find(({ number }) => number === values.amends?.base);
        const merged = mergeValues(of(base ?? newest), of(newest), values, choices);
        const reason = values.amends?.reason ?? "";
        return {
          ...merged,
          values: { ...merged.values, amends: { report: amends.reportId, base: newest.number, reason } },
        };
      },
    };
  }, [data, words]);
}
