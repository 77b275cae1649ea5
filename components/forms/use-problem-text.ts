"use client";

import { useTranslations } from "next-intl";
import type { FieldProblem } from "@/lib/errors";

/** Says what is wrong at a field, in the reader's language. The namespace of the problem's key must have been handed to the browser. */
export function useProblemText(): (problem: FieldProblem) => string {
  // The key comes from the server: a test holds that every key used there stands in the messages.
  const translate = useTranslations() as unknown as (key: string, values?: FieldProblem["values"]) => string;
  return ({ message, values }) => translate(message, values);
}
