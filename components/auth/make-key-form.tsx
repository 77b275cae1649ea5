"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { startTransition, useActionState, useEffect, useRef, useState } from "react";
import { CheckBox, TextInput } from "@/components/forms/controls";
import { FailureNotice } from "@/components/forms/failure-notice";
import { Field } from "@/components/forms/field";
import { FieldError } from "@/components/forms/field-error";
import { useProblemText } from "@/components/forms/use-problem-text";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { makeOwnKey } from "@/lib/auth/actions";
import { keyScopeCodes } from "@/lib/codes";
import classes from "./own-keys.module.css";

/** Makes an API key and shows it, this once. */
export function MakeKeyForm() {
  const t = useTranslations("auth.keys");
  const scopeText = useTranslations("codes.keyScope");
  const problemText = useProblemText();
  const [state, submit, isPending] = useActionState(makeOwnKey, {});
  const form = useRef<HTMLFormElement>(null);
  const made = useRef<HTMLDivElement>(null);
  const errorOf = (name: string) => {
    const problem = state.failure?.fields.find(({ path }) => path === name);
    return problem && problemText(problem);
  };

  useEffect(() => {
    if (state.made) {
      form.current?.reset();
      made.current?.focus();
    }
    if (state.failure) form.current?.querySelector<HTMLInputElement>("[aria-invalid]")?.focus();
  }, [state]);

  /** React empties a form after its action; what was typed stays here until the key is made. */
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    if (!isPending) startTransition(() => submit(typed));
  }

  return (
    <form ref={form} action={submit} onSubmit={send} className={classes.form} noValidate>
      <div className={classes.result}>
        {state.made && (
          <div ref={made} tabIndex={-1}>
            <Notice tone="info" title={t("madeTitle", { label: state.made.label })}>
              <MadeKey value={state.made.key} />
            </Notice>
          </div>
        )}
        <FailureNotice failure={state.failure} />
      </div>
      <Field label={t("label")} hint={t("labelHint")} error={errorOf("label")} required stacked>
        {(control) => (
          <TextInput {...control} name="label" defaultValue={state.typed?.label} maxLength={100} autoComplete="off" />
        )}
      </Field>
      <fieldset className={classes.scopes} aria-describedby={errorOf("scopes") ? "key-scopes-error" : undefined}>
        <legend>{t("scopes")}</legend>
        {keyScopeCodes.map((scope) => (
          <CheckBox
            key={scope}
            name="scopes"
            value={scope}
            label={scopeText(scope)}
            defaultChecked={(state.typed?.scopes ?? ["read"]).includes(scope)}
            aria-invalid={errorOf("scopes") ? true : undefined}
          />
        ))}
        {errorOf("scopes") && <FieldError id="key-scopes-error">{errorOf("scopes")}</FieldError>}
      </fieldset>
      <Field label={t("expiresLabel")} hint={t("expiresHint")} error={errorOf("expires")} optional stacked>
        {(control) => <TextInput {...control} name="expires" type="date" defaultValue={state.typed?.expires} />}
      </Field>
      <Button type="submit" className={classes.submit} aria-disabled={isPending || undefined}>
        {t("make")}
      </Button>
    </form>
  );
}

/** The key, with a button that copies it. */
function MadeKey({ value }: { value: string }) {
  const t = useTranslations("auth.keys");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <div className={classes.made}>
      <span>{t("madeLead")}</span>
      <code>{value}</code>
      {/* Only where the browser lets a page write to the clipboard: over TLS, or on this machine. */}
      <span>
        <Button onClick={() => void copy().catch(() => setCopied(false))}>{t("copy")}</Button>{" "}
        <span role="status" className={classes.copied}>
          {copied ? t("copied") : ""}
        </span>
      </span>
    </div>
  );
}
