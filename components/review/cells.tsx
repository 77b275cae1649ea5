"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import classes from "./review.module.css";
import type { QueueRowView } from "./row-view";

/** Who wrote the version. */
export function Author({ row: { author } }: { row: QueueRowView }) {
  const codes = useTranslations("codes");
  return author.builtIn ? codes(`userRole.${author.builtIn}`) : author.name;
}

/** What kind of version it is, in what it differs from the verified one, and why the viewer may not decide, if so. */
export function WhatWaits({ row: { kind, version, changed, decision, ownerAgency } }: { row: QueueRowView }) {
  const t = useTranslations("review");
  const parts = useTranslations("casefile.waiting");
  const words = changed.map((part) => parts(`part.${part}`)).join(t("separator"));
  const right =
    decision === "own-version" ? t("ownVersion") : decision === "closed" ? t("others", { agency: ownerAgency }) : null;
  return (
    <span className={classes.what} title={[t(`kind.${kind}`, { version }), words, right].filter(Boolean).join(" · ")}>
      {kind === "amendment" ? (
        <Badge tone="warn">{t("kind.amendment")}</Badge>
      ) : kind === "first" ? (
        right === null && t("kind.first")
      ) : (
        <span>{t(`kind.${kind}`, { version })}</span>
      )}
      {kind === "amendment" && <span className={classes.changed}>{words || t("nothingChanged")}</span>}
      {right !== null && <span className={classes.right}>{right}</span>}
    </span>
  );
}
