"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { DecisionFailure } from "@/components/forms/decision-failure";
import { ReasonFields } from "@/components/forms/reason-fields";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Said } from "@/components/ui/said";
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
  const common = useTranslations("common");
  const [returning, setReturning] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [pending, start] = useTransition();

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

  return (
    <div className={classes.decision} data-print="hide">
      {outcome && (
        <Said of={outcome} className={classes.outcome}>
          {"done" in outcome ? (
            <Notice tone="info" live>
              {t(outcome.done, { number: outcome.version })}
            </Notice>
          ) : (
            <DecisionFailure failure={outcome.failed} conflict={t("conflict")} />
          )}
        </Said>
      )}
      {version !== null && !returning && (
        <div className={classes.buttons}>
          <Button
            look="primary"
            aria-disabled={pending}
            onClick={() => decide("verified", version, () => verifyVersion({ reportId, version }))}
          >
            {pending ? common("saving") : t("verify", { number: version })}
          </Button>
          <Button onClick={() => setReturning(true)} aria-disabled={pending}>
            {t("return")}
          </Button>
        </div>
      )}
      {version !== null && returning && (
        <div className={classes.form}>
          <ReasonFields
            words={{
              why: t("reason"),
              help: t("reasonHelp"),
              missing: t("reasonMissing"),
              go: t("send", { number: version }),
            }}
            most={maxReason}
            pending={pending}
            onSend={(reason) => decide("returned", version, () => returnVersion({ reportId, version, reason }))}
            onCancel={() => setReturning(false)}
          />
        </div>
      )}
    </div>
  );
}
