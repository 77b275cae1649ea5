"use client";

import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextArea } from "./controls";
import classes from "./reason-fields.module.css";

/**
 * Asks why before something is done. Has the focus as soon as it opens; without words nothing is sent, and it says what is missing.
 * @param words the question, its help, what is said when there is no answer, and the button that does it
 * @param pending it is being done, @param ready it can be done; @param children what is shown before it is done: its effect
 */
export function ReasonFields({
  words,
  label,
  most,
  pending,
  ready = true,
  onSend,
  onCancel,
  children,
}: {
  words: { why: string; help: string; missing?: string; go: string };
  /** of the form, where a page may have several */
  label?: string;
  /** characters that a reason may have */
  most: number;
  pending: boolean;
  ready?: boolean;
  onSend: (reason: string) => void;
  onCancel: () => void;
  children?: ReactNode;
}) {
  const t = useTranslations("common");
  const [missing, setMissing] = useState(false);
  const reason = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => reason.current?.focus(), []);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending || !ready) return;
    const text = reason.current?.value.trim() ?? "";
    setMissing(text === "");
    if (text === "") reason.current?.focus();
    else onSend(text);
  }

  return (
    <form className={classes.form} onSubmit={send} noValidate aria-label={label}>
      {children}
      <label htmlFor={`${id}-reason`}>{words.why}</label>
      <TextArea
        ref={reason}
        id={`${id}-reason`}
        rows={2}
        maxLength={most}
        required
        aria-invalid={missing || undefined}
        aria-describedby={`${id}-help`}
        onChange={() => setMissing(false)}
      />
      <p id={`${id}-help`} className={missing ? classes.missing : classes.help}>
        {missing ? (words.missing ?? t("reasonMissing")) : words.help}
      </p>
      <div className={classes.buttons}>
        <Button look="primary" type="submit" aria-disabled={pending || !ready}>
          {pending ? t("saving") : words.go}
        </Button>
        <Button onClick={onCancel}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
