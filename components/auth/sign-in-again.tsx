"use client";

import { useTranslations } from "next-intl";
import { useActionState, useId } from "react";
import { FailureNotice } from "@/components/forms/failure-notice";
import { useProblemText } from "@/components/forms/use-problem-text";
import { Button } from "@/components/ui/button";
import { signInAgain } from "@/lib/auth/actions";
import { PasswordField } from "./password-field";
import classes from "./sign-in-again.module.css";

/** Asks for the password of an account whose session ended, without leaving the page. The page is made anew when it was right. */
export function SignInAgain({ email }: { email: string }) {
  const t = useTranslations("auth.signIn");
  const problemText = useProblemText();
  const [state, submit, isPending] = useActionState(signInAgain, { email });
  const label = useId();
  const wrong = state.failure?.fields.find(({ path }) => path === "password");
  return (
    <form action={submit} className={classes.form} aria-labelledby={label} noValidate>
      <p id={label} className={classes.who}>
        {t("again", { email })}
      </p>
      <FailureNotice failure={state.failure} />
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <div className={classes.line}>
        <PasswordField
          label={t("password")}
          name="password"
          autoComplete="current-password"
          error={wrong && problemText(wrong)}
        />
        <Button type="submit" look="primary" aria-disabled={isPending || undefined}>
          {isPending ? t("submitting") : t("submit")}
        </Button>
      </div>
    </form>
  );
}
