"use client";

import { useTranslations } from "next-intl";
import { useActionState, useEffect, useRef } from "react";
import { TextInput } from "@/components/forms/controls";
import { FailureNotice } from "@/components/forms/failure-notice";
import { Field } from "@/components/forms/field";
import { useProblemText } from "@/components/forms/use-problem-text";
import { Button } from "@/components/ui/button";
import { signIn } from "@/lib/auth/actions";
import { PasswordField } from "./password-field";
import classes from "./sign-in-form.module.css";

/** E-mail and password. It works before any script has run. @param callbackUrl where to go afterwards */
export function SignInForm({ callbackUrl }: { callbackUrl: string }) {
  const t = useTranslations("auth.signIn");
  const problemText = useProblemText();
  const [state, submit, isPending] = useActionState(signIn, { email: "" });
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const problemOf = (path: string) => {
    const problem = state.failure?.fields.find((each) => each.path === path);
    return problem && problemText(problem);
  };

  useEffect(() => {
    const isPhone = matchMedia("(hover: none)").matches; // its keyboard would cover the page
    if (!state.failure && (isPhone || document.activeElement !== document.body)) return;
    const wrongEmail = !state.failure || state.failure.fields.some(({ path }) => path === "email");
    (wrongEmail ? email : password).current?.focus();
  }, [state]);

  return (
    <form action={submit} className={classes.form} noValidate>
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <div className={classes.failure}>
        <FailureNotice failure={state.failure} />
      </div>
      <Field label={t("email")} error={problemOf("email")} required stacked>
        {(control) => (
          <TextInput
            {...control}
            ref={email}
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={state.email}
          />
        )}
      </Field>
      <PasswordField
        ref={password}
        label={t("password")}
        name="password"
        autoComplete="current-password"
        error={problemOf("password")}
      />
      <Button type="submit" look="primary" wide className={classes.submit} aria-disabled={isPending || undefined}>
        {isPending ? t("submitting") : t("submit")}
      </Button>
      <p className={classes.hint}>{t("hint")}</p>
    </form>
  );
}
