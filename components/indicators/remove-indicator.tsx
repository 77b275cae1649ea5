"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { WriteOutcome } from "@/components/forms/write-outcome";
import { removeIndicatorAction } from "@/lib/indicators/actions";
import type { ListRights } from "@/lib/indicators/types";
import classes from "./indicators.module.css";
import { RemoveButton } from "./remove-button";
import { useListWrite } from "./use-list-write";

/** Takes an indicator that has no values off the list. */
export function RemoveIndicator({ slug, version, rights }: { slug: string; version: number; rights: ListRights }) {
  const t = useTranslations("indicators.form");
  const router = useRouter();
  const { send, keeps, pending, outcome } = useListWrite(rights, "indicator.remove", removeIndicatorAction);
  return (
    <div className={classes.adding}>
      <WriteOutcome {...outcome} />
      <RemoveButton
        label={t("removeIndicator")}
        keeps={keeps}
        pending={pending}
        onRemove={() => send({ slug, version }, () => keeps && router.push("/indicators" as Route))}
      />
    </div>
  );
}
