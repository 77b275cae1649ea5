"use client";

import { useTranslations } from "next-intl";
import { TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { Button } from "@/components/ui/button";
import type { Rights } from "@/lib/reference/types";
import classes from "./reference.module.css";

/** The end of a form of the lists: its button, and for who proposes why they do, and who then decides. */
export function WriteBar({
  rights,
  words,
  pending,
  reason,
  onReason,
  onCancel,
}: {
  rights: Rights;
  /** of the button, for who writes */
  words: string;
  pending: boolean;
  reason: string;
  onReason: (reason: string) => void;
  onCancel?: () => void;
}) {
  const t = useTranslations("reference.write");
  const common = useTranslations("common");
  const proposes = rights.lists === "propose";
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
