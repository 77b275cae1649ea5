"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Said } from "@/components/ui/said";
import type { ActionResult, Failure } from "@/lib/errors";
import { decideCases, previewBulk } from "@/lib/review/actions";
import { mostPerRequest } from "@/lib/review/bulk-limits";
import type { BulkDone, BulkKind, BulkPlan } from "@/lib/review/types";
import classes from "./bulk-bar.module.css";
import { BulkOutcome } from "./bulk-outcome";
import { BulkStep } from "./bulk-step";

export type BulkRights = { decide: boolean; withdraw: boolean; operation: boolean };
type Asked = { kind: BulkKind; plan: ActionResult<BulkPlan> | null };
export type Outcome = { kind: BulkKind; done: number; refused: BulkDone[]; broken: Failure | null };

/**
 * What can be done about the chosen cases together. Each action says first to how many it applies, why not to the others, and what it makes of
 * the months; then what came of it, case by case where something did not.
 * @param query of the list, to take all that it finds; null where the page shows all of it
 */
export function BulkBar({
  chosen,
  query,
  rights,
  operations,
  onClear,
}: {
  chosen: readonly string[];
  query: string | null;
  rights: BulkRights;
  /** names of operations to choose from */
  operations: readonly string[];
  onClear: () => void;
}) {
  const t = useTranslations("cases.bulk");
  const router = useRouter();
  const [all, setAll] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [progress, setProgress] = useState(0);
  const [pending, start] = useTransition();
  const whole = all && query !== null;

  function ask(kind: BulkKind) {
    if (pending) return;
    setOutcome(null);
    setAsked({ kind, plan: null });
    start(async () => {
      const of = whole ? { query } : { references: [...chosen] };
      const plan = await previewBulk({ kind, of });
      start(() => setAsked({ kind, plan }));
    });
  }
  function act(kind: BulkKind, { applies }: BulkPlan, words: string) {
    if (pending) return;
    start(async () => {
      const came: Outcome = { kind, done: 0, refused: [], broken: null };
      for (let at = 0; at < applies.length && !came.broken; at += mostPerRequest) {
        setProgress(at);
        const cases = applies.slice(at, at + mostPerRequest);
        const result = await decideCases(
          kind === "verify"
            ? { kind, cases }
            : kind === "operation"
              ? { kind, cases, operation: words }
              : { kind, cases, reason: words },
        );
        if (!result.ok) came.broken = result.error;
        else {
          const refused = result.data.filter(({ failure }) => failure !== null);
          came.done += cases.length - refused.length;
          came.refused.push(...refused);
        }
      }
      start(() => {
        setProgress(0);
        setAsked(null);
        setAll(false);
        setOutcome(came);
        onClear();
        router.refresh();
      });
    });
  }
  const kinds = [
    ...(rights.decide ? (["verify", "return"] as const) : []),
    ...(rights.withdraw ? (["withdraw"] as const) : []),
    ...(rights.operation ? (["operation"] as const) : []),
  ];
  return (
    <>
      {chosen.length > 0 && (
        <section className={classes.bar} aria-label={t("label")}>
          <span className={classes.count} aria-live="polite">
            {whole ? t("chosenAll") : t("chosen", { count: chosen.length })}
          </span>
          {query !== null && (
            <Button look="link" onClick={() => setAll(!all)} aria-pressed={all}>
              {all ? t("onlyPage") : t("all")}
            </Button>
          )}
          <span className={classes.actions}>
            {kinds.map((kind) => (
              <Button key={kind} onClick={() => ask(kind)} aria-expanded={asked?.kind === kind} aria-disabled={pending}>
                {t(`action.${kind}`)}
              </Button>
            ))}
            <Button look="quiet" onClick={onClear}>
              {t("clear")}
            </Button>
          </span>
        </section>
      )}
      {outcome && (
        <Said of={outcome} className={classes.outcome}>
          <BulkOutcome outcome={outcome} onClose={() => setOutcome(null)} />
        </Said>
      )}
      {asked && chosen.length > 0 && (
        <BulkStep
          key={asked.kind}
          kind={asked.kind}
          plan={asked.plan}
          progress={pending && asked.plan ? progress : null}
          operations={operations}
          onAct={(plan, words) => act(asked.kind, plan, words)}
          onCancel={() => setAsked(null)}
        />
      )}
    </>
  );
}
