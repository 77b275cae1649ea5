"use client";

import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { useEffect, useId, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ActionResult, Failure } from "@/lib/errors";
import { maxReason } from "@/lib/reports/types";
import classes from "./file-decision.module.css";

/**
 * A button that asks why before it does something, and says afterwards what came of it. The page shows anew what is there.
 * @param words the button, the question and its help, the button that does it, and what is said when it is done
 * @param available whether it can be done now; what came of it stays to be read where it no longer can
 * @param children what is shown before it is done: its effect
 */
export function ReasonForm({
  words,
  onOpen,
  work,
  ready = true,
  available = true,
  children,
}: {
  words: { open: string; why: string; help: string; go: string; done: string; conflict: string };
  onOpen?: () => void;
  work: (reason: string) => Promise<ActionResult<unknown>>;
  ready?: boolean;
  available?: boolean;
  children?: ReactNode;
}) {
  const t = useTranslations("casefile.reason");
  const [open, setOpen] = useState(false);
  const [missing, setMissing] = useState(false);
  const [outcome, setOutcome] = useState<"done" | Failure | null>(null);
  const [pending, start] = useTransition();
  const said = useRef<HTMLDivElement>(null);
  const reason = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    if (outcome) said.current?.focus();
  }, [outcome]);
  useEffect(() => {
    if (open) reason.current?.focus();
  }, [open]);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending || !ready) return;
    const text = reason.current?.value.trim() ?? "";
    setMissing(text === "");
    if (text === "") return reason.current?.focus();
    setOutcome(null);
    start(async () => {
      const result = await work(text);
      start(() => {
        setOutcome(result.ok ? "done" : result.error);
        if (result.ok || result.error.code === "CONFLICT") setOpen(false);
      });
    });
  }
  return (
    <div className={classes.decision} data-print="hide">
      {outcome && (
        <div ref={said} tabIndex={-1} className={classes.outcome}>
          <Outcome outcome={outcome} words={words} />
        </div>
      )}
      {!open && available && (
        <Button
          look="link"
          onClick={() => {
            setOpen(true);
            setOutcome(null);
            onOpen?.();
          }}
        >
          {words.open}
        </Button>
      )}
      {open && available && (
        <form className={classes.form} onSubmit={send} noValidate aria-label={words.open}>
          {children}
          <label htmlFor={`${id}-reason`}>{words.why}</label>
          <textarea
            ref={reason}
            id={`${id}-reason`}
            rows={2}
            maxLength={maxReason}
            required
            aria-invalid={missing || undefined}
            aria-describedby={`${id}-help`}
            className={classes.reason}
            onChange={() => setMissing(false)}
          />
          <p id={`${id}-help`} className={missing ? classes.missing : classes.help}>
            {missing ? t("missing") : words.help}
          </p>
          <div className={classes.buttons}>
            <Button look="primary" type="submit" aria-disabled={pending || !ready}>
              {pending ? t("working") : words.go}
            </Button>
            <Button onClick={() => setOpen(false)}>{t("cancel")}</Button>
          </div>
        </form>
      )}
    </div>
  );
}

function Outcome({ outcome, words }: { outcome: "done" | Failure; words: { done: string; conflict: string } }) {
  const errors = useTranslations("errors");
  const every = useTranslations();
  if (outcome === "done")
    return (
      <Notice tone="info" live>
        {words.done}
      </Notice>
    );
  const { code, id, fields } = outcome;
  if (code === "CONFLICT")
    return (
      <Notice tone="warn" title={errors("title.CONFLICT")} live>
        {words.conflict}
      </Notice>
    );
  const key = fields[0]?.message as Parameters<typeof every>[0] | undefined;
  return (
    <Notice tone="error" title={errors(`title.${code}`)} live>
      {key && every.has(key) ? every(key) : errors(`text.${code}`)}{" "}
      {id && errors.rich("reference", { id: () => <code>{id}</code> })}
    </Notice>
  );
}
