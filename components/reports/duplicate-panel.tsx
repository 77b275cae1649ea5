"use client";

import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Duplicates } from "@/lib/duplicates/types";
import type { ReportValues } from "@/lib/reports/form";
import { DuplicateComparison } from "./duplicate-comparison";
import { duplicatesId } from "./duplicate-line";
import classes from "./duplicate-panel.module.css";
import { useReport } from "./report-context";

/** Probable duplicates beside the form, each with what is compared, and what to do about it. Nothing while there is none. */
export function DuplicatePanel({ values, found }: { values: ReportValues; found: Duplicates | null }) {
  const { dispatch } = useReport();
  const t = useTranslations("reports.duplicates");
  const setAside = values.otherEvents.length;
  if (values.attachTo !== null || (!found?.hints.length && setAside === 0)) return null;
  return (
    <section
      className={classes.panel}
      id={duplicatesId}
      tabIndex={-1}
      aria-label={t("title")}
      data-found={!!found?.hints.length || undefined}
    >
      {found?.hints.map((hint, i) => (
        <details key={hint.reference} className={classes.hint} open={i === 0}>
          <summary className={classes.summary}>
            <IconCopy className={classes.icon} size={18} stroke={1.75} aria-hidden="true" />
            <span>
              <strong>{t("like", { reference: hint.reference })}</strong>
              <span className={classes.reasons}>
                {hint.reasons.map((reason) => (
                  <span key={reason}>
                    <IconCheck size={14} stroke={2} aria-hidden="true" /> {t(`reason.${reason}`)}
                  </span>
                ))}
              </span>
            </span>
          </summary>
          <DuplicateComparison values={values} hint={hint} />
          <div className={classes.actions}>
            <Button look="primary" onClick={() => dispatch({ type: "set", patch: { attachTo: hint.reference } })}>
              {t("attach")}
            </Button>
            <Button
              onClick={() => dispatch({ type: "set", patch: { otherEvents: [...values.otherEvents, hint.reference] } })}
            >
              {t("other")}
            </Button>
            <a href={`/cases/${hint.reference}`} target="_blank" rel="noopener">
              {t("open")}
            </a>
          </div>
          <p className={classes.note}>{t("effect")}</p>
        </details>
      ))}
      {!!found?.more && <p className={classes.note}>{t("more", { count: found.more })}</p>}
      {setAside > 0 && (
        <p className={classes.note}>
          {t("aside", { count: setAside })}{" "}
          <Button look="link" onClick={() => dispatch({ type: "set", patch: { otherEvents: [] } })}>
            {t("again")}
          </Button>
        </p>
      )}
    </section>
  );
}
