"use client";

import { IconLockOpen2 } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { use } from "react";
import { Button } from "@/components/ui/button";
import { PaneContext } from "./pane-context";

/** Opens the names of the people of the case beside the list. The opening is logged before they are shown, as in the case's file. */
export function OpenNames() {
  const t = useTranslations("cases.pane");
  const pane = use(PaneContext);
  if (!pane) return null;
  return (
    <p>
      <Button onClick={pane.openNames} aria-disabled={pane.pending} title={t("namesHelp")}>
        <IconLockOpen2 size={15} stroke={1.75} aria-hidden="true" />
        {t("names")}
      </Button>
    </p>
  );
}
