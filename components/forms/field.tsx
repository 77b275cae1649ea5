import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useId } from "react";
import classes from "./field.module.css";
import { FieldError } from "./field-error";

/** What a control takes so that its label, help and mistake belong to it. */
export type ControlProps = { id: string; "aria-describedby"?: string; "aria-invalid"?: true; required?: boolean };

/**
 * A labelled control: the label 128 px to the left, above on a phone; help and mistake below.
 * @param id of the control, when a summary of mistakes links to it; @param aside words beside the control
 * @param error what is wrong, in words that say what to do
 * @param stacked the label above at every width, as in a small form
 */
export function Field({
  label,
  id,
  hint,
  aside,
  error,
  required = false,
  optional = false,
  stacked = false,
  children,
}: {
  label: ReactNode;
  id?: string;
  hint?: ReactNode;
  aside?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  optional?: boolean;
  stacked?: boolean;
  children: (control: ControlProps) => ReactNode;
}) {
  const t = useTranslations("common");
  const made = useId();
  const control = id ?? made;
  const parts = { hint: hint ? `${control}-hint` : "", error: error ? `${control}-error` : "" };
  const describedBy = [parts.error, parts.hint].filter(Boolean).join(" ") || undefined;
  return (
    <div className={classes.field} data-stacked={stacked || undefined}>
      <label className={classes.label} htmlFor={control}>
        {label}
        {optional && <span className={classes.optional}> {t("optional")}</span>}
      </label>
      <div className={classes.body}>
        <div className={classes.line}>
          <div className={classes.control}>
            {children({
              id: control,
              "aria-describedby": describedBy,
              "aria-invalid": error ? true : undefined,
              required: required || undefined,
            })}
          </div>
          {aside && <div className={classes.aside}>{aside}</div>}
        </div>
        {error && <FieldError id={parts.error}>{error}</FieldError>}
        {hint && (
          <div className={classes.hint} id={parts.hint}>
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
