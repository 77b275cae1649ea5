"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ReasonFields } from "@/components/forms/reason-fields";
import { useWrite } from "@/components/forms/use-write";
import { WriteOutcome } from "@/components/forms/write-outcome";
import { Button } from "@/components/ui/button";
import { accept, decline, withdrawOwn } from "@/lib/proposals/actions";
import { maxReason } from "@/lib/proposals/schema";
import classes from "./proposals.module.css";

/**
 * What is done with an open proposal: accept it, decline it saying why; who made it takes it back.
 * @param seen the version of the row that it was read against
 */
export function ProposalDecision({
  id,
  seen,
  decides,
  mine,
}: {
  id: number;
  seen: number | null;
  decides: boolean;
  mine: boolean;
}) {
  const t = useTranslations("proposals");
  const common = useTranslations("common");
  const [declining, setDeclining] = useState(false);
  const accepting = useWrite(accept);
  const refusing = useWrite(decline);
  const leaving = useWrite(withdrawOwn);
  const pending = accepting.pending || refusing.pending || leaving.pending;
  const [failed] = [accepting, refusing, leaving].filter(({ failure }) => failure !== null);
  return (
    <div className={classes.decision}>
      {failed && <WriteOutcome written={failed.written} done="" conflict={t("conflict")} />}
      {declining ? (
        <ReasonFields
          words={{ why: t("why"), help: t("whyHelp"), go: t("decline") }}
          label={t("decline")}
          most={maxReason}
          pending={pending}
          onSend={(reason) => refusing.send({ id, reason })}
          onCancel={() => setDeclining(false)}
        />
      ) : (
        <div className={classes.buttons}>
          {decides && (
            <>
              <Button look="primary" aria-disabled={pending} onClick={() => accepting.send({ id, seen })}>
                {accepting.pending ? common("saving") : t("accept")}
              </Button>
              <Button aria-disabled={pending} onClick={() => setDeclining(true)}>
                {t("decline")}
              </Button>
            </>
          )}
          {mine && !decides && (
            <Button aria-disabled={pending} onClick={() => leaving.send({ id })}>
              {leaving.pending ? common("saving") : t("withdraw")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
