"use client";

import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { useEffect, useRef } from "react";
import { TextInput } from "@/components/forms/controls";
import { FieldError } from "@/components/forms/field-error";
import { useWarningText } from "@/components/ui/use-warning-text";
import type { ReportValues } from "@/lib/reports/form";
import type { Warning } from "@/lib/reports/warnings";
import { idOf, useReport } from "./report-context";
import { useProblems } from "./use-problems";
import classes from "./warnings-panel.module.css";

/** Characters that a word of confirmation may have. */
const mostWords = 300;

/**
 * What looks odd, each with its field and room for a word why it is right. Nothing while all is well.
 * @param asked how often a submit was stopped by them: what is not confirmed is then said to stand in the way, and has the focus
 */
export function WarningsPanel({
  warnings,
  confirmed,
  asked,
  onKeyDown,
}: {
  warnings: readonly Warning[];
  confirmed: ReportValues["confirmed"];
  asked: number;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}) {
  const { dispatch } = useReport();
  const place = useRef<HTMLDivElement>(null);
  const t = useTranslations("warnings");
  const text = useWarningText();
  const { label } = useProblems();
  const reasonOf = (key: string) => confirmed.find((one) => one.key === key)?.reason ?? "";
  useEffect(() => {
    if (asked > 0) place.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [asked]);
  return (
    <div role="status" className={classes.place} ref={place}>
      {warnings.length > 0 && (
        <form
          className={classes.panel}
          aria-label={t("title")}
          onSubmit={(event) => event.preventDefault()}
          onKeyDown={onKeyDown}
        >
          <h3 className={classes.title}>{t("title")}</h3>
          <ul>
            {warnings.map((warning, at) => {
              const id = idOf(`warnings.${at}`);
              const reason = reasonOf(warning.key);
              const settled = reason.trim() !== "";
              const Icon = settled ? IconCheck : IconAlertTriangle;
              return (
                <li key={`${warning.path} ${warning.key}`} className={classes.warning}>
                  <p>
                    <Icon className={classes.icon} data-settled={settled || undefined} size={16} aria-hidden="true" />{" "}
                    <a href={`#${idOf(warning.path)}`}>{label(warning.path)}</a> {text(warning)}
                  </p>
                  <label htmlFor={id}>{t("reason")}</label>
                  <TextInput
                    id={id}
                    value={reason}
                    maxLength={mostWords}
                    placeholder={t("placeholder")}
                    aria-invalid={(asked > 0 && !settled) || undefined}
                    aria-describedby={asked > 0 && !settled ? `${id}-error` : undefined}
                    onChange={(event) =>
                      dispatch({ type: "confirm", key: warning.key, reason: event.currentTarget.value })
                    }
                  />
                  {asked > 0 && !settled && <FieldError id={`${id}-error`}>{t("error.unconfirmed")}</FieldError>}
                </li>
              );
            })}
          </ul>
          <p className={classes.note}>{t("note")}</p>
        </form>
      )}
    </div>
  );
}
