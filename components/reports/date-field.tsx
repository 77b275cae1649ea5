"use client";

import { useTranslations } from "next-intl";
import { TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { Button } from "@/components/ui/button";
import { isFuture } from "@/lib/dates/calendar";
import { describeDate } from "@/lib/dates/describe";
import { parseDate } from "@/lib/dates/parse";
import { useReport } from "./report-context";
import classes from "./report-form.module.css";

/** What was understood of a typed date, in words; for a text that would need a guess, what may have been meant, to be taken by a press. */
export function DateHelp({ text, onTake }: { text: string; onTake: (date: string) => void }) {
  const { locale, timeZone } = useReport();
  const t = useTranslations("dates");
  if (text.trim() === "") return null;
  const parsed = parseDate(text);
  if (!parsed.ok)
    return parsed.suggestions.map((date) => (
      <Button key={date} onClick={() => onTake(date)}>
        {t("take", { date })}
      </Button>
    ));
  if (isFuture(parsed.date, timeZone)) return null;
  const { key, values } = describeDate(parsed.date, locale);
  return <span>{t(key, values)}</span>;
}

/** When it happened, as exactly as the source says. */
export function DateField({
  id,
  label,
  value,
  onChange,
  onLeave,
  error,
}: {
  id: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  onLeave: (text: string) => void;
  error?: string;
}) {
  return (
    <Field label={label} id={id} error={error}>
      {(control) => (
        <div className={classes.dateLine}>
          <div className={classes.date}>
            <TextInput
              {...control}
              value={value}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => onChange(event.currentTarget.value)}
              onBlur={(event) => onLeave(event.currentTarget.value)}
            />
          </div>
          <output className={classes.understood} htmlFor={id}>
            <DateHelp
              text={value}
              onTake={(date) => {
                onChange(date);
                document.getElementById(id)?.focus();
              }}
            />
          </output>
        </div>
      )}
    </Field>
  );
}
