"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ReasonForm } from "@/components/forms/reason-form";
import type { StandingChange } from "@/lib/cases/types";
import { nameIn } from "@/lib/i18n/names";
import { reinstate, withdraw } from "@/lib/reports/actions";

/** Takes a report out of the count, or undoes that: what this makes of the month's bar is said before it is done. */
export function FileWithdrawal({ reportId, withdrawal }: { reportId: string; withdrawal: StandingChange }) {
  const t = useTranslations("casefile.withdrawal");
  const act = withdrawal.undo ? "undo" : "withdraw";
  // Once it is done the page offers the opposite; what is said then is still of what was done.
  const [did, setDid] = useState<typeof act | null>(null);
  return (
    <ReasonForm
      words={{
        open: t(`open.${act}`),
        why: t(`why.${act}`),
        help: t("help"),
        go: t(`go.${act}`),
        done: t(`done.${did ?? act}`),
        conflict: t("conflict"),
      }}
      work={(reason) => {
        setDid(act);
        return act === "undo" ? reinstate({ reportId, reason }) : withdraw({ reportId, reason });
      }}
    >
      <Effect withdrawal={withdrawal} />
    </ReasonForm>
  );
}

/** Where the case counts now and then, in words. */
function Effect({ withdrawal: { before, after, figures } }: { withdrawal: StandingChange }) {
  const t = useTranslations("casefile.withdrawal");
  const format = useFormatter();
  const locale = useLocale();
  function bar(where: NonNullable<StandingChange["before"]>): string {
    const point = where.point ? nameIn(where.point, locale) : t("noPoint");
    if (where.month === null) return t("barUndated", { point });
    const month = format.dateTime(new Date(`${where.month}-01T00:00:00Z`), {
      year: "numeric",
      month: "long",
      timeZone: "UTC",
    });
    return t("bar", { point, month });
  }
  const [from, to] = [before && bar(before), after && bar(after)];
  return (
    <ul>
      {from !== null && from === to && <li>{t("same", { bar: from })}</li>}
      {from === null && to === null && <li>{t("nowhere")}</li>}
      {from !== null && from !== to && <li>{t("less", { bar: from })}</li>}
      {to !== null && from !== to && <li>{t("more", { bar: to })}</li>}
      {figures !== null && <li>{t("figures", { title: figures })}</li>}
    </ul>
  );
}
