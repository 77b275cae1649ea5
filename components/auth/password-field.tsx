"use client";

import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { useState } from "react";
import { TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import classes from "./password-field.module.css";

/** A field for a password, which can be shown while it is typed. */
export function PasswordField({
  label,
  hint,
  error,
  ...input
}: { label: ReactNode; hint?: ReactNode; error?: ReactNode } & Omit<ComponentProps<"input">, "type">) {
  const t = useTranslations("auth.signIn");
  const [shown, setShown] = useState(false);
  const Icon = shown ? IconEyeOff : IconEye;
  return (
    <Field label={label} hint={hint} error={error} required stacked>
      {(control) => (
        <div className={classes.box}>
          <TextInput
            {...control}
            {...input}
            type={shown ? "text" : "password"}
            className={classes.input}
            autoCapitalize="none"
            spellCheck={false}
          />
          <button
            type="button"
            className={classes.show}
            aria-label={shown ? t("hide") : t("show")}
            onClick={() => setShown(!shown)}
          >
            <Icon size={18} stroke={1.75} aria-hidden="true" />
          </button>
        </div>
      )}
    </Field>
  );
}
