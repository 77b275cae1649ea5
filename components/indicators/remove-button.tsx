"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";

/** Takes something away, having asked once. @param label which one, for those who hear the page */
export function RemoveButton({
  label,
  keeps,
  pending,
  onRemove,
}: {
  label: string;
  keeps: boolean;
  pending: boolean;
  onRemove: () => void;
}) {
  const t = useTranslations("indicators.form");
  const common = useTranslations("common");
  const writes = useTranslations("reference.write");
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <Button look="link" aria-label={label} onClick={() => setAsking(true)}>
        {t("remove")}
      </Button>
    );
  return (
    <>
      <Button look="danger" aria-disabled={pending} onClick={onRemove}>
        {pending ? common("saving") : keeps ? t("removeNow") : writes("propose")}
      </Button>
      <Button onClick={() => setAsking(false)}>{common("cancel")}</Button>
    </>
  );
}
