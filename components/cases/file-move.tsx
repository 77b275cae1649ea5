"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { TextInput } from "@/components/forms/controls";
import { ReasonForm } from "@/components/forms/reason-form";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/errors";
import { moveToCase, previewMove, takeMoveBack } from "@/lib/reports/actions";
import type { Effect } from "@/lib/reports/effect";
import { EffectView } from "./effect-view";
import classes from "./file-decision.module.css";

/** Moves a report to another case, after its effect on both was shown. */
export function FileMove({ reference, reportId }: { reference: string; reportId: string }) {
  const t = useTranslations("casefile.move");
  const router = useRouter();
  const id = useId();
  const [to, setTo] = useState("");
  const [seen, setSeen] = useState<{ to: string; effect: ActionResult<Effect> | null } | null>(null);
  async function look() {
    if (to.trim() === "") return document.getElementById(id)?.focus();
    setSeen({ to, effect: null });
    setSeen({ to, effect: await previewMove({ from: reference, reportId, to }) });
  }
  return (
    <ReasonForm
      words={{ open: t("open"), why: t("why"), help: t("help"), go: t("go"), done: t("done"), conflict: t("conflict") }}
      ready={seen?.to === to && seen.effect?.ok === true}
      work={async (reason) => {
        const result = await moveToCase({ reportId, to, reason });
        if (result.ok) router.push(`/cases/${result.data.to}` as Route);
        return result;
      }}
    >
      <label htmlFor={id}>{t("to")}</label>
      <TextInput
        id={id}
        value={to}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button onClick={() => void look()}>{t("look")}</Button>
      </div>
      {seen && seen.to === to && <EffectView effect={seen.effect} />}
    </ReasonForm>
  );
}

/** Takes the move back by which a report came to this case. */
export function FileMoveBack({ reportId }: { reportId: string }) {
  const t = useTranslations("casefile.moveBack");
  return (
    <ReasonForm
      words={{ open: t("open"), why: t("why"), help: t("help"), go: t("go"), done: t("done"), conflict: t("conflict") }}
      work={(reason) => takeMoveBack({ reportId, reason })}
    />
  );
}
