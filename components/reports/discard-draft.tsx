"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import classes from "./my-reports.module.css";
import { discardDraft } from "./send-draft";

/** Throws a draft away for good, once asked and once answered. @param name what it is called in the list */
export function DiscardDraft({ id, name }: { id: string; name: string }) {
  const t = useTranslations("reports.mine");
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState(false);
  const [pending, start] = useTransition();

  function discard() {
    if (pending) return;
    start(async () => {
      try {
        await discardDraft(id);
        router.refresh();
      } catch {
        setFailed(true);
      }
    });
  }

  if (!asking)
    return (
      <Button look="link" aria-label={t("discardNamed", { name })} onClick={() => setAsking(true)}>
        {t("discard")}
      </Button>
    );
  return (
    <fieldset className={classes.ask} aria-label={t("discardAsk")}>
      {failed ? <span role="alert">{t("discardFailed")}</span> : t("discardAsk")}{" "}
      <Button look="danger" aria-disabled={pending} onClick={discard}>
        {t("discardYes")}
      </Button>{" "}
      <Button onClick={() => setAsking(false)}>{t("discardNo")}</Button>
    </fieldset>
  );
}
