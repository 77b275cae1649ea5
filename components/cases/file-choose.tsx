"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ReasonForm } from "@/components/forms/reason-form";
import type { ActionResult } from "@/lib/errors";
import { chooseReport, previewPrincipal } from "@/lib/reports/actions";
import type { Effect } from "@/lib/reports/effect";
import { EffectView } from "./effect-view";

/**
 * Makes the case's figures rest on this report, after its effect was shown. Stays in the page afterwards, to say what came of it.
 * @param instead the principal now; null where this is not the viewer's to choose
 */
export function FileChoose({
  reference,
  reportId,
  instead,
}: {
  reference: string;
  reportId: string;
  instead: string | null;
}) {
  const t = useTranslations("casefile.choose");
  const [effect, setEffect] = useState<ActionResult<Effect> | null>(null);
  const look = () => {
    setEffect(null);
    if (instead === null) return;
    void previewPrincipal({ reference, reportId, instead }).then(setEffect, () => undefined);
  };
  return (
    <ReasonForm
      words={{ open: t("open"), why: t("why"), help: t("help"), go: t("go"), done: t("done"), conflict: t("conflict") }}
      onOpen={look}
      available={instead !== null}
      ready={effect?.ok === true}
      work={(reason) => chooseReport({ reportId, instead: instead ?? reportId, reason })}
    >
      <EffectView effect={effect} />
    </ReasonForm>
  );
}
