"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { isFuture } from "@/lib/dates/calendar";
import { describeDate } from "@/lib/dates/describe";
import { parseDate } from "@/lib/dates/parse";
import type { RegisterDate } from "@/lib/dates/types";
import { useReport } from "./report-context";
import classes from "./report-form.module.css";

/** The only date that a text which is none may have meant, or null: what Enter takes. */
export function onlySuggestion(text: string): string | null {
  const parsed = parseDate(text);
  return parsed.ok || parsed.suggestions.length !== 1 ? null : (parsed.suggestions[0] ?? null);
}

/**
 * What was understood of a typed date, in words and as the register keeps it; for a text that would need a guess, what may have been
 * meant, each with what it says, to be taken by a press.
 */
export function DateHelp({ text, onTake }: { text: string; onTake: (date: string) => void }) {
  const { locale, timeZone } = useReport();
  const t = useTranslations("dates");
  if (text.trim() === "") return null;
  const parsed = parseDate(text);
  const words = (date: RegisterDate) => {
    const { key, values } = describeDate(date, locale);
    return t(key, values);
  };
  if (!parsed.ok)
    return parsed.suggestions.map((date) => {
      const meant = parseDate(date);
      return (
        <span key={date} className={classes.meant}>
          <Button onClick={() => onTake(date)}>{t("take", { date })}</Button>
          {meant.ok && <span>{words(meant.date)}</span>}
        </span>
      );
    });
  if (isFuture(parsed.date, timeZone)) return null;
  return (
    <>
      <span>{words(parsed.date)}</span> <code className={classes.edtf}>{parsed.date.edtf}</code>
    </>
  );
}
