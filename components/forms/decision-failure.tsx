"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Failure } from "@/lib/errors";

/** Why a decision was not made, in words. @param conflict what is said where somebody else was faster */
export function DecisionFailure({ failure: { code, id, fields }, conflict }: { failure: Failure; conflict: string }) {
  const errors = useTranslations("errors");
  const every = useTranslations();
  if (code === "CONFLICT")
    return (
      <Notice tone="warn" title={errors("title.CONFLICT")} live>
        {conflict}
      </Notice>
    );
  const key = fields[0]?.message as Parameters<typeof every>[0] | undefined;
  return (
    <Notice tone="error" title={errors(`title.${code}`)} live>
      {key && every.has(key) ? every(key) : errors(`text.${code}`)}{" "}
      {id && errors.rich("reference", { id: () => <code>{id}</code> })}
    </Notice>
  );
}
