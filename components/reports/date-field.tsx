"use client";

import { IconCalendar } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { today } from "@/lib/dates/calendar";
import { parseDate } from "@/lib/dates/parse";
import { DateHelp, onlySuggestion } from "./date-help";
import { useReport } from "./report-context";
import classes from "./report-form.module.css";

/**
 * When it happened, as exactly as the source says: one field for a day, a month, a season, a period. The calendar is the browser's own, for
 * those who want one; everything it can say can be typed. Enter takes the only thing that a text in words may have meant.
 */
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
  const { timeZone } = useReport();
  const t = useTranslations("dates");
  const calendar = useRef<HTMLInputElement>(null);
  const parsed = parseDate(value);
  const day = parsed.ok && parsed.date.precision === "day" ? parsed.date.from : "";
  function open() {
    try {
      calendar.current?.showPicker();
    } catch {
      // A browser without a calendar to show: the field takes the date all the same.
      document.getElementById(id)?.focus();
    }
  }
  function take(date: string) {
    onChange(date);
    document.getElementById(id)?.focus();
  }
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
              aria-keyshortcuts="Alt+ArrowDown"
              onChange={(event) => onChange(event.currentTarget.value)}
              onBlur={(event) => onLeave(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return;
                if (event.key === "ArrowDown" && event.altKey) {
                  event.preventDefault();
                  open();
                }
                const meant = onlySuggestion(value);
                if (event.key !== "Enter" || event.altKey || event.ctrlKey || event.metaKey || meant === null) return;
                event.preventDefault();
                onChange(meant);
              }}
            />
            <input
              ref={calendar}
              type="date"
              className={classes.calendar}
              tabIndex={-1}
              aria-hidden="true"
              max={today(timeZone)}
              value={day}
              onChange={(event) => event.currentTarget.value && take(event.currentTarget.value)}
            />
            <button
              type="button"
              className={classes.calendarButton}
              tabIndex={-1}
              aria-label={t("calendar")}
              title={t("calendar")}
              onClick={open}
            >
              <IconCalendar size={16} stroke={1.75} aria-hidden="true" />
            </button>
          </div>
          <output className={classes.understood} htmlFor={id}>
            <DateHelp text={value} onTake={take} />
          </output>
        </div>
      )}
    </Field>
  );
}
