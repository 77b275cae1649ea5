"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { startTransition, useActionState, useEffect, useRef } from "react";
import { FailureNotice } from "@/components/forms/failure-notice";
import { useProblemText } from "@/components/forms/use-problem-text";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { changePassword } from "@/lib/auth/actions";
import { passwordLength } from "@/lib/auth/rules";
import classes from "./change-password-form.module.css";
import { PasswordField } from "./password-field";

/** Changes one's own password. @param email of the account, so that the browser's password store knows which one it is */
export function ChangePasswordForm({ email }: { email: string }) {
  const t = useTranslations("auth.account");
  const problemText = useProblemText();
  const [state, submit, isPending] = useActionState(changePassword, {});
  const form = useRef<HTMLFormElement>(null);
  const field = (name: "current" | "password" | "repeat") => {
    const problem = state.failure?.fields.find(({ path }) => path === name);
    return { name, error: problem && problemText(problem) };
  };

  useEffect(() => {
    if (state.changed) form.current?.reset();
    if (state.failure) form.current?.querySelector<HTMLInputElement>("[aria-invalid]")?.focus();
  }, [state]);

  /** React empties a form after its action; what was typed stays here until the password is changed. */
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    startTransition(() => submit(typed));
  }

  return (
    <form ref={form} action={submit} onSubmit={send} className={classes.form} noValidate>
      <div className={classes.result}>
        {state.changed && <Notice tone="info" live title={t("changed", { count: state.changed.othersEnded })} />}
        <FailureNotice failure={state.failure} />
      </div>
      <input type="text" name="email" value={email} readOnly hidden autoComplete="username" />
      <PasswordField {...field("current")} label={t("current")} autoComplete="current-password" />
      <PasswordField
        {...field("password")}
        label={t("new")}
        hint={t("newHint", { min: passwordLength.min })}
        autoComplete="new-password"
      />
      <PasswordField {...field("repeat")} label={t("repeat")} autoComplete="new-password" />
      <Button type="submit" look="primary" className={classes.submit} aria-disabled={isPending || undefined}>
        {t("change")}
      </Button>
    </form>
  );
}
