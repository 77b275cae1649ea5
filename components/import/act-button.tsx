"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DecisionFailure } from "@/components/forms/decision-failure";
import { useWrite } from "@/components/forms/use-write";
import type { ButtonLook } from "@/components/ui/button";
import { Button } from "@/components/ui/button";
import { Said } from "@/components/ui/said";
import { cancelImport, discardImport, publishImport, takeImportBack } from "@/lib/import/actions";
import classes from "./import.module.css";

type Act = "publish" | "cancel" | "discard" | "undo";
const asks: Record<Act, boolean> = { publish: false, cancel: false, discard: true, undo: true };

async function run(act: Act, id: string, revision: number) {
  if (act === "publish") return publishImport({ id, revision });
  if (act === "cancel") return cancelImport({ id });
  if (act === "discard") return discardImport({ id });
  return takeImportBack({ id });
}

/** One thing that is done with an import. What cannot be had back is asked about first. @param words of the button */
export function ActButton({
  act,
  id,
  revision = 0,
  words,
  look = "default",
}: {
  act: Act;
  id: string;
  revision?: number;
  words: string;
  look?: ButtonLook;
}) {
  const t = useTranslations("importing.act");
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(false);
  const { send, pending, failure } = useWrite(async () => {
    const result = await run(act, id, revision);
    if (result.ok) {
      const made = act === "undo" ? (result.data as { id: string }).id : null;
      if (act === "cancel") router.push(`/import/${id}?stopped=1` as Route);
      else if (act === "discard") router.push("/import" as Route);
      // Also the same address: it may say which step was asked for, or that work was stopped.
      else router.push(`/import/${made ?? id}` as Route);
    }
    router.refresh();
    return result;
  });
  return (
    <>
      {failure && (
        <Said of={failure} className={classes.actFailure}>
          <DecisionFailure failure={failure} conflict={t("conflict")} />
        </Said>
      )}
      {asking ? (
        <span className={classes.asking}>
          <span>{act === "undo" ? t("sureUndo") : t("sureDiscard")}</span>
          <Button look="danger" aria-disabled={pending} onClick={() => send(undefined)}>
            {words}
          </Button>
          <Button autoFocus onClick={() => setAsking(false)}>
            {t("keep")}
          </Button>
        </span>
      ) : (
        <Button
          look={look}
          aria-disabled={pending}
          onClick={() => {
            setAsked(true);
            if (asks[act]) setAsking(true);
            else send(undefined);
          }}
          autoFocus={asked}
        >
          {words}
        </Button>
      )}
    </>
  );
}
