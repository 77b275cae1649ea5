"use client";

import { IconCopy } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { Duplicates } from "@/lib/duplicates/types";
import classes from "./duplicate-panel.module.css";

export const duplicatesId = "duplicates";

/** The same in one line above the form, where the panel stands below it; and, anywhere, said once to those who do not see it come. */
export function DuplicateLine({ found }: { found: Duplicates | null }) {
  const t = useTranslations("reports.duplicates");
  const first = found?.hints[0];
  return (
    <div role="status" className={classes.line} data-empty={!first || undefined}>
      {first && (
        <>
          <IconCopy className={classes.icon} size={18} stroke={1.75} aria-hidden="true" />
          <span>{t("like", { reference: first.reference })}</span>
          <a href={`#${duplicatesId}`}>{t("compare")}</a>
        </>
      )}
    </div>
  );
}
