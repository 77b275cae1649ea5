"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { TextInput } from "./controls";
import { Field } from "./field";
import classes from "./write-bar.module.css";

/** The end of a form of the lists (messages `reference.write`): its button, and for who proposes why they do, and who then decides. */
export function WriteBar({
  proposes,
  words,
  pending,
  reason,
  onReason,
  onCancel,
}: {
  /** whoever fills it in may not write, but propose */
  proposes: boolean;
  /** of the button, for who writes */
  words: string;
  pending: boolean;
  reason: string;
  onReason: (reason: string) => void;
  onCancel?: () => void;
}) {
  const t = useTranslations("reference.write");
  const common = useTranslations("common");
  return (
    <>
      {proposes && (
        <Field label={t("reason")} optional hint={t("proposeHelp")}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={500}
              value={reason}
              onChange={(event) => onReason(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <div className={classes.bar}>
        <Button look="primary" type="submit" aria-disabled={pending}>
          {pending ? common("saving") : proposes ? t("propose") : words}
        </Button>
        {onCancel && <Button onClick={onCancel}>{common("cancel")}</Button>}
      </div>
    </>
  );
}
