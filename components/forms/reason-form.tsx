"use client";

import type { ReactNode } from "react";
import { useState, useTransition } from "react";
import type { ButtonLook } from "@/components/ui/button";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Said } from "@/components/ui/said";
import type { ActionResult, Failure } from "@/lib/errors";
import { DecisionFailure } from "./decision-failure";
import { ReasonFields } from "./reason-fields";
import classes from "./reason-form.module.css";

/** Characters that a reason may have, as the schemas say. */
const maxReason = 2000;

/**
 * A button that asks why before it does something, and says afterwards what came of it. The page shows anew what is there.
 * @param words the button, the question and its help, the button that does it, and what is said when it is done
 * @param available whether it can be done now; what came of it stays to be read where it no longer can
 * @param children what is shown before it is done: its effect
 */
export function ReasonForm({
  words,
  onOpen,
  work,
  ready = true,
  available = true,
  look = "link",
  children,
}: {
  words: { open: string; why: string; help: string; go: string; done: string; conflict: string };
  onOpen?: () => void;
  work: (reason: string) => Promise<ActionResult<unknown>>;
  ready?: boolean;
  available?: boolean;
  look?: ButtonLook;
  children?: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<{ done: true } | { failed: Failure } | null>(null);
  const [pending, start] = useTransition();

  function send(reason: string) {
    setOutcome(null);
    start(async () => {
      const result = await work(reason);
      start(() => {
        setOutcome(result.ok ? { done: true } : { failed: result.error });
        if (result.ok || result.error.code === "CONFLICT") setOpen(false);
      });
    });
  }
  return (
    <div className={classes.decision} data-print="hide">
      {outcome && (
        <Said of={outcome} className={classes.outcome}>
          {"done" in outcome ? (
            <Notice tone="info" live>
              {words.done}
            </Notice>
          ) : (
            <DecisionFailure failure={outcome.failed} conflict={words.conflict} />
          )}
        </Said>
      )}
      {!open && available && (
        <Button
          look={look}
          onClick={() => {
            setOpen(true);
            setOutcome(null);
            onOpen?.();
          }}
        >
          {words.open}
        </Button>
      )}
      {open && available && (
        <div className={classes.form}>
          <ReasonFields
            words={words}
            label={words.open}
            most={maxReason}
            pending={pending}
            ready={ready}
            onSend={send}
            onCancel={() => setOpen(false)}
          >
            {children}
          </ReasonFields>
        </div>
      )}
    </div>
  );
}
