"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { useEffect, useId, useRef } from "react";
import { TextInput } from "@/components/forms/controls";
import { DecisionFailure } from "@/components/forms/decision-failure";
import { ReasonFields } from "@/components/forms/reason-fields";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/errors";
import { nameIn } from "@/lib/i18n/names";
import { maxReason } from "@/lib/reports/types";
import type { BulkKind, BulkPlan } from "@/lib/review/types";
import classes from "./bulk-bar.module.css";
import { References } from "./bulk-outcome";

const barsShown = 8;

/** One action before it is done: what it applies to, what it does, and what it still asks for. @param progress cases done; null: not begun */
export function BulkStep({
  kind,
  plan,
  progress,
  operations,
  onAct,
  onCancel,
}: {
  kind: BulkKind;
  plan: ActionResult<BulkPlan> | null;
  progress: number | null;
  operations: readonly string[];
  onAct: (plan: BulkPlan, words: string) => void;
  onCancel: () => void;
}) {
  const t = useTranslations("cases.bulk");
  if (!plan) return <p className={classes.step}>{t("working")}</p>;
  if (!plan.ok)
    return (
      <div className={classes.step}>
        <DecisionFailure failure={plan.error} conflict={t("conflict")} />
      </div>
    );
  const { applies } = plan.data;
  const count = applies.length;
  const effect = <Effect kind={kind} plan={plan.data} />;
  const busy = progress === null ? null : t("progress", { done: progress, count });
  if (count === 0)
    return (
      <div className={classes.step}>
        {effect}
        <Button onClick={onCancel}>{t("close")}</Button>
      </div>
    );
  const same = { effect, busy, onCancel };
  return (
    <div className={classes.step}>
      {kind === "verify" && <Confirm {...same} go={t("go.verify", { count })} onGo={() => onAct(plan.data, "")} />}
      {(kind === "return" || kind === "withdraw") && (
        <ReasonFields
          words={{ why: t(`why.${kind}`, { count }), help: t(`help.${kind}`), go: busy ?? t(`go.${kind}`, { count }) }}
          label={t(`action.${kind}`)}
          most={maxReason}
          pending={busy !== null}
          onSend={(reason) => onAct(plan.data, reason)}
          onCancel={onCancel}
        >
          {effect}
        </ReasonFields>
      )}
      {kind === "operation" && (
        <Operation {...same} count={count} names={operations} onGo={(name) => onAct(plan.data, name)} />
      )}
    </div>
  );
}

type Same = { effect: ReactNode; busy: string | null; onCancel: () => void };

function Confirm({ effect, busy, go, onGo, onCancel }: Same & { go: string; onGo: () => void }) {
  const t = useTranslations("cases.bulk");
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <>
      {effect}
      <div className={classes.buttons}>
        <Button ref={button} look="primary" onClick={onGo} aria-disabled={busy !== null}>
          {busy ?? go}
        </Button>
        <Button onClick={onCancel}>{t("cancel")}</Button>
      </div>
    </>
  );
}

function Operation({
  effect,
  busy,
  count,
  names,
  onGo,
  onCancel,
}: Same & { count: number; names: readonly string[]; onGo: (name: string) => void }) {
  const t = useTranslations("cases.bulk");
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy === null) onGo(field.current?.value ?? "");
  }
  return (
    <form className={classes.form} onSubmit={send}>
      {effect}
      <label htmlFor={id}>{t("operationName")}</label>
      <TextInput
        ref={field}
        id={id}
        list={`${id}-names`}
        maxLength={120}
        autoComplete="off"
        aria-describedby={`${id}-help`}
      />
      <datalist id={`${id}-names`}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <p id={`${id}-help`} className={classes.help}>
        {t("help.operation")}
      </p>
      <div className={classes.buttons}>
        <Button look="primary" type="submit" aria-disabled={busy !== null}>
          {busy ?? t("go.operation", { count })}
        </Button>
        <Button onClick={onCancel}>{t("cancel")}</Button>
      </div>
    </form>
  );
}

/** To how many cases the action applies, why not to the others, and what becomes of the months. */
function Effect({ kind, plan: { applies, against, bars, more } }: { kind: BulkKind; plan: BulkPlan }) {
  const t = useTranslations("cases.bulk");
  const format = useFormatter();
  const locale = useLocale();
  const reasons = [...new Set(against.map(({ why }) => why))];
  const month = (of: string | null) =>
    of === null
      ? t("noMonth")
      : format.dateTime(new Date(`${of}-01T00:00:00Z`), { year: "numeric", month: "long", timeZone: "UTC" });
  return (
    <>
      <p className={classes.title}>
        {t(`applies.${kind}`, { count: applies.length, total: applies.length + against.length })}
      </p>
      {more && <p>{t("more", { count: applies.length + against.length })}</p>}
      {reasons.length > 0 && (
        <ul className={classes.list}>
          {reasons.map((why) => (
            <li key={why}>
              {t(`why-not.${why}`)}{" "}
              <References of={against.filter((one) => one.why === why).map(({ reference }) => reference)} />
            </li>
          ))}
        </ul>
      )}
      {applies.length > 0 && kind !== "operation" && (
        <ul className={classes.list} aria-label={t("effect")}>
          {bars.length === 0 && <li>{t("noBar")}</li>}
          {bars.slice(0, barsShown).map((bar) => (
            <li key={`${bar.month} ${bar.point?.slug}`}>
              {t(bar.by < 0 ? "fewer" : "moreCases", {
                point: bar.point ? nameIn(bar.point, locale) : t("noPoint"),
                month: month(bar.month),
                count: Math.abs(bar.by),
              })}
            </li>
          ))}
          {bars.length > barsShown && <li>{t("moreBars", { count: bars.length - barsShown })}</li>}
        </ul>
      )}
    </>
  );
}
