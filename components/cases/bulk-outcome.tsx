"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Failure } from "@/lib/errors";
import type { Outcome } from "./bulk-bar";
import classes from "./bulk-bar.module.css";

const shown = 6;

/** References, the first few by name. */
export function References({ of }: { of: readonly string[] }) {
  const t = useTranslations("cases.bulk");
  return (
    <span className={classes.references}>
      {of.slice(0, shown).join(", ")}
      {of.length > shown && ` ${t("others", { count: of.length - shown })}`}
    </span>
  );
}

/** What came of an action, and case by case what did not. */
export function BulkOutcome({
  outcome: { kind, done, refused, broken },
  onClose,
}: {
  outcome: Outcome;
  onClose: () => void;
}) {
  const t = useTranslations("cases.bulk");
  const errors = useTranslations("errors");
  const why = ({ code, id }: Failure) =>
    code === "CONFLICT" ? t("conflict") : `${errors(`text.${code}`)}${id ? ` (${id})` : ""}`;
  return (
    <Notice
      tone={broken ? "error" : refused.length > 0 ? "warn" : "info"}
      title={t(`done.${kind}`, { count: done })}
      actions={<Button onClick={onClose}>{t("close")}</Button>}
      live
    >
      {broken && <p>{why(broken)}</p>}
      {refused.length > 0 && (
        <>
          {t("refused", { count: refused.length })}
          <ul className={classes.list}>
            {refused.map(({ reference, failure }) => (
              <li key={reference}>
                <b>{reference}</b>: {failure && why(failure)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}
