"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition } from "react";
import { FailureNotice } from "@/components/forms/failure-notice";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { disable, enable, endLink, endSessions, makeLink } from "@/lib/admin/actions";
import type { AccountState, LinkKind, OneTimeLink } from "@/lib/auth/types";
import type { Failure } from "@/lib/errors";
import classes from "./admin.module.css";
import { OneTimeLinkNotice } from "./one-time-link";

type Act = "renew" | "reset" | "endLink" | "withdraw" | "endSessions" | "disable" | "enable";
type Outcome = { done: Act; count: number } | { link: OneTimeLink } | { failure: Failure };
type Account = { id: number; name: string; state: AccountState; openSessions: number; link: LinkKind | null };

/** What can be done to an account as it is now. */
function actsOf({ state, link }: Account): Act[] {
  if (state === "disabled") return ["enable"];
  if (state === "invited" || state === "lapsed") return ["renew", "withdraw"];
  return ["reset", ...(link ? (["endLink"] as const) : []), "endSessions", "disable"];
}
const asks = new Set<Act>(["withdraw", "disable", "endSessions"]);

/** What may be done to an account, each with what it does in words; what cannot be taken back asks once more. */
export function AccountActs({ account, timeZone }: { account: Account; timeZone: string }) {
  const t = useTranslations("admin");
  const router = useRouter();
  const [pending, start] = useTransition();
  const [asked, setAsked] = useState<Act | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const said = useRef<HTMLDivElement>(null);
  const { id, name } = account;

  useEffect(() => {
    if (outcome && !("link" in outcome)) said.current?.focus();
  }, [outcome]);

  async function perform(act: Act): Promise<Outcome> {
    const failed = (error: Failure): Outcome => ({ failure: error });
    if (act === "renew" || act === "reset") {
      const made = await makeLink({ id });
      return made.ok ? { link: made.data } : failed(made.error);
    }
    if (act === "withdraw" || act === "endLink") {
      const ended = await endLink({ id });
      if (ended.ok && ended.data.removed) router.push("/admin/accounts" as Route);
      return ended.ok ? { done: act, count: 0 } : failed(ended.error);
    }
    if (act === "enable") {
      const enabled = await enable({ id });
      return enabled.ok ? { done: act, count: 0 } : failed(enabled.error);
    }
    const ended = act === "disable" ? await disable({ id }) : await endSessions({ id });
    return ended.ok ? { done: act, count: ended.data.sessionsEnded } : failed(ended.error);
  }

  function go(act: Act) {
    if (pending) return;
    if (asks.has(act) && asked !== act) return setAsked(act);
    setOutcome(null);
    start(async () => {
      const came = await perform(act).catch((): Outcome => ({ failure: { code: "UNAVAILABLE", fields: [] } }));
      start(() => {
        setOutcome(came);
        setAsked(null);
      });
    });
  }

  return (
    <div className={classes.acts}>
      {outcome && (
        <div ref={said} tabIndex={-1} className={classes.result}>
          {"link" in outcome ? (
            <OneTimeLinkNotice key={outcome.link.url} link={outcome.link} name={name} timeZone={timeZone} />
          ) : "done" in outcome ? (
            <Notice tone="info" live title={t(`act.${outcome.done}.done`, { count: outcome.count })} />
          ) : (
            <FailureNotice failure={outcome.failure} />
          )}
        </div>
      )}
      {actsOf(account).map((act) => (
        <div key={act} className={classes.act}>
          <p>{t(`act.${act}.text`, { count: account.openSessions })}</p>
          <div className={classes.sure}>
            {asked === act && <span>{t("sure")}</span>}
            <Button
              look={act === "disable" || act === "withdraw" ? "danger" : "default"}
              aria-disabled={pending || undefined}
              onClick={() => go(act)}
            >
              {asked === act ? t(`act.${act}.yes`) : t(`act.${act}.button`)}
            </Button>
            {asked === act && <Button onClick={() => setAsked(null)}>{t("cancel")}</Button>}
          </div>
        </div>
      ))}
    </div>
  );
}
