"use client";

import type { Dispatch } from "react";
import { createContext, useContext } from "react";
import type { Asked } from "@/components/forms/adding";
import type { Locale } from "@/lib/codes";
import type { FormSubstance, ReportForm } from "@/lib/reports/types";
import type { Finder } from "./finder";
import type { FormAction } from "./form-state";

/** What every part of the form needs and what stays the same while it is open. */
export type ReportParts = {
  data: ReportForm;
  locale: Locale;
  timeZone: string;
  dispatch: Dispatch<FormAction>;
  /** of a field, when it is left: mistakes there may be shown if something was typed */
  leave: (path: string, text: string) => void;
  points: Finder;
  substances: Finder;
  substanceBySlug: ReadonlyMap<string, FormSubstance>;
  units: (form: string) => Finder;
  countries: Finder;
  currencies: Finder;
  languages: Finder;
  /** opens the dialog that adds to a list */
  ask: (asked: Asked) => void;
};

export const ReportContext = createContext<ReportParts | null>(null);

export function useReport(): ReportParts {
  const parts = useContext(ReportContext);
  if (!parts) throw new Error("a part of the report's form stands outside it");
  return parts;
}

/** The id of a field's control, from its path in the form's values: what the summary of mistakes links to. */
export const idOf = (path: string): string => `field.${path}`;

/** Where an amending form says that somebody else's version came first. */
export const mergeId = idOf("merge");
