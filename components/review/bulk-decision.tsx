"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { DecisionFailure } from "@/components/forms/decision-failure";
import { ReasonFields } from "@/components/forms/reason-fields";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Said } from "@/components/ui/said";
import type { Failure } from "@/lib/errors";
import { maxReason } from "@/lib/reports/types";
import { decideVersions } from "@/lib/review/actions";
import { useQueueChoice } from "./queue-choice";
import classes from "./review.module.css";
import type { QueueRowView } from "./row-view";

type Kind = "verified" | "returned";
/** What came of the last press: how many stand, and of each that does not, why. */
type Outcome =
  | { failure: Failure }
  | { kind: Kind; done: number; refused: readonly { reference: string; version: number; failure: Failure }[] };

/**
 * Verifies the chosen versions, or returns them with one reason. Each is decided by itself: of those that somebody else was faster with it
 * says so, by reference, and they stay as they are.
 */
export function BulkDecision({ rows }: { rows: readonly QueueRowView[] }) {
  const t = useTranslations("review.bulk");
  const { chosen, choose } = useQueueChoice();
  const common = useTranslations("common");
  const [returning, setReturning] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [pending, start] = useTransition();
  const count = chosen.size;

  function decide(kind: Kind, text: string) {
    if (pending) return;
    const asked = rows.filter((row) => chosen.has(row.key));
    const versions = asked.map(({ reportId, version }) => ({ reportId, version }));
    setOutcome(null);
    start(async () => {
      const result = await decideVersions(kind === "verified" ? { kind, versions } : { kind, versions, reason: text });
      start(() => {
        if (!result.ok) return setOutcome({ failure: result.error });
        const refused = result.data.flatMap(({ failure, version }, place) =>
          failure ? [{ reference: asked[place]?.reference ?? "", version, failure }] : [],
        );
        setOutcome({ kind, done: asked.length - refused.length, refused });
        setReturning(false);
        choose(
          asked.map((row) => row.key),
          false,
        );
      });
    });
  }

  return (
    <>
      {outcome && (
        <Said of={outcome} className={classes.outcome}>
          <OutcomeNotice outcome={outcome} />
        </Said>
      )}
      {count > 0 && (
        <section className={classes.bulk} aria-label={t("label")}>
          {returning ? (
            <ReasonFields
              words={{
                why: t("reason", { count }),
                help: t("reasonHelp"),
                missing: t("reasonMissing"),
                go: t("send", { count }),
              }}
              most={maxReason}
              pending={pending}
              onSend={(reason) => decide("returned", reason)}
              onCancel={() => setReturning(false)}
            />
          ) : (
            <div className={classes.buttons}>
              <span className={classes.chosen}>{t("chosen", { count })}</span>
              <Button look="primary" aria-disabled={pending} onClick={() => decide("verified", "")}>
                {pending ? common("saving") : t("verify", { count })}
              </Button>
              <Button aria-disabled={pending} onClick={() => setReturning(true)}>
                {t("return", { count })}
              </Button>
              <Button look="quiet" onClick={() => choose([...chosen], false)}>
                {t("clear")}
              </Button>
            </div>
          )}
        </section>
      )}
    </>
  );
}

function OutcomeNotice({ outcome }: { outcome: Outcome }) {
  const t = useTranslations("review.bulk");
  const errors = useTranslations("errors");
  const why = ({ code, id }: Failure) =>
    code === "CONFLICT" ? t("conflict") : `${errors(`text.${code}`)}${id ? ` (${id})` : ""}`;
  if ("failure" in outcome) return <DecisionFailure failure={outcome.failure} conflict={t("conflict")} />;
  const { kind, done, refused } = outcome;
  return (
    <Notice tone={refused.length > 0 ? "warn" : "info"} title={t(kind, { count: done })} live>
      {refused.length > 0 && (
        <>
          {t("refused", { count: refused.length })}
          <ul>
            {refused.map(({ reference, version, failure }) => (
              <li key={`${reference}/${version}`}>
                <b>{reference}</b>: {why(failure)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}
