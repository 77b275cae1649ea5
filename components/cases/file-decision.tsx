"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useEffect, useId, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ActionResult, Failure } from "@/lib/errors";
import { returnVersion, verifyVersion } from "@/lib/reports/actions";
import { maxReason } from "@/lib/reports/types";
import classes from "./file-decision.module.css";

type Outcome = { done: "verified" | "returned"; version: number } | { failed: Failure };

/**
 * What a reviewer does with a waiting version: stand for it, or send it back with a reason. Stays in the page after the decision, to say
 * what came of it. @param version the one that waits and is theirs to decide; null when there is none
 */
export function FileDecision({ reportId, version }: { reportId: string; version: number | null }) {
  const t = useTranslations("casefile.decision");
  const [returning, setReturning] = useState(false);
  const [missing, setMissing] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [pending, start] = useTransition();
  const said = useRef<HTMLDivElement>(null);
  const reason = useRef<HTMLTextAreaElement>(null);
  const id = useId();

  useEffect(() => {
    if (outcome) said.current?.focus();
  }, [outcome]);
  useEffect(() => {
    if (returning) reason.current?.focus();
  }, [returning]);

  function decide(done: "verified" | "returned", number: number, work: () => Promise<ActionResult<void>>) {
    if (pending) return;
    setOutcome(null);
    start(async () => {
      const result = await work();
      start(() => {
        setOutcome(result.ok ? { done, version: number } : { failed: result.error });
        if (result.ok || result.error.code === "CONFLICT") setReturning(false);
      });
    });
  }

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = reason.current?.value.trim() ?? "";
    setMissing(text === "");
    if (text === "") reason.current?.focus();
    else if (version !== null) decide("returned", version, () => returnVersion({ reportId, version, reason: text }));
  }

  return (
    <div className={classes.decision} data-print="hide">
      {outcome && (
        <div ref={said} tabIndex={-1} className={classes.outcome}>
          <OutcomeNotice outcome={outcome} />
        </div>
      )}
      {version !== null && !returning && (
        <div className={classes.buttons}>
          <Button
            look="primary"
            aria-disabled={pending}
            onClick={() => decide("verified", version, () => verifyVersion({ reportId, version }))}
          >
            {pending ? t("working") : t("verify", { number: version })}
          </Button>
          <Button onClick={() => setReturning(true)} aria-disabled={pending}>
            {t("return")}
          </Button>
        </div>
      )}
      {version !== null && returning && (
        <form className={classes.form} onSubmit={send} noValidate>
          <label htmlFor={`${id}-reason`}>{t("reason")}</label>
          <textarea
            ref={reason}
            id={`${id}-reason`}
            rows={3}
            maxLength={maxReason}
            required
            aria-invalid={missing || undefined}
            aria-describedby={`${id}-help`}
            className={classes.reason}
            onChange={() => setMissing(false)}
          />
          <p id={`${id}-help`} className={missing ? classes.missing : classes.help}>
            {missing ? t("reasonMissing") : t("reasonHelp")}
          </p>
          <div className={classes.buttons}>
            <Button look="primary" type="submit" aria-disabled={pending}>
              {pending ? t("working") : t("send", { number: version })}
            </Button>
            <Button onClick={() => setReturning(false)}>{t("cancel")}</Button>
          </div>
        </form>
      )}
    </div>
  );
}

function OutcomeNotice({ outcome }: { outcome: Outcome }) {
  const t = useTranslations("casefile.decision");
  const errors = useTranslations("errors");
  if ("done" in outcome)
    return (
      <Notice tone="info" live>
        {t(outcome.done, { number: outcome.version })}
      </Notice>
    );
  const { code, id } = outcome.failed;
  if (code === "CONFLICT")
    return (
      <Notice tone="warn" title={errors("title.CONFLICT")} live>
        {t("conflict")}
      </Notice>
    );
  return (
    <Notice tone="error" title={errors(`title.${code}`)} live>
      {errors(`text.${code}`)} {id && errors.rich("reference", { id: () => <code>{id}</code> })}
    </Notice>
  );
}
